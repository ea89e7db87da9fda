import { describe, expect, it } from 'vitest';
import { apart, freest } from './room';

const box = (x: number, y: number) => ({ x, y, wide: 40, tall: 20 });

describe('a place for words', () => {
  it('is the first one when no line is near', () => {
    expect(freest([box(0, 0), box(0, 80)], [[[0, 50], [100, 50]]])).toEqual(box(0, 0));
  });

  it('is where no line runs through, also between its points', () => {
    const rising: [number, number][] = [[0, 0], [100, 100]];
    expect(freest([box(0, 10), box(60, 10)], [rising])).toEqual(box(60, 10));
  });

  it('is the least covered one when all are', () => {
    const flat: [number, number][] = [[0, 10], [100, 10]];
    const half: [number, number][] = [[0, 90], [10, 90], [20, 50], [100, 50]];
    expect(freest([box(0, 0), box(0, 80)], [flat, half])).toEqual(box(0, 80));
  });

  it('can be told of a single point', () => {
    expect(freest([box(0, 0), box(60, 0)], [[[0, 10]]])).toEqual(box(60, 0));
  });
});

describe('words below each other', () => {
  it('stay where they are when they are apart', () => {
    expect(apart([10, 40], 20, 100)).toEqual([10, 40]);
  });

  it('move apart when they are not', () => {
    expect(apart([10, 12], 20, 100)).toEqual([10, 30]);
  });

  it('stay above the end', () => {
    expect(apart([95, 99], 20, 100)).toEqual([80, 100]);
  });
});
