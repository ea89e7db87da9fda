/** A movement's solved postures on one body, and what is between them. */
import type { Side } from '$lib/api/types';

export type Way = 'move' | 'flow';

export interface Prop {
  readonly kind: 'chair' | 'tall_chair' | 'table' | 'foam_roller' | 'ball' | 'pillow' | 'strap' | 'towel';
  readonly place_m?: readonly number[];
  /** For each posture, the places it runs along. */
  readonly lines_m?: readonly (readonly (readonly number[])[])[];
}

/** What `tools/bake_figures.py` wrote for a body. */
export interface BakedBody {
  readonly start: number;
  readonly move: readonly number[];
  readonly flow: readonly number[];
  /** Whole 16-bit numbers in base64: for each posture the pelvis' place, then each bone's turn. */
  readonly frames: string;
  readonly bounds_m: readonly [readonly number[], readonly number[]];
  readonly props: readonly Prop[];
}

export interface Baked {
  readonly side: Side;
  readonly base: 'supine' | 'prone' | 'side_lying' | 'upright';
  readonly view: { readonly azimuth_deg: number; readonly elevation_deg: number };
  /** Postures a flow goes round through, and seconds from one to the next; one is gone into and kept. */
  readonly flow: { readonly legs: number; readonly leg_s: number };
  readonly wall: 'front' | 'behind' | 'right' | null;
  /** Still pictures of its postures, the start first. */
  readonly drawings: readonly { readonly file: string; readonly posture: string }[];
  readonly bodies: Readonly<Record<string, BakedBody>>;
}

const PER_TURN = 32767;
const PER_METRE = 8000;
const PLACE = 3;
const TURN = 4;

/** A posture to be shown: the place of the pelvis (metres), and each bone's turn against its parent (x, y, z, w). */
export interface Pose {
  readonly place: Float32Array;
  readonly turns: Float32Array;
}

export class Track {
  readonly body: BakedBody;
  private readonly numbers: Int16Array;
  private readonly bones: number;
  /** For each bone, the one of the other side. */
  private readonly twin: readonly number[];

  constructor(body: BakedBody, boneNames: readonly string[]) {
    this.body = body;
    this.bones = boneNames.length;
    this.numbers = new Int16Array(Uint8Array.from(atob(body.frames), (letter) => letter.charCodeAt(0)).buffer);
    this.twin = boneNames.map((name, at) => {
      const other = name.endsWith('.L') ? name.replace(/L$/, 'R') : name.replace(/R$/, 'L');
      return Math.max(boneNames.indexOf(other), -1) < 0 ? at : boneNames.indexOf(other);
    });
  }

  fresh(): Pose {
    return { place: new Float32Array(PLACE), turns: new Float32Array(this.bones * TURN) };
  }

  /** How many postures a way has; 0 where the movement has no such way. */
  count(way: Way): number {
    return this.body[way].length;
  }

  /** Put into `pose` what is `share` (0 to 1) of the way; without a way, the start. */
  at(way: Way | null, share: number, pose: Pose, mirrored = false): Pose {
    const places = way && this.body[way].length > 0 ? this.body[way] : [this.body.start];
    const along = Math.min(Math.max(share, 0), 1) * (places.length - 1);
    const before = Math.min(Math.floor(along), Math.max(places.length - 2, 0));
    this.mix(places[before]!, places[Math.min(before + 1, places.length - 1)]!, along - before, pose);
    if (mirrored) this.mirror(pose);
    return pose;
  }

  /** How far along the ropes' postures that is: the two next to it, and the share between them. */
  nearest(way: Way | null, share: number): readonly [number, number, number] {
    const places = way && this.body[way].length > 0 ? this.body[way] : [this.body.start];
    const along = Math.min(Math.max(share, 0), 1) * (places.length - 1);
    const before = Math.min(Math.floor(along), Math.max(places.length - 2, 0));
    return [places[before]!, places[Math.min(before + 1, places.length - 1)]!, along - before];
  }

  private mix(one: number, other: number, share: number, pose: Pose): void {
    const size = PLACE + this.bones * TURN;
    const a = one * size;
    const b = other * size;
    const { numbers } = this;
    for (let i = 0; i < PLACE; i += 1) {
      pose.place[i] = (numbers[a + i]! + (numbers[b + i]! - numbers[a + i]!) * share) / PER_METRE;
    }
    for (let bone = 0; bone < this.bones; bone += 1) {
      const from = a + PLACE + bone * TURN;
      const to = b + PLACE + bone * TURN;
      let along = 0;
      for (let i = 0; i < TURN; i += 1) along += numbers[from + i]! * numbers[to + i]!;
      const sign = along < 0 ? -1 : 1;
      let square = 0;
      for (let i = 0; i < TURN; i += 1) {
        const part = (numbers[from + i]! * (1 - share) + sign * numbers[to + i]! * share) / PER_TURN;
        pose.turns[bone * TURN + i] = part;
        square += part * part;
      }
      const length = Math.sqrt(square) || 1;
      for (let i = 0; i < TURN; i += 1) pose.turns[bone * TURN + i]! /= length;
    }
  }

  /** Change sides: what the left did the right does, seen in a mirror along the body. */
  private mirror(pose: Pose): void {
    const turns = pose.turns.slice();
    for (let bone = 1; bone < this.bones; bone += 1) {
      const from = this.twin[bone]! * TURN;
      const to = bone * TURN;
      pose.turns[to] = turns[from]!;
      pose.turns[to + 1] = -turns[from + 1]!;
      pose.turns[to + 2] = -turns[from + 2]!;
      pose.turns[to + 3] = turns[from + 3]!;
    }
    // The pelvis is mirrored in the room, and half a turn about its own length brings its left to its left again.
    const [x, y, z, w] = [-turns[0]!, turns[1]!, -turns[2]!, turns[3]!];
    pose.turns[0] = y;
    pose.turns[1] = -x;
    pose.turns[2] = w;
    pose.turns[3] = -z;
    pose.place[1] = -pose.place[1]!;
  }
}
