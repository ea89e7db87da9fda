/** Days as numbers, so that a chart can place them; and which of them to write under it. */

const DAY_MS = 86_400_000;

export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Choose at most `most` of these, the last always among them, as evenly as can be. */
export function spread<T>(all: readonly T[], most: number): T[] {
  const every = Math.ceil(all.length / Math.max(1, most));
  return all.filter((_, at) => (all.length - 1 - at) % every === 0);
}
