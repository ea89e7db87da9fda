/** How long something holds, as people read it off a clock. */

export function remaining(until: string, now: Date): number {
  return Math.max(0, Math.ceil((Date.parse(until) - now.getTime()) / 1000));
}

/** Write seconds as minutes and seconds, 9:05. */
export const asClock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
