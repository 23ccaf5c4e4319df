/* The transcript editor: player, list of cues, keys, saving. */

import { Conflict } from "./conflict.js";
import { Finding } from "./finding.js";
import { Rows } from "./rows.js";
import { Saving } from "./saving.js";
import { clock, parsed } from "./times.js";
import { Transcript } from "./transcript.js";

const BACK_S = 3;

class Editor {
  constructor(root, setup) {
    this.root = root;
    this.setup = setup;
    this.labels = setup.labels;
    this.part = (name) => root.querySelector(`[data-${name}]`);
    this.status = this.part("status");
    this.voice = this.part("voice");
    this.player = this.part("player");
    this.transcript = new Transcript();
    this.saving = new Saving({
      url: setup.cues,
      token: root.querySelector("[name=csrfmiddlewaretoken]").value,
      transcript: this.transcript,
    });
    this.rows = new Rows({
      view: this.part("view"),
      list: this.part("list"),
      template: this.part("row"),
      transcript: this.transcript,
      fill: (row, cue, at) => this.fill(row, cue, at),
    });
    this.finding = new Finding({
      bar: this.part("finding"),
      transcript: this.transcript,
      show: (key, from, to) => this.select(key, from, to),
      say: (words) => this.say(words),
      labels: this.labels,
      mayChange: setup.mayChange,
    });
    this.conflict = new Conflict({
      dialog: this.part("conflict"),
      saving: this.saving,
      labels: this.labels,
    });
    this.listen();
  }

  async start() {
    try {
      await this.saving.load();
    } catch {
      this.tell(this.labels.notLoaded, "bad");
      return;
    }
    this.rows.refresh();
    this.speakers();
    this.count();
    this.root.dataset.ready = "";
  }

  // What is shown

  fill(row, cue, at) {
    const { labels, setup } = this;
    row.number.textContent = at + 1;
    row.play.setAttribute("aria-label", labels.playFrom.replace("{time}", clock(cue.start)));
    const edited = document.activeElement;
    if (row.start !== edited) row.put(row.start, clock(cue.start));
    if (row.end !== edited) row.put(row.end, clock(cue.end));
    row.put(row.speaker, cue.speaker);
    row.put(row.text, cue.text);
    row.estimated.hidden = !cue.estimated;
    const name = (label) => `${label} ${at + 1}`;
    row.start.setAttribute("aria-label", name(labels.start));
    row.end.setAttribute("aria-label", name(labels.end));
    row.speaker.setAttribute("aria-label", name(labels.speaker));
    row.text.setAttribute("aria-label", name(labels.words));
    for (const input of [row.start, row.end, row.speaker, row.text]) {
      input.readOnly = !setup.mayChange;
    }
    row.element.classList.toggle("is-current", cue.key === this.heard);
  }

  speakers() {
    const options = this.transcript.speakers().map((name) => {
      const option = document.createElement("option");
      option.value = name;
      return option;
    });
    this.part("speakers").replaceChildren(...options);
  }

  count() {
    const total = this.transcript.cues.length;
    this.part("total").textContent = this.labels.total.replace("{count}", total);
    this.part("empty").hidden = total > 0;
  }

  tell(words, kind = "") {
    this.status.textContent = words;
    this.status.dataset.kind = kind;
  }

  /** Words for those who do not see what happened. */
  say(words) {
    this.voice.textContent = words;
  }

  // What is listened to

  listen() {
    const { transcript, saving } = this;
    const list = this.part("list");
    list.addEventListener("focusin", (event) => this.activate(this.keyOf(event.target)));
    list.addEventListener("input", (event) => this.typed(event.target));
    list.addEventListener("change", (event) => this.timed(event.target));
    list.addEventListener("click", (event) => {
      if (event.target.closest("[data-play]")) this.play(this.keyOf(event.target));
      const act = event.target.closest("[data-act]");
      if (act) this.act(act.dataset.act, this.keyOf(act));
    });
    this.root.addEventListener("click", (event) => {
      const act = event.target.closest("[data-act]");
      if (act && !list.contains(act)) this.act(act.dataset.act);
    });
    document.addEventListener("keydown", (event) => this.pressed(event));
    transcript.addEventListener("change", ({ detail }) => {
      if (!detail.structural) return;
      this.count();
      this.speakers();
    });
    saving.addEventListener("state", ({ detail }) => this.stateChanged(detail));
    this.player.addEventListener("timeupdate", () => this.follow());
    this.part("rate").addEventListener("change", ({ target }) => {
      this.player.playbackRate = Number(target.value);
    });
    window.addEventListener("beforeunload", (event) => {
      if (!saving.dirty) return;
      saving.save();
      event.preventDefault();
    });
    window.addEventListener("online", () => saving.dirty && saving.soon(0));
  }

