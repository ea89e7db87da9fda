/** Our own server, and nobody else: one request, one answer, in its own words. */
import { Refused, Silent, Unreachable } from './answers';
import type { Problems } from './types';

export type Method = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

export interface Request {
  readonly method: Method;
  /** Below `/api`, with what stands after the question mark. */
  readonly path: string;
  /** JSON, written; null where there is none. */
  readonly body: string | null;
}

/** Who asks, in which language, and since when it waited to be asked, if it did. */
export interface Sender {
  readonly person: string;
  readonly language: string;
  readonly made_at?: string;
}

export interface Server {
  /** Resolves to JSON. Rejects with Refused, or Unreachable when it was not our server that answered, or nobody. */
  ask(request: Request, sender: Sender, patience_ms: number): Promise<string>;
}

/** What stands between us and the server says these when the server is gone. */
const NOBODY_THERE = new Set([502, 503, 504]);

export const server: Server = {
  async ask({ method, path, body }, { person, language, made_at }, patience_ms) {
    const headers: Record<string, string> = { 'accept-language': language, 'lumbar-person': person };
    if (body !== null) headers['content-type'] = 'application/json';
    if (made_at !== undefined) headers['lumbar-made-at'] = made_at;
    let response: Response;
    let text: string;
    try {
      const signal = AbortSignal.timeout(patience_ms);
      response = await fetch(`/api${path}`, { method, headers, body, signal, cache: 'no-store' });
      text = await response.text();
    } catch (error) {
      const late = error instanceof DOMException && error.name === 'TimeoutError';
      throw new (late ? Silent : Unreachable)('no answer', { cause: error });
    }
    if (response.status === 204) return 'null';
    const ours = response.headers.get('content-type')?.startsWith('application/json');
    if (!ours || NOBODY_THERE.has(response.status)) throw new Unreachable('somebody else answered');
    if (response.ok) return text;
    throw refusal(response.status, text);
  },
};

/** Read a refusal in the form that server and device share. */
export function refusal(status: number, text: string): Refused | Unreachable {
  try {
    const said = JSON.parse(text) as Partial<Problems>;
    if (typeof said.message === 'string') return new Refused(status, said.message, said.problems ?? []);
  } catch {
    // Not our form: not our server.
  }
  return new Unreachable('somebody else answered');
}
