/**
 * Shelf: what this device keeps, so that closing the page loses nothing.
 *
 * Everything is read once before the app opens; from then on reading is at once and from memory, and writing goes
 * through to the device in order. When the device keeps nothing, memory still does: the person is told, and goes on.
 */
import type { MessageKey } from './messages';
import { DeviceCabinet, Full, type Cabinet } from './shelf/cabinet';
import { FORMS, read, type Document, type Kinds, type Name, type QueueName, type Queues } from './shelf/documents';
import { deviceEarlier, type Earlier } from './shelf/earlier';

/** Other pages of the same app on the same device. */
export type Neighbours = Pick<BroadcastChannel, 'postMessage' | 'onmessage'>;

interface Places {
  cabinet: Cabinet;
  earlier: Earlier;
  neighbours: Neighbours | null;
}

export interface Waiting<Q extends QueueName> {
  readonly id: string;
  readonly value: Queues[Q];
}

type Trouble = Extract<MessageKey, `shelf.${string}`>;

const ASIDE = 'aside/';
const form = (key: string) => FORMS[key.split('/')[0] as Name | QueueName] as (typeof FORMS)[Name] | undefined;

export class Shelf {
  /** What keeps this device from keeping things, as the key of its message. */
  trouble: Trouble | null = $state(null);
  private readonly memory = new Map<string, Document>();
  /** What could not be written yet. The next writing tries it again. */
  private readonly unwritten = new Map<string, Document | undefined>();
  private cabinet: Cabinet | null = null;
  private neighbours: Neighbours | null = null;
  private writing: Promise<unknown> = Promise.resolve();
  /** Counts the changes, so that what shows a queue follows it. */
  private turn = $state(0);

  async open({ cabinet, earlier, neighbours }: Places): Promise<void> {
    let found = new Map<string, unknown>();
    try {
      found = await cabinet.open();
      this.cabinet = cabinet;
    } catch {
      this.trouble = 'shelf.refused';
    }
    this.takeIn(found);
    const { names, changes } = this.moveOver(earlier);
    if (this.cabinet && names.length > 0 && (changes.size === 0 || (await this.flush(changes)))) earlier.forget(names);
    this.listen(neighbours);
  }

  /** A copy of what is kept under that name; null when nothing is. */
  kept<N extends Name>(name: N): Kinds[N] | null {
    const document = this.memory.get(name);
    return document ? (structuredClone(document.value) as Kinds[N]) : null;
  }

  /** Keep a value, or forget it with null. */
  keep<N extends Name>(name: N, value: Kinds[N] | null): void {
    this.set(name, value);
  }

  /** What waits in a queue, in the order in which it came. */
  queue<Q extends QueueName>(name: Q): Waiting<Q>[] {
    return this.line(name).map(([key, { value }]) => ({
      id: key.slice(name.length + 1),
      value: structuredClone(value) as Queues[Q],
    }));
  }

  /** How many wait in a queue. */
  count(name: QueueName): number {
    return this.line(name).length;
  }

  /** Put something at the end of a queue; under an id that waits already, in its place. */
  enqueue<Q extends QueueName>(name: Q, id: string, value: Queues[Q]): void {
    const key = `${name}/${id}`;
    const last = this.line(name).at(-1)?.[1].order ?? 0;
    this.set(key, value, this.memory.get(key)?.order ?? last + 1);
  }

  dequeue(name: QueueName, id: string): void {
    this.set(`${name}/${id}`, null);
  }

  /** Wait until everything said so far is kept, or known not to be. */
  async settled(): Promise<void> {
    await this.writing;
  }

  private line(name: QueueName): [key: string, document: Document][] {
    void this.turn;
    const waiting = [...this.memory].filter(([key]) => key.startsWith(`${name}/`));
    return waiting.sort(([, one], [, other]) => (one.order ?? 0) - (other.order ?? 0));
  }

  private set(key: string, value: unknown, order?: number): void {
    const version = form(key)?.version ?? 1;
    const placed = order === undefined ? {} : { order };
    const document = value === null ? undefined : { version, value: $state.snapshot(value), ...placed };
    this.remember(key, document);
    this.neighbours?.postMessage([key, document]);
    void this.flush(new Map([[key, document]]));
  }

