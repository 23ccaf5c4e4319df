/**
 * Several tapes played as one: `Player` knows one time line in milliseconds, and which
 * audio or video element a moment lies in. Sends `time` while it plays or is moved, and
 * `state` when it starts or stops.
 */
import { clock } from "./interview-times.js";

export class Player extends EventTarget {
  constructor(section) {
    super();
    this.section = section;
    this.duration = Number(section.dataset.duration);
    this.tapes = [...section.querySelectorAll("[data-tape]")]
      .map((node) => ({
        node,
        media: node.querySelector("audio, video"),
        offset: Number(node.dataset.offset),
        length: Number(node.dataset.duration),
        peaks: node.dataset.peaks,
      }))
      .filter((tape) => tape.media);
    this.current = this.tapes[0];
    this.rate = 1;
    for (const tape of this.tapes) this.#listen(tape);
    this.#show(this.current);
  }

  get now() {
    return this.current.offset + this.current.media.currentTime * 1000;
  }

  get playing() {
    return !this.current.media.paused;
  }

  /** Go to a moment; with `play` go on from there, as far as the browser lets a page. */
  async seek(ms, { play = this.playing } = {}) {
    const wanted = Math.min(Math.max(ms, 0), this.duration);
    const tape =
      this.tapes.find((each) => wanted < each.offset + each.length && wanted >= each.offset) ??
      this.tapes.find((each) => each.offset >= wanted) ??
      this.tapes.at(-1);
    if (tape !== this.current) this.#show(tape);
    const seconds = Math.max(wanted - tape.offset, 0) / 1000;
    await this.#ready(tape.media);
    tape.media.currentTime = seconds;
    this.#tell("time");
    if (play) await this.play();
  }

  async play() {
    this.current.media.playbackRate = this.rate;
    try {
      await this.current.media.play();
    } catch (error) {
      // The browser waits for a press of the reader's own; or another seek came between.
      if (error.name === "NotSupportedError") this.#tell("failed");
      else if (!["NotAllowedError", "AbortError"].includes(error.name)) throw error;
    }
  }

  pause() {
    this.current.media.pause();
  }

  setRate(rate) {
    this.rate = rate;
    for (const { media } of this.tapes) media.playbackRate = rate;
  }

  showCaptions(shown) {
    for (const { media } of this.tapes) {
      for (const track of media.textTracks) track.mode = "disabled";
      const element = media.querySelector("track[default]") ?? media.querySelector("track");
      if (element && shown) element.track.mode = "showing";
    }
  }

  #listen(tape) {
    const { media } = tape;
    media.controls = false;
    const mine = (name) => () => tape === this.current && this.#tell(name);
    media.addEventListener("timeupdate", mine("time"));
    const last = media.querySelector("source:last-of-type");
    last.addEventListener("error", mine("failed"));
    for (const event of ["play", "pause", "ended"]) media.addEventListener(event, mine("state"));
    media.addEventListener("ended", () => {
      const next = this.tapes[this.tapes.indexOf(tape) + 1];
      if (next && tape === this.current) this.seek(next.offset, { play: true });
    });
    if (media.localName === "video") {
      media.addEventListener("click", () => (media.paused ? this.play() : this.pause()));
    }
  }

  #show(tape) {
    if (this.current !== tape) this.current.media.pause();
    this.current = tape;
    for (const each of this.tapes) each.node.hidden = each !== tape;
  }

  async #ready(media) {
    if (media.readyState >= HTMLMediaElement.HAVE_METADATA) return;
    media.preload = "metadata";
    if (media.networkState !== HTMLMediaElement.NETWORK_LOADING) media.load();
    await new Promise((resolve) => {
      media.addEventListener("loadedmetadata", resolve, { once: true });
      media.querySelector("source:last-of-type")?.addEventListener("error", resolve, { once: true });
    });
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}

/** The bar under the tapes: play, time line, speed, captions. */
export function connectBar(player) {
  const bar = player.section.querySelector("[data-player-bar]");
  const part = (name) => bar.querySelector(`[data-${name}]`);
  const [button, seek, now, played] = ["play", "seek", "now", "played"].map(part);
  const line = player.section.querySelector("[data-timeline]").viewBox.baseVal.width;
  let dragged = false;

  button.addEventListener("click", () => (player.playing ? player.pause() : player.play()));
  for (const skip of bar.querySelectorAll("[data-skip]")) {
    skip.addEventListener("click", () => player.seek(player.now + Number(skip.dataset.skip)));
  }
  seek.addEventListener("input", () => {
    dragged = true;
    now.textContent = clock(seek.value);
  });
  seek.addEventListener("change", () => {
    dragged = false;
    player.seek(Number(seek.value));
  });
  part("speed").addEventListener("change", (event) => player.setRate(Number(event.target.value)));
  part("captions")?.addEventListener("change", (event) => player.showCaptions(event.target.checked));

  player.addEventListener("time", () => {
    played.setAttribute("width", ((player.now / player.duration) * line).toFixed(1));
    seek.setAttribute("aria-valuetext", clock(player.now));
    if (dragged) return;
    seek.value = player.now;
    now.textContent = clock(player.now);
  });
  player.addEventListener("state", () => {
    const label = player.playing ? button.dataset.pauseLabel : button.dataset.playLabel;
    button.querySelector(".visually-hidden").textContent = label;
    button.classList.toggle("is-playing", player.playing);
  });
  player.addEventListener("failed", () => {
    player.section.querySelector("[data-failed]").hidden = false;
  });
  player.showCaptions(true);
  bar.hidden = false;
  drawWaves(player, line);
}

/** The loudness of the tapes along the line, where it is known. */
async function drawWaves(player, line) {
  const wave = player.section.querySelector("[data-wave]");
  const pieces = [];
  for (const tape of player.tapes.filter((each) => each.peaks)) {
    const response = await fetch(tape.peaks);
    if (!response.ok) continue;
    const { data, bits = 8, channels = 1 } = await response.json();
    const columns = Math.max(Math.round((tape.length / player.duration) * (line / 3)), 1);
    const pairs = data.length / (2 * channels);
    for (let column = 0; column < columns; column += 1) {
      const from = Math.floor((column / columns) * pairs);
      const to = Math.max(Math.floor(((column + 1) / columns) * pairs), from + 1);
      let height = 0;
      for (let at = from; at < to; at += 1) {
        height = Math.max(height, Math.abs(data[2 * channels * at + 1] ?? 0));
      }
      const x = ((tape.offset + (column / columns) * tape.length) / player.duration) * line;
      const half = Math.min((height / 2 ** (bits - 1)) * 22, 22);
      pieces.push(`M${x.toFixed(1)} ${(24 - half).toFixed(1)}v${(2 * half).toFixed(1)}`);
    }
  }
  wave.setAttribute("d", pieces.join(""));
}
