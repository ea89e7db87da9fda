/** The interview as it is being filled in. It knows how answers are held, never what they mean. */
import type { Answer, Profile, Question, Section } from './api/types';

/** `null` for a number means "none of it", as in not pregnant; "yes" for weeks waits for their number. What is not
    there was not answered yet. */
export type Given = Answer | number | null | 'unknown' | string[];

export interface Draft {
  at: number;
  given: Record<string, Given>;
  clearances: Record<string, string>;
}

export const freshDraft = (): Draft => ({ at: 0, given: {}, clearances: {} });

/** Start again from what the person told before, except safety and pain: those are asked anew each time. */
export function draftFrom(profile: Profile | null): Draft {
  if (!profile) return freshDraft();
  const { age, minutes_per_day, days_per_week, slots, equipment, without, goals } = profile;
  return {
    at: 0,
    given: { age, minutes_per_day, days_per_week, slots, equipment, without, goals },
    clearances: profile.clearances,
  };
}

/** More questions than this on a screen are too many to read with care. */
export const SCREEN = 7;

/** A section, or one of the parts of a long one. */
export interface Screen extends Section {
  readonly part: number;
  readonly parts: number;
}

/** Spread long sections over several screens, as evenly as can be. */
export function screens(sections: readonly Section[]): Screen[] {
  return sections.flatMap((section) => {
    const { questions } = section;
    const parts = Math.max(1, Math.ceil(questions.length / SCREEN));
    return Array.from({ length: parts }, (_, at) => {
      const [from, to] = [at, at + 1].map((edge) => Math.round((edge * questions.length) / parts));
      return { ...section, questions: questions.slice(from, to), part: at + 1, parts };
    });
  });
}

/** How far one may go: to the first screen with a question open. Screens are counted from 1, 0 is before them. */
export function reached(all: readonly Section[], { given }: Draft): number {
  const open = all.findIndex((screen) => unanswered(screen, given).length > 0);
  return open < 0 ? all.length : open + 1;
}

/** Tell whether a question has its answer. Own words may stay empty. */
export function isAnswered(question: Question, given: Draft['given']): boolean {
  const value = given[question.id];
  if (question.kind === 'texts') return true;
  if (question.kind === 'choices') return isBetween(question, value);
  if (question.kind === 'number') return isInside(question, value);
  if (question.kind === 'weeks') return value === null || value === 'unknown' || isInside(question, value);
  return value !== undefined;
}

function isBetween(question: Question, value: Given | undefined): boolean {
  if (!Array.isArray(value)) return false;
  return value.length >= (question.least ?? 0) && value.length <= (question.most ?? Infinity);
}

function isInside(question: Question, value: Given | undefined): boolean {
  if (typeof value !== 'number' || !Number.isInteger(value)) return false;
  return value >= (question.least ?? -Infinity) && value <= (question.most ?? Infinity);
}

export const unanswered = (section: Section, given: Draft['given']): Question[] =>
  section.questions.filter((question) => !isAnswered(question, given));

/** Answer every yes-or-no question of the section that has no answer yet with no: the person said so. */
export function noToTheRest(section: Section, given: Draft['given']): Draft['given'] {
  const rest = section.questions.filter(({ kind, id }) => kind === 'yes_no' && given[id] === undefined);
  return { ...given, ...Object.fromEntries(rest.map(({ id }) => [id, 'no' as const])) };
}

/** The answers to the yes-or-no questions of these sections, as far as they were given. */
export function answersOf(sections: readonly Section[], given: Draft['given']): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const { id, kind } of sections.flatMap((section) => section.questions)) {
    const value = given[id];
    if (kind === 'yes_no' && isAnswer(value)) answers[id] = value;
  }
  return answers;
}

const number = (value: Given | undefined): number => (typeof value === 'number' ? value : Number.NaN);
const list = <T extends string>(value: Given | undefined): T[] =>
  (Array.isArray(value) ? value.map((text) => text.trim()).filter(Boolean) : []) as T[];
const isAnswer = (value: Given | undefined): value is Answer => value === 'yes' || value === 'no' || value === 'unknown';

/** Put the answers in the order of the form the server wants. */
export function profileOf(sections: readonly Section[], draft: Draft): Profile {
  const { given } = draft;
  const questions = sections.flatMap((section) => section.questions);
  const pain = (word: string) => number(given[questions.find(({ id, kind }) => kind === 'pain' && id.includes(word))?.id ?? '']);
  const weeks = given['pregnancy_weeks'];
  return {
    age: number(given['age']),
    answers: answersOf(sections, given),
    pregnancy_weeks: typeof weeks === 'number' || weeks === null ? weeks : 'unknown',
    clearances: draft.clearances,
    minutes_per_day: number(given['minutes_per_day']),
    days_per_week: number(given['days_per_week']),
    slots: list(given['slots']),
    equipment: list(given['equipment']),
    without: list(given['without']),
    goals: list(given['goals']),
    pain: { usual: pain('usual'), today: pain('today') },
  };
}
