/* Times as people write them; inside they are whole milliseconds. */

const WRITTEN = /^(?:(\d{1,3})[:：])?(?:(\d{1,3})[:：])?(\d{1,6})(?:[.,。，](\d{1,3})\d*)?$/;

/** 0:12:31.500 */
export function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  const pad = (number, width = 2) => String(number).padStart(width, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${h}:${pad(m)}:${pad(s)}.${pad(ms % 1000, 3)}`;
}

/** 1:02:03.5, 12:31 or 754 as milliseconds; null for anything else. */
export function parsed(text) {
  const match = WRITTEN.exec(text.trim());
  if (!match) return null;
  const [, first, second, seconds, fraction] = match;
  const hours = second === undefined ? 0 : Number(first);
  const minutes = second === undefined ? Number(first ?? 0) : Number(second);
  const ms = ((hours * 60 + minutes) * 60 + Number(seconds)) * 1000;
  return ms + Number((fraction ?? "").padEnd(3, "0"));
}
