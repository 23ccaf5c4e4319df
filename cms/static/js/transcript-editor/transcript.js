/* The cues of a transcript with everything that was done to them; no page in sight.
   Cues are never changed in place: whoever holds an old array holds an old state. */

const TYPED_TOGETHER_MS = 1500;

let keys = 0;

/** A cue from the array it comes over the wire as. */
export function cueFrom([start, end, speaker, text, estimated, rest]) {
  keys += 1;
  return Object.freeze({ key: keys, start, end, speaker, text, estimated: !!estimated, rest });
}

export function wire(cue) {
  const { start, end, speaker, text, estimated, rest } = cue;
  const flat = [start, end, speaker, text, Number(estimated)];
  return rest ? [...flat, rest] : flat;
}

function changed(cue, fields) {
  const now = { ...cue, ...fields };
  // Marks say the old words: the server keeps them only where they still fit.
  if (now.rest?.marked && (now.text !== cue.text || now.speaker !== cue.speaker)) {
    now.rest = { ...now.rest, marked: "" };
  }
  return Object.freeze(now);
}

/** What turns one array of cues into another: [at, removed, cues], counted in the old one. */
export function splices(before, now) {
  const alive = new Set(now.map((cue) => cue.key));
  const found = [];
  let run = null;
  let i = 0;
  let j = 0;
  const open = () => {
    run ??= [i, 0, []];
  };
  const close = () => {
    if (run) found.push(run);
    run = null;
  };
  while (i < before.length || j < now.length) {
    const [old, cue] = [before[i], now[j]];
    if (old && cue && old.key === cue.key) {
      if (old === cue) close();
      else {
        open();
        run[1] += 1;
        run[2].push(cue);
      }
      i += 1;
      j += 1;
    } else if (old && !alive.has(old.key)) {
      open();
      run[1] += 1;
      i += 1;
    } else {
      open();
      run[2].push(cue);
      j += 1;
    }
  }
  close();
  return found;
}

const same = (a, b) =>
  a.start === b.start && a.end === b.end && a.speaker === b.speaker && a.text === b.text;

/** Where two arrays differ, as [from, to) of each; with as many cues in both, cue by cue. */
function differing(base, theirs) {
  const found = [];
  if (base.length === theirs.length) {
    base.forEach((cue, at) => {
      if (same(cue, theirs[at])) return;
      const last = found.at(-1);
      if (last?.[1] === at) last[1] = last[3] = at + 1;
      else found.push([at, at + 1, at, at + 1]);
    });
    return found;
  }
  const shorter = Math.min(base.length, theirs.length);
  let head = 0;
  while (head < shorter && same(base[head], theirs[head])) head += 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    same(base[base.length - 1 - tail], theirs[theirs.length - 1 - tail])
  ) {
    tail += 1;
  }
  return [[head, base.length - tail, head, theirs.length - tail]];
}

/** A change of cues next to each other as one of each. */
function single([at, removed, cues]) {
  if (removed !== cues.length) return [[at, removed, cues]];
  return cues.map((cue, n) => [at + n, 1, [cue]]);
}

/**
 * Both what somebody else made of `base` and what was made of it here.
 * Where both changed the same cues theirs stay, and ours are `lost`.
 */
export function merged(base, theirs, ours) {
  const regions = differing(base, theirs);
  // What they left alone keeps its identity, and with it what was done here.
  const saved = [];
  let at = 0;
  for (const [from, to, theirFrom, theirTo] of regions) {
    saved.push(...base.slice(at, from), ...theirs.slice(theirFrom, theirTo));
    at = to;
  }
  saved.push(...base.slice(at));
  const cues = [...saved];
  const lost = [];
  for (const [first, removed, come] of splices(base, ours).flatMap(single).reverse()) {
    const last = first + removed;
    const apart = regions.every(([from, to]) => last <= from || first >= to);
    if (apart) {
      const shift = regions
        .filter(([, to]) => to <= first)
        .reduce((sum, [from, to, theirFrom, theirTo]) => sum + theirTo - theirFrom - (to - from), 0);
      cues.splice(first + shift, removed, ...come);
    } else {
      lost.unshift(...come);
    }
  }
  return { saved, cues, lost };
}

/** Cues that can be changed, and changed back. */
export class Transcript extends EventTarget {
  constructor() {
    super();
    this.load([]);
  }

  load(cues) {
    this.cues = cues;
    this.past = [];
    this.future = [];
    this.places = null;
  }

  indexOf(key) {
    this.places ??= new Map(this.cues.map((cue, at) => [cue.key, at]));
    return this.places.get(key) ?? -1;
  }

  get(key) {
    return this.cues[this.indexOf(key)];
  }

  /** Put `cues` in the place of `removed` ones; steps with one `tag`, close in time, are one. */
  splice(at, removed, cues, tag = "") {
    const step = { at, gone: this.cues.slice(at, at + removed), come: cues, tag, time: Date.now() };
    const last = this.past.at(-1);
    this.put(step.at, step.gone, step.come);
    if (tag && last?.tag === tag && step.time - last.time < TYPED_TOGETHER_MS) {
      last.come = cues;
      last.time = step.time;
    } else {
      this.past.push(step);
    }
    this.future = [];
  }

  put(at, gone, come) {
    this.cues = [...this.cues.slice(0, at), ...come, ...this.cues.slice(at + gone.length)];
    const structural = gone.length !== come.length || gone.some((c, n) => c.key !== come[n].key);
    if (structural) this.places = null;
    this.dispatchEvent(new CustomEvent("change", { detail: { at, come, structural } }));
  }

