/**
 * Queue: letters go to the server one after another, each until the server said what became of it.
 *
 * Of several tabs one sends at a time, and tells the others what was said. What the server takes twice changes
 * nothing there, so a letter whose answer was lost is simply sent again.
 */
import { Refused, Silent, Unreachable } from '$lib/api/answers';
import { server, type Request, type Sender, type Server } from '$lib/api/server';
import { newId } from '$lib/ids';
import { written } from '$lib/moment';
import { shelf, type Neighbours, type Shelf, type Waiting } from '$lib/shelf.svelte';
import { addressed, isOvertaken, type Letter, type Returned } from './letters';

/** What became of a letter. */
export type Said = { readonly text: string } | { readonly refused: Refused };
/** What came of trying: everything is sent, nobody answers (or not in time), or nobody lets this device in. */
export type Sent = 'all' | 'nobody' | 'silent' | 'shut';
/** Run the work while no other tab does; null when its turn doesn't come. */
export type Turn = (work: () => Promise<Sent>) => Promise<Sent | null>;

interface Parts {
  readonly shelf: Shelf;
  readonly server: Server;
  readonly turn: Turn;
  readonly now: () => Date;
}

const PATIENCE_MS = 10_000;
/** A letter younger than this is news: the server goes by its own clock. */
const FRESH_MS = 60_000;
/** The server fails over a letter so often before it is set aside, so that those behind it can go. */
const FAILURES = 5;
/** What was said to another tab gets here within this, or never. */
const HEARSAY_MS = 2000;
/** These refuse the one who sends, or the moment, not what is sent. */
const NOT_NOW = new Set([408, 425, 429]);
const SHUT_OUT = new Set([401, 403, 421]);

export class Queue {
  private readonly parts: Parts;
  /** Who in this tab waits for what is said to a letter. */
  private readonly listeners = new Map<string, (said: Said) => void>();
  /** Letters nobody has answered yet: saying the same again is no second letter. */
  private readonly unanswered = new Set<string>();
  private readonly failures = new Map<string, number>();
  private neighbours: Neighbours | null = null;
  /** How the server turned this device away, last. */
  private turnedAway: Refused | null = null;
  private round: Promise<Sent> | null = null;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Hear what other tabs are told, and tell them. */
  listen(neighbours: Neighbours): void {
    this.neighbours = neighbours;
    neighbours.onmessage = ({ data }: MessageEvent<Hearsay>) => this.heard(data);
  }

  /** The letters that the server doesn't have, the oldest first. */
  get unsent(): Waiting<'letters'>[] {
    return this.parts.shelf.queue('letters').filter(({ value }) => !value.sent);
  }

  /** The letters that this device's copy of the person doesn't hold, the oldest first. */
  of(person: string): Waiting<'letters'>[] {
    return this.parts.shelf.queue('letters').filter(({ value }) => value.person === person);
  }

  get returned(): Waiting<'returned'>[] {
    return this.parts.shelf.queue('returned');
  }

  /** Write a letter down, and return its id once it is kept. */
  async write(request: Request, sender: Sender): Promise<string> {
    const last = this.unsent.at(-1);
    if (last && this.unanswered.has(last.id) && isSame(last, request, sender.person)) return last.id;
    const id = await this.note(request, sender);
    this.unanswered.add(id);
    return id;
  }

  /** Write down what has been answered already. */
  async note(request: Request, { person, language, made_at }: Sender): Promise<string> {
    const id = newId();
    const then = made_at ?? written(this.parts.now());
    this.parts.shelf.enqueue('letters', id, { ...addressed(request, id), person, language, made_at: then, sent: false });
    await this.parts.shelf.settled();
    return id;
  }

  letter(id: string): Letter | null {
    return this.parts.shelf.queue('letters').find((one) => one.id === id)?.value ?? null;
  }

  /** This device gave its own answer to the letter, which goes on waiting for the server. */
  answered(id: string): void {
    this.unanswered.delete(id);
  }

  /** Take a letter back, as if it had never been written. */
  take(id: string): void {
    this.unanswered.delete(id);
    this.parts.shelf.dequeue('letters', id);
    this.parts.shelf.dequeue('returned', id);
  }

  /**
   * Send the letter, after those before it. Rejects with Refused when it is not taken; or, while it goes on waiting,
   * with Unreachable, or with Refused where this device is not let in.
   */
  async deliver(id: string): Promise<string> {
    let said = null as Said | null;
    const heard = new Promise<void>((tell) => {
      this.listeners.set(id, (what) => {
        said = what;
        tell();
      });
    });
    try {
      let sent = await this.send();
      // A round under way may have looked for the last time just before this letter came.
      if (sent === 'all' && !said && this.isUnsent(id)) sent = await this.send();
      // Another tab may have had the turn, and what it was told is on its way.
      if (!said && !this.isUnsent(id)) await Promise.race([heard, new Promise((on) => setTimeout(on, HEARSAY_MS))]);
      if (!said && sent === 'shut' && this.turnedAway) throw this.turnedAway;
      if (!said) throw new (sent === 'silent' ? Silent : Unreachable)('the letter waits');
    } finally {
      this.listeners.delete(id);
    }
    if ('text' in said) return said.text;
    this.take(id);
    throw said.refused;
  }

