import { describe, expect, it } from 'vitest';
import { Refused, Unreachable } from '$lib/api/answers';
import type { Request } from '$lib/api/server';
import { written } from '$lib/moment';
import { Shelf, type Neighbours } from '$lib/shelf.svelte';
import { PaperCabinet, PaperEarlier } from '$lib/shelf/fakes';
import { PaperServer } from './fakes';
import { Queue, type Turn } from './queue.svelte';

const ME = { person: 'me', language: 'en' };
const flare: Request = { method: 'POST', path: '/flare', body: null };
const morning: Request = { method: 'POST', path: '/morning', body: '{"pain":3}' };
const screening: Request = { method: 'POST', path: '/short-screening', body: '{"pain_now":2}' };
const session = (id: string): Request => ({ method: 'PUT', path: `/sessions/${id}`, body: '{}' });
const alone: Turn = (work) => work();
const EIGHT = new Date('2026-05-04T08:00:00Z');

interface Setting {
  queue: Queue;
  server: PaperServer;
  shelf: Shelf;
  cabinet: PaperCabinet;
  clock: { now: Date };
}

async function set(turn: Turn = alone, cabinet = new PaperCabinet()): Promise<Setting> {
  const shelf = new Shelf();
  await shelf.open({ cabinet, earlier: new PaperEarlier(), neighbours: null });
  const server = new PaperServer();
  const clock = { now: EIGHT };
  return { queue: new Queue({ shelf, server, turn, now: () => clock.now }), server, shelf, cabinet, clock };
}

async function writtenAndDelivered(queue: Queue, request: Request): Promise<string> {
  return queue.deliver(await queue.write(request, ME));
}

describe('a letter', () => {
  it('is on the disk before it is sent', async () => {
    const { queue, server, cabinet } = await set();
    const id = await queue.write(flare, ME);
    expect(cabinet.asked).toEqual([{ keys: [`letters/${id}`], durability: 'strict' }]);
    expect(server.asked).toEqual([]);
  });

  it('gets the answer of the server, and waits no longer', async () => {
    const { queue } = await set();
    expect(await writtenAndDelivered(queue, flare)).toBe('"the server on /flare"');
    expect(queue.unsent).toEqual([]);
  });

  it('stays until a copy of the person holds it, so that nothing is missed when the server goes the next moment', async () => {
    const { queue } = await set();
    await writtenAndDelivered(queue, flare);
    expect(queue.of('me').map(({ value }) => value.path)).toEqual(['/flare']);
    queue.forget(queue.of('me').map(({ id }) => id));
    expect(queue.of('me')).toEqual([]);
  });

  it('waits when nobody answers, over a reload as well', async () => {
    const { queue, server, cabinet, shelf } = await set();
    server.fault = 'gone';
    await expect(writtenAndDelivered(queue, flare)).rejects.toBeInstanceOf(Unreachable);
    await shelf.settled();
    const again = await set(alone, cabinet);
    expect(await again.queue.send()).toBe('all');
    expect(again.server.paths).toEqual(['/flare']);
  });

  it('whose answer was lost is sent again as it was', async () => {
    const { queue, server } = await set();
    server.fault = 'answer lost';
    await expect(writtenAndDelivered(queue, screening)).rejects.toBeInstanceOf(Unreachable);
    server.fault = null;
    await queue.send();
    expect(server.asked).toHaveLength(2);
    expect(server.asked[0]?.body).toBe(server.asked[1]?.body);
    expect(JSON.parse(server.asked[0]?.body ?? '')).toEqual({ pain_now: 2, id: expect.any(String) as string });
  });

  it('is one letter when nobody answered and the same is said again', async () => {
    const { queue, server } = await set();
    server.fault = 'gone';
    for (let time = 0; time < 3; time += 1) await writtenAndDelivered(queue, flare).catch(() => {});
    expect(queue.unsent).toHaveLength(1);
  });

  it('is another one once this device has answered the first', async () => {
    const { queue, server } = await set();
    server.fault = 'gone';
    queue.answered(await queue.write(flare, ME));
    await queue.write(flare, ME);
    expect(queue.unsent).toHaveLength(2);
  });

  it('tells the server when it was written only if it had to wait', async () => {
    const { queue, server, clock } = await set();
    await writtenAndDelivered(queue, flare);
    server.fault = 'gone';
    await queue.write(morning, ME);
    server.fault = null;
    clock.now = new Date(EIGHT.getTime() + 3 * 3_600_000);
    await queue.send();
    expect(server.asked.map(({ sender }) => sender.made_at)).toEqual([undefined, written(EIGHT)]);
  });

  it('names the person and the language it was written in', async () => {
    const { queue, server } = await set();
    await queue.write(flare, { person: 'ana', language: 'es' });
    await queue.send();
    expect(server.asked[0]?.sender).toEqual({ person: 'ana', language: 'es' });
  });
});

