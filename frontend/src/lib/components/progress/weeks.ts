/** Weeks, as the tables name them. */
import type { WeekDone } from '$lib/api/types';
import { shortDate, t } from '$lib/messages';

/** Name a week by its Monday; the last one is not over yet. */
export const weekName = ({ monday }: WeekDone, isLast: boolean): string =>
  isLast ? t('progress.this_week', { date: shortDate(monday) }) : shortDate(monday);

/** Round up to a level that reads well, in four steps at most. */
export function levelsUpTo(most: number): number[] {
  const unit = [5, 10, 15, 20, 30, 50, 60, 100, 120, 150, 200, 300, 500].find((one) => one * 4 >= most) ?? Math.ceil(most / 400) * 100;
  return Array.from({ length: Math.max(1, Math.ceil(most / unit)) + 1 }, (_, at) => at * unit);
}
