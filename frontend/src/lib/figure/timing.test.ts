import { describe, expect, it } from 'vitest';
import type { Side, Step } from '$lib/api/types';
import { bakedBody, BONES, flowOf, NO_TURN } from './fakes';
import { byItself, during, eased, LEAD_S } from './timing';
import { Track } from './track';

const frame = { place: [0, 0, 0], turns: [NO_TURN, NO_TURN, NO_TURN] } as const;
const moving = new Track(bakedBody([frame, frame], { move: [0, 1] }), BONES);
const flowing = new Track(bakedBody([frame, frame], { flow: [0, 1] }), BONES);
const step = (kind: Step['kind'], seconds: number, side: Side | null = null): Step => ({
  kind,
  seconds,
  side,
  set: 1,
  sets: 1,
  rep: 1,
  reps: 1,
  show: '',
  cues: [],
});
const rep = [step('get_ready', 15), step('move', 2, 'left'), step('hold', 5, 'left'), step('back', 2, 'left')];

describe('during a session', () => {
  it('waits at the start while the person lies down', () => {
    expect(during(rep, 0, 3, moving, flowOf(0))).toEqual({ way: null, share: 0, side: 'left' });
  });

  it('is a breath ahead: it moves before the person is told to', () => {
    expect(during(rep, 0, 15 - LEAD_S / 2, moving, flowOf(0)).way).toBe('move');
  });

  it('is half way there when half the time is over, less what it is ahead', () => {
    expect(during(rep, 1, 1 - LEAD_S, moving, flowOf(0)).share).toBeCloseTo(0.5);
  });

  it('holds as long as is held, and comes back', () => {
    expect(during(rep, 2, 2, moving, flowOf(0)).share).toBe(1);
    expect(during(rep, 3, 1 - LEAD_S, moving, flowOf(0)).share).toBeCloseTo(0.5);
    expect(during(rep, 3, 2, moving, flowOf(0)).share).toBe(0);
  });

  it('goes into what is kept, and stays', () => {
    const plank = [step('flow', 30)];
    expect(during(plank, 0, 0, flowing, flowOf(1)).share).toBeLessThan(0.2);
    expect(during(plank, 0, 10, flowing, flowOf(1))).toEqual({ way: 'flow', share: 1, side: null });
  });

  it('goes round and round where there is more than one posture', () => {
    const march = [step('flow', 60)];
    const at = (seconds: number) => during(march, 0, seconds - LEAD_S, flowing, flowOf(2, 1)).share;
    expect(at(1)).toBeCloseTo(0.5);
    expect(at(3)).toBeCloseTo(0.5);
    expect(at(2.001)).toBeCloseTo(0, 2);
  });

  it('shows the side that comes while sides are changed', () => {
    const both = [step('hold', 5, 'left'), step('switch', 5), step('move', 2, 'right')];
    expect(during(both, 1, 1, moving, flowOf(0)).side).toBe('right');
  });
});

describe('by itself', () => {
  it('rests, moves, holds, comes back, and again', () => {
    const share = (seconds: number) => byItself(seconds, moving, flowOf(0), false).share;
    expect([0.5, 3.4, 4.5].map(share)).toEqual([0, 1, 1]);
    expect(share(7.2)).toBeCloseTo(0, 5);
    expect(share(7.2 + 3.4)).toBe(1);
  });

  it('takes turns with the sides where the movement does', () => {
    expect(byItself(1, moving, flowOf(0), true).side).toBe('left');
    expect(byItself(8.5, moving, flowOf(0), true).side).toBe('right');
    expect(byItself(1, moving, flowOf(0), false).side).toBeNull();
  });

  it('begins and ends slowly', () => {
    expect([eased(-1), eased(0), eased(0.5), eased(1), eased(2)]).toEqual([0, 0, 0.5, 1, 1]);
    expect(eased(0.1)).toBeLessThan(0.1);
  });
});
