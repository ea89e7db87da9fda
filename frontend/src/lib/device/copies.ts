/**
 * Copies: all of a person that this device takes along, as the server wrote it.
 *
 * They lie apart from the shelf: they are large, are read only when the server is gone, and can be had again, so
 * what the person did here never has to make room for them.
 */
import { DeviceCabinet, type Cabinet } from '$lib/shelf/cabinet';

export interface Copy {
  /** JSON, exactly as it came: what reads it is particular about 3 and 3.0. */
  readonly text: string;
  readonly taken_at: string;
  /** When this device got it, as a number of its own: two copies are the same one when this is the same. */
  readonly stamp: string;
  /** A week is planned, so there is something to go on with. */
  readonly planned: boolean;
}

export class Copies {
  private readonly cabinet: Cabinet;
  private found: Promise<Map<string, Copy>> | null = null;

  constructor(cabinet: Cabinet) {
    this.cabinet = cabinet;
  }

  async of(person: string): Promise<Copy | null> {
    return (await this.all()).get(person) ?? null;
  }

  async keep(person: string, copy: Copy): Promise<void> {
    (await this.all()).set(person, copy);
    // One that can't be kept is still good as long as the page is open.
    await this.cabinet.write(new Map([[person, copy]]), 'relaxed').catch(() => {});
  }

  async forget(person: string): Promise<void> {
    (await this.all()).delete(person);
    await this.cabinet.write(new Map([[person, undefined]]), 'relaxed').catch(() => {});
  }

  private all(): Promise<Map<string, Copy>> {
    this.found ??= this.cabinet.open().then(
      (found) => found as Map<string, Copy>,
      () => new Map<string, Copy>(),
    );
    return this.found;
  }
}

export const copies = new Copies(new DeviceCabinet('lumbar.copies'));
