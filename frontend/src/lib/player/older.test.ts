import { describe, expect, it } from 'vitest';
import { isSession, sessionFromFirst } from './older';

/** As the first version kept it, word for word. */
const first = {
  id: '0e6cfd0e-0001-4000-8000-000000000001',
  plan: {
    date: '2026-05-04',
    slot: 'morning',
    slot_name: 'Morning',
    minutes: 5,
    items: [
      {
        movement: 'bridge',
        name: 'Bridge',
        script: [
          { kind: 'get_ready', seconds: 5, side: null, set: 1, sets: 1, rep: null, reps: null, say: 'On your back.', show: 'On your back.' },
          { kind: 'hold', seconds: 10, side: null, set: 1, sets: 1, rep: 1, reps: 1, say: null, show: 'Hold.' },
        ],
      },
    ],
  },
  pain_before: 3,
  started_at: '2026-05-04T08:00:00.000Z',
  finished_at: null,
  progress: { item: 0, step: 1, items: [{ finished: [0], held_s: { 1: 4 }, skipped: false, hurt: true, left_out: false }] },
  felt: { 0: { pain: 6, where: 'same' } },
  asking: 0,
} as unknown as Parameters<typeof sessionFromFirst>[0];

describe('a session of the first version', () => {
  const session = sessionFromFirst(structuredClone(first));

  it('goes on where it was, with what was done and felt', () => {
    expect(isSession(session)).toBe(true);
    expect(session).toMatchObject({ id: first.id, started_at: first.started_at, pain_before: 3, asking: 0, answers: {} });
    expect(session.progress).toMatchObject({ item: 0, step: 1 });
    expect(session.progress.items[0]).toMatchObject({
      finished: [0],
      held_s: { 1: 4 },
      hurt: true,
      felt: { pain: 6, where: 'same' },
      swapped: null,
    });
  });

  it('says at each step what it said', () => {
    expect(session.plan.items[0]?.script.map(({ cues }) => cues)).toEqual([[{ at_s: 0, say: 'On your back.', tone: null }], []]);
    expect(session.plan.items[0]?.script[0]).not.toHaveProperty('say');
  });
});

describe('what can’t be played', () => {
  it.each([[null], [{}], ['x'], [{ ...first, progress: { items: [] } }], [first]])('is no session: %j', (value) => {
    expect(isSession(value)).toBe(false);
  });
});
