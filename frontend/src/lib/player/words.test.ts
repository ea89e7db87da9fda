import { describe, expect, it } from 'vitest';
import { step } from './fakes';
import { announced, counts, numeral, shareOf, unitOf } from './words';

const move = step('move', 2, { side: 'left', rep: 3, reps: 6, set: 1, sets: 2 });
const hold = step('hold', 10, { rep: 1, reps: 1 });

describe('the big number', () => {
  it('counts repetitions while moving, and seconds down while holding', () => {
    expect(numeral(move, 1)).toBe('3');
    expect([0, 0.96, 1, 9.5].map((at_s) => numeral(hold, at_s))).toEqual(['10', '9', '9', '1']);
    expect([unitOf(move, 0), unitOf(hold, 0)]).toEqual(['of 6', 'seconds']);
  });

  it('is minutes while there are more than a hundred seconds', () => {
    const walk = step('flow', 180);
    expect([0, 55, 80, 81].map((at_s) => [numeral(walk, at_s), unitOf(walk, at_s)])).toEqual([
      ['3', 'minutes'],
      ['3', 'minutes'],
      ['2', 'minutes'],
      ['99', 'seconds'],
    ]);
  });
});

describe('the ring', () => {
  it('fills with the time or the count, and never leaves its bounds', () => {
    expect(shareOf(hold, 0)).toBe(0);
    expect(shareOf(hold, 5)).toBe(0.5);
    expect(shareOf(move, 0)).toBeCloseTo(2.5 / 6);
    expect(shareOf({ ...move, kind: 'back' }, 0)).toBe(0.5);
  });
});

describe('counts', () => {
  it('say no more than there is to say', () => {
    expect(counts(move)).toBe('Set 1 of 2 · Rep 3 of 6');
    expect(counts(hold)).toBe('');
  });
});

describe('what a screen reader is told', () => {
  it('is the whole at the beginning, then the count, then nothing more', () => {
    expect(announced({ ...move, rep: 1 })).toBe('Move, Left side, Set 1 of 2 · Rep 1 of 6');
    expect(announced(move)).toBe('Set 1 of 2 · Rep 3 of 6');
    expect(announced({ ...move, kind: 'back' })).toBeNull();
    expect(announced(hold)).toBe('Hold, 10 seconds');
  });
});
