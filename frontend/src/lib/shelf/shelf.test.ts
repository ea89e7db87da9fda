import { describe, expect, it } from 'vitest';
import type { SessionIn } from '$lib/api/types';
import { Shelf, type Neighbours } from '$lib/shelf.svelte';
import { FORMS } from './documents';
import { PaperCabinet, PaperEarlier } from './fakes';

const draft = (at: number) => ({ at, given: {}, clearances: {} });
const letter = (slot: string) => ({ slot }) as SessionIn;

async function opened(cabinet: PaperCabinet, earlier = new PaperEarlier(), neighbours: Neighbours | null = null) {
  const shelf = new Shelf();
  await shelf.open({ cabinet, earlier, neighbours });
  return shelf;
}

describe('a shelf', () => {
  it('gives back what it was given, at once and after the page was closed', async () => {
    const cabinet = new PaperCabinet();
    const shelf = await opened(cabinet);
    shelf.keep('interview', draft(3));
    expect(shelf.kept('interview')).toEqual(draft(3));
    await shelf.settled();
    expect((await opened(cabinet)).kept('interview')).toEqual(draft(3));
  });

  it('forgets what it is told to', async () => {
    const cabinet = new PaperCabinet({ interview: { version: 1, value: draft(1) } });
    const shelf = await opened(cabinet);
    shelf.keep('interview', null);
    expect(shelf.kept('interview')).toBeNull();
    await shelf.settled();
    expect(cabinet.kept.size).toBe(0);
  });

  it('hands out copies, so that nobody changes what is kept by accident', async () => {
    const shelf = await opened(new PaperCabinet());
    const mine = draft(1);
    shelf.keep('interview', mine);
    mine.at = 7;
    shelf.kept('interview')!.at = 9;
    expect(shelf.kept('interview')?.at).toBe(1);
  });

  it('waits for the disk where a session is at stake, and only there', async () => {
    const cabinet = new PaperCabinet();
    const shelf = await opened(cabinet);
    shelf.keep('region', 'ES');
    shelf.enqueue('outbox', 'a', letter('morning'));
    await shelf.settled();
    expect(cabinet.asked).toEqual([
      { keys: ['region'], durability: 'relaxed' },
      { keys: ['outbox/a'], durability: 'strict' },
    ]);
  });
});

describe('a queue', () => {
  it('keeps its order over a reload, and counts', async () => {
    const cabinet = new PaperCabinet();
    const shelf = await opened(cabinet);
    for (const id of ['c', 'a', 'b']) shelf.enqueue('outbox', id, letter(id));
    shelf.enqueue('outbox', 'c', letter('again'));
    shelf.dequeue('outbox', 'a');
    await shelf.settled();
    const again = await opened(cabinet);
    expect(again.queue('outbox').map(({ id, value }) => [id, value.slot])).toEqual([
      ['c', 'again'],
      ['b', 'b'],
    ]);
    expect(again.count('outbox')).toBe(2);
  });
});

describe('a device that keeps nothing', () => {
  it('is told of, and memory does meanwhile', async () => {
    const cabinet = new PaperCabinet();
    cabinet.refuses = true;
    const shelf = await opened(cabinet);
    expect(shelf.trouble).toBe('shelf.refused');
    shelf.keep('interview', draft(2));
    expect(shelf.kept('interview')).toEqual(draft(2));
  });

  it('loses nothing that was there before', async () => {
    const cabinet = new PaperCabinet();
    cabinet.refuses = true;
    const earlier = new PaperEarlier({ interview: JSON.stringify(draft(5)) });
    const shelf = await opened(cabinet, earlier);
    expect(shelf.kept('interview')).toEqual(draft(5));
    expect(earlier.texts.size).toBe(1);
  });
});

describe('a device that is full', () => {
  it('is told of, goes on in memory, and everything is kept as soon as there is room', async () => {
    const cabinet = new PaperCabinet();
    const shelf = await opened(cabinet);
    cabinet.full = true;
    shelf.keep('interview', draft(1));
    shelf.enqueue('outbox', 'a', letter('a'));
    shelf.keep('interview', draft(2));
    await shelf.settled();
    expect(shelf.trouble).toBe('shelf.full');
    expect(shelf.kept('interview')?.at).toBe(2);
    expect(cabinet.kept.size).toBe(0);
    cabinet.full = false;
    shelf.keep('region', 'ES');
    await shelf.settled();
    expect(shelf.trouble).toBeNull();
    expect([...cabinet.kept.keys()].sort()).toEqual(['interview', 'outbox/a', 'region']);
    expect(cabinet.kept.get('interview')).toMatchObject({ value: draft(2) });
  });

  it('does not bring back what was taken away meanwhile', async () => {
    const cabinet = new PaperCabinet({ 'outbox/a': { version: 1, value: letter('a'), order: 1 } });
    const shelf = await opened(cabinet);
    cabinet.broken = true;
    shelf.enqueue('outbox', 'b', letter('b'));
    shelf.dequeue('outbox', 'a');
    shelf.dequeue('outbox', 'b');
    await shelf.settled();
    expect(shelf.trouble).toBe('shelf.failed');
    cabinet.broken = false;
    shelf.keep('region', 'ES');
    await shelf.settled();
    expect([...cabinet.kept.keys()]).toEqual(['region']);
  });
});

