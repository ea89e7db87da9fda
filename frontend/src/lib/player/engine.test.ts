import { describe, expect, it } from 'vitest';
import { Player, SLEPT_MS, type View } from './engine';
import { HandClock, step } from './fakes';
import { isComplete, setsDone, type Progress } from './progress';

const planks = {
  movement: 'plank',
  script: [
    step('get_ready', 5, { sets: 2 }),
    step('hold', 10, { set: 1, sets: 2, rep: 1, reps: 1 }),
    step('rest', 20, { set: 1, sets: 2 }),
    step('hold', 10, { set: 2, sets: 2, rep: 1, reps: 1 }),
  ],
};
const knees = {
  movement: 'knee',
  script: [
    step('get_ready', 5),
    ...(['left', 'right'] as const).flatMap((side) => [
      ...(side === 'right' ? [step('switch', 5, { side })] : []),
      ...[1, 2].flatMap((rep) => [
        step('move', 2, { side, rep, reps: 2 }),
        step('hold', 3, { side, rep, reps: 2 }),
        step('back', 2, { side, rep, reps: 2 }),
      ]),
    ]),
  ],
};
const walk = { movement: 'walk', script: [step('get_ready', 5), step('flow', 60)] };

function playing(items: { movement: string; script: ReturnType<typeof step>[] }[], from?: Progress) {
  const clock = new HandClock();
  const seen: View[] = [];
  const player = new Player({ items, clock, changed: (view) => seen.push(view), ...(from ? { from } : {}) });
  return { clock, player, seen, done: (at: number) => setsDone(items[at]!.script, player.progress.items[at]!) };
}

describe('time', () => {
  it('waits until it is started', () => {
    const { clock, player } = playing([planks]);
    clock.pass(100);
    expect(player.view).toMatchObject({ mode: 'waiting', step: 0, elapsed_s: 0 });
  });

  it('goes from step to step, and is done at the end', () => {
    const { clock, player, done } = playing([planks]);
    player.start();
    clock.pass(4.9);
    expect(player.view.step).toBe(0);
    clock.pass(0.2);
    expect(player.view.step).toBe(1);
    clock.pass(10 + 20 + 10);
    expect(player.view.mode).toBe('done');
    expect(done(0)).toEqual([
      { set: 1, side: null, reps: 1, held_s: 10, completed: true },
      { set: 2, side: null, reps: 1, held_s: 10, completed: true },
    ]);
  });

  it('measures from the clock, so late ticks lose no time', () => {
    const { clock, player } = playing([walk]);
    player.start();
    for (let n = 0; n < 4; n += 1) clock.sleep(3.7);
    expect(player.view.step).toBe(1);
    expect(player.view.elapsed_s).toBeCloseTo(4 * 3.7 - 5, 6);
  });

  it('gives a step the time that the one before ran over', () => {
    const { clock, player } = playing([knees]);
    player.start();
    clock.sleep(5 + 2 + 1);
    expect(player.view).toMatchObject({ step: 2 });
    expect(player.view.elapsed_s).toBeCloseTo(1, 6);
  });

  it('pauses by itself when the device slept, and counts none of it', () => {
    const { clock, player, done } = playing([planks]);
    player.start();
    clock.pass(5 + 4);
    clock.sleep(SLEPT_MS / 1000 + 600);
    expect(player.view).toMatchObject({ mode: 'paused', step: 1, slept: true });
    expect(player.view.elapsed_s).toBeCloseTo(4, 0);
    expect(done(0)).toEqual([]);
    player.resume();
    expect(player.view.slept).toBe(false);
  });

  it('begins a new item at its own beginning', () => {
    const { clock, player } = playing([walk, planks]);
    player.start();
    clock.pass(64);
    clock.sleep(3);
    expect(player.view).toMatchObject({ item: 1, step: 0, elapsed_s: 0 });
  });
});

describe('pause', () => {
  it('keeps the place to the tenth', () => {
    const { clock, player } = playing([planks]);
    player.start();
    clock.pass(8.4);
    player.pause();
    clock.pass(500);
    expect(player.view.elapsed_s).toBeCloseTo(3.4, 6);
    player.resume();
    clock.pass(6.5);
    expect(player.view.elapsed_s).toBeCloseTo(9.9, 6);
    expect(player.view.step).toBe(1);
  });

  it('does nothing twice', () => {
    const { clock, player } = playing([planks]);
    player.pause();
    player.resume();
    expect(player.view.mode).toBe('waiting');
    player.start();
    player.start();
    clock.pass(2);
    player.pause();
    player.pause();
    expect(player.view.elapsed_s).toBeCloseTo(2, 6);
  });
});

