/** Where the shelf's things really are: the browser's IndexedDB, one record a key. */

/** Keys with what is to stand there from now on; undefined takes it away. */
export type Changes = ReadonlyMap<string, unknown>;

export interface Cabinet {
  /** Read everything there is. Rejects when this device keeps nothing. */
  open(): Promise<Map<string, unknown>>;
  /** Make all of the changes or none. Resolves once they are kept, and `strict` means: on the disk. */
  write(changes: Changes, durability: IDBTransactionDurability): Promise<void>;
}

/** The device has no room left. */
export class Full extends Error {}

const STORE = 'kept';
/** A browser that neither opens nor refuses would keep the person waiting before an empty page. */
const PATIENCE_MS = 4000;

export class DeviceCabinet implements Cabinet {
  private readonly name: string;
  private opened: Promise<IDBDatabase> | null = null;

  constructor(name: string) {
    this.name = name;
  }

  async open(): Promise<Map<string, unknown>> {
    const database = await this.database();
    return new Promise((found, failed) => {
      const store = database.transaction(STORE).objectStore(STORE);
      const keys = store.getAllKeys();
      const values = store.getAll();
      values.onsuccess = () => found(new Map(keys.result.map((key, at) => [String(key), values.result[at]])));
      values.onerror = () => failed(values.error);
    });
  }

  async write(changes: Changes, durability: IDBTransactionDurability): Promise<void> {
    try {
      await this.put(await this.database(), changes, durability);
    } catch (error) {
      // A phone may close the connection of a page in the background; the next one is as good.
      if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
      this.opened = null;
      await this.put(await this.database(), changes, durability);
    }
  }

  private put(database: IDBDatabase, changes: Changes, durability: IDBTransactionDurability): Promise<void> {
    return new Promise((done, failed) => {
      const transaction = database.transaction(STORE, 'readwrite', { durability });
      const store = transaction.objectStore(STORE);
      transaction.oncomplete = () => done();
      transaction.onabort = () => {
        const { error } = transaction;
        failed(error?.name === 'QuotaExceededError' ? new Full('no room left', { cause: error }) : error);
      };
      for (const [key, value] of changes) {
        if (value === undefined) store.delete(key);
        else store.put(value, key);
      }
      // Said now rather than left to the browser, so that a page closed the next moment has it kept.
      transaction.commit();
    });
  }

  private database(): Promise<IDBDatabase> {
    this.opened ??= new Promise<IDBDatabase>((found, failed) => {
      const request = indexedDB.open(this.name, 1);
      const late = setTimeout(() => failed(new Error('the storage does not answer')), PATIENCE_MS);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onerror = () => failed(request.error);
      request.onsuccess = () => {
        clearTimeout(late);
        request.result.onclose = () => (this.opened = null);
        request.result.onversionchange = () => request.result.close();
        found(request.result);
      };
    });
    this.opened.catch(() => (this.opened = null));
    return this.opened;
  }
}
