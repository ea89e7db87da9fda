/**
 * Pack: the files with which a device goes on by itself, and whether they are here: what it answers with, and the figure.
 *
 * They have a cache of their own, apart from the app's, so that opening the app never waits for them. Their names
 * change with their content, and the list is built into the app: an app finds what belongs to it, or nothing.
 */
import { figureFiles } from '$lib/figure/addresses';

interface Kept {
  readonly url: string;
  readonly bytes: number;
}

export interface Pack {
  /** The folder of Python for the browser. */
  readonly runtime: string;
  /** Our own code for it. */
  readonly wheel: string;
  readonly files: readonly Kept[];
}

declare const __DEVICE_PACK__: Pack | null;

/** null where the app runs from its sources. */
export const pack = __DEVICE_PACK__;
const CACHE = 'lumbar.device';

/** Files of these folders, and of no others, are here. */
export const FOLDERS = /^\/(device|figure)\//;
const ANSWERS = '/device/';
/** Most files are small: one after the other, a device would mostly wait. */
const AT_ONCE = 6;

/** What a device answers with comes first: it can do without pictures. */
const files: readonly Kept[] = [...(pack?.files ?? []), ...figureFiles];
export const bytes = sizeOf(files);

/** Tell whether what this device answers with is here. */
export async function canAnswer(): Promise<boolean> {
  return pack !== null && (await missing(pack.files)).length === 0;
}

/** Tell whether all of the pack is here. */
export async function isPacked(): Promise<boolean> {
  return pack !== null && (await missing(files)).length === 0;
}

/** Return a file from here, or else from the server; a figure that was looked at once is here the next time. */
export async function fromHere(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const here = await cache.match(request.url);
  if (here) return here;
  const answer = await fetch(request);
  if (answer.ok && !isForAnswers(request)) void cache.put(request.url, answer.clone()).catch(() => {});
  return answer;
}

/** Fetch what is missing of the pack. Rejects when it can't be had, or can't be kept. */
export function fetchPack(progress: (share: number) => void = () => {}): Promise<void> {
  // Once, however many tabs want it.
  return navigator.locks.request('lumbar.pack', () => fetchMissing(progress));
}

async function fetchMissing(progress: (share: number) => void): Promise<void> {
  const cache = await caches.open(CACHE);
  const wanted = await missing(files);
  let left = sizeOf(wanted);
  // They share one way through the list, so that each file is fetched once, and in its turn.
  const next = wanted.values();
  const fetchSome = async () => {
    for (const { url, bytes: size } of next) {
      await cache.add(url);
      left -= size;
      progress(1 - left / bytes);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, fetchSome));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Let go of what belongs to other versions of the app. */
export async function dropOthers(): Promise<void> {
  const cache = await caches.open(CACHE);
  const ours = new Set(files.map(({ url }) => url));
  for (const request of await cache.keys()) {
    if (!ours.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}

/** Tell whether a pack is here, of this version or another. A figure that was looked at is none. */
export async function isAnyHere(): Promise<boolean> {
  return (await caches.has(CACHE)) && (await (await caches.open(CACHE)).keys()).some(isForAnswers);
}

const isForAnswers = ({ url }: Request): boolean => new URL(url).pathname.startsWith(ANSWERS);

async function missing(wanted: readonly Kept[]): Promise<readonly Kept[]> {
  if (!('caches' in globalThis)) return wanted;
  const cache = await caches.open(CACHE);
  const here = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  return wanted.filter(({ url }) => !here.has(url));
}

function sizeOf(some: readonly Kept[]): number {
  return some.reduce((sum, file) => sum + file.bytes, 0);
}
