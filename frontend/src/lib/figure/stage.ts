/** The picture: a body on its mat, lit as in a room in the morning, drawn with WebGL. Loaded only where it is shown. */
import {
  AmbientLight,
  Bone,
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  Color,
  CylinderGeometry,
  DirectionalLight,
  Group,
  HemisphereLight,
  Line,
  LineBasicMaterial,
  Matrix4,
  Mesh,
  MeshLambertMaterial,
  PCFShadowMap,
  PerspectiveCamera,
  PlaneGeometry,
  Scene,
  ShadowMaterial,
  Skeleton,
  SkinnedMesh,
  SphereGeometry,
  Vector3,
  WebGLRenderer,
} from 'three';
import type { Model } from './model';
import type { Baked, Pose, Prop, Track, Way } from './track';

/** Colours of a body's regions; skin and clothes differ from body to body, as people do. */
const LOOKS: Record<string, Record<string, string>> = {
  woman: { skin: '#c68a63', hair: '#2b201b', shirt: '#2f7f86', trousers: '#465270', lips: '#a8604e', brows: '#2b201b' },
  man: { skin: '#e0b193', hair: '#5b4030', shirt: '#b5623a', trousers: '#4a5c68', lips: '#bb7a68', brows: '#5b4030' },
  broad: { skin: '#7d4f38', hair: '#191514', shirt: '#c79a3b', trousers: '#574d66', lips: '#6b3a30', brows: '#191514' },
  slight: { skin: '#d9a27d', hair: '#8d8780', shirt: '#6f8f5a', trousers: '#56565c', lips: '#b06f5c', brows: '#857e76' },
};
const SKIN = '#c68a63';
const EYES = '#f3efe8';
const IRIS = '#3b2a20';
const GLOW = new Color('#ff8a4c');

const MAT = { length: 1.9, width: 0.75, height: 0.012 };
const LENS_DEG = 24;
const MARGIN = 1.12;
const SOLE_SHADOW = 0.28;

export interface Sight {
  readonly azimuth_deg: number;
  readonly elevation_deg: number;
}

export class Stage {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(LENS_DEG, 1, 0.1, 30);
  private readonly model: Model;
  private readonly around = new Group();
  /** What stands at a place: on the other side in the mirror. */
  private readonly standing = new Group();
  private body: SkinnedMesh | null = null;
  private bones: Bone[] = [];
  private ropes: { line: Line; prop: Prop }[] = [];
  private middle = new Vector3();
  private size = new Vector3(1, 1, 1);
  private look: Sight = { azimuth_deg: 0, elevation_deg: 8 };
  private readonly lamp = new DirectionalLight('#fff3e2', 2.1);

