/* How far the copies of a recording are, told while the page about it is open. */

const PAUSE = 3000;

async function follow(box) {
  const response = await fetch(box.dataset.stateUrl, {
    headers: { "X-Requested-With": "XMLHttpRequest" },
  });
  if (!response.ok) return;
  const state = await response.json();
  box.querySelector("[data-state-label]").textContent = state.label;
  box.querySelector("[data-state-message]").textContent = state.running
    ? state.message
    : box.dataset.done;
  const progress = box.querySelector("progress");
  if (state.percent !== null) progress.value = state.percent;
  if (state.running) {
    setTimeout(() => follow(box), PAUSE);
  } else {
    progress.hidden = true;
  }
}

for (const box of document.querySelectorAll("[data-state-url]")) {
  setTimeout(() => follow(box), PAUSE);
}