describe('skip and back', () => {
  it('leaves a wait early, and starts work even from a pause', () => {
    const { player } = playing([planks]);
    player.start();
    player.pause();
    player.skip();
    expect(player.view).toMatchObject({ mode: 'running', step: 1 });
  });

  it('leaves the item when at work, with what was held', () => {
    const { clock, player, done } = playing([planks, walk]);
    player.start();
    clock.pass(5 + 6);
    player.skip();
    expect(player.view).toMatchObject({ item: 1, step: 0, elapsed_s: 0 });
    expect(player.progress.items[0]).toMatchObject({ skipped: true });
    expect(done(0)).toEqual([{ set: 1, side: null, reps: 0, held_s: 6, completed: false }]);
  });

  it('goes back to the beginning of the set, and counts it once', () => {
    const { clock, player, done } = playing([planks]);
    player.start();
    clock.pass(5 + 10 + 20 + 4);
    player.back();
    expect(player.view).toMatchObject({ step: 2, elapsed_s: 0 });
    expect(done(0)).toHaveLength(1);
    clock.pass(20 + 10.1);
    expect(done(0)).toEqual([
      { set: 1, side: null, reps: 1, held_s: 10, completed: true },
      { set: 2, side: null, reps: 1, held_s: 10, completed: true },
    ]);
  });

  it('goes to the set before when it is at the beginning already', () => {
    const { clock, player, done } = playing([planks]);
    player.start();
    clock.pass(5 + 10 + 1);
    player.back();
    expect(player.view.step).toBe(0);
    expect(done(0)).toEqual([]);
  });

  it('goes to the item before, and to the very first step at most', () => {
    const { clock, player } = playing([planks, walk]);
    player.start();
    clock.pass(45);
    expect(player.view.item).toBe(1);
    player.back();
    expect(player.view).toMatchObject({ item: 0, step: 2 });
    player.back();
    player.back();
    player.back();
    expect(player.view).toMatchObject({ item: 0, step: 0 });
  });
});

describe('sides', () => {
  it('logs each side on its own', () => {
    const { clock, player, done } = playing([knees]);
    player.start();
    clock.pass(5 + 14 + 5 + 7 + 1);
    player.finish();
    expect(done(0)).toEqual([
      { set: 1, side: 'left', reps: 2, held_s: 6, completed: true },
      { set: 1, side: 'right', reps: 1, held_s: 3, completed: false },
    ]);
    expect(isComplete(knees, player.progress.items[0]!)).toBe(false);
  });

  it('knows an alternating repetition by its number', () => {
    const item = {
      movement: 'bird_dog',
      script: [1, 2, 3, 4].flatMap((rep) => {
        const side = rep % 2 ? ('left' as const) : ('right' as const);
        return [step('move', 1, { side, rep, reps: 4 }), step('back', 1, { side, rep, reps: 4 })];
      }),
    };
    const { clock, player, done } = playing([item]);
    player.start();
    clock.pass(8.1);
    expect(done(0).map(({ side, reps }) => [side, reps])).toEqual([
      ['left', 2],
      ['right', 2],
    ]);
  });
});

describe('pain', () => {
  it('stops the item, leaves out what was named, and waits at the next', () => {
    const { clock, player } = playing([planks, walk, knees]);
    player.start();
    clock.pass(9);
    player.pause();
    player.stopForPain();
    player.leaveOut(['walk']);
    expect(player.view).toMatchObject({ mode: 'paused', item: 2, step: 0 });
    expect(player.progress.items.map(({ hurt, left_out, skipped }) => [hurt, left_out, skipped])).toEqual([
      [true, false, false],
      [false, true, false],
      [false, false, false],
    ]);
    clock.pass(100);
    expect(player.view).toMatchObject({ mode: 'paused', item: 2 });
  });

  it('is not gone back to', () => {
    const { clock, player } = playing([walk, planks, knees]);
    player.start();
    clock.pass(65.5 + 8);
    player.stopForPain();
    player.back();
    expect(player.view.item).toBe(0);
  });

  it('keeps what was held when it came while running', () => {
    const { clock, player, done } = playing([planks, walk]);
    player.start();
    clock.pass(9);
    player.stopForPain();
    expect(done(0)[0]?.held_s).toBeCloseTo(4, 6);
  });

  it('ends the session when nothing is left', () => {
    const { clock, player } = playing([planks, walk]);
    player.start();
    clock.pass(9);
    player.stopForPain();
    player.leaveOut(['walk']);
    expect(player.view.mode).toBe('done');
  });
});

describe('a session broken off', () => {
  it('goes on at the set it was in, with what was done before', () => {
    const first = playing([planks, walk]);
    first.player.start();
    first.clock.pass(5 + 10 + 20 + 3);
    const again = playing([planks, walk], first.player.progress);
    expect(again.player.view).toMatchObject({ mode: 'waiting', item: 0, step: 2, elapsed_s: 0 });
    expect(again.done(0)).toHaveLength(1);
    again.player.start();
    again.clock.pass(20 + 10.1);
    expect(again.done(0)).toHaveLength(2);
  });

  it('is done when it was done', () => {
    const first = playing([planks]);
    first.player.start();
    first.clock.pass(50);
    expect(playing([planks], first.player.progress).player.view.mode).toBe('done');
  });

  it('counts what was never begun as skipped when it is ended early', () => {
    const { clock, player, done } = playing([planks, walk]);
    player.start();
    clock.pass(5 + 10 + 3);
    player.finish();
    expect(player.view.mode).toBe('done');
    expect(player.progress.items.map(({ skipped }) => skipped)).toEqual([true, true]);
    expect(done(0)).toHaveLength(1);
    expect(done(1)).toEqual([]);
  });

  it('stays quiet after it was put away', () => {
    const { clock, player, seen } = playing([planks]);
    player.start();
    player.dispose();
    const before = seen.length;
    clock.pass(100);
    expect(seen).toHaveLength(before);
  });
});
