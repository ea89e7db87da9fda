import { describe, expect, it } from 'vitest';
import { Refused, Unreachable } from '$lib/api/answers';
import type { Request } from '$lib/api/server';
import { written } from '$lib/moment';
import type { Letter } from '$lib/outbox/letters';
import { PaperCabinet } from '$lib/shelf/fakes';
import { Copies, type Copy } from './copies';
import { Device } from './device.svelte';
import { PaperWorker } from './fakes';

const ME = { person: 'me', language: 'en' };
const today: Request = { method: 'GET', path: '/today', body: null };
const NINE = new Date('2026-05-04T09:00:00Z');
const EARLIER = '2026-05-04T07:00:00+00:00';
const pack = { runtime: '/device/python/', wheel: '/device/lumbar.whl', files: [] };

function copy(text: string, taken_at = EARLIER): Copy {
  return { text, taken_at, stamp: text, planned: true };
}

function letter(id: string, made_at = EARLIER): { id: string; value: Letter } {
  return { id, value: { method: 'POST', path: `/${id}`, body: null, ...ME, made_at, sent: false } };
}

interface Setting {
  device: Device;
  copies: Copies;
  workers: PaperWorker[];
}

async function set({ packed = true, kept = copy('monday') as Copy | null } = {}): Promise<Setting> {
  const copies = new Copies(new PaperCabinet());
  if (kept) await copies.keep('me', kept);
  const workers: PaperWorker[] = [];
  const newWorker = () => {
    workers.push(new PaperWorker());
    return workers.at(-1)!;
  };
  const device = new Device({ copies, pack, canAnswer: () => Promise.resolve(packed), newWorker, now: () => NINE });
  return { device, copies, workers };
}

globalThis.location ??= { href: 'http://127.0.0.1:8700/' } as Location;

describe('a device', () => {
  it('reads the letters to the copy before it answers, each once, in order', async () => {
    const { device, workers } = await set();
    await device.ask(today, ME, [letter('a'), letter('b')]);
    expect(await device.ask(today, ME, [letter('a'), letter('b'), letter('c')])).toBe('"the device on /today"');
    expect(workers[0]?.heard).toEqual(['open monday', '/a', '/b', '/today', '/c', '/today']);
  });

  it('answers a new letter, and does not read it to the copy again', async () => {
    const { device, workers } = await set();
    expect(await device.answer([letter('a'), letter('b')])).toBe('"the device on /b"');
    await device.ask(today, ME, [letter('a'), letter('b')]);
    expect(workers[0]?.heard).toEqual(['open monday', '/a', '/b', '/today']);
  });

  it('begins anew with a new copy, and when letters are gone', async () => {
    const { device, copies, workers } = await set();
    await device.ask(today, ME, [letter('a')]);
    await copies.keep('me', copy('tuesday'));
    await device.ask(today, ME, [letter('b')]);
    await device.ask(today, ME, []);
    expect(workers[0]?.heard).toEqual(['open monday', '/a', '/today', 'open tuesday', '/b', '/today', 'open tuesday', '/today']);
  });

  it('keeps people apart', async () => {
    const { device, copies, workers } = await set();
    await copies.keep('ana', copy('ana’s'));
    await device.ask(today, ME, []);
    await device.ask(today, { ...ME, person: 'ana' }, []);
    expect(workers[0]?.heard).toEqual(['open monday', '/today', 'open ana’s', '/today']);
  });

  it('says no as the server does, and a letter it refused was never read', async () => {
    const { device, workers } = await set();
    await device.ask(today, ME, []);
    workers[0]!.answer = () => ({ status: 409, body: { message: 'Not today.', problems: [] } });
    const refused = await device.answer([letter('a')]).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ status: 409, message: 'Not today.' });
    workers[0]!.answer = () => ({ status: 200, body: null });
    await device.answer([letter('b')]);
    expect(workers[0]?.heard).toEqual(['open monday', '/today', '/a', '/b']);
  });

  it.each([{ packed: false }, { kept: null }])('answers nothing that it has nothing for: %o', async (lack) => {
    const { device, workers } = await set(lack);
    expect(await device.isAble('me')).toBe(false);
    await device.warm('me');
    await expect(device.ask(today, ME, [])).rejects.toBeInstanceOf(Unreachable);
    expect(workers).toEqual([]);
  });

  it('does not decide over a copy that is newer than itself', async () => {
    const { device, workers } = await set();
    await device.warm('me');
    workers[0]!.opens = false;
    await expect(device.ask(today, ME, [])).rejects.toBeInstanceOf(Unreachable);
    expect(device.outdated).toBe(true);
    expect(workers[0]?.heard).toEqual(['open monday']);
  });

  it('starts again when its worker broke, and reads everything again', async () => {
    const { device, workers } = await set();
    await device.ask(today, ME, [letter('a')]);
    workers[0]!.break();
    await device.ask(today, ME, [letter('a')]);
    expect(workers[1]?.heard).toEqual(['open monday', '/a', '/today']);
  });

  it('tells whoever waits when its worker breaks', async () => {
    const { device, workers } = await set();
    await device.warm('me');
    workers[0]!.breaksWhenAsked = true;
    const asked = device.ask(today, ME, []);
    await expect(asked).rejects.toBeInstanceOf(Unreachable);
  });

  it('lets go of its worker, and starts another when it is asked again', async () => {
    const { device, workers } = await set();
    await device.ask(today, ME, []);
    device.rest();
    await device.ask(today, ME, []);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  });
});

describe('the moment of a question', () => {
  it('is now', async () => {
    const { device, workers } = await set();
    await device.ask(today, ME, []);
    expect(workers[0]?.moments).toEqual([written(NINE)]);
    expect(device.since).toBeNull();
  });

  it('is the moment it was written for a letter that is read to the copy', async () => {
    const { device, workers } = await set();
    await device.ask(today, ME, [letter('a', '2026-05-04T08:15:00+00:00')]);
    expect(workers[0]?.moments).toEqual(['2026-05-04T08:15:00+00:00', written(NINE)]);
  });

  it.each([
    ['the copy', copy('monday', '2026-05-05T08:00:00+02:00'), [], '2026-05-05T08:00:00+02:00'],
    ['a letter', copy('monday'), [letter('a', '2026-05-05T08:00:00+02:00')], '2026-05-05T08:00:00+02:00'],
  ])('is never before %s, also by a clock that was set back', async (_, kept, letters, moment) => {
    const { device, workers } = await set({ kept });
    await device.ask(today, ME, letters);
    expect(workers[0]?.moments.at(-1)).toBe(moment);
    expect(device.since).toBe(moment);
  });
});
