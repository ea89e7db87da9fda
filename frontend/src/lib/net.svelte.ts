/**
 * Net: who answers. The server, as long as it is there; else this device, from what it took along.
 *
 * What the person did is written down first, and sent first: as long as a letter waits, the server isn't asked how
 * the person stands, because it doesn't know all of it.
 */
import { Refused, Silent, Unreachable } from './api/answers';
import { server, type Request, type Sender, type Server } from './api/server';
import { copies, type Copies } from './device/copies';
import { device, type Device } from './device/device.svelte';
import { whenIdle } from './idle';
import { newId } from './ids';
import { spoken } from './messages';
import { isShown, mayWait } from './outbox/letters';
import { queue, type Queue } from './outbox/queue.svelte';
import { person } from './person';

interface Parts {
  readonly server: Server;
  readonly queue: Queue;
  readonly device: Device;
  readonly copies: Copies;
  readonly sender: () => Sender;
  readonly idle: (work: () => void) => () => void;
}

/** What a copy is read for here: the rest is for the rules. */
interface Snapshot {
  readonly taken_at: string;
  readonly person: { readonly plan_id: string | null } | null;
}

/** A page can wait this long before the device is the better answer. */
const PATIENCE_MS = 4000;
/** After this the device begins to start, in case. */
const DOUBT_MS = 1200;
const TRY_AGAIN_MS = 20_000;
const LET_GO_MS = 60_000;
/** A device that was taken off the list keeps no copy of anybody. What it has not sent yet stays. */
const SHOWN_THE_DOOR = 401;
const SNAPSHOT: Request = { method: 'GET', path: '/snapshot', body: null };
const ABOUT: Request = { method: 'GET', path: '/about', body: null };

