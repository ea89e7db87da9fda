/** Talking to our own server, and nobody else. */
import type * as T from './types';

/** The server understood and said no; `problems` says to what. */
export class Refused extends Error {
  readonly status: number;
  readonly problems: readonly T.Problem[];

  constructor(status: number, message: string, problems: readonly T.Problem[] = []) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

/** Nobody answered: the server is stopped, or the connection is gone. */
export class Unreachable extends Error {}

async function call<Answer>(method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      cache: 'no-store',
    });
  } catch (error) {
    throw new Unreachable('no answer', { cause: error });
  }
  if (response.ok) return (await response.json()) as Answer;
  const said = (await response.json().catch(() => null)) as Partial<T.Problems> | null;
  throw new Refused(response.status, said?.message ?? response.statusText, said?.problems ?? []);
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
  session: (date: string, slot: string) =>
    call<T.SessionPlan>('GET', `/session?date=${part(date)}&slot=${part(slot)}`),
  storeSession: (id: string, session: T.SessionIn) => call<T.SessionStored>('PUT', `/sessions/${part(id)}`, session),
  hurts: (hurts: T.HurtsIn) => call<T.HurtsOut>('POST', '/hurts', hurts),
  morning: (answer: T.MorningIn) => call<T.MorningOut>('POST', '/morning', answer),
  flare: () => call<T.ScreeningNeeded>('POST', '/flare'),
  movements: () => call<T.MovementBrief[]>('GET', '/movements'),
  movement: (id: string) => call<T.MovementPage>('GET', `/movements/${part(id)}`),
};
