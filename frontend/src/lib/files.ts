/** Files of one's own: taken away from the server to this device, and a backup brought back to it. */
import { Unreachable } from './api/client';
import { refusal } from './api/server';
import { spoken } from './messages';
import { person } from './person';

export interface Restored {
  readonly text: string;
}

const BACKUP_TYPE = 'application/vnd.sqlite3';

/** Ask for one of the files; a path from the top is asked for as it is. */
async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    const headers = { ...init.headers, 'accept-language': spoken(), 'lumbar-person': person() };
    const at = path.startsWith('/') ? path : `/api/files/${path}`;
    response = await fetch(at, { ...init, headers, cache: 'no-store' });
  } catch (error) {
    throw new Unreachable('no answer', { cause: error });
  }
  if (response.ok) return response;
  throw refusal(response.status, await response.text());
}

/** Get a file and hand it to the browser, which keeps it where it keeps such things. */
export async function takeAway(path: string): Promise<void> {
  const response = await ask(path);
  const name = response.headers.get('content-disposition')?.match(/filename="([^"]+)"/)?.[1] ?? 'lumbar';
  save(name, await response.blob());
}

export function save(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has to have begun before the address goes.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Put a backup in the place of everything on the server. */
export async function bringBack(file: File): Promise<Restored> {
  const response = await ask('restore', { method: 'POST', headers: { 'content-type': BACKUP_TYPE }, body: file });
  return (await response.json()) as Restored;
}
