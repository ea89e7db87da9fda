/** Progress: where a session stands and what was done of it. Plain data, so it can be kept and sent. */
import type { PlayItem, SetIn, Step, SwapReason, Where } from '$lib/api/types';

export interface Felt {
  pain: number;
  where: Where;
}

export interface ItemProgress {
  /** Which steps of the script ran to their end. */
  finished: number[];
  /** Seconds really spent in a hold or a timed stretch, by step; also when it was broken off. */
  held_s: Record<number, number>;
  /** The person went on without finishing it. */
  skipped: boolean;
  /** It was stopped because it hurt. */
  hurt: boolean;
  /** What was said when it hurt. */
  felt: Felt | null;
  /** It was taken out because something before it hurt. */
  left_out: boolean;
  /** The movement of the plan that it stands in for, and why. */
  swapped: { instead_of: string; reason: SwapReason } | null;
}

export interface Progress {
  item: number;
  step: number;
  items: ItemProgress[];
}

export const freshItem = (): ItemProgress => ({
  finished: [],
  held_s: {},
  skipped: false,
  hurt: false,
  felt: null,
  left_out: false,
  swapped: null,
});

export const freshProgress = (items: number): Progress => ({
  item: 0,
  step: 0,
  items: Array.from({ length: items }, freshItem),
});

/** A wait lies between stretches of work; a stretch of work belongs to the wait before it. */
export const isWait = (step: Step): boolean => step.kind === 'get_ready' || step.kind === 'rest' || step.kind === 'switch';
export const isTimed = (step: Step): boolean => step.kind === 'hold' || step.kind === 'flow';

/** Find where the stretch around `step` begins: at its wait, or at the script's first step. */
export function stretchStart(script: readonly Step[], step: number): number {
  for (let at = Math.min(step, script.length - 1); at > 0; at -= 1) {
    const here = script[at];
    if (here && isWait(here)) return at;
  }
  return 0;
}

/** Forget what was done from `step` on, so that doing it again never counts it twice. */
export function forgetFrom(progress: ItemProgress, step: number): ItemProgress {
  const kept = Object.entries(progress.held_s).filter(([at]) => Number(at) < step);
  return {
    ...freshItem(),
    finished: progress.finished.filter((at) => at < step),
    held_s: Object.fromEntries(kept),
    swapped: progress.swapped,
  };
}

/** Count what was done of an item: one entry a set and side, and only those that were begun. */
export function setsDone(script: readonly Step[], progress: ItemProgress): SetIn[] {
  const finished = new Set(progress.finished);
  const groups = new Map<string, { set: number; side: Step['side']; at: number[] }>();
  script.forEach((step, at) => {
    if (isWait(step)) return;
    const key = `${step.set} ${step.side ?? ''}`;
    const group = groups.get(key) ?? { set: step.set, side: step.side, at: [] };
    group.at.push(at);
    groups.set(key, group);
  });
  return [...groups.values()]
    .filter((group) => group.at.some((at) => finished.has(at) || (progress.held_s[at] ?? 0) > 0))
    .map((group) => ({
      set: group.set,
      side: group.side,
      reps: repsDone(script, group.at, finished),
      held_s: Math.round(group.at.reduce((sum, at) => sum + (progress.held_s[at] ?? 0), 0) * 10) / 10,
      completed: group.at.every((at) => finished.has(at)),
    }));
}

/** A repetition is done when all of its steps are. */
function repsDone(script: readonly Step[], steps: readonly number[], finished: ReadonlySet<number>): number {
  const whole = new Map<number, boolean>();
  for (const at of steps) {
    const rep = script[at]?.rep;
    if (rep == null) continue;
    whole.set(rep, (whole.get(rep) ?? true) && finished.has(at));
  }
  return [...whole.values()].filter(Boolean).length;
}

/** Tell whether every working step of the item ran to its end. */
export function isComplete(item: Pick<PlayItem, 'script'>, progress: ItemProgress): boolean {
  const finished = new Set(progress.finished);
  return item.script.every((step, at) => isWait(step) || finished.has(at));
}