  constructor(canvas: HTMLCanvasElement, model: Model) {
    this.model = model;
    this.renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, powerPreference: 'low-power' });
    this.renderer.shadowMap.enabled = true;
    this.renderer.shadowMap.type = PCFShadowMap;
    this.scene.up.set(0, 0, 1);
    this.camera.up.set(0, 0, 1);
    this.lamp.castShadow = true;
    this.lamp.shadow.mapSize.set(1024, 1024);
    this.lamp.shadow.radius = 6;
    this.lamp.shadow.bias = -0.0006;
    this.scene.add(new HemisphereLight('#ffffff', '#cbb9a0', 1.5), new AmbientLight('#ffffff', 0.25), this.lamp, this.lamp.target);
    this.scene.add(this.around, this.standing);
  }

  /** Put a body on, with what stands around it in this movement. */
  dress(name: string, baked: Baked, track: Track): void {
    this.undress();
    this.wear(name);
    const [least, most] = track.body.bounds_m;
    this.middle.set((least[0]! + most[0]!) / 2, (least[1]! + most[1]!) / 2, (least[2]! + most[2]!) / 2);
    this.size.set(most[0]! - least[0]!, most[1]! - least[1]!, most[2]! - least[2]!);
    this.furnish(baked, track);
    this.light();
  }

  private wear(name: string): void {
    const { model } = this;
    const shape = new BufferGeometry();
    shape.setAttribute('position', new BufferAttribute(model.vertices(name), 3));
    shape.setAttribute('skinIndex', new BufferAttribute(new Uint16Array(model.bones), 4));
    shape.setAttribute('skinWeight', new BufferAttribute(model.weights, 4, true));
    shape.setIndex(new BufferAttribute(model.faces, 1));
    shape.computeVertexNormals();
    const count = model.bones.length / 4;
    shape.setAttribute('color', new BufferAttribute(new Float32Array(count * 3).fill(1), 3));
    const colours: Record<string, string> = { eyes: EYES, iris: IRIS, ...LOOKS[name] };
    const materials = Object.entries(model.parts).map(([region, [from, to]], at) => {
      shape.addGroup(from * 3, (to - from) * 3, at);
      return new MeshLambertMaterial({ color: colours[region] ?? SKIN, vertexColors: true });
    });
    const joints = model.joints(name);
    this.bones = model.boneNames.map((title, at) => {
      const bone = new Bone();
      bone.name = title;
      const parent = model.parents[at]!;
      for (let i = 0; i < 3; i += 1) {
        bone.position.setComponent(i, joints[at * 3 + i]! - (parent < 0 ? 0 : joints[parent * 3 + i]!));
      }
      return bone;
    });
    model.parents.forEach((parent, at) => {
      if (parent >= 0) this.bones[parent]!.add(this.bones[at]!);
    });
    const body = new SkinnedMesh(shape, materials);
    body.castShadow = true;
    body.frustumCulled = false;
    body.add(this.bones[0]!);
    this.bones[0]!.updateWorldMatrix(true, true);
    body.bind(new Skeleton(this.bones), new Matrix4());
    this.body = body;
    this.scene.add(body);
  }

  private furnish(baked: Baked, track: Track): void {
    const lying = baked.base !== 'upright' || this.size.z < 1.25;
    const floor = new Mesh(new PlaneGeometry(8, 8), new ShadowMaterial({ opacity: SOLE_SHADOW }));
    floor.receiveShadow = true;
    floor.position.z = lying ? 0.001 : 0;
    this.around.add(floor);
    if (lying && !track.body.props.some(({ kind }) => kind === 'chair')) this.around.add(this.mat());
    for (const prop of track.body.props) {
      if (prop.lines_m) this.rope(prop);
      else if (prop.place_m) this.standing.add(thing(prop));
    }
    if (baked.wall) this.standing.add(wall(baked.wall));
  }

  private mat(): Mesh {
    const length = Math.max(MAT.length, this.size.x + 0.2);
    const width = Math.max(MAT.width, this.size.y * 0.7);
    const mat = new Mesh(new BoxGeometry(length, width, MAT.height), new MeshLambertMaterial({ color: '#7fa6a0' }));
    mat.position.set(this.middle.x, this.middle.y, -MAT.height / 2 - 0.002);
    mat.receiveShadow = true;
    return mat;
  }

  private rope(prop: Prop): void {
    const points = prop.lines_m?.[0]?.length ?? 0;
    const shape = new BufferGeometry();
    shape.setAttribute('position', new BufferAttribute(new Float32Array(points * 3), 3));
    const line = new Line(shape, new LineBasicMaterial({ color: '#5a4636' }));
    line.frustumCulled = false;
    this.ropes.push({ line, prop });
    this.around.add(line);
  }

  /** The lamp stands before the body and above it, and throws its shadow on what is below. */
  private light(): void {
    const reach = Math.max(this.size.x, this.size.y, this.size.z);
    this.lamp.target.position.copy(this.middle);
    this.lamp.position.copy(this.middle).add(new Vector3(-0.9, -1.6, 3));
    const { camera } = this.lamp.shadow;
    [camera.left, camera.right, camera.top, camera.bottom] = [-reach, reach, reach, -reach];
    camera.updateProjectionMatrix();
  }

  /** Show which muscles work, as warmth on the skin over them; none takes it away. */
  glow(muscles: readonly string[]): void {
    const colours = this.body?.geometry.getAttribute('color') as BufferAttribute | undefined;
    if (!colours) return;
    const over = muscles.map((name) => this.model.over(name)).filter((found) => found !== null);
    for (let vertex = 0; vertex < colours.count; vertex += 1) {
      const most = over.reduce((share, each) => Math.max(share, each[vertex]! / 255), 0) * 0.85;
      colours.setXYZ(vertex, 1 + (GLOW.r * 1.9 - 1) * most, 1 + (GLOW.g * 1.1 - 1) * most, 1 + (GLOW.b - 1) * most);
    }
    colours.needsUpdate = true;
  }

  pose(pose: Pose): void {
    this.bones.forEach((bone, at) => bone.quaternion.fromArray(pose.turns, at * 4));
    this.bones[0]?.position.fromArray(pose.place);
  }

  /** Lay straps and towels along a posture between two of the track's, and put what stands around on the side of it. */
  stretch(track: Track, way: Way | null, share: number, mirrored: boolean): void {
    this.standing.scale.y = mirrored ? -1 : 1;
    if (this.ropes.length === 0) return;
    const [one, other, along] = track.nearest(way, share);
    for (const { line, prop } of this.ropes) {
      const at = line.geometry.getAttribute('position') as BufferAttribute;
      const from = prop.lines_m![one]!;
      const to = prop.lines_m![other]!;
      from.forEach((point, i) => {
        const [x, y, z] = point.map((part, axis) => part + (to[i]![axis]! - part) * along) as [number, number, number];
        at.setXYZ(i, x, mirrored ? -y : y, z);
      });
      at.needsUpdate = true;
    }
  }

  /** Look from another side: turned about the body, and from above. */
  lookFrom(sight: Sight): void {
    this.look = sight;
    this.frame();
  }

  resize(width: number, height: number, ratio: number): void {
    this.renderer.setPixelRatio(Math.min(ratio, 2));
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / Math.max(height, 1);
    this.camera.updateProjectionMatrix();
    this.frame();
  }

  /** Stand so far away that all the movement ever fills is in the picture. */
  private frame(): void {
    const azimuth = (this.look.azimuth_deg * Math.PI) / 180;
    const elevation = (this.look.elevation_deg * Math.PI) / 180;
    const { x, y, z } = this.size;
    const wide = Math.abs(x * Math.cos(azimuth)) + Math.abs(y * Math.sin(azimuth));
    const deep = Math.abs(x * Math.sin(azimuth)) + Math.abs(y * Math.cos(azimuth));
    const high = z * Math.cos(elevation) + deep * Math.sin(elevation);
    const half = Math.tan((LENS_DEG * Math.PI) / 360);
    const away = MARGIN * Math.max(high / 2 / half, wide / 2 / (half * this.camera.aspect)) + deep / 2;
    const level = away * Math.cos(elevation);
    this.camera.position.set(
      this.middle.x + Math.sin(azimuth) * level,
      this.middle.y - Math.cos(azimuth) * level,
      this.middle.z + away * Math.sin(elevation),
    );
    this.camera.lookAt(this.middle);
  }

  draw(): void {
    this.renderer.render(this.scene, this.camera);
  }

  private undress(): void {
    for (const whole of [this.body, this.around, this.standing]) {
      whole?.traverse((part) => {
        if (part instanceof Mesh || part instanceof Line) {
          part.geometry.dispose();
          for (const material of [part.material].flat()) material.dispose();
        }
      });
    }
    this.around.clear();
    this.standing.clear();
    this.ropes = [];
    if (this.body) this.scene.remove(this.body);
    this.body?.skeleton.dispose();
    this.body = null;
  }

  dispose(): void {
    this.undress();
    this.renderer.dispose();
  }
}