describe('another version of the app', () => {
  it('is brought up to date when it is older', async () => {
    const cabinet = new PaperCabinet({ voice: { version: 1, value: false } });
    const shelf = await opened(cabinet);
    expect(shelf.kept('voice')).toMatchObject({ silent: true, rate: 0.95 });
    await shelf.settled();
    expect(cabinet.kept.get('voice')).toMatchObject({ version: FORMS.voice.version });
    expect(shelf.trouble).toBeNull();
  });

  it('is set aside untouched when it is newer, and comes back when it can be read', async () => {
    const newer = { version: 99, value: { at: 1, more: 'than we know' } };
    const cabinet = new PaperCabinet({ interview: newer });
    const shelf = await opened(cabinet);
    expect(shelf.trouble).toBe('shelf.newer');
    expect(shelf.kept('interview')).toBeNull();
    await shelf.settled();
    expect(cabinet.kept.get('aside/interview')).toEqual(newer);

    cabinet.kept.set('aside/interview', { version: 1, value: draft(4) });
    const later = await opened(cabinet);
    expect(later.kept('interview')).toEqual(draft(4));
    expect(later.trouble).toBeNull();
    await later.settled();
    expect([...cabinet.kept.keys()]).toEqual(['interview']);
  });

  it('that was set aside does not push away what is there now', async () => {
    const cabinet = new PaperCabinet({
      interview: { version: 1, value: draft(1) },
      'aside/interview': { version: 1, value: draft(2) },
    });
    const shelf = await opened(cabinet);
    expect(shelf.kept('interview')).toEqual(draft(1));
    expect(cabinet.kept.get('aside/interview')).toEqual({ version: 1, value: draft(2) });
  });

  it.each([
    ['no document', 'broken'],
    ['a document of another form', { version: 2, value: { id: 7 } }],
    ['a version nobody knows', { version: 0, value: {} }],
  ])('that is %s is set aside too', async (_, found) => {
    const cabinet = new PaperCabinet({ session: found });
    const shelf = await opened(cabinet);
    expect(shelf.trouble).toBe('shelf.unreadable');
    expect(shelf.kept('session')).toBeNull();
    await shelf.settled();
    expect(cabinet.kept.get('aside/session')).toEqual(found);
  });

  it('may have kept things this one has never heard of, and they stay', async () => {
    const cabinet = new PaperCabinet({ tomorrow: { version: 1, value: 1 } });
    const shelf = await opened(cabinet);
    await shelf.settled();
    expect(cabinet.kept.has('tomorrow')).toBe(true);
    expect(shelf.trouble).toBeNull();
  });
});

describe('what the first version kept', () => {
  it('is moved over once', async () => {
    const cabinet = new PaperCabinet();
    const earlier = new PaperEarlier({
      interview: JSON.stringify(draft(2)),
      voice: 'false',
      outbox: JSON.stringify([
        { id: 'one', session: letter('morning') },
        { id: 'two', session: letter('evening') },
      ]),
    });
    const shelf = await opened(cabinet, earlier);
    expect(shelf.kept('interview')).toEqual(draft(2));
    expect(shelf.kept('voice')?.silent).toBe(true);
    expect(shelf.queue('outbox').map(({ id }) => id)).toEqual(['one', 'two']);
    expect(earlier.texts.size).toBe(0);
    expect((await opened(cabinet)).queue('outbox')).toHaveLength(2);
  });

  it('stays where it is until it is safely moved', async () => {
    const cabinet = new PaperCabinet();
    cabinet.full = true;
    const earlier = new PaperEarlier({ interview: JSON.stringify(draft(2)) });
    const shelf = await opened(cabinet, earlier);
    expect(shelf.kept('interview')).toEqual(draft(2));
    expect(earlier.texts.size).toBe(1);
  });

  it('is set aside when it can’t be read', async () => {
    const cabinet = new PaperCabinet();
    const shelf = await opened(cabinet, new PaperEarlier({ session: '{"id":' }));
    expect(shelf.trouble).toBe('shelf.unreadable');
    expect(cabinet.kept.get('aside/session')).toEqual({ version: 0, value: '{"id":' });
  });
});

describe('two pages at once', () => {
  class Street {
    pages: Neighbours[] = [];

    house(): Neighbours {
      const house: Neighbours = {
        onmessage: null,
        postMessage: (data: unknown) => {
          for (const other of this.pages) if (other !== house) other.onmessage?.call(other as never, { data } as MessageEvent);
        },
      };
      this.pages.push(house);
      return house;
    }
  }

  it('see what the other keeps', async () => {
    const cabinet = new PaperCabinet();
    const street = new Street();
    const one = await opened(cabinet, new PaperEarlier(), street.house());
    const other = await opened(cabinet, new PaperEarlier(), street.house());
    one.keep('interview', draft(6));
    one.enqueue('outbox', 'a', letter('a'));
    expect(other.kept('interview')).toEqual(draft(6));
    expect(other.count('outbox')).toBe(1);
    one.keep('interview', null);
    expect(other.kept('interview')).toBeNull();
  });
});
