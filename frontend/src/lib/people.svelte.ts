/**
 * People: those who exercise here, and the way from one to another.
 *
 * What this device keeps of one is put by before it shows another: a session that was begun by one is never gone on
 * with, or sent, as another's. Letters carry their person with them.
 */
import { api } from './api/client';
import type { Person } from './api/types';
import { whenIdle } from './idle';
import { net } from './net.svelte';
import { FIRST, person } from './person';
import { shelf, type Shelf } from './shelf.svelte';
import { FORMS, OWN, read, type Kinds } from './shelf/documents';
import { isBusy } from './update.svelte';

/** Other pages of the app show a person too: they must not go on when it is another one. */
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('lumbar.person');

class People {
  private all: readonly Person[] = $state.raw([]);

  /** Everybody, whoever is shown among them, even if the server has nothing of them yet. */
  get list(): readonly Person[] {
    const shown = this.shown;
    return this.all.some(({ id }) => id === shown) ? this.all : [{ id: shown, name: null }, ...this.all];
  }

  get shown(): string {
    return person();
  }

  /** The name to say where there is more than one person; null where it goes without saying. */
  get name(): string | null {
    const { list, shown } = this;
    return list.length > 1 ? (list.find(({ id }) => id === shown)?.name ?? null) : null;
  }

  /** Called once, by main.ts, when the shelf is open. */
  start(): void {
    takeBack(shelf, this.shown);
    this.all = shelf.kept('people') ?? [];
    if (channel) channel.onmessage = () => location.assign('/');
    whenIdle(() => void this.look().catch(() => {}));
  }

  async look(): Promise<void> {
    const found = await api.people();
    if (!net.offline) this.keep(found);
  }

  async add(name: string): Promise<void> {
    const added = await api.addPerson(name);
    this.keep([...this.all, added]);
  }

  async rename(id: string, name: string): Promise<void> {
    const renamed = await api.renamePerson(id, name);
    this.keep(this.all.map((one) => (one.id === id ? renamed : one)));
  }

  /**
   * Show another person. The app opens anew, so that nothing of the one before is left in memory.
   * False: a session is under way in another window, and must be left first.
   */
  async show(id: string): Promise<boolean> {
    if (await isBusy()) return false;
    changeOver(shelf, this.shown, id);
    await reopen();
    return true;
  }

  /** Erase everything of a person, on the server and here; of whoever is shown, the app opens anew. */
  async erase(id: string): Promise<void> {
    await api.erasePerson(id);
    forget(shelf, id);
    this.keep(this.all.filter((one) => one.id !== id));
    if (id !== this.shown) return;
    for (const name of OWN) shelf.keep(name, null);
    changeOver(shelf, id, this.somebody);
    await reopen();
  }

  /** The server has another past now: what this device took along of anybody is of the one before. */
  async startAnew(): Promise<void> {
    const before = this.list;
    await this.look();
    for (const { id } of [...before, ...this.all]) await net.forget(id);
    if (!this.all.some(({ id }) => id === this.shown)) changeOver(shelf, this.shown, this.somebody);
    await reopen();
  }

  /** Whom to show where nobody was chosen. */
  private get somebody(): string {
    return this.all.some(({ id }) => id === FIRST) ? FIRST : (this.all[0]?.id ?? FIRST);
  }

  private keep(all: readonly Person[]): void {
    this.all = all;
    shelf.keep('people', [...all]);
  }
}

async function reopen(): Promise<void> {
  await shelf.settled();
  channel?.postMessage(null);
  location.assign('/');
}

const placeOf = (whom: string, name: string): string => `${whom}/${name}`;

/**
 * Put by what is one person's, and bring what is the other's.
 *
 * Each of these writings comes after the one before it, and wherever they break off, nothing is lost and nothing is
 * another's: `takeBack` finishes it when the app opens again.
 */
export function changeOver(on: Shelf, from: string, to: string): void {
  if (from === to) return;
  for (const name of OWN) {
    const value = on.kept(name);
    if (value !== null) on.enqueue('put_by', placeOf(from, name), { person: from, name, version: FORMS[name].version, value });
  }
  for (const name of OWN) on.keep(name, null);
  on.keep('person', to);
  takeBack(on, to);
}

/** Bring back what was put by of a person; what is there already is newer, and what can't be read stays put by. */
export function takeBack(on: Shelf, whom: string): void {
  for (const { id, value: put } of on.queue('put_by')) {
    if (put.person !== whom) continue;
    if (on.kept(put.name) === null) {
      const reading = read(FORMS[put.name], put);
      if (typeof reading !== 'object') continue;
      on.keep(put.name, reading.value as Kinds[typeof put.name]);
    }
    on.dequeue('put_by', id);
  }
}

/** Forget what was put by of a person. */
export function forget(on: Shelf, whom: string): void {
  for (const { id, value } of on.queue('put_by')) if (value.person === whom) on.dequeue('put_by', id);
}

export const people = new People();