  keyOf(element) {
    const key = element.closest("[data-key]")?.dataset.key;
    return key ? Number(key) : null;
  }

  activate(key) {
    if (key !== null) this.rows.active = key;
  }

  typed(input) {
    const key = this.keyOf(input);
    if (key === null) return;
    if (input.matches("[data-text]")) {
      this.transcript.edit(key, { text: input.value }, `text ${key}`);
    }
    if (input.matches("[data-speaker]")) {
      this.transcript.edit(key, { speaker: input.value }, `speaker ${key}`);
    }
  }

  /** A time was written by hand. */
  timed(input) {
    const key = this.keyOf(input);
    if (key === null || !input.matches("[data-start], [data-end]")) return;
    const cue = this.transcript.get(key);
    const isStart = input.matches("[data-start]");
    const time = parsed(input.value);
    const taken = time !== null && (isStart ? this.setStart(key, time) : this.setEnd(key, time));
    if (time === null) this.complain(this.labels.noTime);
    input.value = clock(taken ? time : isStart ? cue.start : cue.end);
  }

  setStart(key, time) {
    const cue = this.transcript.get(key);
    return this.setTimes(key, time, Math.max(cue.end, time));
  }

  setEnd(key, time) {
    return this.setTimes(key, this.transcript.get(key).start, time);
  }

  setTimes(key, start, end) {
    const fault = this.transcript.fault(key, start, end);
    if (fault) {
      this.complain(this.labels[fault]);
      return false;
    }
    this.transcript.edit(key, { start, end, estimated: false });
    return true;
  }

  complain(words) {
    this.tell(words, "bad");
    this.say(words);
  }

  stateChanged({ state, answer }) {
    const { labels } = this;
    const words = labels[state].replace("{time}", answer.savedAt ?? "");
    if (state === "saved" && !answer.savedAt) return;
    this.tell(words, ["saved", "saving", "unsaved"].includes(state) ? state : "bad");
    if (answer.stateLabel) this.part("state").textContent = answer.stateLabel;
    if (state === "conflict") this.conflict.open(answer);
    if (state === "refused" && Number.isInteger(answer.at)) {
      const cue = this.transcript.cues[answer.at];
      if (cue) this.rows.reveal(cue.key);
    }
  }

  // The recording

  get now() {
    return Math.round(this.player.currentTime * 1000);
  }

  play(key) {
    this.player.currentTime = this.transcript.get(key).start / 1000;
    this.listenOn();
  }

  listenOn() {
    // Refused where there is no recording yet, or nobody has touched the page.
    this.player.play().catch(() => this.complain(this.labels.noSound));
  }

  toggle() {
    if (this.player.paused) this.listenOn();
    else this.player.pause();
  }

  seek(seconds) {
    this.player.currentTime = Math.max(0, this.player.currentTime + seconds);
  }

  follow() {
    const cue = this.transcript.at(this.now);
    const key = cue && this.now < cue.end ? cue.key : null;
    if (key === this.heard) return;
    this.rows.row(this.heard)?.element.classList.remove("is-current");
    this.heard = key;
    if (key === null) return;
    const typing = this.part("list").contains(document.activeElement);
    const wanted = this.part("follow").checked && !typing && !this.player.paused;
    const row = wanted ? this.rows.reveal(key) : this.rows.row(key);
    row?.element.classList.add("is-current");
  }

  // What can be done

  focus(key, caret = null, name = "text") {
    this.rows.active = key;
    const row = this.rows.reveal(key);
    if (!row) return;
    row[name].focus({ preventScroll: true });
    if (caret !== null) row.text.setSelectionRange(caret, caret);
  }

  select(key, from, to) {
    this.rows.active = key;
    const row = this.rows.reveal(key);
    row?.text.focus({ preventScroll: true });
    row?.text.setSelectionRange(from, to);
  }

