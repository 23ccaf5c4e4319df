// Buttons that play a moment, and buttons that put the player's moment into a field.
//
// <button data-seek="MILLISECONDS" data-player="ID"> plays from there. In a form with
// data-times, fields named start_ms and end_ms get a button that takes the time of the
// player: that of the chosen recording (field "recording"), or the only one of the page.

const two = (number) => String(number).padStart(2, "0");

const clock = (seconds) => {
  const tenths = Math.round(seconds * 10);
  const whole = Math.floor(tenths / 10);
  const time = `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return tenths % 10 ? `${time}.${tenths % 10}` : time;
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-seek]");
  const player = button && document.getElementById(button.dataset.player);
  if (player) {
    player.currentTime = Number(button.dataset.seek) / 1000;
    player.play();
  }
});

const playerOf = (form) => {
  const chosen = form.elements.recording?.value;
  return (
    (chosen && document.getElementById(`player-${chosen}`)) ||
    document.querySelector(".oral-player")
  );
};

for (const form of document.querySelectorAll("form[data-times]")) {
  for (const name of ["start_ms", "end_ms"]) {
    const field = form.elements[name];
    if (field && playerOf(form)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary oral-take";
      button.textContent = form.dataset.times;
      button.addEventListener("click", () => {
        field.value = clock(playerOf(form).currentTime);
        field.focus();
      });
      field.after(button);
    }
  }
}

// A link with data-at carries the moment of that player along.
for (const link of document.querySelectorAll("a[data-at]")) {
  link.addEventListener("click", () => {
    const player = document.getElementById(link.dataset.at);
    const address = new URL(link.href);
    if (player) address.searchParams.set("at", Math.round(player.currentTime * 1000));
    link.href = address;
  });
}
