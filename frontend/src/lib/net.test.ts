import { describe, expect, it } from 'vitest';
import { Refused, Unreachable } from './api/answers';
import type { Request } from './api/server';
import { Copies } from './device/copies';
import { Device } from './device/device.svelte';
import { PaperWorker } from './device/fakes';
import { Net } from './net.svelte';
import { PaperServer } from './outbox/fakes';
import { Queue } from './outbox/queue.svelte';
import { Shelf } from './shelf.svelte';
import { PaperCabinet, PaperEarlier } from './shelf/fakes';

const ME = { person: 'me', language: 'en' };
const today: Request = { method: 'GET', path: '/today', body: null };
const flare: Request = { method: 'POST', path: '/flare', body: null };
const signs: Request = { method: 'POST', path: '/signs', body: '{}' };
const SNAPSHOT = '{"taken_at":"2026-05-04T07:00:00+00:00","person":{"plan_id":"plan-0001"},"pain":3.0}';
const pack = { runtime: '/device/python/', wheel: '/device/lumbar.whl', files: [] };

globalThis.location ??= { href: 'http://127.0.0.1:8700/' } as Location;

interface Setting {
  net: Net;
  server: PaperServer;
  queue: Queue;
  device: Device;
  copies: Copies;
  worker: PaperWorker;
  /** Let the page have nothing to do for a while. */
  idles: () => Promise<void>;
}

async function set({ copied = true } = {}): Promise<Setting> {
  const shelf = new Shelf();
  await shelf.open({ cabinet: new PaperCabinet(), earlier: new PaperEarlier(), neighbours: null });
  const server = new PaperServer();
  server.answer = ({ path }) => (path === '/snapshot' ? SNAPSHOT : JSON.stringify(`the server on ${path}`));
  const now = () => new Date('2026-05-04T09:00:00Z');
  const queue = new Queue({ shelf, server, turn: (work) => work(), now });
  const copies = new Copies(new PaperCabinet());
  const worker = new PaperWorker();
  const device = new Device({ copies, pack, canAnswer: () => Promise.resolve(true), newWorker: () => worker, now });
  const idle: (() => void)[] = [];
  const net = new Net({
    server,
    queue,
    device,
    copies,
    sender: () => ME,
    idle: (work) => {
      idle.push(work);
      return () => {};
    },
  });
  const idles = async () => {
    for (const work of idle.splice(0)) work();
    await new Promise((done) => setTimeout(done, 5));
  };
  if (copied) await copies.keep('me', { text: SNAPSHOT, taken_at: '2026-05-04T07:00:00+00:00', stamp: '1', planned: true });
  return { net, server, queue, device, copies, worker, idles };
}

describe('a question', () => {
  it('is the server’s to answer', async () => {
    const { net, worker } = await set();
    expect(await net.ask(today, ME)).toBe('"the server on /today"');
    expect([net.offline, worker.heard]).toEqual([false, []]);
  });

  it.each(['gone', 'silent'] as const)('is answered here when the server is %s', async (fault) => {
    const { net, server } = await set();
    server.fault = fault;
    expect(await net.ask(today, ME)).toBe('"the device on /today"');
    expect(net.offline).toBe(true);
  });

  it('has no answer when the server is gone and nothing was taken along', async () => {
    const { net, server } = await set({ copied: false });
    server.fault = 'gone';
    await expect(net.ask(today, ME)).rejects.toBeInstanceOf(Unreachable);
    expect(net.offline).toBe(false);
  });

  it('is not asked of a server that does not know yet what the person did', async () => {
    const { net, server, worker } = await set();
    server.fault = 'gone';
    await net.ask(flare, ME);
    const { answer } = server;
    server.fault = null;
    server.answer = (request) => (request.path === '/flare' ? new Refused(503, 'Later.') : answer(request));
    expect(await net.ask(today, ME)).toBe('"the device on /today"');
    expect(server.paths).toEqual(['/flare']);
    server.answer = answer;
    expect(await net.ask(today, ME)).toBe('"the server on /today"');
    expect(server.paths).toEqual(['/flare', '/flare', '/today']);
    expect(worker.heard.slice(1)).toEqual(['/flare', '/today']);
  });

  it('makes nobody wait for a silent server twice', async () => {
    const { net, server } = await set();
    server.fault = 'silent';
    await net.ask(today, ME);
    server.fault = null;
    server.answer = ({ path }) => JSON.stringify(`the server on ${path}`);
    expect(await net.ask(today, ME), 'the server has not been heard of again').toBe('"the device on /today"');
    await new Promise((done) => setTimeout(done, 5));
    expect(await net.ask(today, ME)).toBe('"the server on /today"');
  });

  it('that the server refuses is refused, and not asked here', async () => {
    const { net, server, worker } = await set();
    server.answer = () => new Refused(409, 'Not now.');
    await expect(net.ask(today, ME)).rejects.toMatchObject({ status: 409 });
    expect(worker.heard).toEqual([]);
  });
});

