/** Breath: which way it goes at a moment of a flow. It begins with breathing in. */
import type { Breath } from '$lib/api/types';

export type Way = 'in' | 'out';

export const wayAt = ({ in_s, out_s }: Breath, elapsed_s: number): Way => (elapsed_s % (in_s + out_s) < in_s ? 'in' : 'out');

/** When the breath that is on at a moment turns, in seconds from the beginning. */
export function phaseEnd({ in_s, out_s }: Breath, elapsed_s: number): number {
  const round_s = in_s + out_s;
  const round = Math.floor(elapsed_s / round_s);
  const way_s = elapsed_s - round * round_s < in_s ? in_s : round_s;
  return round * round_s + way_s;
}

/** How full the breath is at a moment, from 0 to 1. */
export function shareOfBreath(breath: Breath, elapsed_s: number): number {
  const { in_s, out_s } = breath;
  const left_s = phaseEnd(breath, elapsed_s) - elapsed_s;
  return wayAt(breath, elapsed_s) === 'in' ? 1 - left_s / in_s : left_s / out_s;
}
