/* Twelve thousand cues, of which only those in view are in the page. */

const OVERSCAN = 6;
const LINE = 26;
const REST = 62;
const CHARACTERS = 40;

function bisect(offsets, y) {
  let [low, high] = [0, offsets.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsets[middle + 1] <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}

function put(input, value) {
  // Setting what is there already would move the caret.
  if (input.value !== value) input.value = value;
}

export class Rows {
  /** `fill(row, cue, at)` writes a cue into a copy of `template`. */
  constructor({ view, list, template, transcript, fill }) {
    Object.assign(this, { view, list, template, transcript, fill });
    this.shown = new Map();
    this.heights = new WeakMap();
    this.active = null;
    this.refresh();
    this.view.addEventListener("scroll", () => this.later(), { passive: true });
    new ResizeObserver(() => {
      this.heights = new WeakMap();
      this.refresh();
    }).observe(this.view);
    transcript.addEventListener("change", () => this.refresh());
  }

  later() {
    this.frame ??= requestAnimationFrame(() => this.render());
  }

  refresh() {
    this.measure();
    this.render();
  }

  height(cue) {
    return (
      this.heights.get(cue) ?? REST + LINE * Math.max(1, Math.ceil(cue.text.length / CHARACTERS))
    );
  }

  measure() {
    const { cues } = this.transcript;
    this.offsets = new Float64Array(cues.length + 1);
    cues.forEach((cue, at) => {
      this.offsets[at + 1] = this.offsets[at] + this.height(cue);
    });
    this.list.style.height = `${this.offsets[cues.length]}px`;
  }

  wanted() {
    const last = this.transcript.cues.length - 1;
    if (last < 0) return [];
    const top = this.view.scrollTop;
    const from = Math.max(0, bisect(this.offsets, top) - OVERSCAN);
    const to = Math.min(last, bisect(this.offsets, top + this.view.clientHeight) + OVERSCAN);
    const ats = Array.from({ length: to - from + 1 }, (_, n) => from + n);
    const active = this.active === null ? -1 : this.transcript.indexOf(this.active);
    // The row that is worked on stays, wherever one scrolls to: it has the focus.
    if (active >= 0 && active < from) ats.unshift(active);
    if (active > to) ats.push(active);
    return ats;
  }

  render() {
    cancelAnimationFrame(this.frame);
    this.frame = undefined;
    const { cues } = this.transcript;
    const wanted = this.wanted();
    const keys = new Set(wanted.map((at) => cues[at].key));
    for (const [key, row] of this.shown) {
      if (!keys.has(key)) {
        row.element.remove();
        this.shown.delete(key);
      }
    }
    let following = this.list.firstElementChild;
    const drawn = [];
    for (const at of wanted) {
      const cue = cues[at];
      let row = this.shown.get(cue.key);
      if (row) following = row.element.nextElementSibling;
      else {
        row = this.made(cue);
        this.list.insertBefore(row.element, following);
      }
      if (row.cue !== cue || row.at !== at || row.total !== cues.length) {
        row.element.setAttribute("aria-posinset", at + 1);
        row.element.setAttribute("aria-setsize", cues.length);
        this.fill(row, cue, at);
        if (row.cue !== cue) drawn.push([row, at]);
        Object.assign(row, { cue, at, total: cues.length });
      }
    }
    this.settle(drawn);
    for (const at of wanted) {
      this.shown.get(cues[at].key).element.style.transform = `translateY(${this.offsets[at]}px)`;
    }
  }

  /** Take the true heights of rows that were drawn, without moving what is in view. */
  settle(drawn) {
    for (const [row] of drawn) row.text.style.height = "auto";
    const texts = drawn.map(([row]) => row.text.scrollHeight);
    drawn.forEach(([row], n) => {
      row.text.style.height = `${texts[n] + 2}px`;
    });
    let [moved, changed] = [0, false];
    for (const [row, at] of drawn) {
      const height = row.element.offsetHeight;
      const before = this.height(row.cue);
      if (height && height !== before) {
        if (this.offsets[at + 1] <= this.view.scrollTop) moved += height - before;
        changed = true;
      }
      if (height) this.heights.set(row.cue, height);
    }
    if (!changed) return;
    this.measure();
    if (moved) this.view.scrollTop += moved;
    this.later();
  }

  made(cue) {
    const element = this.template.content.firstElementChild.cloneNode(true);
    element.dataset.key = cue.key;
    const part = (name) => element.querySelector(`[data-${name}]`);
    const row = {
      element,
      number: part("number"),
      play: part("play"),
      start: part("start"),
      end: part("end"),
      speaker: part("speaker"),
      text: part("text"),
      estimated: part("estimated"),
      put,
    };
    this.shown.set(cue.key, row);
    return row;
  }

  row(key) {
    return this.shown.get(key);
  }

  /** Bring a cue into view; gives its row. */
  reveal(key) {
    const at = this.transcript.indexOf(key);
    if (at < 0) return undefined;
    // Heights of rows nobody has seen are guesses, so it takes a second look.
    for (let round = 0; round < 3; round += 1) {
      const [top, bottom] = [this.offsets[at], this.offsets[at + 1]];
      const { scrollTop, clientHeight } = this.view;
      if (top < scrollTop) this.view.scrollTop = top - clientHeight / 4;
      else if (bottom > scrollTop + clientHeight) {
        this.view.scrollTop = bottom - (clientHeight * 3) / 4;
      } else if (this.shown.has(key)) break;
      this.render();
    }
    return this.shown.get(key);
  }
}
