import { describe, expect, it } from 'vitest';
import { bakedBody, BONES, NO_TURN, type Frame } from './fakes';
import { Track } from './track';

const quarter = Math.SQRT1_2;
const start: Frame = { place: [0, 0, 0], turns: [NO_TURN, NO_TURN, NO_TURN] };
const end: Frame = { place: [0.4, 0.2, 0.1], turns: [NO_TURN, [quarter, 0, 0, quarter], NO_TURN] };
const track = new Track(bakedBody([start, end], { move: [0, 1] }), BONES);
const near = (found: ArrayLike<number>, wanted: readonly number[]) =>
  wanted.forEach((part, at) => expect(found[at]).toBeCloseTo(part, 3));

describe('a track', () => {
  it('begins at the start and ends at the last posture of a way', () => {
    near(track.at('move', 0, track.fresh()).place, [0, 0, 0]);
    near(track.at('move', 1, track.fresh()).place, [0.4, 0.2, 0.1]);
  });

  it('is part of the way between, and turns about as much', () => {
    const pose = track.at('move', 0.5, track.fresh());
    near(pose.place, [0.2, 0.1, 0.05]);
    const half = Math.PI / 8;
    near(pose.turns.subarray(4, 8), [Math.sin(half), 0, 0, Math.cos(half)]);
  });

  it('never goes beyond either end', () => {
    near(track.at('move', 1.7, track.fresh()).place, [0.4, 0.2, 0.1]);
    near(track.at('move', -1, track.fresh()).place, [0, 0, 0]);
  });

  it('is at the start where a movement has no such way', () => {
    near(track.at('flow', 0.8, track.fresh()).place, [0, 0, 0]);
    near(track.at(null, 1, track.fresh()).place, [0, 0, 0]);
  });

  it('changes sides in the mirror, and twice is itself', () => {
    const pose = track.at('move', 1, track.fresh(), true);
    near(pose.place, [0.4, -0.2, 0.1]);
    near(pose.turns.subarray(8, 12), [quarter, 0, 0, quarter]);
    near(pose.turns.subarray(4, 8), NO_TURN);
  });

  it('turns the pelvis with the mirror so that left stays left', () => {
    const flipped = track.at('move', 1, track.fresh(), true).turns.subarray(0, 4);
    // Half a turn about the length of the body: what was its left is on the other side of the room.
    near(flipped, [0, 0, 1, 0]);
  });
});
