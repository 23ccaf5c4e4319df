/**
 * The transcript that follows the voice. Parts that are far away are fetched as they are
 * needed; the cue that is heard is marked, brought into view and read out politely.
 * One cue is in the order of Tab; up and down go from one to the next.
 */
const HELD_MS = 6000;

export class Transcript {
  constructor(section, player) {
    this.section = section;
    this.player = player;
    this.form = section.querySelector("form");
    this.spoken = section.querySelector("[data-spoken]");
    this.cues = [];
    this.heard = null;
    this.heldUntil = 0;
    this.loading = new Map();
    for (const list of section.querySelectorAll(".cues")) this.#take(list);
    this.#listen();
    this.#watch();
  }

  /** Mark the cue that is heard at a moment; fetch its part if it is not here yet. */
  async follow(ms) {
    const away = this.#awayAt(ms);
    if (away) await this.load(away);
    const cue = this.#at(ms);
    if (cue === this.heard) return;
    this.heard?.classList.remove("is-heard");
    this.heard?.removeAttribute("aria-current");
    this.heard = cue;
    if (!cue) return;
    cue.classList.add("is-heard");
    cue.setAttribute("aria-current", "true");
    if (!this.section.contains(document.activeElement)) this.#inTabOrder(cue);
    const box = (name) => document.querySelector(`[data-${name}]`);
    if (box("announce")?.checked) this.spoken.textContent = words(cue);
    if (box("follow")?.checked && performance.now() > this.heldUntil) this.show(cue);
  }

  show(cue) {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    cue.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }

  /** Put the cues of a part in place of the link to it. */
  load(away) {
    const { part, s } = away.dataset;
    if (!this.loading.has(part)) {
      this.loading.set(part, this.#fetch(away, part, s).finally(() => this.loading.delete(part)));
    }
    return this.loading.get(part);
  }

  async #fetch(away, part, start) {
    const address = new URL(
      this.section.dataset.partUrl.replace(/\/0\/$/, `/${part}/`),
      window.location.href,
    );
    if (this.section.dataset.language) {
      address.searchParams.set("language", this.section.dataset.language);
    }
    const response = await fetch(address);
    if (!response.ok) return;
    const list = document.createElement("ol");
    list.className = "cues";
    list.dataset.part = part;
    list.dataset.s = start;
    list.setAttribute("aria-label", away.textContent.trim());
    list.innerHTML = await response.text();
    list.start = Number(list.firstElementChild?.id.slice(1) ?? 1);
    away.replaceWith(list);
    this.#take(list);
    this.#watch();
  }

  #take(list) {
    for (const cue of list.children) {
      cue.querySelector("button").tabIndex = -1;
      this.cues.push(cue);
    }
    this.cues.sort((a, b) => a.dataset.s - b.dataset.s || a.id.slice(1) - b.id.slice(1));
    if (!this.section.querySelector('.cue button[tabindex="0"]') && this.cues.length) {
      this.#inTabOrder(this.cues[0]);
    }
  }

  #at(ms) {
    let [low, high] = [0, this.cues.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (Number(this.cues[middle].dataset.s) <= ms) low = middle + 1;
      else high = middle;
    }
    const cue = this.cues[low - 1];
    return cue && ms < Number(cue.dataset.e) + 500 ? cue : null;
  }

  /** The link to the part a moment lies in, if that is not here. */
  #awayAt(ms) {
    const parts = [...this.section.querySelectorAll("[data-part]")];
    const last = parts.filter((each) => Number(each.dataset.s) <= ms).at(-1) ?? parts[0];
    return last?.matches(".cues-away") ? last : null;
  }

  #inTabOrder(cue) {
    for (const other of this.section.querySelectorAll('.cue button[tabindex="0"]')) {
      other.tabIndex = -1;
    }
    cue.querySelector("button").tabIndex = 0;
  }

  #listen() {
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("click", (event) => this.#clicked(event));
    this.form.addEventListener("keydown", (event) => this.#key(event));
    for (const event of ["wheel", "touchmove"]) {
      window.addEventListener(event, () => this.#hold(), { passive: true });
    }
  }

  /** The reader looks at something else: leave the page where it is for a while. */
  #hold() {
    this.heldUntil = performance.now() + HELD_MS;
  }

  #clicked(event) {
    const link = event.target.closest(".cues-away a");
    if (link) {
      event.preventDefault();
      this.load(link.parentElement).then(() => this.#hold());
      return;
    }
    const cue = event.target.closest(".cue");
    if (!cue || !window.getSelection().isCollapsed) return;
    this.heldUntil = 0;
    this.#inTabOrder(cue);
    this.player?.seek(Number(cue.dataset.s), { play: true });
  }

  async #key(event) {
    const cue = event.target.closest(".cue");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!cue || !step) return;
    event.preventDefault();
    const list = cue.parentElement;
    const beyond = step > 0 ? list.nextElementSibling : list.previousElementSibling;
    const edge = step > 0 ? list.lastElementChild : list.firstElementChild;
    if (cue === edge && beyond?.matches(".cues-away")) await this.load(beyond);
    const next = this.cues[this.cues.indexOf(cue) + step];
    if (!next) return;
    this.#hold();
    this.#inTabOrder(next);
    next.querySelector("button").focus();
  }

  /** Fetch what lies right before and after the loaded parts when it comes near the window. */
  #watch() {
    this.observer ??= new IntersectionObserver(
      (entries) => entries.filter((each) => each.isIntersecting).forEach((each) => this.load(each.target)),
      { rootMargin: "400px 0px" },
    );
    this.observer.disconnect();
    for (const away of this.section.querySelectorAll(".cues + .cues-away")) {
      this.observer.observe(away);
    }
  }
}

export function words(cue) {
  const speaker = cue.querySelector(".cue__speaker")?.textContent;
  const text = cue.querySelector("p").textContent;
  return speaker ? `${speaker}：${text}` : text;
}