  /** The cue to look at after the step that was taken back; undefined where there was none. */
  undo() {
    const step = this.past.pop();
    if (!step) return undefined;
    this.future.push(step);
    this.put(step.at, step.come, step.gone);
    return this.cues[Math.min(step.at, this.cues.length - 1)];
  }

  redo() {
    const step = this.future.pop();
    if (!step) return undefined;
    this.past.push({ ...step, tag: "" });
    this.put(step.at, step.gone, step.come);
    return this.cues[Math.min(step.at, this.cues.length - 1)];
  }

  edit(key, fields, tag = "") {
    const at = this.indexOf(key);
    this.splice(at, 1, [changed(this.cues[at], fields)], tag);
  }

  /** Why a cue may not have these times: "before", "after", "backwards"; "" where it may. */
  fault(key, start, end) {
    const at = this.indexOf(key);
    if (at > 0 && start < this.cues[at - 1].start) return "before";
    if (at + 1 < this.cues.length && start > this.cues[at + 1].start) return "after";
    return end < start ? "backwards" : "";
  }

  /** Cut a cue at a character; at `time` where that lies within it, else by the length of the words. */
  split(key, offset, time = null) {
    const at = this.indexOf(key);
    const cue = this.cues[at];
    const share = cue.text.length ? offset / cue.text.length : 0.5;
    const heard = time !== null && time > cue.start && time < cue.end;
    const cut = heard ? time : Math.round(cue.start + (cue.end - cue.start) * share);
    const first = changed(cue, { text: cue.text.slice(0, offset).trimEnd(), end: cut });
    const rest = cue.rest?.settings ? { settings: cue.rest.settings } : undefined;
    const second = cueFrom([cut, cue.end, cue.speaker, cue.text.slice(offset).trimStart(), 0, rest]);
    const made = Object.freeze({ ...second, estimated: !heard });
    this.splice(at, 1, [first, made]);
    return made;
  }

  /** Join a cue with the one below; undefined where there is none. */
  merge(key) {
    const at = this.indexOf(key);
    const [cue, next] = this.cues.slice(at, at + 2);
    if (!next) return undefined;
    const spaced = /[\w,.;:!?]$/.test(cue.text) && /^\w/.test(next.text);
    const text = `${cue.text}${spaced ? " " : ""}${next.text}`;
    const joined = changed(cue, { text, end: Math.max(cue.end, next.end) });
    this.splice(at, 2, [joined]);
    return joined;
  }

  remove(key) {
    const at = this.indexOf(key);
    this.splice(at, 1, []);
    return this.cues[Math.min(at, this.cues.length - 1)];
  }

  /** A new cue below one, or the first of all. */
  add(key, time) {
    const at = key === null ? -1 : this.indexOf(key);
    const before = this.cues[at];
    const next = this.cues[at + 1];
    const start = Math.min(
      Math.max(before ? Math.max(before.end, before.start) : time, before?.start ?? 0),
      next?.start ?? Infinity,
    );
    const end = Math.max(start, Math.min(start + 3000, next?.start ?? Infinity));
    const made = cueFrom([start, end, before?.speaker ?? "", "", 1]);
    this.splice(at + 1, 0, [made]);
    return made;
  }

  /** Those who speak, each once, in the order they are first heard. */
  speakers() {
    return [...new Set(this.cues.map((cue) => cue.speaker).filter(Boolean))];
  }

  /** Give a cue the speaker after its own, in the order they are first heard; then nobody. */
  nextSpeaker(key) {
    const names = [...this.speakers(), ""];
    const at = names.indexOf(this.get(key).speaker);
    const name = names[(at + 1) % names.length];
    this.edit(key, { speaker: name });
    return name;
  }

  /** Every place where words stand, as [key, offset]. */
  find(words, sensitive) {
    if (!words) return [];
    const fold = (text) => (sensitive ? text : text.toLowerCase());
    const wanted = fold(words);
    const places = [];
    for (const cue of this.cues) {
      const text = fold(cue.text);
      let at = text.indexOf(wanted);
      while (at >= 0) {
        places.push([cue.key, at]);
        at = text.indexOf(wanted, at + wanted.length);
      }
    }
    return places;
  }

  /** Put other words in all these places, in one step. */
  replace(places, length, words) {
    if (!places.length) return;
    const byKey = grouped(places);
    const ats = [...byKey.keys()].map((key) => this.indexOf(key));
    const [first, last] = [Math.min(...ats), Math.max(...ats)];
    const cues = this.cues.slice(first, last + 1).map((cue) => {
      const offsets = byKey.get(cue.key);
      if (!offsets) return cue;
      let { text } = cue;
      for (const [, at] of [...offsets].reverse()) {
        text = text.slice(0, at) + words + text.slice(at + length);
      }
      return changed(cue, { text });
    });
    this.splice(first, cues.length, cues);
  }

  /** The last cue that has begun at a time; undefined before the first. */
  at(time) {
    let [low, high] = [0, this.cues.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.cues[middle].start <= time) low = middle + 1;
      else high = middle;
    }
    return this.cues[low - 1];
  }
}

function grouped(places) {
  const found = new Map();
  for (const place of places) {
    if (!found.has(place[0])) found.set(place[0], []);
    found.get(place[0]).push(place);
  }
  return found;
}
