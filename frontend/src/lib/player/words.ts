/** The player's words for a step. What to do comes from the server; this only names the kind, the side, the count. */
import type { Step } from '$lib/api/types';
import { t } from '$lib/messages';

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

/** The big number: the repetition while moving, else the seconds still to go. */
export function numeral(step: Step, elapsed_s: number): number {
  const counted = step.kind === 'move' || step.kind === 'back';
  if (counted && step.rep != null) return step.rep;
  return Math.max(1, Math.ceil(step.seconds - elapsed_s));
}

export function unitOf(step: Step): string {
  const counted = step.kind === 'move' || step.kind === 'back';
  if (counted && step.rep != null) return step.reps != null ? t('player.of', { count: step.reps }) : t('player.rep');
  return t('player.seconds');
}

/** "Set 1 of 2 · Rep 3 of 6", as much of it as there is. */
export function counts(step: Step): string {
  const set = step.sets > 1 ? t('player.set', { set: step.set, sets: step.sets }) : null;
  const rep = step.rep != null && step.reps != null ? t('player.rep_of', { rep: step.rep, reps: step.reps }) : null;
  return [set, rep].filter(Boolean).join(' · ');
}

/** What a screen reader is told when the step begins. */
export function announced(step: Step): string {
  const timed = step.kind !== 'move' && step.kind !== 'back';
  return [kindOf(step), sideOf(step), counts(step), timed ? t('player.for', { count: Math.round(step.seconds) }) : null]
    .filter(Boolean)
    .join(', ');
}