  act(name, given = null) {
    const key = given ?? this.rows.active;
    const free = { play: 1, back: 1, forward: 1, find: 1, save: 1, keys: 1, up: 1, down: 1 };
    if (!this.setup.mayChange && !free[name]) return;
    const general = {
      play: () => this.toggle(),
      back: () => this.seek(-BACK_S),
      forward: () => this.seek(BACK_S),
      find: () => this.finding.open(String(window.getSelection() ?? "")),
      save: () => this.saving.save(),
      undo: () => this.step(this.transcript.undo(), this.labels.undone),
      redo: () => this.step(this.transcript.redo(), this.labels.redone),
      keys: () => this.part("keys").toggleAttribute("open"),
      add: () => this.focus(this.transcript.add(this.known(key), this.now).key, 0),
    };
    if (general[name]) {
      general[name]();
      return;
    }
    if (this.known(key) === null) {
      this.complain(this.labels.choose);
      return;
    }
    this.actOn(name, key);
  }

  known(key) {
    return key !== null && this.transcript.indexOf(key) >= 0 ? key : null;
  }

  actOn(name, key) {
    const { transcript, labels } = this;
    const row = this.rows.reveal(key);
    const acts = {
      split: () => {
        const made = transcript.split(key, row.text.selectionStart, this.timeIn(key));
        this.focus(made.key, 0);
        this.say(labels.done_split);
      },
      merge: () => {
        const seam = transcript.get(key).text.length;
        if (!transcript.merge(key)) return this.complain(labels.last);
        this.focus(key, seam);
        return this.say(labels.done_merge);
      },
      start: () => this.setStart(key, this.now) && this.say(clock(this.now)),
      end: () => this.setEnd(key, this.now) && this.say(clock(this.now)),
      speaker: () => this.say(transcript.nextSpeaker(key) || labels.nobody),
      hear: () => this.play(key),
      remove: () => {
        const left = transcript.remove(key);
        if (left) this.focus(left.key);
        this.say(labels.done_remove);
      },
      up: () => this.move(key, -1),
      down: () => this.move(key, 1),
    };
    acts[name]?.();
  }

  /** The player's time where it stands in a cue somebody has listened to. */
  timeIn(key) {
    const cue = this.transcript.get(key);
    return this.heard === key && this.now > cue.start && this.now < cue.end ? this.now : null;
  }

  move(key, step) {
    const cue = this.transcript.cues[this.transcript.indexOf(key) + step];
    if (cue) this.focus(cue.key, 0);
  }

  step(cue, words) {
    if (cue === undefined) return;
    this.say(words);
    this.focus(cue.key);
  }

  pressed(event) {
    const name = wanted(event);
    if (!name || event.isComposing || this.elsewhere(event.target)) return;
    // In the search bar the keys of text fields stay what they are.
    if (["undo", "redo"].includes(name) && this.part("finding").contains(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    if (name !== "leave") this.act(name, this.keyOf(event.target));
    else if (this.part("finding").contains(event.target)) this.back();
    else this.toggle();
  }

  /** Whether somebody is writing, or answering, outside the editor. */
  elsewhere(target) {
    const inside = this.root.contains(target);
    return (!inside && target.matches("input, textarea, select, [contenteditable]")) ||
      this.part("conflict").open;
  }

  /** From the search bar to the cue that was worked on. */
  back() {
    if (this.known(this.rows.active) !== null) this.focus(this.rows.active);
  }
}

const ALT = {
  KeyK: "play",
  KeyJ: "back",
  KeyL: "forward",
  KeyM: "merge",
  KeyS: "speaker",
  KeyP: "hear",
  KeyN: "add",
  Enter: "split",
  BracketLeft: "start",
  BracketRight: "end",
  ArrowUp: "up",
  ArrowDown: "down",
  Backspace: "remove",
};
const CONTROL = { KeyF: "find", KeyH: "find", KeyS: "save", KeyY: "redo", Enter: "split" };

/** What a key asks for; by its place, for with Alt many keyboards write other letters. */
function wanted(event) {
  if (event.key === "Escape") return "leave";
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey && !control) return ALT[event.code];
  if (!control || event.altKey) return undefined;
  if (event.code === "KeyZ") return event.shiftKey ? "redo" : "undo";
  return CONTROL[event.code];
}

const root = document.querySelector("[data-transcript-editor]");
const setup = JSON.parse(document.getElementById("transcript-setup").textContent);
new Editor(root, setup).start();
