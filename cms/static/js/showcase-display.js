// Turns the display of a hall by itself and by keys: ← → turn, space stops, F fills the screen,
// Escape leaves. The next sheet is fetched into the page, so that a full screen stays full.
// Who asked their system for less motion is asked first: nothing moves until they let it.

const pause = document.querySelector("[data-hall-pause]");
const full = document.querySelector("[data-hall-full]");
const status = document.querySelector("[data-hall-status]");
const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");

let going = false;
let timer = 0;
let turning = false;

const stage = () => document.querySelector("[data-hall]");

function wait() {
  clearTimeout(timer);
  if (going) timer = setTimeout(() => turn("next"), Number(stage().dataset.seconds) * 1000);
}

function go(next) {
  going = next;
  const label = pause.querySelector("span");
  label.textContent = going ? label.dataset.stop : label.dataset.start;
  pause.setAttribute("aria-pressed", String(!going));
  wait();
}

async function turn(direction, said = false) {
  if (turning) return;
  turning = true;
  const address = new URL(stage().dataset[direction], window.location.href);
  try {
    const answer = await fetch(address);
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector("[data-hall]");
      if (next) {
        stage().replaceWith(next);
        history.replaceState(null, "", address);
        for (const [name, key] of [["previous", "previous"], ["next", "next"]]) {
          document.querySelector(`[data-hall-${name}]`).href = next.dataset[key];
        }
        if (said) status.textContent = next.querySelector("h1")?.textContent ?? "";
      }
    }
  } catch (error) {
    // Without a connection the sheet stays; it is tried again when its time is over.
    if (!(error instanceof TypeError)) throw error;
  } finally {
    turning = false;
    wait();
  }
}

const fills = document.documentElement.requestFullscreen !== undefined;

function fill() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
}

const keys = {
  ArrowRight: () => turn("next", true),
  PageDown: () => turn("next", true),
  ArrowLeft: () => turn("previous", true),
  PageUp: () => turn("previous", true),
  f: fills ? fill : () => {},
  Escape: () => window.location.assign(stage().dataset.leave),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const onControl = event.target instanceof Element && event.target.closest("a, button");
  if (event.key === " " && !onControl) {
    event.preventDefault();
    go(!going);
  } else if (keys[event.key] && !(event.key === "Escape" && document.fullscreenElement)) {
    event.preventDefault();
    keys[event.key]();
  }
});

for (const direction of ["next", "previous"]) {
  document.querySelector(`[data-hall-${direction}]`).addEventListener("click", (event) => {
    event.preventDefault();
    turn(direction, true);
  });
}
pause.addEventListener("click", () => go(!going));
pause.hidden = false;
if (fills) {
  full.addEventListener("click", fill);
  full.hidden = false;
}
go(!stillness.matches);