export class Net {
  /** The last answer came from this device. */
  offline = $state(false);
  /** There is somebody whose week is planned: something to go on with. */
  planned = $state(false);
  /** A page waits for an answer from this device. */
  waitsForDevice = $state(false);
  private readonly parts: Parts;
  /** The server took too long; until it answers again, nobody waits for it. */
  private silent = false;
  private trying: Promise<void> | null = null;
  private copying: 'no' | 'soon' | 'now' | 'now, and again' = 'no';
  /** The copy that is here may lack something. */
  private copyDue = false;
  private copiedOn = '';

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Try again what was left over, and whenever there is hope. Called once, when the shelf is open. */
  start(): void {
    void this.parts.copies.of(this.parts.sender().person).then((copy) => (this.planned ||= copy?.planned ?? false));
    void this.try();
    this.copySoon();
    addEventListener('online', () => void this.try());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible') return;
      void this.try();
      if (this.copiedOn !== new Date().toDateString()) this.copySoon();
    });
    setInterval(() => void this.try(), TRY_AGAIN_MS);
  }

  /** Ask whoever can answer. Rejects with Refused, or Unreachable when nobody can. */
  async ask(request: Request, sender: Sender): Promise<string> {
    return mayWait(request) ? this.tell(request, sender) : this.look(request, sender);
  }

  /** Take nothing of a person along any more. */
  async forget(whom: string): Promise<void> {
    this.parts.queue.forgetPerson(whom);
    await this.parts.copies.forget(whom);
  }

  /** Around a session the device is started beforehand, so that it answers at once; long after, it lets go. */
  standBy(near: boolean): () => void {
    const { device: here, sender, idle } = this.parts;
    if (near) return idle(() => void here.warm(sender().person));
    if (this.offline) return () => {};
    const over = setTimeout(() => here.rest(), LET_GO_MS);
    return () => clearTimeout(over);
  }

  private async look(request: Request, sender: Sender): Promise<string> {
    if (this.silent && (await this.parts.device.isAble(sender.person))) {
      void this.try();
      return this.fromDevice(request, sender);
    }
    const doubt = setTimeout(() => void this.parts.device.warm(sender.person), DOUBT_MS);
    try {
      const sent = await this.parts.queue.send();
      if (sent === 'silent') throw new Silent('letters wait');
      if (sent === 'nobody') throw new Unreachable('letters wait');
      return this.heard(await this.parts.server.ask(request, sender, PATIENCE_MS));
    } catch (error) {
      if (error instanceof Refused && error.status === SHOWN_THE_DOOR) await this.parts.copies.forget(sender.person);
      if (!(error instanceof Unreachable)) throw error;
      this.silent = error instanceof Silent;
      return await this.fromDevice(request, sender);
    } finally {
      clearTimeout(doubt);
    }
  }

  private async tell(request: Request, sender: Sender): Promise<string> {
    const { queue: letters } = this.parts;
    const id = await letters.write(request, sender);
    const able = this.silent && (await this.parts.device.isAble(sender.person));
    if (!able) {
      try {
        const text = await letters.deliver(id);
        this.copySoon();
        return this.heard(text);
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        this.silent = error instanceof Silent;
      }
    }
    try {
      const text = await this.here(() => this.parts.device.answer(this.upTo(id, sender.person)));
      letters.answered(id);
      return text;
    } catch (error) {
      // What is refused here would be refused there: it is as if it had not been said.
      if (error instanceof Refused) letters.take(id);
      throw error;
    }
  }

  private async fromDevice(request: Request, sender: Sender): Promise<string> {
    const letters = this.parts.queue.of(sender.person);
    const text = await this.here(() => this.parts.device.ask(request, sender, letters));
    if (isShown(request, text)) await this.parts.queue.note(request, sender);
    return text;
  }

  private async here(answer: () => Promise<string>): Promise<string> {
    this.waitsForDevice = true;
    try {
      const text = await answer();
      this.offline = true;
      return text;
    } finally {
      this.waitsForDevice = false;
    }
  }

  private upTo(id: string, whom: string) {
    const letters = this.parts.queue.of(whom);
    return letters.slice(0, letters.findIndex((letter) => letter.id === id) + 1);
  }

  private heard(text: string): string {
    this.silent = false;
    this.offline = false;
    return text;
  }

  /** Send what waits; if nothing does, see whether the server is back. */
  private try(): Promise<void> {
    this.trying ??= this.tryOnce().finally(() => (this.trying = null));
    return this.trying;
  }

  private async tryOnce(): Promise<void> {
    const { queue: letters, server: there, sender } = this.parts;
    const waited = letters.unsent.length > 0;
    if (!waited && !this.offline && !this.silent) return this.copyDue ? this.copySoon() : undefined;
    if ((await letters.send()) !== 'all') return;
    try {
      if (!waited) await there.ask(ABOUT, sender(), PATIENCE_MS);
      this.heard('');
      this.copySoon();
    } catch {
      // Still gone: the next round tries again.
    }
  }

  /** Take a new copy along when the page has nothing else to do. */
  private copySoon(): void {
    this.copyDue = true;
    if (this.copying === 'now') this.copying = 'now, and again';
    if (this.copying !== 'no') return;
    this.copying = 'soon';
    this.parts.idle(() => {
      this.copying = 'now';
      void this.copy().finally(() => {
        const again = this.copying === 'now, and again';
        this.copying = 'no';
        if (again) this.copySoon();
      });
    });
  }

  private async copy(): Promise<void> {
    const { queue: letters, server: there, sender, copies: kept } = this.parts;
    const asking = sender();
    if ((await letters.send()) !== 'all') return;
    const held = letters.of(asking.person).filter(({ value }) => value.sent);
    let text: string;
    try {
      text = await there.ask(SNAPSHOT, asking, PATIENCE_MS);
    } catch {
      // The one before is still good; the next round tries again.
      return;
    }
    this.copyDue = false;
    const { taken_at, person: found } = JSON.parse(text) as Snapshot;
    const planned = Boolean(found?.plan_id);
    await kept.keep(asking.person, { text, taken_at, stamp: newId(), planned });
    letters.forget(held.map(({ id }) => id));
    this.copiedOn = new Date().toDateString();
    this.planned ||= planned;
  }
}

export const net = new Net({
  server,
  queue,
  device,
  copies,
  sender: () => ({ person: person(), language: spoken() }),
  idle: whenIdle,
});
