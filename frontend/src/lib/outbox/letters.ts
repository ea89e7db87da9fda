/** Letters: what the person did, written down before it is sent, so that no lost connection can lose it. */
import type { Method, Request } from '$lib/api/server';
import type { SignsOut } from '$lib/api/types';
import type { MessageKey } from '$lib/messages';

export interface Letter extends Request {
  readonly person: string;
  readonly language: string;
  /** ISO 8601 with its offset. */
  readonly made_at: string;
  /** The server has it. It is kept until this device's copy of the person holds it as well. */
  readonly sent: boolean;
}

/** A letter the server won't take, with what it said. */
export interface Returned {
  readonly letter: Letter;
  readonly status: number;
  readonly message: string;
}

interface Row {
  readonly method: Method;
  readonly path: RegExp;
  /** What the person calls it, as the key of its message. */
  readonly what: MessageKey;
  /** Its body carries the letter's id, by which the server knows it again. */
  readonly named?: true;
  /** How the server says that a later one made this one needless. */
  readonly overtaken?: number;
}

/** The requests that change something, and may be made without the server. */
const MAY_WAIT: readonly Row[] = [
  { method: 'PUT', path: /^\/profile$/, what: 'outbox.profile' },
  { method: 'POST', path: /^\/short-screening$/, what: 'outbox.short_screening', named: true, overtaken: 409 },
  { method: 'PUT', path: /^\/sessions\/[^/]+$/, what: 'outbox.session' },
  { method: 'POST', path: /^\/morning$/, what: 'outbox.morning' },
  { method: 'POST', path: /^\/flare$/, what: 'outbox.flare' },
  { method: 'PUT', path: /^\/walks\/[^/]+$/, what: 'outbox.walk' },
  { method: 'PUT', path: /^\/measures\/[^/]+\/[^/]+$/, what: 'outbox.measure' },
  { method: 'PUT', path: /^\/lessons\/[^/]+\/read$/, what: 'outbox.lesson' },
];

const rowOf = ({ method, path }: Request): Row | undefined =>
  MAY_WAIT.find((row) => row.method === method && row.path.test(path));

export const mayWait = (request: Request): boolean => rowOf(request) !== undefined;

/** What the person calls it. Answers of the interview are letters only where they held a sign. */
export const whatIs = (letter: Letter): MessageKey => rowOf(letter)?.what ?? 'outbox.signs';

/**
 * Tell whether this answer must be written down as well. A sign that must not wait was told, and the server keeps
 * everything that was told; as long as there is none, the answers so far are nobody's business.
 */
export const isShown = ({ method, path }: Request, text: string): boolean =>
  method === 'POST' && path === '/signs' && (JSON.parse(text) as SignsOut).screening !== null;

/** Return the request as it goes into a letter of this id. */
export function addressed(request: Request, id: string): Request {
  if (!rowOf(request)?.named) return request;
  return { ...request, body: JSON.stringify({ ...(JSON.parse(request.body ?? '{}') as object), id }) };
}

/** Tell whether a refusal only says that the letter is needless now. */
export const isOvertaken = (letter: Letter, status: number): boolean => rowOf(letter)?.overtaken === status;

export const isLetter = (value: unknown): boolean => {
  const { method, path, person, made_at, sent } = (value ?? {}) as Partial<Letter>;
  return [method, path, person, made_at].every((part) => typeof part === 'string') && typeof sent === 'boolean';
};

export const isReturned = (value: unknown): boolean => {
  const { letter, message } = (value ?? {}) as Partial<Returned>;
  return isLetter(letter) && typeof message === 'string';
};
