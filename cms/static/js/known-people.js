/* People already known, shown under the name of a person while it is typed.
   Without it the same check answers when the record is saved. */

const PAUSE = 350;
const ASKED = ["name", "birth", "death", "native_place"];

function item(person) {
  const line = document.createElement("li");
  if (person.url) {
    const link = document.createElement("a");
    link.href = person.url;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = person.name;
    const hint = document.createElement("span");
    hint.className = "w-sr-only";
    hint.textContent = `（${person.link}）`;
    link.append(hint);
    line.append(link);
  } else {
    line.append(person.name);
  }
  const why = document.createElement("span");
  why.className = "known-why";
  why.textContent = person.why;
  line.append(` ${person.life} `, why);
  return line;
}

function watch(panel) {
  const form = panel.closest("form");
  const inputs = ASKED.map((name) => form?.querySelector(`#id_${name}`)).filter(Boolean);
  const message = panel.querySelector("[data-known-message]");
  const list = panel.querySelector("[data-known-list]");
  const tick = panel.querySelector("[data-known-tick]");
  let waiting;
  let asking;
  let asked = "";

  async function ask() {
    const query = new URLSearchParams({ exclude: panel.dataset.exclude });
    inputs.forEach((input) => query.set(input.name, input.value.trim()));
    if (query.toString() === asked) return;
    asked = query.toString();
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const response = await fetch(`${panel.dataset.url}?${query}`, { signal });
      // Saving asks again; a lookup that failed holds nobody up.
      if (!response.ok) return;
      show(await response.json());
    } catch (error) {
      if (error.name !== "AbortError") asked = "";
    }
  }

  function show(found) {
    if (message.textContent.trim() !== found.message) message.textContent = found.message;
    list.replaceChildren(...found.people.map(item));
    tick.hidden = !found.namesake;
    if (tick.hidden) tick.querySelector("input").checked = false;
  }

  inputs.forEach((input) =>
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    }),
  );
}

document.querySelectorAll("[data-known-people]").forEach(watch);
