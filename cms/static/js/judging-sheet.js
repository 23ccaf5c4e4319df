// A score sheet: the running total, and what was typed kept as it is typed.
//
// Every change is kept on the device at once and sent to the site a moment
// later. Without a connection it is tried again until it got through. The sheet
// carries its version; when the answer to a save was lost, the site holds just
// what was sent last, and the page goes on from there.

const PAUSE = 700;
const FIRST_RETRY = 2000;
const LONGEST_RETRY = 30000;
const form = document.querySelector("[data-sheet]");

// What a keyboard for Chinese types in place of digits and the point.
const plain = (text) => text.normalize("NFKC").replaceAll("。", ".").trim();

class Sheet {
  constructor(form) {
    this.form = form;
    this.scores = [...form.querySelectorAll("[data-score]")];
    this.status = form.querySelector("[data-sheet-status]");
    this.total = form.querySelector("[data-total]");
    this.version = form.elements.version;
    this.saves = form.dataset.autosave === "yes";
    this.key = `rongguang-sheet-${form.dataset.sheet}`;
    this.timer = 0;
    this.retry = FIRST_RETRY;
    this.isSaving = false;
    this.stopped = false;
    this.sent = "";
  }

  start() {
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("keydown", (event) => this.step(event));
    this.form.addEventListener("submit", (event) => this.leave(event));
    window.addEventListener("online", () => this.saveSoon(0));
    if (this.saves) {
      this.restore();
    } else {
      this.forget();
    }
    this.add();
    this.form.dataset.ready = "yes";
  }

  say(word) {
    this.status.textContent = word ? this.form.dataset[word] : "";
  }

  // Enter leads to the next score; together with Ctrl it submits.
  step(event) {
    const place = this.scores.indexOf(event.target);
    if (event.key !== "Enter" || place < 0) {
      return;
    }
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) {
      this.form.requestSubmit();
      return;
    }
    (this.scores[place + 1] ?? this.form.elements.note).focus();
  }

  add() {
    let total = 0;
    for (const field of this.scores) {
      const value = Number(plain(field.value));
      if (plain(field.value) === "" || Number.isNaN(value)) {
        this.total.textContent = "—";
        return;
      }
      // Thousandths, so that no binary fraction shows.
      total += Math.round(value * 10) * Math.round(Number(field.dataset.weight) * 100);
    }
    this.total.textContent = String(total / 1000);
  }

  content() {
    const values = this.scores.map((field) => [field.name, field.value]);
    return JSON.stringify([...values, ["note", this.form.elements.note.value]]);
  }

  changed() {
    this.add();
    if (!this.saves || this.stopped) {
      return;
    }
    this.keep();
    this.saveSoon(PAUSE);
  }

  keep() {
    try {
      localStorage.setItem(this.key, this.content());
    } catch (fault) {
      // A full or forbidden store: the form itself still holds everything.
      console.warn(fault);
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch (fault) {
      console.warn(fault);
    }
  }

  restore() {
    let kept = null;
    try {
      kept = localStorage.getItem(this.key);
    } catch (fault) {
      console.warn(fault);
    }
    if (!kept || kept === this.content()) {
      return;
    }
    for (const [name, value] of JSON.parse(kept)) {
      if (this.form.elements[name]) {
        this.form.elements[name].value = value;
      }
    }
    this.say("wordsRestored");
    this.saveSoon(PAUSE);
  }

  leave(event) {
    if (!navigator.onLine) {
      event.preventDefault();
      this.say("wordsOffline");
      return;
    }
    // What is kept on the device stays until the site shows the scores as given.
    clearTimeout(this.timer);
    this.stopped = true;
  }

  saveSoon(pause) {
    if (!this.saves || this.stopped) {
      return;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  async save() {
    if (this.isSaving || this.stopped) {
      return;
    }
    this.isSaving = true;
    const content = this.content();
    this.say("wordsSaving");
    try {
      const answer = await fetch(this.form.dataset.sheet, {
        method: "POST",
        body: new FormData(this.form),
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        redirect: "manual",
      });
      const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
      if (isJson) {
        this.take(await answer.json(), content);
      } else {
        this.say("wordsRefused");
      }
      this.retry = FIRST_RETRY;
    } catch (fault) {
      console.warn(fault);
      this.sent = content;
      this.say("wordsOffline");
      this.saveSoon(this.retry);
      this.retry = Math.min(this.retry * 2, LONGEST_RETRY);
    } finally {
      this.isSaving = false;
    }
    if (!this.stopped && this.status.textContent === this.form.dataset.wordsSaved && this.content() !== content) {
      this.saveSoon(PAUSE);
    }
  }

  take(told, content) {
    this.show(told.faults ?? {});
    if (told.version) {
      this.version.value = told.version;
      this.sent = "";
      this.forget();
      this.say("wordsSaved");
    } else if (told.conflict && this.isOwn(told.conflict)) {
      this.version.value = told.conflict.version;
      this.sent = "";
      this.saveSoon(0);
    } else if (told.conflict) {
      this.stopped = true;
      this.say("wordsConflict");
      this.version.value = told.conflict.version;
    } else if (told.closed) {
      // Loaded anew, the page would lose what was typed since.
      this.stopped = true;
      this.say("wordsClosed");
    } else {
      this.say("wordsFaulty");
    }
  }

  // Whether the site holds just what this page sent last without hearing back.
  isOwn(conflict) {
    if (!this.sent) {
      return false;
    }
    const sent = new Map(JSON.parse(this.sent));
    const scores = new Map(Object.entries(conflict.scores).map(([key, value]) => [`score-${key}`, Number(value)]));
    return (
      sent.get("note").trim() === conflict.note &&
      this.scores.every(({ name }) => {
        const typed = plain(sent.get(name));
        return typed === "" ? !scores.has(name) : scores.get(name) === Number(typed);
      })
    );
  }

  show(faults) {
    for (const field of this.scores) {
      const place = field.closest(".sheet__row").querySelector("[data-fault]");
      const words = faults[field.name]?.join(" ") ?? "";
      place.textContent = words;
      place.hidden = !words;
      field.toggleAttribute("aria-invalid", false);
      if (words) {
        field.setAttribute("aria-invalid", "true");
      }
    }
  }
}

if (form) {
  new Sheet(form).start();
}
