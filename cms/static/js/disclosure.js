/**
 * Closes an open `<details data-disclosure>` with Escape (focus returns to its summary)
 * or with a click elsewhere. Without JavaScript the element still opens and closes by itself.
 */
const disclosures = document.querySelectorAll("details[data-disclosure]");

for (const disclosure of disclosures) {
  disclosure.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && disclosure.open) {
      disclosure.open = false;
      disclosure.querySelector("summary").focus();
    }
  });
}

document.addEventListener("click", (event) => {
  for (const disclosure of disclosures) {
    if (disclosure.open && !disclosure.contains(event.target)) {
      disclosure.open = false;
    }
  }
});
