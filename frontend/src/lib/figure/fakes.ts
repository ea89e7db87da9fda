/** Tracks small enough to reckon by hand: a root and a bone on each side. */
import type { Baked, BakedBody } from './track';

export const BONES = ['root', 'foot.L', 'foot.R'];

const PER_TURN = 32767;
const PER_METRE = 8000;

export interface Frame {
  readonly place: readonly [number, number, number];
  readonly turns: readonly (readonly [number, number, number, number])[];
}

export const NO_TURN = [0, 0, 0, 1] as const;

export function bakedBody(frames: readonly Frame[], ways: { move?: readonly number[]; flow?: readonly number[] }): BakedBody {
  const numbers = frames.flatMap(({ place, turns }) => [
    ...place.map((metres) => Math.round(metres * PER_METRE)),
    ...turns.flat().map((part) => Math.round(part * PER_TURN)),
  ]);
  const bytes = new Uint8Array(Int16Array.from(numbers).buffer);
  return {
    start: 0,
    move: ways.move ?? [],
    flow: ways.flow ?? [],
    frames: btoa(String.fromCharCode(...bytes)),
    bounds_m: [
      [-1, -1, 0],
      [1, 1, 1],
    ],
    props: [],
  };
}

export const flowOf = (legs: number, leg_s = 2): Baked['flow'] => ({ legs, leg_s });
