/**
 * Device: answers in the server's place, from its copy of the person and the letters the server doesn't have yet.
 *
 * One question at a time. The letters are read to the copy in order before the first question, and a new one as it
 * comes; when the copy or the letters are no longer those that were read, everything is opened anew.
 */
import { Unreachable } from '$lib/api/answers';
import { refusal, type Request, type Sender } from '$lib/api/server';
import { newId } from '$lib/ids';
import { latest, written } from '$lib/moment';
import type { Letter } from '$lib/outbox/letters';
import { copies, type Copies, type Copy } from './copies';
import { Link, newWorker, type Far } from './link';
import { canAnswer, pack, type Pack } from './pack';

interface Written {
  readonly id: string;
  readonly value: Letter;
}

interface Parts {
  readonly copies: Copies;
  readonly pack: Pack | null;
  readonly canAnswer: () => Promise<boolean>;
  readonly newWorker: () => Far;
  readonly now: () => Date;
}

/** What has been read to the worker. */
interface Open {
  readonly person: string;
  readonly stamp: string;
  readonly letters: string[];
}

/** A clock this far behind what is known to have been is worth a word. */
const BEHIND_MS = 5 * 60_000;

export class Device {
  /** How far the start has come, 0 to 1; null when it isn't starting. */
  starting: number | null = $state(null);
  /** The copy comes from a newer lumbar than this app, so nothing can be answered here. */
  outdated = $state(false);
  /** The clock of this device says an earlier time than something that was already. Then this is the time gone by. */
  since: string | null = $state(null);
  private readonly parts: Parts;
  private link: Promise<Link> | null = null;
  private open: Open | null = null;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Tell whether there is a chance of an answer here. */
  async isAble(person: string): Promise<boolean> {
    return (await this.parts.canAnswer()) && (await this.parts.copies.of(person)) !== null;
  }

  /** Start, so that the first question need not wait. Does nothing where nothing could be answered. */
  async warm(person: string): Promise<void> {
    if (await this.isAble(person)) await this.started().catch(() => {});
  }

  /** Let go of the memory it takes. */
  rest(): void {
    if (this.starting !== null) return;
    void this.link?.then(
      (link) => link.stop(),
      () => {},
    );
    this.link = null;
    this.open = null;
  }

  /** Answer a request. Rejects with Refused, or Unreachable when this device can't answer. */
  ask(request: Request, sender: Sender, letters: readonly Written[]): Promise<string> {
    return this.inTurn(async () => {
      const copy = await this.openFor(sender.person, letters);
      const at = this.moment(copy, letters);
      return said(await (await this.started()).ask(asked(request, sender.language, at)));
    });
  }

  /** Answer the last of these letters as it was just written. */
  answer(letters: readonly Written[]): Promise<string> {
    const last = letters.at(-1);
    if (!last) throw new Error('no letter to answer');
    return this.inTurn(async () => {
      const copy = await this.openFor(last.value.person, letters.slice(0, -1));
      const at = this.moment(copy, letters);
      const text = said(await (await this.started()).ask(asked(last.value, last.value.language, at)));
      this.open?.letters.push(last.id);
      return text;
    });
  }

  private inTurn(work: () => Promise<string>): Promise<string> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => {});
    return done;
  }

  private async openFor(person: string, letters: readonly Written[]): Promise<Copy> {
    const copy = (await this.parts.canAnswer()) ? await this.parts.copies.of(person) : null;
    if (!copy) throw new Unreachable('there is no copy of the person here');
    const link = await this.started();
    const { open } = this;
    const goesOn =
      open?.person === person &&
      open.stamp === copy.stamp &&
      open.letters.every((id, at) => letters[at]?.id === id);
    if (!goesOn) {
      this.open = null;
      this.outdated = !(await link.open(copy.text, person, newId()));
      if (this.outdated) throw new Unreachable('the copy is newer than this app');
      this.open = { person, stamp: copy.stamp, letters: [] };
    }
    for (const { id, value } of letters.slice(this.open?.letters.length)) {
      // What was said to it then stands; here it only has to have happened.
      await link.ask(asked(value, value.language, value.made_at)).catch(() => {});
      this.open?.letters.push(id);
    }
    return copy;
  }

  /** Now, but never before something that has been already: a clock that was set back doesn't undo a day. */
  private moment(copy: Copy, letters: readonly Written[]): string {
    const now = written(this.parts.now());
    const last = latest([copy.taken_at, ...letters.map(({ value }) => value.made_at), now]);
    this.since = Date.parse(last) - Date.parse(now) > BEHIND_MS ? last : null;
    return last;
  }

  private async started(): Promise<Link> {
    if (this.link && (await this.link).broken) this.link = null;
    this.link ??= this.start();
    return this.link;
  }

  private async start(): Promise<Link> {
    const { parts } = this;
    if (!parts.pack) throw new Unreachable('this app has no pack');
    this.open = null;
    this.starting = 0;
    const link = new Link(parts.newWorker(), (share) => (this.starting = share));
    try {
      await link.start(parts.pack);
      return link;
    } catch (error) {
      this.link = null;
      link.stop();
      throw error;
    } finally {
      this.starting = null;
    }
  }
}

function asked({ method, path, body }: Request, language: string, at: string): string {
  const { pathname, searchParams } = new URL(path, 'http://device');
  const query = Object.fromEntries(searchParams);
  return JSON.stringify({ method, path: decodeURIComponent(pathname), query, body, at, language });
}

/** Take an answer apart without reading what is in it. */
function said(answer: string): string {
  const found = /^\{"status":(\d+),"body":(.*)\}$/s.exec(answer);
  const [, status = '', body = ''] = found ?? [];
  if (status === '200') return body;
  throw refusal(Number(status), body);
}

export const device = new Device({ copies, pack, canAnswer, newWorker, now: () => new Date() });
