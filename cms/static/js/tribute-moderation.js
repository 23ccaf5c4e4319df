// Keys for the moderator, heard only while a line of the list has the focus.
// Without JavaScript the boxes are ticked and the buttons pressed.

const form = document.querySelector("[data-moderation]");

if (form) {
  const lines = [...form.querySelectorAll("[data-message]")];
  const reason = form.querySelector("[name=reason]");
  const [first, second] = form.querySelectorAll("button[name=to]");
  const all = form.querySelector("[data-tick-all]");
  const box = (line) => line.querySelector("input[name=message]");

  form.querySelector("[data-keys]").hidden = false;
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const line of lines) {
      box(line).checked = all.checked && !("flagged" in line.dataset);
    }
  });

  const here = () => document.activeElement.closest?.("[data-message]");
  const go = (step) => {
    const at = lines.indexOf(here());
    lines[Math.min(lines.length - 1, Math.max(0, at + step))].focus();
  };

  // Ticked lines are decided on together; where none is ticked, the chosen one.
  const press = (button) => {
    if (!lines.some((line) => box(line).checked)) {
      box(here()).checked = true;
    }
    form.requestSubmit(button);
  };

  const decline = () => {
    const button = second ?? first;
    if (button.value === "removed" && !reason.value.trim()) {
      if (!lines.some((line) => box(line).checked)) {
        box(here()).checked = true;
      }
      reason.focus();
      return;
    }
    press(button);
  };

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    x: () => box(here()).click(),
    a: () => first.value === "approved" && press(first),
    r: () => (second ?? first).value !== "approved" && decline(),
  };

  form.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || !here() || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    act();
  });

  // Enter in the reason takes down what is ticked; it must not press the first button.
  reason?.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit(second ?? first);
    }
  });

  lines[0]?.focus();
}
