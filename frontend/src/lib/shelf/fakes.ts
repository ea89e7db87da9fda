/** A device's storage that can refuse, fill up and lag. For tests only. */
import { Full, type Cabinet, type Changes } from './cabinet';
import type { Earlier } from './earlier';

export class PaperCabinet implements Cabinet {
  /** What is on the disk. */
  readonly kept: Map<string, unknown>;
  /** The writings asked for, in order. */
  readonly asked: { keys: string[]; durability: IDBTransactionDurability }[] = [];
  refuses = false;
  full = false;
  broken = false;

  constructor(kept: Record<string, unknown> = {}) {
    this.kept = new Map(Object.entries(kept));
  }

  open(): Promise<Map<string, unknown>> {
    return this.refuses ? Promise.reject(new Error('not in this window')) : Promise.resolve(structuredClone(this.kept));
  }

  async write(changes: Changes, durability: IDBTransactionDurability): Promise<void> {
    this.asked.push({ keys: [...changes.keys()], durability });
    const asked = structuredClone([...changes]);
    await Promise.resolve();
    if (this.full) throw new Full('no room');
    if (this.broken) throw new Error('the disk is gone');
    for (const [key, value] of asked) {
      if (value === undefined) this.kept.delete(key);
      else this.kept.set(key, value);
    }
  }
}

export class PaperEarlier implements Earlier {
  readonly texts: Map<string, string>;

  constructor(texts: Record<string, string> = {}) {
    this.texts = new Map(Object.entries(texts));
  }

  read(): Map<string, string> {
    return new Map(this.texts);
  }

  forget(names: Iterable<string>): void {
    for (const name of names) this.texts.delete(name);
  }
}
