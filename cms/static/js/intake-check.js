// The check against programs, where the browser can run it.
//
// Browsers offer hashing to pages of secure origins only (https, or this very
// machine). On a plain http address the form says so and is sent the way it is
// without scripts.

const box = document.querySelector("[data-check]");

if (box && window.isSecureContext && window.crypto?.subtle && "noModule" in HTMLScriptElement.prototype) {
  box.dataset.check = "runs";
  await import("../vendor/altcha-2.3.0/altcha.js");
  box.querySelector("altcha-widget").addEventListener("statechange", (event) => {
    if (event.detail.state === "error") {
      // The server takes the form by its other way and says what is to be done.
      box.dataset.check = "";
    }
  });
}

// Keeping answers for later is no sending: it goes past the widget.
for (const button of document.querySelectorAll("[data-unchecked]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const form = button.form;
    const asked = document.createElement("input");
    asked.type = "hidden";
    asked.name = button.name;
    asked.value = button.value;
    form.append(asked);
    HTMLFormElement.prototype.submit.call(form);
  });
}

// One press, one form.
for (const form of document.querySelectorAll("[data-checked-form]")) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
  });
}

// Coming back by the back button, the form may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-checked-form]")) {
    delete form.dataset.sent;
    form.querySelectorAll("input[name=keep]").forEach((asked) => asked.remove());
  }
});
