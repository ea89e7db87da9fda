/** The player's words for a step. What to do comes from the server; this only names the kind, the side, the count. */
import type { Step } from '$lib/api/types';
import { t } from '$lib/messages';
import { secondsLeft } from './engine';

const KINDS = {
  get_ready: 'step.get_ready',
  move: 'step.move',
  hold: 'step.hold',
  back: 'step.back',
  flow: 'step.flow',
  rest: 'step.rest',
  switch: 'step.switch',
} as const;

export const kindOf = (step: Step): string => t(KINDS[step.kind]);
export const sideOf = (step: Step): string | null => (step.side ? t(`side.${step.side}`) : null);

/** Moving out and back is counted, everything else is timed. */
const isCounted = (step: Step): boolean => (step.kind === 'move' || step.kind === 'back') && step.rep != null;

/** More seconds than this are shown as minutes: nobody needs them to the second, and from the floor one digit is read. */
const MOST_SECONDS = 99;

/** The big number: the repetition while moving, else the time still to go. */
export function numeral(step: Step, elapsed_s: number): string {
  if (isCounted(step)) return String(step.rep);
  const left_s = secondsLeft(step.seconds - elapsed_s);
  return String(left_s <= MOST_SECONDS ? left_s : Math.ceil(left_s / 60));
}

export function unitOf(step: Step, elapsed_s: number): string {
  if (isCounted(step)) return step.reps != null ? t('player.of', { count: step.reps }) : t('player.rep');
  return secondsLeft(step.seconds - elapsed_s) <= MOST_SECONDS ? t('player.seconds') : t('player.minutes');
}

/** How much of the ring is full: the time of a step, by the second; while counting, the repetitions. */
export function shareOf(step: Step, elapsed_s: number): number {
  if (isCounted(step) && step.reps) return (step.rep! - (step.kind === 'back' ? 0 : 0.5)) / step.reps;
  return 1 - secondsLeft(step.seconds - elapsed_s) / step.seconds;
}

/** "Set 1 of 2 · Rep 3 of 6", as much of it as there is. */
export function counts(step: Step): string {
  const set = step.sets > 1 ? t('player.set', { set: step.set, sets: step.sets }) : null;
  const rep = step.rep != null && step.reps != null && step.reps > 1 ? t('player.rep_of', { rep: step.rep, reps: step.reps }) : null;
  return [set, rep].filter(Boolean).join(' · ');
}

/** What a screen reader is told when the step begins; null when it would only repeat itself every other second. */
export function announced(step: Step): string | null {
  if (step.rep != null && step.rep > 1) return step.kind === 'move' ? counts(step) : null;
  if (step.kind === 'back') return null;
  const time = isCounted(step) ? null : t('player.for', { count: Math.round(step.seconds) });
  return [kindOf(step), sideOf(step), counts(step), time].filter(Boolean).join(', ');
}
