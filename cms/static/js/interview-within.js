/** Finds a sentence within the interview: a list of the places, and marks on the time line. */
const SVG = "http://www.w3.org/2000/svg";

export function connectWithin(section, player) {
  const form = section.querySelector("form");
  const state = section.querySelector("[data-within-state]");
  const list = section.querySelector("[data-within-hits]");
  const marks = document.querySelector("[data-hits]");
  let latest = 0;

  async function find() {
    const asked = new FormData(form);
    const turn = (latest += 1);
    list.replaceChildren();
    marks?.replaceChildren();
    state.textContent = "";
    list.hidden = true;
    if (!asked.get("q").trim()) return;
    asked.set("format", "json");
    let found;
    try {
      const response = await fetch(`${form.action}?${new URLSearchParams(asked)}`);
      if (!response.ok) throw new TypeError(`status ${response.status}`);
      found = await response.json();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      if (turn === latest) state.textContent = state.dataset.failed;
      return;
    }
    if (turn !== latest) return;
    state.textContent = outcome(found, state.dataset);
    list.append(...found.hits.map((hit) => item(hit, player)));
    list.hidden = !found.hits.length;
    marks?.append(...found.hits.map(mark));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });
  form.addEventListener("input", () => {
    if (!form.elements.q.value) find();
  });
}

function outcome(found, sentences) {
  if (!found.hits.length) return sentences.none;
  return (found.is_cut ? sentences.many : sentences.some).replace("{number}", found.hits.length);
}

function item(hit, player) {
  const row = document.createElement("li");
  const link = document.createElement("a");
  link.className = "hit__time";
  link.href = `#t=${hit.start}`;
  link.textContent = hit.time;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    player.seek(hit.start_ms, { play: true });
  });
  const text = document.createElement("p");
  if (hit.speaker) {
    const speaker = document.createElement("strong");
    speaker.textContent = hit.speaker;
    text.append(speaker, " ");
  }
  for (const [words, isMatch] of hit.fragments) {
    const piece = document.createElement(isMatch ? "mark" : "span");
    piece.textContent = words;
    text.append(piece);
  }
  row.append(link, text);
  return row;
}

function mark(hit) {
  const rect = document.createElementNS(SVG, "rect");
  const box = { class: "timeline__hit", x: hit.x, y: 10, width: 3, height: 28 };
  for (const [name, value] of Object.entries(box)) rect.setAttribute(name, value);
  return rect;
}
