import { describe, expect, it } from 'vitest';
import { readModel } from './model';

function file(): ArrayBuffer {
  const head = JSON.stringify({
    bodies: ['woman'],
    bone_names: ['root'],
    parents: [-1],
    muscles: ['gluteals'],
    per_metre: 1000,
    parts: { skin: [0, 1] },
    arrays: {
      faces: { type: 'Uint16Array', at: 0, length: 3 },
      bones: { type: 'Uint8Array', at: 8, length: 12 },
      weights: { type: 'Uint8Array', at: 20, length: 12 },
      muscles: { type: 'Uint8Array', at: 32, length: 3 },
      'vertices.woman': { type: 'Int16Array', at: 36, length: 9 },
      'joints.woman': { type: 'Float32Array', at: 56, length: 3 },
    },
  });
  const padded = head.padEnd(Math.ceil(head.length / 4) * 4);
  const bytes = new Uint8Array(4 + padded.length + 68);
  new DataView(bytes.buffer).setUint32(0, padded.length, true);
  bytes.set(new TextEncoder().encode(padded), 4);
  const begin = 4 + padded.length;
  bytes.set([0, 128, 255], begin + 32);
  new DataView(bytes.buffer).setInt16(begin + 36 + 6, 1500, true);
  return bytes.buffer;
}

describe('the model file', () => {
  it('gives places in metres and shares of a muscle', () => {
    const model = readModel(file());
    expect(model.vertices('woman')[3]).toBe(1.5);
    expect([...(model.over('gluteals') ?? [])]).toEqual([0, 128, 255]);
    expect(model.joints('woman')).toHaveLength(3);
  });

  it('knows no muscle it does not have, and says which array is missing', () => {
    const model = readModel(file());
    expect(model.over('tongue')).toBeNull();
    expect(() => model.vertices('giant')).toThrow('vertices.giant');
  });
});
