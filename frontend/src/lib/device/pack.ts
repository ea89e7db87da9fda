/**
 * Pack: the files with which a device answers by itself, and whether they are here.
 *
 * They have a cache of their own, apart from the app's, so that opening the app never waits for them. Their names
 * change with their content, and the list is built into the app: an app finds what belongs to it, or nothing.
 */
export interface Pack {
  /** The folder of Python for the browser. */
  readonly runtime: string;
  /** Our own code for it. */
  readonly wheel: string;
  readonly files: readonly { readonly url: string; readonly bytes: number }[];
}

declare const __DEVICE_PACK__: Pack | null;

/** null where the app runs from its sources. */
export const pack = __DEVICE_PACK__;
export const CACHE = 'lumbar.device';

export const bytes = (pack?.files ?? []).reduce((sum, file) => sum + file.bytes, 0);

/** Tell whether all of the pack is here. */
export async function isPacked(): Promise<boolean> {
  if (!pack || !('caches' in globalThis)) return false;
  return (await missing()).length === 0;
}

/** Fetch what is missing of the pack. Rejects when it can't be had, or can't be kept. */
export function fetchPack(progress: (share: number) => void = () => {}): Promise<void> {
  // Once, however many tabs want it.
  return navigator.locks.request('lumbar.pack', () => fetchMissing(progress));
}

async function fetchMissing(progress: (share: number) => void): Promise<void> {
  const cache = await caches.open(CACHE);
  const wanted = await missing();
  let left = wanted.reduce((sum, file) => sum + file.bytes, 0);
  for (const { url, bytes: size } of wanted) {
    await cache.add(url);
    left -= size;
    progress(1 - left / bytes);
  }
}

/** Let go of what belongs to other versions of the app. */
export async function dropOthers(): Promise<void> {
  const cache = await caches.open(CACHE);
  const ours = new Set(pack?.files.map(({ url }) => url));
  for (const request of await cache.keys()) {
    if (!ours.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}

/** Tell whether a pack is here, of this version or another. */
export async function isAnyHere(): Promise<boolean> {
  return (await caches.has(CACHE)) && (await (await caches.open(CACHE)).keys()).length > 0;
}

async function missing(): Promise<readonly Pack['files'][number][]> {
  const cache = await caches.open(CACHE);
  const here = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  return (pack?.files ?? []).filter(({ url }) => !here.has(url));
}
