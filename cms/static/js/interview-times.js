/** Times of an interview's time line, in milliseconds, as readers and addresses write them. */

/** `1:23`, from an hour on `1:02:03`. */
export function clock(ms) {
  const whole = Math.max(Math.floor(ms / 1000), 0);
  const [hours, minutes, seconds] = [whole / 3600, (whole / 60) % 60, whole % 60].map(Math.floor);
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** Seconds as an address has them: `83.5`, `84`. */
export function inSeconds(ms) {
  return String(Math.round(ms) / 1000);
}

/** Milliseconds of `754`, `83.5`, `12:34` or `1:02:03`, the first of a pair; null for no time. */
export function parseTime(text) {
  const first = text.replace(/^npt:/, "").split(",")[0];
  if (!/^(\d+:)?(\d{1,2}:)?\d+(\.\d+)?s?$/.test(first)) return null;
  return first
    .replace(/s$/, "")
    .split(":")
    .reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;
}

/** The moment an address asks for (`#t=` before `?t=`), or null. */
export function askedTime(address) {
  const hash = address.hash.match(/^#t=([^&]+)/);
  const text = hash ? decodeURIComponent(hash[1]) : address.searchParams.get("t");
  return text ? parseTime(text) : null;
}
