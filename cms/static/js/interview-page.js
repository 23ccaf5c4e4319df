/** The page of an interview: player, transcript, index and search within, put together. */
import { Player, connectBar } from "./interview-player.js";
import { connectQuotes } from "./interview-quote.js";
import { askedTime } from "./interview-times.js";
import { Transcript } from "./interview-transcript.js";
import { connectWithin } from "./interview-within.js";

const section = document.querySelector("[data-player]");
const read = document.querySelector("[data-transcript]");
const player = section?.querySelector("audio, video") ? new Player(section) : null;
const transcript = read?.querySelector("form") && player ? new Transcript(read, player) : null;

if (player) {
  connectBar(player);
  connectChapters(player);
  player.addEventListener("time", () => transcript?.follow(player.now));
  open({ play: window.location.hash.startsWith("#t=") });
  window.addEventListener("hashchange", () => open({ play: true }));
  const within = document.querySelector("[data-within]");
  if (within) connectWithin(within, player);
}
if (read) connectQuotes(read);

/** Go to the moment the address asks for. */
function open({ play }) {
  const ms = askedTime(new URL(window.location.href));
  if (ms !== null) player.seek(ms, { play });
}

function connectChapters(played) {
  const chapters = [...document.querySelectorAll("[data-chapters] > li")];
  for (const chapter of chapters) {
    chapter.querySelector("a[data-t]").addEventListener("click", (event) => {
      event.preventDefault();
      played.seek(Number(event.currentTarget.dataset.t), { play: true });
    });
  }
  played.addEventListener("time", () => {
    for (const chapter of chapters) {
      const { s, e } = chapter.dataset;
      const link = chapter.querySelector("a[data-t]");
      if (played.now >= Number(s) && played.now < Number(e)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  });
}
