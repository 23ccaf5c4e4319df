/**
 * Lists sites from where the reader stands: asks the browser, only when the button is pressed,
 * and sends the position rounded to a hundredth of a degree (about a kilometre).
 */
const form = document.querySelector("[data-near]");
const button = form?.querySelector("[data-near-me]");

function go(position) {
  const { latitude, longitude } = position.coords;
  const address = new URL(form.action, location.href);
  const asked = new URLSearchParams(new FormData(form));
  asked.delete("from");
  asked.set("near", `${latitude.toFixed(2)},${longitude.toFixed(2)}`);
  address.search = asked.toString();
  location.assign(address);
}

if (button && "geolocation" in navigator) {
  const status = form.querySelector("[data-near-status]");
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(go, () => {
      status.textContent = status.dataset.refused;
    });
  });
  button.hidden = false;
}
