/* Recordings on their way in: resumable (tus 1.0.0), several one after the other,
   each with its progress; the line may be cut and the page closed in between. */

const CHUNK = 8 * 1024 * 1024;
const RETRIES = [0, 1000, 3000, 5000, 10000, 20000, 30000, 60000];

const form = document.getElementById("recording-upload");
const list = document.getElementById("recording-uploads");
const template = document.getElementById("recording-upload-row");
const words = form.dataset;
const headers = {
  "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value,
  "X-Requested-With": "XMLHttpRequest",
};
const waiting = [];
let current = null;

function inWords(bytes) {
  const units = ["B", "KB", "MB", "GB"];
  let power = 0;
  while (bytes >= 1024 && power < units.length - 1) {
    bytes /= 1024;
    power += 1;
  }
  return `${bytes.toFixed(power > 1 ? 1 : 0)} ${units[power]}`;
}

function remaining(seconds) {
  const minutes = Math.ceil(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours ? `${hours}:${String(minutes % 60).padStart(2, "0")}:00` : `${minutes}:00`;
}

class Row {
  constructor(file) {
    this.file = file;
    this.element = template.content.firstElementChild.cloneNode(true);
    this.part("name").textContent = `${file.name}（${inWords(file.size)}）`;
    this.part("title-label").textContent = words.wordTitle;
    this.part("title").value = file.name.replace(/\.[^.]+$/, "");
    this.part("progress").setAttribute("aria-label", file.name);
    this.button = this.part("pause");
    this.button.textContent = words.wordPause;
    this.button.addEventListener("click", () => this.toggle());
    list.append(this.element);
  }

  part(name) {
    return this.element.querySelector(`[data-${name}]`);
  }

  say(state) {
    this.part("state").textContent = state;
  }

  async start() {
    this.upload = new tus.Upload(this.file, {
      endpoint: words.endpoint,
      chunkSize: CHUNK,
      retryDelays: RETRIES,
      headers,
      metadata: { filename: this.file.name, filetype: this.file.type },
      removeFingerprintOnSuccess: true,
      onProgress: (sent, total) => this.progressed(sent, total),
      onSuccess: () => this.arrived(),
      onError: (error) => this.failed(error),
    });
    const earlier = await this.upload.findPreviousUploads();
    if (earlier.length) {
      this.upload.resumeFromPreviousUpload(earlier[0]);
    }
    this.resume();
  }

  resume() {
    this.began = null;
    this.isPaused = false;
    this.button.textContent = words.wordPause;
    this.say(words.wordUploading);
    this.upload.start();
  }

  async toggle() {
    if (!this.upload) return;
    if (this.isPaused) {
      this.resume();
      return;
    }
    await this.upload.abort();
    this.isPaused = true;
    this.button.textContent = words.wordResume;
    this.say(words.wordPaused);
  }

  progressed(sent, total) {
    const now = performance.now();
    this.began ??= { at: now, sent };
    this.part("progress").value = Math.floor((sent * 1000) / total);
    this.part("percent").textContent = `${Math.floor((sent * 100) / total)}%　${inWords(sent)} / ${inWords(total)}`;
    const rate = (sent - this.began.sent) / (now - this.began.at);
    if (rate > 0 && sent < total && now - this.began.at > 2000) {
      const left = remaining((total - sent) / rate / 1000);
      this.part("percent").textContent += `　${words.wordLeft.replace("%s", left)}`;
    }
  }

  failed(error) {
    if (!navigator.onLine) {
      this.say(words.wordWaiting);
      window.addEventListener("online", () => this.resume(), { once: true });
      return;
    }
    const answer = error.originalResponse;
    this.say(words.wordFailed + (answer ? answer.getBody() || answer.getStatus() : error.message));
    this.isPaused = true;
    this.button.textContent = words.wordRetry;
    this.element.classList.add("recording-upload--failed");
    next(this);
  }

  async arrived() {
    this.part("progress").value = 1000;
    this.button.hidden = true;
    this.say(words.wordChecking);
    const key = this.upload.url.split("/").filter(Boolean).pop();
    const details = new FormData(form);
    details.set("title", this.part("title").value);
    try {
      const response = await fetch(
        words.finish.replace("00000000-0000-0000-0000-000000000000", key),
        { method: "POST", headers, body: details },
      );
      this.finished(response.ok, await response.json());
    } catch (error) {
      this.finished(false, { errors: [error.message] });
    }
    next(this);
  }

  finished(isTaken, told) {
    this.element.classList.toggle("recording-upload--failed", !isTaken);
    if (!isTaken) {
      this.say(words.wordFailed + told.errors.join(" "));
      return;
    }
    this.element.classList.add("recording-upload--done");
    this.part("title").disabled = true;
    this.say(`${words.wordDone} ${told.note || told.state}`);
    const link = this.part("edit");
    link.href = told.url;
    link.textContent = words.wordEdit;
    link.hidden = false;
  }
}

function next(row) {
  if (row && row !== current) return;
  current = waiting.shift() || null;
  current?.start();
}

function take(files) {
  for (const file of files) {
    const row = new Row(file);
    if (file.size > Number(words.most)) {
      row.say(words.wordFailed + words.wordTooLarge);
      row.button.hidden = true;
      continue;
    }
    waiting.push(row);
  }
  if (!current) next(null);
}

const input = document.getElementById("recording-files");
input.addEventListener("change", () => {
  take(input.files);
  input.value = "";
});
form.addEventListener("submit", (event) => event.preventDefault());

const drop = form.querySelector("[data-drop]");
for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("recording-drop--over");
  });
}
for (const name of ["dragleave", "drop"]) {
  drop.addEventListener(name, () => drop.classList.remove("recording-drop--over"));
}
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  take(event.dataTransfer.files);
});
window.addEventListener("beforeunload", (event) => {
  if (current && !current.isPaused) event.preventDefault();
});
