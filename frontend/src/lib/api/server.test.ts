import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refused, Silent, Unreachable } from './answers';
import { server, type Request } from './server';

const ME = { person: 'me', language: 'es' };
const today: Request = { method: 'GET', path: '/today', body: null };
const { fetch } = globalThis;

let asked: { url: string; init: RequestInit } | null = null;
let answer: () => Response | Promise<Response> = () => json({});

function json(data: unknown, status = 200): Response {
  return new Response(JSON.stringify(data), { status, headers: { 'content-type': 'application/json' } });
}

beforeEach(() => {
  globalThis.fetch = (url, init) => {
    asked = { url: String(url), init: init ?? {} };
    return Promise.resolve(answer());
  };
});
afterEach(() => {
  globalThis.fetch = fetch;
});

describe('the server', () => {
  it('is told who asks, in which language, and since when', async () => {
    answer = () => json({ pain: 3 });
    const request: Request = { method: 'PUT', path: '/profile', body: '{"age":44}' };
    expect(await server.ask(request, { ...ME, made_at: '2026-05-04T08:00:00+02:00' }, 4000)).toBe('{"pain":3}');
    expect(asked?.url).toBe('/api/profile');
    expect(asked?.init).toMatchObject({
      method: 'PUT',
      body: '{"age":44}',
      headers: {
        'accept-language': 'es',
        'lumbar-person': 'me',
        'lumbar-made-at': '2026-05-04T08:00:00+02:00',
        'content-type': 'application/json',
      },
    });
  });

  it('answers in its own words, to the last digit', async () => {
    answer = () => new Response('{"pain":3.0}', { headers: { 'content-type': 'application/json' } });
    expect(await server.ask(today, ME, 4000)).toBe('{"pain":3.0}');
  });

  it('may have nothing to say', async () => {
    answer = () => new Response(null, { status: 204 });
    expect(await server.ask({ method: 'DELETE', path: '/people/ana', body: null }, ME, 4000)).toBe('null');
  });

  it('refuses with what was wrong', async () => {
    answer = () => json({ message: 'Not as expected.', problems: [{ key: 'pain', expected: 'a number', found: 'text' }] }, 422);
    const refused = await server.ask(today, ME, 4000).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ status: 422, message: 'Not as expected.', problems: [{ key: 'pain' }] });
  });

  it.each([
    ['a page of somebody else', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['an error of somebody else', () => json({ error: 'no such thing' }, 404)],
    ['nothing we can read', () => new Response('not found', { status: 404, headers: { 'content-type': 'application/json' } })],
    ['something that stands before it', () => json({ message: 'Bad gateway.' }, 502)],
  ])('is not there where %s answers', async (_, said) => {
    answer = said;
    const error = await server.ask(today, ME, 4000).catch((failed: unknown) => failed);
    expect(error).toBeInstanceOf(Unreachable);
    expect(error).not.toBeInstanceOf(Silent);
  });

  it('is not there where nobody answers', async () => {
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(server.ask(today, ME, 4000)).rejects.toBeInstanceOf(Unreachable);
  });

  it('is silent where it takes too long', async () => {
    globalThis.fetch = (_, init) =>
      new Promise((_answer, failed) => init?.signal?.addEventListener('abort', () => failed(init.signal?.reason as Error)));
    await expect(server.ask(today, ME, 1)).rejects.toBeInstanceOf(Silent);
  });
});
