/** What is kept on this device: see shelf.svelte.ts. */
import { shelf } from './shelf.svelte';
import type { Kinds, Name } from './shelf/documents';

export { newId } from './ids';

export const kept = <T extends Kinds[Name]>(name: Name): T | null => shelf.kept(name) as T | null;
export const keep = <N extends Name>(name: N, value: Kinds[N] | null): void => shelf.keep(name, value);
