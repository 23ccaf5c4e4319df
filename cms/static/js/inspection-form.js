// An inspection filled in on a phone, where the connection comes and goes.
//
// Every change is kept on the device (IndexedDB, photographs too) until the site
// has confirmed that it took the inspection. The form carries a key of its own,
// so one that was taken but whose answer was lost is not taken twice.

const DATABASE = "rongguang-inspections";
const STORE = "drafts";
const PAUSE = 400;
const MOST_DEFECTS = 20;
const form = document.querySelector("[data-inspection]");

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function inStore(mode, work) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const change = database.transaction(STORE, mode);
      const asked = work(change.objectStore(STORE));
      change.oncomplete = () => resolve(asked.result);
      change.onabort = () => reject(change.error);
    });
  } finally {
    database.close();
  }
}

class Inspection {
  constructor(form) {
    this.form = form;
    this.site = form.dataset.inspection;
    this.status = form.querySelector("[data-inspection-status]");
    this.faults = form.querySelector("[data-inspection-faults]");
    this.more = form.querySelector("[data-inspection-more]");
    this.forget = form.querySelector("[data-inspection-forget]");
    this.keeps = "indexedDB" in window;
    this.timer = 0;
    this.isSending = false;
    this.waits = false;
    this.isDone = false;
  }

  async start() {
    this.more.addEventListener("click", () => this.showNextDefect());
    this.forget.addEventListener("click", () => this.throwAway());
    this.form.addEventListener("input", () => this.keepSoon());
    this.form.addEventListener("change", () => this.keepSoon());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    window.addEventListener("online", () => this.waits && this.send());
    document.addEventListener("visibilitychange", () => document.hidden && this.timer && this.keep());
    // A page that comes back from the browser's memory would carry the key that was used.
    window.addEventListener("pageshow", (event) => event.persisted && this.isDone && location.reload());
    await this.restore();
    this.hideEmptyDefects();
    this.form.dataset.ready = "yes";
  }

  say(word) {
    this.status.textContent = word ? this.form.dataset[word] : "";
  }

  // Keeping

  keepSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  async keep() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (!this.keeps || this.isDone) {
      return;
    }
    const fields = [...new FormData(this.form)].filter(
      ([name, value]) => name !== "csrfmiddlewaretoken" && (typeof value === "string" || value.size),
    );
    try {
      await inStore("readwrite", (store) => store.put(fields, this.site));
    } catch (fault) {
      // A full or forbidden store: the form itself still holds everything.
      this.keeps = false;
      console.warn(fault);
      return;
    }
    this.forget.hidden = false;
    if (!this.isSending && !this.waits) {
      this.say("wordsKept");
    }
  }

  async restore() {
    if (!this.keeps) {
      return;
    }
    let fields;
    try {
      fields = await inStore("readonly", (store) => store.get(this.site));
    } catch (fault) {
      this.keeps = false;
      console.warn(fault);
      return;
    }
    if (!fields) {
      return;
    }
    const total = Number(new Map(fields).get("defect-TOTAL_FORMS"));
    while (this.defects.length < total && this.addDefect());
    const files = new Map();
    for (const input of this.form.querySelectorAll("[type=radio]")) {
      input.checked = false;
    }
    for (const [name, value] of fields) {
      if (typeof value !== "string") {
        files.set(name, [...(files.get(name) ?? []), value]);
        continue;
      }
      const field = this.form.elements[name];
      if (field) {
        field.value = value;
      }
    }
    for (const [name, chosen] of files) {
      const held = new DataTransfer();
      chosen.forEach((file) => held.items.add(file));
      const field = this.form.elements[name];
      if (field) {
        field.files = held.files;
      }
    }
    this.forget.hidden = false;
    this.say("wordsRestored");
  }

  async throwAway() {
    this.isDone = true;
    clearTimeout(this.timer);
    await inStore("readwrite", (store) => store.delete(this.site));
    location.reload();
  }

  // Defects

  get defects() {
    return [...this.form.querySelectorAll("[data-inspection-defect]")];
  }

  hideEmptyDefects() {
    this.defects.forEach((row, index) => {
      const said = [...row.querySelectorAll("input, textarea")].some((field) => field.value);
      row.hidden = index > 0 && !said;
    });
    this.more.hidden = false;
  }

  showNextDefect() {
    const next = this.defects.find((row) => row.hidden) ?? this.addDefect();
    if (!next) {
      return;
    }
    next.hidden = false;
    next.querySelector("input").focus();
    this.more.hidden = this.defects.length >= MOST_DEFECTS && !this.defects.some((row) => row.hidden);
  }

  addDefect() {
    const rows = this.defects;
    if (rows.length >= MOST_DEFECTS) {
      return null;
    }
    const last = rows.at(-1);
    const copy = last.cloneNode(true);
    const before = `defect-${rows.length - 1}-`;
    for (const part of copy.querySelectorAll("[id], [name], [for]")) {
      for (const name of ["id", "name", "for"]) {
        if (part.hasAttribute(name)) {
          part.setAttribute(name, part.getAttribute(name).replace(before, `defect-${rows.length}-`));
        }
      }
    }
    copy.querySelectorAll("input").forEach((field) => {
      field.value = "";
    });
    const legend = copy.querySelector("legend");
    legend.textContent = legend.textContent.trim().replace(String(rows.length), String(rows.length + 1));
    last.after(copy);
    this.form.elements["defect-TOTAL_FORMS"].value = rows.length + 1;
    return copy;
  }

  // Sending

  async send() {
    if (this.isSending || this.isDone) {
      return;
    }
    this.isSending = true;
    this.waits = false;
    await this.keep();
    this.say("wordsSending");
    this.show([]);
    let answer;
    try {
      answer = await this.post();
      if (answer.status === 403) {
        await this.renewToken();
        answer = await this.post();
      }
    } catch (fault) {
      console.warn(fault);
      this.waits = true;
      this.isSending = false;
      this.say("wordsOffline");
      return;
    }
    await this.take(answer);
    this.isSending = false;
  }

  post() {
    return fetch(location.href, {
      method: "POST",
      body: new FormData(this.form),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
  }

  async renewToken() {
    const page = await (await fetch(location.href, { credentials: "same-origin" })).text();
    const fresh = new DOMParser().parseFromString(page, "text/html");
    const token = fresh.querySelector("[data-inspection] [name=csrfmiddlewaretoken]");
    if (token) {
      this.form.elements.csrfmiddlewaretoken.value = token.value;
    }
  }

  async take(answer) {
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (!isJson) {
      this.say("wordsRefused");
      return;
    }
    const told = await answer.json();
    if (told.faults) {
      this.say("");
      this.show(told.faults);
      return;
    }
    this.isDone = true;
    if (this.keeps) {
      await inStore("readwrite", (store) => store.delete(this.site));
    }
    location.assign(told.address);
  }

  show(faults) {
    for (const field of this.form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
    }
    const list = this.faults.querySelector("ul");
    list.replaceChildren(
      ...faults.map(({ field, label, message }) => {
        const line = document.createElement("li");
        line.textContent = label ? `${label}: ${message}` : message;
        const named = field && this.form.elements[field];
        const first = named instanceof RadioNodeList ? named[0] : named;
        first?.setAttribute("aria-invalid", "true");
        first?.closest("[data-inspection-defect]")?.removeAttribute("hidden");
        return line;
      }),
    );
    this.faults.hidden = !faults.length;
    if (faults.length) {
      this.faults.focus();
    }
  }
}

if (form) {
  await new Inspection(form).start();
}
