import { describe, expect, it } from 'vitest';
import type { Item, Sheet, Slot } from './api/types';
import { allOf, freshPaper, isWhole, missing, setsOf, toSend, type Paper } from './paper';

const dose = { sets: 2, reps: 8, duration_s: null, hold_s: null, per_side: false, tempo_s: 4, rest_s: 30, times_per_day: 1, days_per_week: 7 };
const item = (movement: string, changes: Partial<Item['dose']> = {}): Item =>
  ({ movement, level: 3, side: null, dose: { ...dose, ...changes } }) as Item;
const slot: Slot = { slot: 'evening', slot_name: 'In the evening', minutes: 14.6, done: false, items: [item('bridge'), item('bird_dog')] };
const sheet: Sheet = { date: '2026-05-04', plan_id: 'plan-one', slots: [slot] };

function whole(changes: Partial<Paper> = {}): Paper {
  return {
    ...freshPaper('2026-05-04', slot),
    items: { 0: { sets: 2, pain: 1, hurt: false, where: null } },
    pain_before: 3,
    pain_after: 2,
    effort: 4,
    ...changes,
  };
}

describe('a session on paper', () => {
  it('begins with the usual time of its slot, the minutes of the plan, and nothing done', () => {
    const paper = freshPaper('2026-05-04', slot);
    expect(paper).toMatchObject({ began: '19:00', minutes: 15, items: {} });
    expect(freshPaper('2026-05-04', { ...slot, minutes: 0 }).minutes).toBeNull();
    expect(paper.id).not.toBe(freshPaper('2026-05-04', slot).id);
  });

  it('says what is missing, and is not sent until nothing is', () => {
    const paper = freshPaper('2026-05-04', slot);
    expect(missing(paper)).toMatchObject({ items: true, pain_before: true, pain_after: true, effort: true, minutes: false });
    expect(toSend(paper, sheet, slot)).toBeNull();
    expect(isWhole(whole())).toBe(true);
  });

  it.each([
    ['the pain of a movement', { items: { 1: { sets: 1, pain: null, hurt: false, where: null } } }],
    ['where it hurt', { items: { 1: { sets: 0, pain: 6, hurt: true, where: null } } }],
    ['when it began', { began: '' }],
    ['how long it took', { minutes: 0 }],
    ['whole minutes', { minutes: 12.5 }],
    ['fewer minutes', { minutes: 999 }],
  ])('waits for %s', (_, changes: Partial<Paper>) => {
    expect(isWhole(whole(changes))).toBe(false);
    expect(toSend(whole(changes), sheet, slot)).toBeNull();
  });

  it('is sent with its own id’s plan, its source, and the time it took', () => {
    const sent = toSend(whole({ note: '  tired ' }), sheet, slot);
    expect(sent).toMatchObject({ source: 'paper', plan_id: 'plan-one', slot: 'evening', date: '2026-05-04', note: 'tired' });
    expect(Date.parse(sent?.finished_at ?? '') - Date.parse(sent?.started_at ?? '')).toBe(15 * 60_000);
    expect(sent?.started_at).toMatch(/^2026-05-04T19:00:00[+-]\d\d:\d\d$/);
  });

  it('counts what was ticked as done, and the rest as left out', () => {
    const [bridge, dog] = toSend(whole(), sheet, slot)?.items ?? [];
    expect(bridge).toMatchObject({ movement: 'bridge', completed: true, skipped: false, pain_during: 1 });
    expect(dog).toMatchObject({ movement: 'bird_dog', sets: [], completed: false, skipped: true, pain_during: null });
  });

  it('counts fewer sets as begun, not as finished', () => {
    const paper = whole({ items: { 0: { sets: 1, pain: 5, hurt: true, where: 'same' } } });
    const [bridge] = toSend(paper, sheet, slot)?.items ?? [];
    expect(bridge).toMatchObject({ completed: false, skipped: false, hurt: true, pain_where: 'same' });
    expect(bridge?.sets).toHaveLength(1);
  });

  it('forgets where it hurt when it did not stop anything', () => {
    const paper = whole({ items: { 0: { ...allOf(item('bridge')), pain: 1, where: 'further' } } });
    expect(toSend(paper, sheet, slot)?.items[0]).toMatchObject({ hurt: false, pain_where: null });
  });
});

describe('the sets of a dose', () => {
  it('are one entry a set, with its repetitions', () => {
    expect(setsOf(item('bridge'), 2)).toEqual([
      { set: 1, side: null, reps: 8, held_s: 0, completed: true },
      { set: 2, side: null, reps: 8, held_s: 0, completed: true },
    ]);
  });

  it('are two entries where each side is done', () => {
    expect(setsOf(item('stretch', { reps: 3, hold_s: 20, per_side: true }), 1)).toEqual([
      { set: 1, side: 'left', reps: 3, held_s: 60, completed: true },
      { set: 1, side: 'right', reps: 3, held_s: 60, completed: true },
    ]);
  });

  it('are the seconds of a stretch that is timed', () => {
    expect(setsOf(item('walking', { reps: null, duration_s: 180 }), 1)).toEqual([
      { set: 1, side: null, reps: 0, held_s: 180, completed: true },
    ]);
  });

  it('are of the one side the plan has', () => {
    expect(setsOf({ ...item('stretch', { per_side: true }), side: 'left' }, 1).map(({ side }) => side)).toEqual(['left']);
  });
});
