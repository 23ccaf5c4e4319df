/**
 * Walks through an exhibition object by object over the whole screen. The pictures zoom by
 * wheel, buttons and keys: + and - zoom, arrows move a large picture and else go on and back,
 * PageDown and PageUp go on and back, Home shows the whole picture, Escape leaves.
 */
import { Zoom } from "./exhibition-zoom.js";

const page = document.querySelector("[data-exhibition]");
const dialog = page?.querySelector("[data-walk-dialog]");
const part = (name) => dialog.querySelector(`[data-walk-${name}]`);

class Walk {
  constructor() {
    this.exhibits = [...page.querySelectorAll("[data-exhibit]")];
    this.zoom = new Zoom(part("stage"), part("picture"));
    this.at = 0;
    part("back").addEventListener("click", () => this.go(this.at - 1));
    part("on").addEventListener("click", () => this.go(this.at + 1));
    part("in").addEventListener("click", () => this.zoom.by(1.5));
    part("out").addEventListener("click", () => this.zoom.by(1 / 1.5));
    part("close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("keydown", (event) => this.key(event));
    dialog.addEventListener("close", () => this.left());
    this.exhibits.forEach((exhibit, at) => {
      exhibit.querySelector("[data-large]")?.addEventListener("click", (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        this.open(at);
      });
    });
  }

  open(at) {
    this.from = document.activeElement;
    dialog.showModal();
    dialog.requestFullscreen?.().catch(() => {});
    this.go(at);
  }

  left() {
    this.giveBackSound();
    if (document.fullscreenElement) document.exitFullscreen();
    (this.from ?? this.exhibits[this.at]).focus();
  }

  giveBackSound() {
    const sound = dialog.querySelector("[data-sound]");
    sound?.querySelector("audio, video").pause();
    if (sound) this.home.append(sound);
  }

  go(at) {
    if (at < 0 || at >= this.exhibits.length) return;
    this.giveBackSound();
    this.at = at;
    const exhibit = this.exhibits[at];
    this.home = exhibit;
    const words = part("words");
    words.replaceChildren(...[...exhibit.querySelector("[data-words]").children].map(copy));
    // The player itself moves: a copy would be a second voice.
    const sound = exhibit.querySelector("[data-sound]");
    if (sound) words.append(sound);
    part("room").textContent = exhibit.closest("[data-room]").dataset.room;
    part("count").textContent = dialog.dataset.of
      .replace("{1}", at + 1)
      .replace("{2}", this.exhibits.length);
    this.show(exhibit.querySelector("[data-large]"));
    part("back").disabled = at === 0;
    part("on").disabled = at === this.exhibits.length - 1;
  }

  show(link) {
    const picture = part("picture");
    picture.hidden = !link;
    part("in").disabled = part("out").disabled = !link;
    if (link) {
      picture.src = link.href;
      picture.alt = link.querySelector("img").alt;
    } else {
      picture.removeAttribute("src");
    }
    this.zoom.reset();
  }

  key(event) {
    if (event.target.closest("audio, video") || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const moves = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const steps = { PageDown: 1, PageUp: -1, ArrowRight: 1, ArrowLeft: -1 };
    const zooms = { "+": 1.5, "=": 1.5, "-": 1 / 1.5 };
    if (event.key in zooms) this.zoom.by(zooms[event.key]);
    else if (event.key === "Home") this.zoom.reset();
    else if (event.key in moves && this.zoom.isLarge) this.zoom.move(...moves[event.key]);
    else if (event.key in steps) this.go(this.at + steps[event.key]);
    else return;
    event.preventDefault();
  }
}

function copy(node) {
  const made = node.cloneNode(true);
  // One element of an id in a page.
  for (const each of [made, ...made.querySelectorAll("[id]")]) each.removeAttribute("id");
  return made;
}

if (dialog && typeof dialog.showModal === "function") {
  const walk = new Walk();
  const start = page.querySelector("[data-walk]");
  start.querySelector("button").addEventListener("click", () => walk.open(0));
  start.hidden = false;
}
