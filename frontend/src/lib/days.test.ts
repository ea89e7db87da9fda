import { describe, expect, it } from 'vitest';
import { dateOf, dayNumber, spread } from './days';

describe('a day as a number', () => {
  it('is one more than the day before, also over a month and a change of the clocks', () => {
    expect(dayNumber('2026-03-29') - dayNumber('2026-03-28')).toBe(1);
    expect(dayNumber('2026-03-01') - dayNumber('2026-02-28')).toBe(1);
  });

  it('can be read back', () => {
    expect(dateOf(dayNumber('2026-05-04'))).toBe('2026-05-04');
  });
});

describe('what is written under a chart', () => {
  it('is everything where there is room', () => {
    expect(spread([1, 2, 3], 4)).toEqual([1, 2, 3]);
  });

  it.each([1, 2, 3, 4, 5])('is never more than %i, evenly, and ends with the last', (most) => {
    const days = Array.from({ length: 12 }, (_, at) => at);
    const chosen = spread(days, most);
    expect(chosen.length).toBeLessThanOrEqual(most);
    expect(chosen.at(-1)).toBe(11);
    const steps = new Set(chosen.slice(1).map((day, at) => day - (chosen[at] ?? 0)));
    expect(steps.size).toBeLessThanOrEqual(1);
  });

  it('is nothing of nothing', () => {
    expect(spread([], 4)).toEqual([]);
  });
});