  private remember(key: string, document: Document | undefined): void {
    if (document) this.memory.set(key, document);
    else this.memory.delete(key);
    this.turn += 1;
  }

  /** Write these changes, and with them what failed before. Tells whether they are kept. */
  private flush(changes: Map<string, Document | undefined>): Promise<boolean> {
    const { cabinet } = this;
    if (!cabinet || changes.size + this.unwritten.size === 0) return Promise.resolve(false);
    const all = new Map([...this.unwritten, ...changes]);
    this.unwritten.clear();
    const dear = [...all.keys()].some((key) => form(key)?.dear);
    const done = cabinet.write(all, dear ? 'strict' : 'relaxed').then(
      () => {
        if (this.trouble === 'shelf.full' || this.trouble === 'shelf.failed') this.trouble = null;
        return true;
      },
      (error: unknown) => {
        this.trouble = error instanceof Full ? 'shelf.full' : 'shelf.failed';
        for (const [key, document] of all) {
          if (this.memory.get(key) === document && !this.unwritten.has(key)) this.unwritten.set(key, document);
        }
        return false;
      },
    );
    this.writing = Promise.all([this.writing, done]);
    return done;
  }

  /** Sort what was found: what this version reads, and what is set aside for one that can. */
  private takeIn(found: ReadonlyMap<string, unknown>): void {
    const changes = new Map<string, Document | undefined>();
    for (const [key, document] of found) {
      const about = key.startsWith(ASIDE) ? key.slice(ASIDE.length) : key;
      const known = form(about);
      // What only another version knows stays where it is.
      if (!known) continue;
      const reading = read(known, document);
      const readable = typeof reading === 'object';
      if (key === about && readable) {
        const current = { ...(document as Document), version: known.version, value: reading.value };
        this.memory.set(key, current);
        if ((document as Document).version !== known.version) changes.set(key, current);
      } else if (key === about) {
        this.trouble ??= reading === 'newer' ? 'shelf.newer' : 'shelf.unreadable';
        changes.set(ASIDE + key, document as Document).set(key, undefined);
      } else if (readable && !found.has(about)) {
        const current = { ...(document as Document), version: known.version, value: reading.value };
        this.memory.set(about, current);
        changes.set(about, current).set(key, undefined);
      }
    }
    if (changes.size > 0) void this.flush(changes);
  }

  private moveOver(earlier: Earlier): { names: string[]; changes: Map<string, Document | undefined> } {
    const changes = new Map<string, Document | undefined>();
    const names: string[] = [];
    for (const [name, text] of earlier.read()) {
      if (!form(name)) continue;
      names.push(name);
      for (const [key, found] of parted(name, text)) {
        const known = form(key)!;
        const reading = read(known, found);
        if (typeof reading !== 'object') {
          this.trouble ??= 'shelf.unreadable';
          changes.set(ASIDE + key, found);
        } else if (!this.memory.has(key)) {
          const current = { ...found, version: known.version, value: reading.value };
          this.memory.set(key, current);
          changes.set(key, current);
        }
      }
    }
    return { names, changes };
  }

  private listen(neighbours: Neighbours | null): void {
    if (!neighbours) return;
    this.neighbours = neighbours;
    neighbours.onmessage = ({ data }: MessageEvent<[string, Document | undefined]>) => {
      const [key, document] = data;
      if (!document || document.version === form(key)?.version) this.remember(key, document);
    };
  }
}

/** The documents in a text of the first version: the outbox was one list. What can't be read stays as it was. */
function parted(name: string, text: string): [key: string, document: Document][] {
  try {
    const value: unknown = JSON.parse(text);
    if (name !== 'outbox' || !Array.isArray(value)) return [[name, { version: 1, value }]];
    return (value as { id: string; session: unknown }[]).map(({ id, session }, at) => [
      `outbox/${id}`,
      { version: 1, value: session, order: at + 1 },
    ]);
  } catch {
    return [[name, { version: 0, value: text }]];
  }
}

export const shelf = new Shelf();

/** Open the shelf of this device. Called once, by main.ts, before anything is shown. */
export const openShelf = (): Promise<void> =>
  shelf.open({
    cabinet: new DeviceCabinet('lumbar'),
    earlier: deviceEarlier,
    neighbours: typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('lumbar.shelf'),
  });
