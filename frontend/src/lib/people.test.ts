import { describe, expect, it } from 'vitest';
import type { Draft } from './interview';
import { changeOver, forget, takeBack } from './people.svelte';
import type { Session } from './player/session';
import { Shelf } from './shelf.svelte';
import { PaperCabinet, PaperEarlier } from './shelf/fakes';

const draft = (at: number): Draft => ({ at, given: {}, clearances: {} });
const session = (id: string) => ({ id, plan: { items: [] }, progress: { item: 0, step: 0, items: [] } }) as unknown as Session;

async function opened(cabinet = new PaperCabinet()): Promise<Shelf> {
  const shelf = new Shelf();
  await shelf.open({ cabinet, earlier: new PaperEarlier(), neighbours: null });
  return shelf;
}

describe('going over to another person', () => {
  it('puts by what is the one’s alone, and shows nothing of it to the other', async () => {
    const shelf = await opened();
    shelf.keep('session', session('anna’s'));
    shelf.keep('interview', draft(3));
    shelf.keep('region', 'ES');
    changeOver(shelf, 'me', 'ben');
    expect(shelf.kept('person')).toBe('ben');
    expect(shelf.kept('session')).toBeNull();
    expect(shelf.kept('interview')).toBeNull();
    expect(shelf.kept('region')).toBe('ES');
  });

  it('brings everything back on the way back, each to its own', async () => {
    const shelf = await opened();
    shelf.keep('session', session('anna’s'));
    changeOver(shelf, 'me', 'ben');
    shelf.keep('session', session('ben’s'));
    changeOver(shelf, 'ben', 'me');
    expect(shelf.kept('session')?.id).toBe('anna’s');
    changeOver(shelf, 'me', 'ben');
    expect(shelf.kept('session')?.id).toBe('ben’s');
    expect(shelf.queue('put_by').map(({ value }) => value.person)).toEqual(['me']);
  });

  it('changes nothing when it is the same person', async () => {
    const shelf = await opened();
    shelf.keep('session', session('anna’s'));
    changeOver(shelf, 'me', 'me');
    expect(shelf.kept('session')?.id).toBe('anna’s');
    expect(shelf.count('put_by')).toBe(0);
  });

  it('loses nothing and mixes nothing wherever it breaks off', async () => {
    const whole = new PaperCabinet();
    const before = await opened(whole);
    before.keep('session', session('anna’s'));
    before.keep('interview', draft(3));
    changeOver(before, 'me', 'ben');
    await before.settled();
    const writings = whole.asked.length;
    for (let until = 2; until <= writings; until += 1) {
      const cabinet = new StoppingCabinet(until);
      const first = await opened(cabinet);
      first.keep('session', session('anna’s'));
      first.keep('interview', draft(3));
      changeOver(first, 'me', 'ben');
      await first.settled();
      cabinet.most = Infinity;
      const again = await opened(cabinet);
      const shown = again.kept('person') ?? 'me';
      takeBack(again, shown);
      if (shown === 'ben') expect(again.kept('session')).toBeNull();
      changeOver(again, shown, 'me');
      expect(again.kept('session')?.id).toBe('anna’s');
      expect(again.kept('interview')).toEqual(draft(3));
      expect(again.count('put_by')).toBe(0);
    }
    expect(writings).toBeGreaterThan(5);
  });

  it('does not put an older session in the place of one that is there', async () => {
    const shelf = await opened();
    shelf.enqueue('put_by', 'me/session', { person: 'me', name: 'session', version: 2, value: session('older') });
    shelf.keep('session', session('newer'));
    takeBack(shelf, 'me');
    expect(shelf.kept('session')?.id).toBe('newer');
    expect(shelf.count('put_by')).toBe(0);
  });

  it('leaves where it is what a newer version of the app put by', async () => {
    const shelf = await opened();
    shelf.enqueue('put_by', 'me/session', { person: 'me', name: 'session', version: 99, value: {} });
    takeBack(shelf, 'me');
    expect(shelf.kept('session')).toBeNull();
    expect(shelf.count('put_by')).toBe(1);
  });

  it('forgets what was put by of one who is erased, and nobody else’s', async () => {
    const shelf = await opened();
    shelf.keep('session', session('anna’s'));
    changeOver(shelf, 'me', 'ben');
    shelf.keep('session', session('ben’s'));
    changeOver(shelf, 'ben', 'cleo');
    forget(shelf, 'ben');
    expect(shelf.queue('put_by').map(({ value }) => value.person)).toEqual(['me']);
  });
});

/** A disk that takes so many writings and no more, as when the lights go out. */
class StoppingCabinet extends PaperCabinet {
  most: number;

  constructor(most: number) {
    super();
    this.most = most;
  }

  override async write(...asked: Parameters<PaperCabinet['write']>): Promise<void> {
    if (this.asked.length >= this.most) return;
    await super.write(...asked);
  }
}
