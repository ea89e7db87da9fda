import { describe, expect, it } from 'vitest';
import { phaseEnd, shareOfBreath, wayAt } from './breath';

const breath = { in_s: 4, out_s: 6 };

describe('breath', () => {
  it('begins with breathing in, and goes round', () => {
    expect([0, 3.9, 4, 9.9, 10, 14].map((at_s) => wayAt(breath, at_s))).toEqual(['in', 'in', 'out', 'out', 'in', 'out']);
  });

  it('turns at the end of each way', () => {
    expect([0, 3, 4, 9, 10, 13, 14].map((at_s) => phaseEnd(breath, at_s))).toEqual([4, 4, 10, 10, 14, 14, 20]);
  });

  it('fills while breathing in and empties while breathing out', () => {
    expect([0, 2, 4, 7, 10].map((at_s) => shareOfBreath(breath, at_s))).toEqual([0, 0.5, 1, 0.5, 0]);
  });
});
