/** Levels over time, as they are drawn: one line a movement, the one that changed last first. */
import type { LevelLine } from '$lib/api/types';
import { dayNumber } from '$lib/days';

export interface Climb {
  line: LevelLine;
  days: number[];
  levels: number[];
}

/** The movements whose level has changed, with a level for each day on which it did, from `from` on. */
export function climbs(lines: readonly LevelLine[], from: number): Climb[] {
  const changed = lines.filter(({ points }) => points.length > 1);
  const last = ({ points }: LevelLine) => points.at(-2)?.date ?? '';
  return [...changed]
    .sort((one, other) => last(other).localeCompare(last(one)))
    .map((line) => ({ line, ...course(line, from) }));
}

/** On the day of its first step a movement has two levels: the one it came from holds from the beginning. */
function course({ points }: LevelLine, from: number): Omit<Climb, 'line'> {
  const byDay = new Map<number, number>();
  const [first, second] = points;
  if (first && second && first.date === second.date) byDay.set(Math.min(from, dayNumber(first.date) - 1), first.value);
  for (const { date, value } of points) byDay.set(dayNumber(date), value);
  return { days: [...byDay.keys()], levels: [...byDay.values()] };
}
