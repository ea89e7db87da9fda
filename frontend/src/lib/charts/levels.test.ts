import { describe, expect, it } from 'vitest';
import type { LevelLine, Point } from '$lib/api/types';
import { dayNumber } from '$lib/days';
import { climbs } from './levels';

const line = (movement: string, ...points: [string, number][]): LevelLine => ({
  movement,
  name: movement,
  top_level: 6,
  points: points.map(([date, value]): Point => ({ date, value })),
});
const FROM = dayNumber('2026-05-04');

describe('levels over time', () => {
  it('leave out a movement that has never changed', () => {
    expect(climbs([line('bridge', ['2026-06-01', 2])], FROM)).toEqual([]);
  });

  it('hold the level a movement came from, from the beginning to its first step', () => {
    const [climb] = climbs([line('bridge', ['2026-05-20', 1], ['2026-05-20', 2], ['2026-06-01', 2])], FROM);
    expect(climb?.days).toEqual([FROM, dayNumber('2026-05-20'), dayNumber('2026-06-01')]);
    expect(climb?.levels).toEqual([1, 2, 2]);
  });

  it('begin on its first day where a movement was not there before', () => {
    const [climb] = climbs([line('plank', ['2026-05-20', 1], ['2026-06-01', 1])], FROM);
    expect(climb?.days).toEqual([dayNumber('2026-05-20'), dayNumber('2026-06-01')]);
  });

  it('show the level before also where the first step is on the first day', () => {
    const [climb] = climbs([line('bridge', ['2026-05-04', 2], ['2026-05-04', 1], ['2026-06-01', 1])], FROM);
    expect(climb?.levels).toEqual([2, 1, 1]);
  });

  it('come with the latest change first', () => {
    const early = line('bridge', ['2026-05-10', 1], ['2026-05-10', 2], ['2026-06-01', 2]);
    const late = line('plank', ['2026-05-20', 1], ['2026-05-20', 2], ['2026-06-01', 2]);
    expect(climbs([early, late], FROM).map((climb) => climb.line.movement)).toEqual(['plank', 'bridge']);
  });
});
