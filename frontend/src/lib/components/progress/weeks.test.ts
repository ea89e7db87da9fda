import { describe, expect, it } from 'vitest';
import { levelsUpTo } from './weeks';

describe('the numbers beside a chart of minutes', () => {
  it.each([0, 1, 12, 20, 21, 60, 95, 240, 999, 2500])('reach %i in four steps or fewer', (most) => {
    const levels = levelsUpTo(most);
    expect(levels[0]).toBe(0);
    expect(levels.at(-1)).toBeGreaterThanOrEqual(most);
    expect(levels.length).toBeGreaterThanOrEqual(2);
    expect(levels.length).toBeLessThanOrEqual(5);
  });
});
