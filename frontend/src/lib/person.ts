/** Whom this device shows. On a machine of one's own there is one person, and nobody is asked for a name. */
import { shelf } from './shelf.svelte';

export const FIRST = 'me';

export const person = (): string => shelf.kept('person') ?? FIRST;
