/** What can be asked. Who answers is the business of net.svelte.ts: our own server, or this device; nobody else. */
import { untrack } from 'svelte';
import { spoken } from '$lib/messages';
import { net } from '$lib/net.svelte';
import { person } from '$lib/person';
import { Refused, Unreachable } from './answers';
import type { Method } from './server';
import type * as T from './types';

export { Refused, Unreachable };

async function call<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
  const request = { method, path, body: body === undefined ? null : JSON.stringify(body) };
  // What shows an answer follows the person and the language; how the answer is come by is no business of its.
  const sender = { person: person(), language: spoken() };
  return JSON.parse(await untrack(() => net.ask(request, sender))) as Answer;
}

const part = encodeURIComponent;

export const api = {
  about: () => call<T.About>('GET', '/about'),
  interview: () => call<T.Interview>('GET', '/interview'),
  /** null before the first interview. */
  profile: () =>
    call<T.Profile>('GET', '/profile').catch((error: unknown) => {
      if (error instanceof Refused && error.status === 404) return null;
      throw error;
    }),
  saveProfile: (profile: T.Profile) => call<T.Screening>('PUT', '/profile', profile),
  signs: (answers: T.SignsIn) => call<T.SignsOut>('POST', '/signs', answers),
  today: () => call<T.Today>('GET', '/today'),
  week: () => call<T.Week>('GET', '/week'),
  shortScreening: () => call<T.Question[]>('GET', '/short-screening'),
  answerShortScreening: (answers: T.ShortScreeningIn) => call<T.Screening>('POST', '/short-screening', answers),
  /** `minutes`: what time there is; null means all that was planned. */
  session: (date: string, slot: string, minutes: number | null = null) =>
    call<T.SessionPlan>(
      'GET',
      `/session?date=${part(date)}&slot=${part(slot)}${minutes === null ? '' : `&minutes=${minutes}`}`,
    ),
  swap: (swap: T.SwapIn) => call<T.SwapOut>('POST', '/swap', swap),
  help: (region: string) => call<T.Help>('GET', `/help?region=${part(region)}`),
  storeSession: (id: string, session: T.SessionIn) => call<T.SessionStored>('PUT', `/sessions/${part(id)}`, session),
  hurts: (hurts: T.HurtsIn) => call<T.HurtsOut>('POST', '/hurts', hurts),
  morning: (answer: T.MorningIn) => call<T.MorningOut>('POST', '/morning', answer),
  flare: () => call<T.ScreeningNeeded>('POST', '/flare'),
  movements: () => call<T.MovementBrief[]>('GET', '/movements'),
  movement: (id: string) => call<T.MovementPage>('GET', `/movements/${part(id)}`),
  lessons: () => call<T.Lesson[]>('GET', '/lessons'),
  readLesson: (id: string) => call<T.Lesson[]>('PUT', `/lessons/${part(id)}/read`),
  progress: () => call<T.Progress>('GET', '/progress'),
  timeline: () => call<T.Event[]>('GET', '/timeline'),
  measures: () => call<T.Measure[]>('GET', '/measures'),
  saveMeasure: (kind: T.Measure['kind'], date: string, answer: T.MeasureIn) =>
    call<T.Measure[]>('PUT', `/measures/${part(kind)}/${part(date)}`, answer),
  saveWalk: (date: string, minutes: number) => call<T.Walk>('PUT', `/walks/${part(date)}`, { minutes }),
  sheet: (date: string) => call<T.Sheet>('GET', `/sheet?date=${part(date)}`),
  people: () => call<T.Person[]>('GET', '/people'),
  addPerson: (name: string) => call<T.Person>('POST', '/people', { name }),
  renamePerson: (id: string, name: string) => call<T.Person>('PATCH', `/people/${part(id)}`, { name }),
  erasePerson: (id: string) => call<null>('DELETE', `/people/${part(id)}`).then(() => net.forget(id)),
  pairingState: () => call<T.PairingState>('GET', '/pairing/state'),
  pair: (code: string, name: string) => call<T.Device>('POST', '/pairing', { code, name }),
  pairingCode: () => call<T.PairingCode>('POST', '/pairing/code'),
  devices: () => call<T.Device[]>('GET', '/pairing/devices'),
  removeDevice: (id: string) => call<T.Device[]>('DELETE', `/pairing/devices/${part(id)}`),
};
