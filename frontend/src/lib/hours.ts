/** When the times of day begin for this person, as far as anybody can know: they say so, or it is as in the calendar file. */
import { shelf } from './shelf.svelte';

/** The same as the server writes into the calendar file. */
const USUAL: Readonly<Record<string, string>> = { morning: '08:00', midday: '12:30', evening: '19:00', day: '18:00' };

export const hourOf = (slot: string): string => shelf.kept('hours')?.[slot] ?? USUAL[slot] ?? '18:00';

export function keepHour(slot: string, hour: string): void {
  shelf.keep('hours', { ...shelf.kept('hours'), [slot]: hour });
}