  /** Send what waits, in order, as far as it goes. */
  send(): Promise<Sent> {
    if (this.unsent.length === 0) return Promise.resolve('all');
    this.round ??= this.parts
      .turn(() => this.sendAll())
      .then((sent) => sent ?? 'nobody')
      .finally(() => (this.round = null));
    return this.round;
  }

  /** Forget sent letters: the device's copy holds what they said. */
  forget(ids: readonly string[]): void {
    for (const id of ids) this.parts.shelf.dequeue('letters', id);
  }

  /** Forget everything a person wrote. */
  forgetPerson(person: string): void {
    this.forget(this.of(person).map(({ id }) => id));
    for (const { id, value } of this.returned) {
      if (value.letter.person === person) this.parts.shelf.dequeue('returned', id);
    }
  }

  /** Put a returned letter at the end of the queue again. */
  async sendAgain(id: string): Promise<void> {
    const found = this.returned.find((one) => one.id === id);
    if (!found) return;
    this.parts.shelf.dequeue('returned', id);
    this.parts.shelf.enqueue('letters', id, found.value.letter);
    await this.send();
  }

  private async sendAll(): Promise<Sent> {
    for (;;) {
      const [next] = this.unsent;
      if (!next) return 'all';
      const { id, value: letter } = next;
      let said: Said;
      try {
        said = { text: await this.parts.server.ask(letter, this.senderOf(letter), PATIENCE_MS) };
      } catch (error) {
        if (error instanceof Silent) return 'silent';
        if (!(error instanceof Refused) || NOT_NOW.has(error.status)) return 'nobody';
        if (SHUT_OUT.has(error.status)) {
          this.turnedAway = error;
          return 'shut';
        }
        if (error.status >= 500 && !this.failsAgain(id)) return 'nobody';
        said = { refused: error };
      }
      this.settle(id, letter, said);
      // The next tab must find the queue as it is now.
      await this.parts.shelf.settled();
    }
  }

  private senderOf({ person, language, made_at }: Letter): Sender {
    const age_ms = this.parts.now().getTime() - Date.parse(made_at);
    const waited = age_ms >= FRESH_MS || age_ms < 0;
    return waited ? { person, language, made_at } : { person, language };
  }

  private failsAgain(id: string): boolean {
    const times = (this.failures.get(id) ?? 0) + 1;
    this.failures.set(id, times);
    return times >= FAILURES;
  }

  private settle(id: string, letter: Letter, said: Said): void {
    const { shelf } = this.parts;
    if ('text' in said) {
      shelf.enqueue('letters', id, { ...letter, sent: true });
    } else {
      shelf.dequeue('letters', id);
      const { status, message } = said.refused;
      const returned: Returned = { letter, status, message };
      if (!isOvertaken(letter, status)) shelf.enqueue('returned', id, returned);
    }
    this.unanswered.delete(id);
    this.failures.delete(id);
    this.listeners.get(id)?.(said);
    this.neighbours?.postMessage(hearsay(id, said));
  }

  private heard({ id, text, refused }: Hearsay): void {
    const said = refused ? { refused: new Refused(refused.status, refused.message, refused.problems) } : { text };
    this.unanswered.delete(id);
    this.listeners.get(id)?.(said);
  }

  private isUnsent(id: string): boolean {
    return this.unsent.some((one) => one.id === id);
  }
}

/** What one tab tells the others. */
interface Hearsay {
  readonly id: string;
  readonly text: string;
  readonly refused: Pick<Refused, 'status' | 'message' | 'problems'> | null;
}

function hearsay(id: string, said: Said): Hearsay {
  if ('text' in said) return { id, text: said.text, refused: null };
  const { status, message, problems } = said.refused;
  return { id, text: '', refused: { status, message, problems } };
}

function isSame({ id, value }: Waiting<'letters'>, request: Request, person: string): boolean {
  const { method, path, body } = addressed(request, id);
  return value.person === person && value.method === method && value.path === path && value.body === body;
}

/** A tab that sleeps in the middle of its turn must not keep the others waiting. */
const TURN_MS = 5000;

/** One tab at a time, where the browser can see to it. Elsewhere it is left to the server, which takes nothing twice. */
const inTurn: Turn = async (work) => {
  const { locks } = navigator as Partial<Navigator>;
  if (!locks) return work();
  try {
    return await locks.request('lumbar.letters', { signal: AbortSignal.timeout(TURN_MS) }, work);
  } catch (error) {
    if (error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError')) return null;
    throw error;
  }
};

export const queue = new Queue({
  shelf,
  server,
  turn: inTurn,
  now: () => new Date(),
});
