/** Moments as they are written down: the time where the person is, with its offset. */

const two = (number: number) => String(number).padStart(2, '0');

/** Write a moment as ISO 8601 with the offset of this device. */
export function written(moment: Date): string {
  const offset_min = -moment.getTimezoneOffset();
  const there = new Date(moment.getTime() + offset_min * 60_000).toISOString().slice(0, 19);
  const away_min = Math.abs(offset_min);
  return `${there}${offset_min < 0 ? '-' : '+'}${two(Math.floor(away_min / 60))}:${two(away_min % 60)}`;
}

/** Return the latest of these moments as it was written. */
export function latest(moments: readonly string[]): string {
  return moments.reduce((last, next) => (Date.parse(next) > Date.parse(last) ? next : last));
}
