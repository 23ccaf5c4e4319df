// Names of people and places while one types: what is chosen becomes a ticked box.
// Without JavaScript the name is looked up when the form is sent.

const PAUSE = 200;

for (const field of document.querySelectorAll("input[data-names]")) {
  const kind = field.dataset.names;
  const address = field.form.getAttribute(`data-names-${kind}`);
  const list = document.createElement("datalist");
  list.id = `${field.id}-list`;
  field.after(list);
  field.setAttribute("list", list.id);
  field.autocomplete = "off";
  let waiting = 0;
  let asking = null;
  let known = new Map();

  const choose = (label, key) => {
    const same = field.form.querySelector(`input[name="${kind}"][value="${key}"]`);
    if (same) {
      same.checked = true;
    } else {
      const box = document.createElement("input");
      Object.assign(box, { type: "checkbox", name: kind, value: key, checked: true });
      const wrapping = document.createElement("label");
      wrapping.append(box, ` ${label}`);
      field.before(wrapping);
    }
    field.value = "";
    list.replaceChildren();
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const text = field.value.trim();
    if (!text) return;
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ q: text })}`, {
        signal: asking.signal,
      });
      if (!answer.ok) return;
      const { found } = await answer.json();
      known = new Map(found.map((each) => [each.label, each.id]));
      list.replaceChildren(...[...known.keys()].map((label) => new Option(label, label)));
    } catch (fault) {
      if (fault.name !== "AbortError") throw fault;
    }
  };

  field.addEventListener("input", (event) => {
    if (known.has(field.value) && event.inputType !== "insertText") {
      choose(field.value, known.get(field.value));
      return;
    }
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(ask, PAUSE);
  });
  field.addEventListener("compositionend", () => {
    waiting = setTimeout(ask, PAUSE);
  });
  field.addEventListener("change", () => {
    if (known.has(field.value)) choose(field.value, known.get(field.value));
  });
}