describe('what the person does', () => {
  it('is answered here while the server is gone, and sent when it is back', async () => {
    const { net, server, queue } = await set();
    server.fault = 'gone';
    expect(await net.ask(flare, ME)).toBe('"the device on /flare"');
    expect(queue.unsent).toHaveLength(1);
    server.fault = null;
    await net.ask(today, ME);
    expect(server.paths).toEqual(['/flare', '/today']);
    expect([queue.unsent, net.offline]).toEqual([[], false]);
  });

  it('is not kept where this device says no, as the server would', async () => {
    const { net, server, queue, worker } = await set();
    server.fault = 'gone';
    worker.answer = () => ({ status: 422, body: { message: 'Not as expected.', problems: [] } });
    await expect(net.ask(flare, ME)).rejects.toMatchObject({ status: 422 });
    expect(queue.unsent).toEqual([]);
  });

  it('is kept where nobody can answer', async () => {
    const { net, server, queue } = await set({ copied: false });
    server.fault = 'gone';
    await expect(net.ask(flare, ME)).rejects.toBeInstanceOf(Unreachable);
    expect(queue.unsent).toHaveLength(1);
  });

  it('is in the next answer from here, even when the server went before a new copy was taken', async () => {
    const { net, server, worker } = await set();
    await net.ask(flare, ME);
    server.fault = 'gone';
    await net.ask(today, ME);
    expect(worker.heard.slice(1)).toEqual(['/flare', '/today']);
  });

  it('is told to the server later where a sign was told here', async () => {
    const { net, server, queue, worker } = await set();
    server.fault = 'gone';
    worker.answer = () => ({ status: 200, body: { screening: null } });
    await net.ask(signs, ME);
    expect(queue.unsent).toEqual([]);
    worker.answer = () => ({ status: 200, body: { screening: { outcome: 'stop' } } });
    await net.ask(signs, ME);
    expect(queue.unsent.map(({ value }) => value.path)).toEqual(['/signs']);
  });
});

describe('a copy', () => {
  it('is taken along, letter for letter, after everything that was done', async () => {
    const { net, copies, queue, idles } = await set({ copied: false });
    await net.ask(flare, ME);
    await idles();
    expect((await copies.of('me'))?.text).toBe(SNAPSHOT);
    expect(queue.of('me'), 'the copy holds what the letter said').toEqual([]);
    expect(net.planned).toBe(true);
  });

  it('is taken once more when something was done while it was taken', async () => {
    const { net, server, queue, idles } = await set();
    await net.ask(flare, ME);
    const { answer } = server;
    server.answer = (request) => {
      if (request.path === '/snapshot') {
        server.answer = answer;
        void net.ask(flare, ME);
      }
      return answer(request);
    };
    await idles();
    expect(queue.of('me')).toHaveLength(1);
    await idles();
    expect(queue.of('me')).toEqual([]);
    expect(server.paths).toEqual(['/flare', '/snapshot', '/flare', '/snapshot']);
  });

  it('is not kept on a device that was taken off the list', async () => {
    const { net, server, copies } = await set();
    server.answer = () => new Refused(401, 'Not paired.');
    await expect(net.ask(today, ME)).rejects.toMatchObject({ status: 401 });
    expect(await copies.of('me')).toBeNull();
  });

  it('goes with the person who is erased', async () => {
    const { net, server, copies, queue } = await set();
    server.fault = 'gone';
    await net.ask(flare, ME);
    await net.forget('me');
    expect([await copies.of('me'), queue.of('me')]).toEqual([null, []]);
  });
});
