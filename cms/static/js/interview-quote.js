/** Copies a link to, or the citation of, what the reader has selected in the transcript. */
import { clock, inSeconds } from "./interview-times.js";

// The moment the server's citation is written for; the selected one takes its place.
const MARKER_MS = 359_999_000;

export function connectQuotes(section) {
  const bar = section.querySelector("[data-quote]");
  if (!bar) return;
  let chosen = null;

  document.addEventListener("selectionchange", () => {
    chosen = selectedCues(section);
    bar.hidden = !chosen;
    if (chosen) for (const button of bar.querySelectorAll("button")) restore(button);
  });

  for (const button of bar.querySelectorAll("[data-copy]")) {
    // Pressing it must not take the selection away.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", async () => {
      if (!chosen) return;
      await copy(button.dataset.copy === "link" ? linkTo(section, chosen) : cite(section, chosen));
      const label = button.querySelector("[data-label]");
      button.dataset.label ??= label.textContent;
      label.textContent = button.dataset.done;
    });
  }
}

export function selectedCues(section) {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const cues = [...section.querySelectorAll(".cue")].filter((cue) => range.intersectsNode(cue));
  if (!cues.length) return null;
  return { start: Number(cues[0].dataset.s), end: Number(cues.at(-1).dataset.e) };
}

function linkTo(section, { start, end }) {
  return `${section.dataset.address}#t=${inSeconds(start)},${inSeconds(end)}`;
}

function cite(section, { start }) {
  return section.dataset.citation
    .replaceAll(clock(MARKER_MS), clock(start))
    .replaceAll(`t=${inSeconds(MARKER_MS)}`, `t=${inSeconds(start)}`);
}

async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Pages that are not served over TLS have no clipboard.
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

function restore(button) {
  if (button.dataset.label) button.querySelector("[data-label]").textContent = button.dataset.label;
}
