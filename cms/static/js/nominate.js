// A page of a nomination: saved while it is filled in, whatever the connection does.
//
// Without scripts the buttons save; here what was typed is sent a moment after the
// last key, and again and again until the server has it.

const form = document.querySelector("[data-nominate]");
const QUIET = 2500;
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 30_000;
const PATIENCE = 30_000;

const status = form.querySelector("[data-status]");
const version = form.elements.namedItem("version");
const goOn = form.querySelector("[data-go-on]");
let dirty = false;
let stopped = false;
let leaving = false;
let timer = 0;
let running = Promise.resolve();

function say(words, kind = "") {
  status.textContent = words;
  status.dataset.kind = kind;
}

function pause(milliseconds) {
  return new Promise((resolve) => {
    const waiting = setTimeout(resolve, milliseconds);
    window.addEventListener(
      "online",
      () => {
        clearTimeout(waiting);
        resolve();
      },
      { once: true },
    );
  });
}

function answers(file = null) {
  const data = new FormData(form);
  data.delete("files");
  if (file) {
    data.append("files", file, file.name);
  }
  return data;
}

// What the server said of it, such as that too much was sent; else it was the connection.
// A fault of the browser's own (TypeError, TimeoutError) is in the browser's words.
function words(error) {
  return (error.constructor === Error && error.message) || form.dataset.offline;
}

// What cannot be answered by waiting: sent meanwhile, closed, or kept elsewhere.
function isFinal(code, url, fault) {
  if (url) {
    leaving = true;
    location.assign(url);
    return true;
  }
  if (code === 409) {
    stopped = true;
    say(form.dataset.elsewhere, "warning");
    return true;
  }
  if (code === 403 || code === 410) {
    stopped = true;
    say(fault || form.dataset.refused, "warning");
    return true;
  }
  return false;
}

async function once() {
  const response = await fetch(form.action, {
    method: "POST",
    body: answers(),
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (response.redirected) {
    isFinal(0, response.url);
    return null;
  }
  const answer = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
  if (isFinal(response.status, "", answer.fault ?? "")) {
    return null;
  }
  if (!response.ok) {
    throw new Error(answer.fault ?? "");
  }
  version.value = answer.version;
  return answer;
}

async function saveUntilKept() {
  let wait = FIRST_WAIT;
  while (!stopped) {
    dirty = false;
    try {
      say(form.dataset.saving);
      const answer = await once();
      if (answer && !dirty) {
        say(form.dataset.saved);
      }
      return answer;
    } catch (error) {
      dirty = true;
      say(words(error), "warning");
      await pause(wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  }
  return null;
}

// One after another, so that each knows the version the one before made.
function save() {
  clearTimeout(timer);
  const saving = running.then(saveUntilKept);
  running = saving.catch(() => null);
  return saving;
}

form.addEventListener("input", (event) => {
  if (event.target.type === "file") {
    return;
  }
  dirty = true;
  clearTimeout(timer);
  timer = setTimeout(save, QUIET);
});

form.addEventListener("submit", async (event) => {
  if (stopped) {
    leaving = true;
    return;
  }
  event.preventDefault();
  const button = event.submitter;
  const going = !button?.name;
  goOn.disabled = true;
  const answer = await save();
  goOn.disabled = false;
  if (leaving || (answer === null && !stopped)) {
    return;
  }
  leaving = true;
  if (going && answer?.next) {
    location.assign(answer.next);
    return;
  }
  if (!going) {
    const pressed = document.createElement("input");
    pressed.type = "hidden";
    pressed.name = button.name;
    pressed.value = button.value;
    form.append(pressed);
  }
  HTMLFormElement.prototype.submit.call(form);
});

window.addEventListener("beforeunload", (event) => {
  if (dirty && !leaving) {
    event.preventDefault();
  }
});

window.addEventListener("pageshow", () => {
  leaving = false;
  goOn.disabled = false;
  form.querySelectorAll("input[type=hidden]:is([name=later], [name=back], [name=go], [name=stay], [name=remove_file])").forEach((each) => each.remove());
});

// Characters of the deeds, counted as the server counts them: code points without white space.

for (const box of form.querySelectorAll("textarea[data-most]")) {
  const line = document.createElement("p");
  line.className = "nominate-count";
  const { least, most } = box.dataset;
  const count = () => {
    const number = [...box.value.replace(/\s/gu, "")].length;
    line.textContent = `${form.dataset.counted} ${number} / ${least}–${most}`;
    line.dataset.kind = number < Number(least) || number > Number(most) ? "warning" : "";
  };
  box.after(line);
  box.addEventListener("input", count);
  count();
}

// Files one by one, each with its progress.

const chooser = form.querySelector("[data-files] input[type=file]");

if (chooser) {
  const list = form.querySelector("[data-file-list]");
  const box = form.querySelector("[data-upload]");
  const bar = box.querySelector("progress");
  const name = box.querySelector("[data-upload-name]");
  const faults = form.querySelector("[data-upload-faults]");
  form.querySelector("[data-plain-upload]").hidden = true;

  const size = (bytes) => (bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`);
  const keys = () => [...list.querySelectorAll("button")].map((button) => Number(button.value));

  const show = (files) => {
    list.replaceChildren(
      ...files.map((file) => {
        const row = document.createElement("li");
        const text = document.createElement("span");
        text.textContent = `${file.name}（${size(file.size)}）`;
        const button = document.createElement("button");
        Object.assign(button, { type: "submit", className: "button button--small", name: "remove_file", value: file.key });
        button.textContent = list.dataset.remove;
        const whose = document.createElement("span");
        whose.className = "visually-hidden";
        whose.textContent = file.name;
        button.append(" ", whose);
        row.append(text, button);
        return row;
      }),
    );
  };

  const send = (file) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => {
        bar.value = event.lengthComputable ? (100 * event.loaded) / event.total : 0;
      });
      request.addEventListener("load", () => {
        const answer = request.response;
        if (isFinal(request.status, "", answer?.fault ?? "")) {
          resolve(null);
        } else if (request.status === 413 || !answer || request.status >= 500) {
          reject(new Error());
        } else if (request.status === 429) {
          reject(new Error(answer.fault));
        } else {
          resolve(answer);
        }
      });
      request.addEventListener("error", () => reject(new Error()));
      request.send(answers(file));
    });

  // The server may have taken a file whose answer got lost; it is not sent again then.
  const upload = async (file) => {
    let wait = FIRST_WAIT;
    const before = new Set(keys());
    while (!stopped) {
      try {
        bar.value = 0;
        name.textContent = file.name;
        const answer = await send(file);
        if (answer) {
          version.value = answer.version;
        }
        return answer;
      } catch (error) {
        say(words(error), "warning");
        await pause(wait);
        wait = Math.min(wait * 2, LONGEST_WAIT);
        const now = await saveUntilKept();
        if (now?.files.some((each) => !before.has(each.key))) {
          return now;
        }
      }
    }
    return null;
  };

  chooser.addEventListener("change", () => {
    const files = [...chooser.files];
    chooser.value = "";
    clearTimeout(timer);
    faults.replaceChildren();
    box.hidden = false;
    running = running.then(async () => {
      for (const file of files) {
        const answer = await upload(file);
        if (answer === null) {
          break;
        }
        show(answer.files);
        for (const fault of answer.faults) {
          const line = document.createElement("li");
          line.textContent = fault;
          faults.append(line);
        }
        say(form.dataset.saved);
      }
      box.hidden = true;
    });
  });
}
