/* Autosave: one request at a time, what changed since the last, against a known version. */

import { cueFrom, merged, splices, wire } from "./transcript.js";

const PAUSE_MS = 1200;
const AGAIN_MS = 5000;

export class Saving extends EventTarget {
  constructor({ url, token, transcript }) {
    super();
    Object.assign(this, { url, token, transcript });
    this.version = 0;
    this.base = [];
    this.state = "loading";
    transcript.addEventListener("change", () => this.soon());
  }

  async load() {
    const answer = await this.ask("GET");
    this.version = answer.version;
    this.base = answer.cues.map(cueFrom);
    this.transcript.load(this.base);
    this.tell("saved", answer);
  }

  get dirty() {
    return this.transcript.cues !== this.base && splices(this.base, this.transcript.cues).length > 0;
  }

  soon(pause = PAUSE_MS) {
    if (this.state === "conflict") return;
    if (this.state !== "saving") this.tell("unsaved");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.state === "saving" || this.state === "conflict") return;
    const { cues } = this.transcript;
    const changes = splices(this.base, cues);
    if (!changes.length) {
      this.tell("saved");
      return;
    }
    this.tell("saving");
    try {
      const answer = await this.ask("POST", {
        version: this.version,
        splices: changes.map(([at, removed, come]) => [at, removed, come.map(wire)]),
      });
      this.version = answer.version;
      this.base = cues;
      this.tell("saved", answer);
      if (this.transcript.cues !== cues) this.soon();
    } catch (error) {
      this.failed(error);
    }
  }

  failed(error) {
    if (error.status === 409) this.tell("conflict", error.answer);
    else if (error.status === 400) this.tell("refused", error.answer);
    else if (error.status === 403 || error.status === 401) this.tell("signed-out");
    else {
      this.tell("offline");
      this.timer = setTimeout(() => this.save(), AGAIN_MS);
    }
  }

  /** What both made, as it would be: see `merged`. */
  async compared() {
    const answer = await this.ask("GET");
    const theirs = answer.cues.map(cueFrom);
    return { answer, theirs, ...merged(this.base, theirs, this.transcript.cues) };
  }

  /** Go on from their state, with these cues in the editor. */
  takeOver(answer, saved, cues) {
    this.version = answer.version;
    this.base = saved;
    this.state = "unsaved";
    this.transcript.load(cues);
    this.transcript.dispatchEvent(new CustomEvent("change", { detail: { structural: true } }));
    this.save();
  }

  async ask(method, body) {
    // The first is on its way already (rel=preload), and has to be asked for in the same words.
    const response = await (method === "GET"
      ? fetch(this.url)
      : fetch(this.url, {
          method,
          headers: { "X-CSRFToken": this.token, "X-Requested-With": "XMLHttpRequest" },
          body: JSON.stringify(body),
          redirect: "manual",
        }));
    const json = response.headers.get("Content-Type")?.startsWith("application/json");
    const answer = json ? await response.json() : {};
    if (response.ok && json) return answer;
    const signedOut = response.type === "opaqueredirect";
    throw Object.assign(new Error(`${method} ${response.status}`), {
      status: signedOut ? 401 : response.status,
      answer,
    });
  }

  tell(state, answer = {}) {
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: { state, answer } }));
  }
}
