/**
 * Documents: what is kept on this device, each with the version of its form.
 *
 * A changed form gets the next version and a function that brings the one before it up to date. What a newer
 * lumbar wrote, or what can't be read, is never overwritten: the shelf sets it aside.
 */
import type { Help, Person, Profile, Question, Screening, SessionIn } from '$lib/api/types';
import type { Draft } from '$lib/interview';
import { isLetter, isReturned, type Letter, type Returned } from '$lib/outbox/letters';
import { isPaper, type Paper } from '$lib/paper';
import { isSession, sessionFromFirst } from '$lib/player/older';
import type { Session } from '$lib/player/session';
import { isVoiceChoice, voiceFromFirst, type VoiceChoice } from '$lib/player/voice-choice';

export interface Kinds {
  interview: Draft;
  /** `profile` is missing when the outcome is that of the short questions. */
  outcome: { screening: Screening; profile: Profile | null };
  session: Session;
  /** A session from paper that is being written down. */
  paper: Paper;
  voice: VoiceChoice;
  /** The short questions as they were last asked, for the middle of a session. */
  signs: Question[];
  /** The numbers to call, as last looked up. */
  help: Help;
  /** Where the person says they are, ISO 3166; what the browser says counts until then. */
  region: string;
  /** The language that was chosen; what the browser says counts until then. */
  language: string;
  /** Whether letters are keys of the player. */
  keys: { letters: boolean };
  /** Whom this device shows. */
  person: string;
  /** Who exercises here, as last looked up. */
  people: Person[];
  /** When the times of day begin for this person, HH:MM. */
  hours: Record<string, string>;
  /** Whether the person asked that this device be ready to go on without the server. */
  ready: boolean;
}
export type Name = keyof Kinds;

/** What is one person's alone: nobody else on this device may see it or send it. */
export const OWN = ['interview', 'outcome', 'session', 'paper', 'hours'] as const satisfies readonly Name[];

/** A document of somebody's, with the version of its own form. */
export interface PutBy {
  readonly person: string;
  readonly name: (typeof OWN)[number];
  readonly version: number;
  readonly value: unknown;
}

/** What waits in a queue, one document each. */
export interface Queues {
  /** Sessions, as versions before this one kept them. */
  outbox: SessionIn;
  letters: Letter;
  /** What belongs to those this device doesn't show now. */
  put_by: PutBy;
  returned: Returned;
}
export type QueueName = keyof Queues;

interface Form {
  readonly version: number;
  /** By version: what makes the next one of it. */
  readonly older: Readonly<Record<number, (value: never) => unknown>>;
  readonly fits: (value: unknown) => boolean;
  /** Losing it would lose what the person did: it must be on the disk before it counts as kept. */
  readonly dear?: boolean;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

export const FORMS: Readonly<Record<Name | QueueName, Form>> = {
  interview: { version: 1, older: {}, fits: isObject },
  outcome: { version: 1, older: {}, fits: isObject },
  session: { version: 2, older: { 1: sessionFromFirst }, fits: isSession, dear: true },
  paper: { version: 1, older: {}, fits: isPaper },
  voice: { version: 2, older: { 1: voiceFromFirst }, fits: isVoiceChoice },
  signs: { version: 1, older: {}, fits: Array.isArray },
  help: { version: 1, older: {}, fits: isObject },
  region: { version: 1, older: {}, fits: (value) => typeof value === 'string' },
  language: { version: 1, older: {}, fits: (value) => typeof value === 'string' },
  keys: { version: 1, older: {}, fits: isObject },
  person: { version: 1, older: {}, fits: (value) => typeof value === 'string' },
  people: { version: 1, older: {}, fits: Array.isArray },
  hours: { version: 1, older: {}, fits: isObject },
  ready: { version: 1, older: {}, fits: (value) => typeof value === 'boolean' },
  outbox: { version: 1, older: {}, fits: isObject, dear: true },
  letters: { version: 1, older: {}, fits: isLetter, dear: true },
  put_by: { version: 1, older: {}, fits: isObject, dear: true },
  returned: { version: 1, older: {}, fits: isReturned, dear: true },
};

export interface Document {
  readonly version: number;
  readonly value: unknown;
  /** In a queue: its place there. */
  readonly order?: number;
}

export type Reading = { readonly value: unknown } | 'newer' | 'unreadable';

/** Read a document as this version of the app writes it. */
export function read(form: Form, found: unknown): Reading {
  if (!isDocument(found)) return 'unreadable';
  if (found.version > form.version) return 'newer';
  try {
    let value = found.value;
    for (let version = found.version; version < form.version; version += 1) {
      const next = form.older[version];
      if (!next) return 'unreadable';
      value = next(value as never);
    }
    return form.fits(value) ? { value } : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

function isDocument(found: unknown): found is Document {
  return isObject(found) && Number.isInteger((found as Partial<Document>).version) && 'value' in (found as object);
}
