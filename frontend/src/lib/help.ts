/** The numbers to call, for where the person is. Looked up when a session begins, so that they are there when needed. */
import { api } from './api/client';
import type { Help } from './api/types';
import { shelf } from './shelf.svelte';

/** Where the person says they are; until they do, where their browser's languages say. */
export function region(): string {
  const told = navigator.languages.map((tag) => tag.match(/-([A-Z]{2})\b/)?.[1]).find(Boolean);
  return shelf.kept('region') ?? told ?? '';
}

/** Look the numbers up; when nobody answers, those looked up before, or null. */
export async function help(): Promise<Help | null> {
  const where = region();
  try {
    const found = await api.help(where);
    shelf.keep('help', found);
    return found;
  } catch {
    return shelf.kept('help');
  }
}