describe('the queue', () => {
  it('goes in order, and stops where nobody answers', async () => {
    const { queue, server } = await set();
    server.fault = 'gone';
    for (const request of [screening, session('a'), morning]) await queue.write(request, ME);
    server.fault = null;
    const { answer } = server;
    server.answer = (request) => {
      if (request.path === '/sessions/a') server.fault = 'silent';
      return answer(request);
    };
    expect(await queue.send()).toBe('silent');
    expect(server.paths).toEqual(['/short-screening', '/sessions/a']);
    server.fault = null;
    expect(await queue.send()).toBe('all');
    expect(server.paths).toEqual(['/short-screening', '/sessions/a', '/morning']);
  });

  it('sends once, however often it is told to', async () => {
    const { queue, server } = await set();
    await queue.write(flare, ME);
    await Promise.all([queue.send(), queue.send(), queue.send()]);
    expect(server.asked).toHaveLength(1);
  });

  it('waits for its turn, and says that nobody answers when it does not come', async () => {
    const { queue, server } = await set(() => Promise.resolve(null));
    await queue.write(flare, ME);
    expect(await queue.send()).toBe('nobody');
    expect(server.asked).toEqual([]);
  });

  it('hears from another tab what was said to its letter', async () => {
    const tabs: Neighbours[] = [];
    const channel = (): Neighbours => {
      const here: Neighbours = {
        onmessage: null,
        postMessage: (data) => {
          const others = tabs.filter((tab) => tab !== here);
          for (const tab of others) tab.onmessage?.call(tab as BroadcastChannel, { data } as MessageEvent);
        },
      };
      tabs.push(here);
      return here;
    };
    // One shelf stands for two that follow each other; the first tab's turn comes when the second has sent.
    const { queue: other, shelf, server, clock } = await set();
    const mine = new Queue({ shelf, server, turn: async () => other.send(), now: () => clock.now });
    mine.listen(channel());
    other.listen(channel());
    expect(await writtenAndDelivered(mine, flare)).toBe('"the server on /flare"');
    expect(server.asked).toHaveLength(1);
  });
});

describe('a letter the server refuses', () => {
  const wrong = new Refused(422, 'Not as expected.', [{ key: 'pain', expected: 'a number', found: 'text' }]);

  it('is told to the person who waits for it, and is gone', async () => {
    const { queue, server } = await set();
    server.answer = () => wrong;
    await expect(writtenAndDelivered(queue, morning)).rejects.toMatchObject({ status: 422, problems: wrong.problems });
    expect([queue.unsent, queue.returned]).toEqual([[], []]);
  });

  it('is set aside when nobody waits for it, and those behind it go on', async () => {
    const { queue, server } = await set();
    await queue.write(morning, ME);
    await queue.write(flare, ME);
    server.answer = ({ path }) => (path === '/morning' ? wrong : '{}');
    expect(await queue.send()).toBe('all');
    expect(queue.returned.map(({ value }) => [value.letter.path, value.status, value.message])).toEqual([
      ['/morning', 422, 'Not as expected.'],
    ]);
    expect(queue.of('me').map(({ value }) => value.path)).toEqual(['/flare']);
  });

  it('can be sent again, or deleted', async () => {
    const { queue, server } = await set();
    const [first, second] = [await queue.write(morning, ME), await queue.write(flare, ME)];
    server.answer = () => wrong;
    await queue.send();
    server.answer = () => '{}';
    await queue.sendAgain(first);
    queue.take(second);
    expect(queue.returned).toEqual([]);
    expect(server.paths).toEqual(['/morning', '/flare', '/morning']);
  });

  it('is simply over where a later one overtook it', async () => {
    const { queue, server } = await set();
    await queue.write(screening, ME);
    server.answer = () => new Refused(409, 'The day was ended.');
    await queue.send();
    expect([queue.unsent, queue.returned]).toEqual([[], []]);
  });

  it.each([408, 425, 429])('is tried again after %i', async (status) => {
    const { queue, server } = await set();
    await queue.write(flare, ME);
    server.answer = () => new Refused(status, 'Not now.');
    expect(await queue.send()).toBe('nobody');
    expect(queue.unsent).toHaveLength(1);
  });

  it.each([401, 403, 421])('stays where this device is not let in: %i', async (status) => {
    const { queue, server } = await set();
    await queue.write(flare, ME);
    server.answer = () => new Refused(status, 'Not you.');
    expect(await queue.send()).toBe('shut');
    await expect(writtenAndDelivered(queue, flare)).rejects.toMatchObject({ status, message: 'Not you.' });
    expect(queue.unsent).toHaveLength(1);
  });

  it('is set aside when the server fails over it again and again', async () => {
    const { queue, server } = await set();
    await queue.write(flare, ME);
    server.answer = () => new Refused(500, 'A fault.');
    const sent = [];
    for (let time = 0; time < 5; time += 1) sent.push(await queue.send());
    expect(sent).toEqual(['nobody', 'nobody', 'nobody', 'nobody', 'all']);
    expect(queue.returned).toHaveLength(1);
  });
});

describe('a person who is erased', () => {
  it('leaves no letter behind, and takes nobody else’s along', async () => {
    const { queue } = await set();
    await queue.write(flare, ME);
    await queue.write(flare, { person: 'ana', language: 'es' });
    queue.forgetPerson('me');
    expect(queue.unsent.map(({ value }) => value.person)).toEqual(['ana']);
  });
});
