/** The bodies as they were exported: one file of arrays, the same triangles and bones for every body. */

export interface Model {
  readonly bodies: readonly string[];
  readonly boneNames: readonly string[];
  /** The place of each bone's parent, -1 for the first. */
  readonly parents: readonly number[];
  readonly muscles: readonly string[];
  /** The first and the last triangle of each region, the last not included. */
  readonly parts: Readonly<Record<string, readonly [number, number]>>;
  readonly faces: Uint16Array;
  readonly bones: Uint8Array;
  readonly weights: Uint8Array;
  /** How much each vertex lies over a muscle, 0 to 255. */
  over(muscle: string): Uint8Array | null;
  /** The body's vertices in its A-pose, metres: x its left, y back, z up. */
  vertices(body: string): Float32Array;
  /** Where each bone begins, metres. */
  joints(body: string): Float32Array;
}

const KINDS = { Uint8Array, Uint16Array, Int16Array, Float32Array };
const HEAD_BYTES = 4;

interface Head {
  readonly bodies: readonly string[];
  readonly bone_names: readonly string[];
  readonly parents: readonly number[];
  readonly muscles: readonly string[];
  readonly per_metre: number;
  readonly parts: Readonly<Record<string, readonly [number, number]>>;
  readonly arrays: Readonly<Record<string, { type: keyof typeof KINDS; at: number; length: number }>>;
}

export function readModel(file: ArrayBuffer): Model {
  const length = new DataView(file).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(file, HEAD_BYTES, length))) as Head;
  const array = (name: string) => {
    const found = head.arrays[name];
    if (!found) throw new Error(`the figure's file has no ${name}`);
    return new KINDS[found.type](file, HEAD_BYTES + length + found.at, found.length);
  };
  const faces = array('faces') as Uint16Array;
  const bones = array('bones') as Uint8Array;
  const muscles = array('muscles') as Uint8Array;
  const count = bones.length / 4;
  return {
    bodies: head.bodies,
    boneNames: head.bone_names,
    parents: head.parents,
    muscles: head.muscles,
    parts: head.parts,
    faces,
    bones,
    weights: array('weights') as Uint8Array,
    over(muscle) {
      const at = head.muscles.indexOf(muscle);
      return at < 0 ? null : muscles.subarray(at * count, (at + 1) * count);
    },
    vertices: (body) => Float32Array.from(array(`vertices.${body}`), (whole) => whole / head.per_metre),
    joints: (body) => array(`joints.${body}`) as Float32Array,
  };
}
