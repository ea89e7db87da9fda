import { describe, expect, it } from 'vitest';
import { asClock, remaining } from './remaining';

describe('how long a code holds', () => {
  it('is counted in whole seconds, and never below nothing', () => {
    const end = '2026-05-04T08:10:00+02:00';
    expect(remaining(end, new Date('2026-05-04T06:00:00Z'))).toBe(600);
    expect(remaining(end, new Date('2026-05-04T06:09:59.5Z'))).toBe(1);
    expect(remaining(end, new Date('2026-05-04T06:10:01Z'))).toBe(0);
  });

  it.each([
    [600, '10:00'],
    [65, '1:05'],
    [0, '0:00'],
  ])('of %i seconds is written %s', (seconds, text) => {
    expect(asClock(seconds)).toBe(text);
  });
});
