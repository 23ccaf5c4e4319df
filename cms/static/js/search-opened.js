/**
 * Tells the site which result was opened: the search, the result's key, nothing else.
 * The link works the same without it.
 */
const hits = document.querySelector("[data-opened-url]");
const token = document.querySelector("[name=csrfmiddlewaretoken]");

function tell(event) {
  const hit = event.target.closest("[data-key]");
  const link = event.target.closest("a[href]");
  if (!hit || !link || link.matches(".hit__why")) return;
  const told = new FormData();
  told.set("csrfmiddlewaretoken", token.value);
  told.set("q", hits.dataset.asked);
  told.set("key", hit.dataset.key);
  navigator.sendBeacon(hits.dataset.openedUrl, told);
}

if (hits?.dataset.asked && token) {
  hits.addEventListener("click", tell);
  hits.addEventListener("auxclick", (event) => {
    if (event.button === 1) tell(event);
  });
}
