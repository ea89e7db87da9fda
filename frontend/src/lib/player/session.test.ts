import { describe, expect, it } from 'vitest';
import type { PlayItem, SessionPlan } from '$lib/api/types';
import { step } from './fakes';
import { freshItem } from './progress';
import { begin, begun, close, finishedAt, isOfToday, tookMinutes, toSend, type Session } from './session';

const item = (movement: string): PlayItem => ({
  movement,
  name: movement,
  family: 'core',
  family_name: 'Core',
  level: 2,
  level_text: 'step 2 of 4',
  dose: {
    sets: 1,
    reps: 1,
    duration_s: null,
    hold_s: 10,
    per_side: false,
    tempo_s: null,
    rest_s: null,
    times_per_day: 1,
    days_per_week: 3,
  },
  dose_text: '',
  side: null,
  position: 'prone',
  position_name: '',
  minutes: 1,
  modified: [],
  reasons: [],
  purpose: 'endurance',
  sides: 'none',
  has_figure: false,
  set_up: [],
  how: [],
  breathing: '',
  feel: '',
  not_feel: '',
  cautions: [],
  breath: null,
  script: [step('get_ready', 5), step('hold', 10, { rep: 1, reps: 1 })],
});
const plan: SessionPlan = {
  date: '2026-05-04',
  slot: 'morning',
  slot_name: 'Morning',
  plan_id: 'plan-1',
  minutes: 4,
  trimmed_to: null,
  left_out: [],
  text: null,
  said_at_end: 'That was all.',
  items: ['plank', 'bridge', 'dead_bug', 'cat_cow'].map(item),
};
const NOON = new Date(2026, 4, 4, 12);
const done = { ...freshItem(), finished: [0, 1], held_s: { 1: 10 } };

function session(): Session {
  const made = begin(structuredClone(plan), { fever: 'no' }, 3, NOON);
  made.progress.items = [
    done,
    { ...freshItem(), finished: [0], held_s: { 1: 4 }, hurt: true, felt: { pain: 6, where: 'further' } },
    { ...freshItem(), left_out: true },
    { ...freshItem(), skipped: true, swapped: { instead_of: 'bird_dog', reason: 'room' } },
  ];
  made.progress.item = 4;
  made.finished_at = '2026-05-04T12:10:00.000Z';
  return made;
}

describe('a finished session', () => {
  const after = { pain_after: 4, effort: 5, note: '  ', pain: { 0: 1, 1: 7 }, notes: { 1: ' the left knee ', 2: ' ' } };

  it('is sent whole', () => {
    const sent = toSend(session(), after);
    expect(sent).toMatchObject({
      plan_id: 'plan-1',
      source: 'player',
      date: '2026-05-04',
      slot: 'morning',
      started_at: NOON.toISOString(),
      finished_at: '2026-05-04T12:10:00.000Z',
      pain_before: 3,
      pain_after: 4,
      effort: 5,
      note: null,
    });
    expect(sent.items).toHaveLength(4);
  });

  it('says of each item what was done of it', () => {
    const [plank, bridge, deadBug, catCow] = toSend(session(), after).items;
    expect(plank).toMatchObject({ completed: true, skipped: false, hurt: false, pain_during: 1, pain_where: null });
    expect(plank?.sets).toEqual([{ set: 1, side: null, reps: 1, held_s: 10, completed: true }]);
    expect(bridge).toMatchObject({ completed: false, skipped: false, hurt: true, pain_during: 7, pain_where: 'further' });
    expect(bridge?.sets).toEqual([{ set: 1, side: null, reps: 0, held_s: 4, completed: false }]);
    expect(deadBug).toMatchObject({ completed: false, skipped: true, hurt: false, sets: [], instead_of: null });
    expect(catCow).toMatchObject({ completed: false, skipped: true, sets: [], instead_of: 'bird_dog', swap_reason: 'room' });
  });

  it('says nothing of the pain in what was never begun', () => {
    expect(toSend(session(), after).items.map(({ pain_during }) => pain_during)).toEqual([1, 7, null, null]);
  });

  it('carries the words written beside a movement, and no empty ones', () => {
    expect(toSend(session(), after).items.map(({ note }) => note)).toEqual([null, 'the left knee', null, null]);
  });

  it('asks about what was begun, and only that', () => {
    expect(begun(session())).toEqual([0, 1]);
  });

  it('took as long as it took', () => {
    expect(tookMinutes(session())).toBe(10);
  });

  it('has an id of its own', () => {
    expect(session().id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(session().id).not.toBe(session().id);
  });
});

describe('a clock that was set back', () => {
  const before = new Date(NOON.getTime() - 3 * 86_400_000);

  it('does not end a session before it began', () => {
    const ended = finishedAt(session(), before);
    expect(new Date(ended).getTime()).toBe(NOON.getTime() + 20_000);
  });

  it('does not make a session of today one of another day', () => {
    expect(isOfToday(session(), before)).toBe(true);
  });
});

describe('a session broken off', () => {
  it('is gone on with on its own day only', () => {
    expect(isOfToday(session(), new Date(NOON.getTime() + 3_600_000))).toBe(true);
    expect(isOfToday(session(), new Date(NOON.getTime() + 48 * 3_600_000))).toBe(false);
  });

  it('can be closed: what was done counts, the rest is skipped', () => {
    const open = begin(structuredClone(plan), { fever: 'no' }, 3, NOON);
    open.progress.items[0] = structuredClone(done);
    open.progress.item = 1;
    const closed = close(open, new Date('2026-05-05T08:00:00Z'));
    expect(closed.finished_at).toBe('2026-05-05T08:00:00.000Z');
    expect(closed.progress.items.map(({ skipped }) => skipped)).toEqual([false, true, true, true]);
    expect(begun(closed)).toEqual([0]);
  });
});