const WOOD = '#b08d68';
const SEAT_M = 0.45;
const TABLE_M = 0.72;
const WIDE_M = 0.42;
const LEG_M = 0.035;
const BACK = { high: 0.9, rail: 0.07, thick: 0.03 };
const PILLOW_M = [0.3, 0.42, 0.12] as const;

function thing(prop: Prop): Group {
  const group = new Group();
  const [x, y] = prop.place_m as [number, number, number];
  const part = (shape: BufferGeometry, colour: string, at: readonly [number, number, number]): Mesh => {
    const mesh = new Mesh(shape, new MeshLambertMaterial({ color: colour }));
    mesh.position.set(...at);
    mesh.castShadow = true;
    mesh.receiveShadow = true;
    group.add(mesh);
    return mesh;
  };
  if (prop.kind === 'chair') {
    part(new BoxGeometry(0.42, 0.42, 0.035), WOOD, [x, y, SEAT_M - 0.02]);
    for (const dx of [-0.18, 0.18]) {
      for (const dy of [-0.18, 0.18]) part(new BoxGeometry(0.035, 0.035, SEAT_M), WOOD, [x + dx, y + dy, SEAT_M / 2]);
    }
  } else if (prop.kind === 'tall_chair') {
    // It faces as somebody upright does, who stands behind it or beside it: its back is at the place.
    const { high, rail, thick } = BACK;
    const front = x + thick / 2 - WIDE_M + LEG_M / 2;
    part(new BoxGeometry(WIDE_M - thick, WIDE_M, 0.04), WOOD, [x - WIDE_M / 2, y, SEAT_M - 0.02]);
    for (const dy of [-(WIDE_M - LEG_M) / 2, (WIDE_M - LEG_M) / 2]) {
      part(new BoxGeometry(LEG_M, LEG_M, SEAT_M - 0.04), WOOD, [front, y + dy, (SEAT_M - 0.04) / 2]);
      part(new BoxGeometry(thick, LEG_M, high - rail), WOOD, [x, y + dy, (high - rail) / 2]);
    }
    part(new BoxGeometry(thick, WIDE_M, rail), WOOD, [x, y, high - rail / 2]);
  } else if (prop.kind === 'foam_roller') {
    part(new CylinderGeometry(0.075, 0.075, 0.6, 40), '#5b7a86', [x, y, 0.075]);
  } else if (prop.kind === 'table') {
    part(new BoxGeometry(0.6, 1.1, 0.03), WOOD, [x - 0.1, y, TABLE_M - 0.015]);
    for (const dy of [-0.5, 0.5]) part(new BoxGeometry(0.04, 0.04, TABLE_M), WOOD, [x - 0.35, y + dy, TABLE_M / 2]);
  } else if (prop.kind === 'pillow') {
    part(new BoxGeometry(...PILLOW_M), '#efe6d6', [x, y, PILLOW_M[2] / 2]);
  } else if (prop.kind === 'ball') {
    const [, , z] = prop.place_m as [number, number, number];
    part(new SphereGeometry(0.035, 32, 24), '#c0632f', [x, y, z]);
  }
  return group;
}

function wall(side: NonNullable<Baked['wall']>): Mesh {
  const mesh = new Mesh(new PlaneGeometry(2.4, 2.4), new MeshLambertMaterial({ color: '#efe6d6', transparent: true, opacity: 0.75 }));
  mesh.receiveShadow = true;
  mesh.position.z = 1.2;
  mesh.rotation.order = 'ZYX';
  if (side === 'right') mesh.rotation.set(Math.PI / 2, 0, 0);
  else mesh.rotation.set(Math.PI / 2, 0, side === 'front' ? Math.PI / 2 : -Math.PI / 2);
  return mesh;
}
