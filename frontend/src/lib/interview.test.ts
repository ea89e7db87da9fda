import { describe, expect, it } from 'vitest';
import type { Profile, Question, Section } from './api/types';
import { draftFrom, freshDraft, isAnswered, noToTheRest, profileOf, reached, SCREEN, screens, unanswered } from './interview';

const question = (id: string, kind: Question['kind'], more: Partial<Question> = {}): Question => ({
  id,
  kind,
  text: id,
  why: '',
  label: id,
  choices: [],
  least: null,
  most: null,
  ...more,
});
const section = (questions: Question[]): Section => ({ id: 's', title: '', intro: '', none_of_these: true, questions });
const signs = section([question('fever', 'yes_no'), question('chest_pain', 'yes_no')]);

describe('an answer', () => {
  it('is never there beforehand', () => {
    expect(unanswered(signs, freshDraft().given)).toHaveLength(2);
  });

  it('may be "don\'t know"', () => {
    expect(isAnswered(question('fever', 'yes_no'), { fever: 'unknown' })).toBe(true);
  });

  it('in numbers must be whole and inside the bounds the server gave', () => {
    const age = question('age', 'number', { least: 1, most: 120 });
    expect([0, 1, 120, 121, 4.5].map((n) => isAnswered(age, { age: n }))).toEqual([false, true, true, false, false]);
    expect(isAnswered(age, {})).toBe(false);
  });

  it('of weeks may be none, a number, or not known', () => {
    const weeks = question('pregnancy_weeks', 'weeks', { least: 1, most: 42 });
    expect([null, 12, 'unknown' as const, 43].map((value) => isAnswered(weeks, { pregnancy_weeks: value }))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect([{}, { pregnancy_weeks: 'yes' as const }].map((given) => isAnswered(weeks, given))).toEqual([false, false]);
  });

  it('of several choices may be none of them, said so', () => {
    const things = question('equipment', 'choices');
    expect(isAnswered(things, {})).toBe(false);
    expect(isAnswered(things, { equipment: [] })).toBe(true);
    expect(isAnswered(question('slots', 'choices', { least: 1 }), { slots: [] })).toBe(false);
    expect(isAnswered(question('slots', 'choices', { most: 1 }), { slots: ['morning', 'evening'] })).toBe(false);
  });
});

it('a long section is spread over screens, in order and as evenly as can be', () => {
  const questions = Array.from({ length: SCREEN * 2 + 3 }, (_, at) => question(`q${at}`, 'yes_no'));
  const spread = screens([signs, { ...section(questions), id: 'long' }]);
  expect(spread.map((one) => one.questions.length)).toEqual([2, 6, 5, 6]);
  expect(spread.slice(1).flatMap((one) => one.questions)).toEqual(questions);
  expect(spread.map(({ part, parts }) => `${part}/${parts}`)).toEqual(['1/1', '1/3', '2/3', '3/3']);
});

it('nobody gets beyond the first screen with a question open', () => {
  const all = [signs, section([question('age', 'number')]), section([question('goals', 'texts')])];
  const held = (given: object) => ({ ...freshDraft(), given: { ...given } });
  expect(reached(all, held({}))).toBe(1);
  expect(reached(all, held({ fever: 'no', chest_pain: 'unknown' }))).toBe(2);
  expect(reached(all, held({ fever: 'no', age: 40 }))).toBe(1);
  expect(reached(all, held({ fever: 'no', chest_pain: 'no', age: 40 }))).toBe(3);
});

it('"no to the rest" leaves what was answered', () => {
  expect(noToTheRest(signs, { fever: 'unknown' })).toEqual({ fever: 'unknown', chest_pain: 'no' });
});

const profile: Profile = {
  age: 50,
  answers: { fever: 'no' },
  pregnancy_weeks: null,
  clearances: { osteoporosis: '2026-01-02' },
  minutes_per_day: 20,
  days_per_week: 5,
  slots: ['morning'],
  equipment: [],
  without: ['bed'],
  goals: ['garden'],
  pain: { usual: 4, today: 3 },
};

it('asking again keeps wishes and clearances, and asks safety and pain anew', () => {
  const draft = draftFrom(profile);
  expect(Object.keys(draft.given)).not.toContain('fever');
  expect(Object.keys(draft.given)).not.toContain('pregnancy_weeks');
  expect(draft.given['goals']).toEqual(['garden']);
  expect(draft.clearances).toEqual({ osteoporosis: '2026-01-02' });
});

it('becomes the profile the server asked for', () => {
  const sections = [
    signs,
    section([question('pain_usual', 'pain'), question('pain_today', 'pain'), question('goals', 'texts')]),
  ];
  const draft = draftFrom(profile);
  draft.given = {
    ...draft.given,
    fever: 'no',
    chest_pain: 'unknown',
    pregnancy_weeks: 'unknown',
    pain_usual: 4,
    pain_today: 0,
    goals: [' dig ', ''],
  };
  expect(profileOf(sections, draft)).toEqual({
    ...profile,
    answers: { fever: 'no', chest_pain: 'unknown' },
    pregnancy_weeks: 'unknown',
    goals: ['dig'],
    pain: { usual: 4, today: 0 },
  });
});
