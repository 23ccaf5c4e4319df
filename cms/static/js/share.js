/**
 * Shows the buttons that need JavaScript: share or copy the address of the page, and print.
 * On phones the system's own share sheet opens; elsewhere the address goes to the clipboard,
 * and the outcome is said in a status line for screen readers.
 */
async function share(button, label, status) {
  const { shareUrl: url, shareTitle: title } = button.dataset;
  if (navigator.share) {
    try {
      await navigator.share({ title, url });
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
    return;
  }
  await navigator.clipboard.writeText(url);
  label.textContent = label.dataset.done;
  status.textContent = label.dataset.done;
}

const shareItem = document.querySelector("[data-share]");
if (shareItem && (navigator.share || navigator.clipboard)) {
  const button = shareItem.querySelector("button");
  const label = shareItem.querySelector("[data-share-label]");
  const status = document.querySelector("[data-share-status]");
  button.addEventListener("click", () => share(button, label, status));
  shareItem.hidden = false;
}

for (const item of document.querySelectorAll("[data-print]")) {
  item.querySelector("button").addEventListener("click", () => window.print());
  item.hidden = false;
}
