/**
 * Suggestions under a search field while one types.
 *
 * The pattern is “Editable combobox with list autocomplete” of the ARIA Authoring
 * Practices Guide: focus stays in the field, `aria-activedescendant` names the chosen
 * suggestion. Without JavaScript the field is that of a plain form.
 */
const PAUSE = 150;
const forms = document.querySelectorAll("form[data-suggest-url]");

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

class Combobox {
  #form;
  #input;
  #list;
  #status;
  #options = [];
  #active = -1;
  #asking = null;
  #waiting = 0;
  #asked = "";

  constructor(form) {
    this.#form = form;
    this.#input = form.elements.q;
    this.#asked = this.#input.value.trim();
    const id = `${this.#input.id}-suggestions`;
    this.#list = element("div", {
      id,
      class: "suggestions",
      role: "listbox",
      "aria-label": form.dataset.suggestLabel,
    });
    this.#list.hidden = true;
    this.#status = element("p", { class: "visually-hidden", role: "status" });
    // A field of type “search” may not take the role.
    this.#input.type = "text";
    for (const [key, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
    })) {
      this.#input.setAttribute(key, value);
    }
    form.append(this.#list, this.#status);
    this.#listen();
  }

  #listen() {
    const input = this.#input;
    input.addEventListener("input", (event) => {
      if (!event.isComposing) this.#askSoon();
    });
    input.addEventListener("compositionstart", () => this.#forget());
    input.addEventListener("compositionend", () => this.#askSoon());
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("blur", () => this.#close());
    // Pressing on the list must not take the focus out of the field.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#go(option);
    });
    this.#form.addEventListener("submit", () => this.#forget());
    // A page that comes back from the browser's memory begins with a closed list.
    window.addEventListener("pageshow", () => this.#close());
  }

  #key(event) {
    // While an input method is open its keys are its own.
    if (event.isComposing || event.keyCode === 229) return;
    switch (event.key) {
      case "ArrowDown":
        if (!this.#open()) return;
        if (!event.altKey) this.#move(1);
        break;
      case "ArrowUp":
        if (event.altKey) this.#close();
        else if (this.#open()) this.#move(-1);
        else return;
        break;
      case "Home":
      case "End":
        this.#choose(-1);
        return;
      case "Escape":
        if (this.#isOpen) this.#close();
        else this.#input.value = "";
        this.#forget();
        break;
      case "Enter":
        if (!this.#isOpen || this.#active < 0) return;
        this.#go(this.#options[this.#active]);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  get #isOpen() {
    return !this.#list.hidden;
  }

  #open() {
    if (!this.#options.length) return false;
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    return true;
  }

  #close() {
    this.#choose(-1);
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
  }

  /** Goes to the next option; past either end stands the field itself. */
  #move(step) {
    const places = this.#options.length + 1;
    this.#choose(((this.#active + 1 + step + places) % places) - 1);
  }

  #choose(index) {
    this.#options[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = index;
    const option = this.#options[index];
    if (!option) {
      this.#input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", option.id);
  }

  #go(option) {
    this.#close();
    window.location.assign(option.dataset.url);
  }

  /** Drops what is being asked, so that no answer of an older text arrives. */
  #forget() {
    clearTimeout(this.#waiting);
    this.#asking?.abort();
    this.#asking = null;
    this.#asked = "";
  }

  #askSoon() {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#ask(), PAUSE);
  }

  async #ask() {
    const text = this.#input.value.trim();
    if (text === this.#asked) return;
    this.#forget();
    this.#asked = text;
    if (!text) {
      this.#show([]);
      this.#status.textContent = "";
      return;
    }
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const address = `${this.#form.dataset.suggestUrl}?${new URLSearchParams({ q: text })}`;
      const response = await fetch(address, { signal: asking.signal });
      const found = response.ok ? (await response.json()).groups : [];
      if (this.#asking === asking) this.#show(found);
    } catch (error) {
      // The form works without suggestions; the next letter asks again.
      if (error.name !== "AbortError") this.#asked = "";
    }
  }

  #show(groups) {
    this.#choose(-1);
    this.#list.replaceChildren(...groups.map((group) => this.#group(group)));
    this.#options = [...this.#list.querySelectorAll("[role=option]")];
    this.#say();
    if (document.activeElement !== this.#input || !this.#open()) this.#close();
  }

  #group(group) {
    const name = `${this.#list.id}-${group.name}`;
    const options = group.suggestions.map((suggestion, number) => {
      const title = element("span", { class: "suggestions__title", lang: "zh-Hans" }, suggestion.title);
      const parts = [title];
      if (suggestion.kind) {
        parts.push(element("span", { class: "suggestions__kind" }, suggestion.kind));
      }
      return element(
        "li",
        {
          id: `${name}-${number}`,
          role: "option",
          "aria-selected": "false",
          "data-url": suggestion.url,
        },
        ...parts,
      );
    });
    const label = element("li", { id: name, class: "suggestions__label", role: "presentation" }, group.label);
    return element("ul", { class: "suggestions__group", role: "group", "aria-labelledby": name }, label, ...options);
  }

  #say() {
    const { suggestNone, suggestOne, suggestMany } = this.#form.dataset;
    const number = this.#options.length;
    this.#status.textContent =
      number === 0 ? suggestNone : number === 1 ? suggestOne : suggestMany.replace("#", number);
  }
}

for (const form of forms) new Combobox(form);
