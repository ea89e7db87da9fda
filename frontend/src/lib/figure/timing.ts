/** What the figure does when: beside a session's steps, and by itself where a movement is looked at. */
import type { Side, Step } from '$lib/api/types';
import type { Baked, Track, Way } from './track';

export interface Moment {
  readonly way: Way | null;
  /** 0 at the start, 1 at the end of the way. */
  readonly share: number;
  /** The side that works; null where neither does, or the file's own does. */
  readonly side: Side | null;
}

type Flow = Baked['flow'];

/** The figure is so far ahead of the person, who sees it and follows. */
export const LEAD_S = 0.6;
/** Into a posture that is kept, and out of it again, takes so long. */
const SETTLE_S = 3;
const SHOWN = { move_s: 2.2, hold_s: 1.6, rest_s: 1.2 };

/** Begins and ends slowly, as a person does. */
export const eased = (share: number): number => {
  const x = Math.min(Math.max(share, 0), 1);
  return x * x * (3 - 2 * x);
};

/** Go round: from each posture to the next, each way taken slowly at its ends. */
function round(elapsed_s: number, { leg_s, legs }: Flow): number {
  const along = (elapsed_s / leg_s) % legs;
  const leg = Math.floor(along);
  return (leg + eased(along - leg)) / legs;
}

/** Return where the figure is at this second of a script's step: a little ahead, in the next step if need be. */
export function during(script: readonly Step[], at: number, elapsed_s: number, track: Track, flow: Flow): Moment {
  let step = script[at];
  let ahead_s = elapsed_s + LEAD_S;
  let place = at;
  const next = script[at + 1];
  if (step && next && ahead_s > step.seconds) {
    ahead_s -= step.seconds;
    step = next;
    place = at + 1;
  }
  const side = script.slice(place).find((one) => one.side !== null)?.side ?? null;
  return step ? { ...inStep(step, ahead_s, track, flow), side } : { way: null, share: 0, side };
}

function inStep(step: Step, at_s: number, track: Track, flow: Flow): Pick<Moment, 'way' | 'share'> {
  switch (step.kind) {
    case 'move':
      return { way: 'move', share: eased(at_s / step.seconds) };
    case 'hold':
      return { way: 'move', share: 1 };
    case 'back':
      return { way: 'move', share: 1 - eased(at_s / step.seconds) };
    case 'flow':
      if (flow.legs > 1) return { way: 'flow', share: round(at_s, flow) };
      return { way: track.count('flow') > 0 ? 'flow' : 'move', share: eased(at_s / SETTLE_S) };
    default:
      return { way: null, share: 0 };
  }
}

/** Return where the figure is when nobody times it: over and over, with a rest; every other time on the other side. */
export function byItself(elapsed_s: number, track: Track, flow: Flow, alternates: boolean): Moment {
  if (track.count('move') === 0 && flow.legs > 1) return { way: 'flow', share: round(elapsed_s, flow), side: null };
  const way = track.count('move') > 0 ? 'move' : 'flow';
  const { move_s, hold_s, rest_s } = SHOWN;
  const cycle_s = 2 * move_s + hold_s + rest_s;
  const side = alternates ? (Math.floor(elapsed_s / cycle_s) % 2 === 0 ? 'left' : 'right') : null;
  const at_s = (elapsed_s % cycle_s) - rest_s;
  if (at_s < move_s) return { way, share: eased(at_s / move_s), side };
  return { way, share: 1 - eased((at_s - move_s - hold_s) / move_s), side };
}
