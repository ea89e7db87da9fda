import { describe, expect, it } from 'vitest';
import { SessionClock } from './clock';
import { BRIDGED_MS, Player, secondsLeft, SLEPT_MS, type Due, type Playable, type View } from './engine';
import { cue, DriftingSound, HandDevice, step } from './fakes';
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

const sore = { pain: 6, where: 'same' } as const;

function playing(items: Playable[], from?: Progress) {
  const clock = new HandDevice();
  const sound = new DriftingSound(clock, 0);
  const seen: View[] = [];
  const heard: Due[] = [];
  let moves = 0;
  const player = new Player({
    items,
    clock: new SessionClock(clock, sound),
    changed: (view) => seen.push(view),
    cued: (due) => heard.push(...due),
    moved: () => (moves += 1),
    ...(from ? { from } : {}),
  });
  const done = (at: number) => setsDone(player.items[at]!.script, player.progress.items[at]!);
  return { clock, sound, player, seen, heard, done, moves: () => moves };
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
    clock.pass(4);
    clock.sleep(1 + 2 + 1);
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

  it('pauses too when only the calendar tells that time went by', () => {
    const { clock, player } = playing([planks]);
    player.start();
    clock.pass(5 + 4);
    clock.wallSet_ms += 600_000;
    clock.pass(1);
    expect(player.view).toMatchObject({ mode: 'paused', step: 1, slept: true });
  });

  it('does not care about a calendar that is set back', () => {
    const { clock, player } = playing([planks]);
    player.start();
    clock.pass(5 + 4);
    clock.wallSet_ms -= 86_400_000;
    clock.pass(2);
    expect(player.view).toMatchObject({ mode: 'running', step: 1 });
    expect(player.view.elapsed_s).toBeCloseTo(6, 6);
  });

  it('goes on from one item to the next without losing any time', () => {
    const { clock, player } = playing([walk, planks]);
    player.start();
    clock.pass(64);
    clock.sleep(3);
    expect(player.view).toMatchObject({ item: 1, step: 0 });
    expect(player.view.elapsed_s).toBeCloseTo(2, 6);
  });

  it('wakes about once a second, not more', () => {
    const { clock, player, seen } = playing([walk]);
    player.start();
    clock.pass(60);
    expect(seen.length).toBeLessThan(70);
  });

  it('shows every second of a count once', () => {
    const { clock, player, seen } = playing([planks]);
    player.start();
    clock.pass(15);
    const shown = seen.filter(({ step }) => step === 1).map(({ elapsed_s }) => secondsLeft(10 - elapsed_s));
    expect([...new Set(shown)]).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
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
    player.stopForPain(sore);
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
    player.stopForPain(sore);
    player.back();
    expect(player.view.item).toBe(0);
  });

  it('keeps what was held when it came while running', () => {
    const { clock, player, done } = playing([planks, walk]);
    player.start();
    clock.pass(9);
    player.stopForPain(sore);
    expect(done(0)[0]?.held_s).toBeCloseTo(4, 6);
  });

  it('ends the session when nothing is left', () => {
    const { clock, player } = playing([planks, walk]);
    player.start();
    clock.pass(9);
    player.stopForPain(sore);
    player.leaveOut(['walk']);
    expect(player.view.mode).toBe('done');
  });
});

describe('sound', () => {
  it('goes by the sound as soon as it runs, without a jump', () => {
    const { clock, sound, player } = playing([walk]);
    player.start();
    clock.pass(2);
    sound.run();
    clock.pass(1);
    expect(player.view.elapsed_s).toBeCloseTo(3, 6);
    sound.stop();
    player.look();
    clock.pass(1);
    expect(player.view.elapsed_s).toBeCloseTo(4, 6);
  });

  it('lets a page be away as long as tones are set ahead, and catches up', () => {
    const { clock, sound, player, done } = playing([planks, walk]);
    sound.run();
    player.start();
    clock.pass(5 + 4);
    clock.sleep(BRIDGED_MS / 1000 - 30);
    expect(player.view).toMatchObject({ mode: 'running', item: 1, step: 1 });
    expect(done(0)).toHaveLength(2);
  });

  it('pauses where the person was last guided when the page was away for longer', () => {
    const { clock, sound, player, done } = playing([planks, walk]);
    sound.run();
    player.start();
    clock.pass(5 + 4);
    clock.sleep(BRIDGED_MS / 1000 + 1);
    expect(player.view).toMatchObject({ mode: 'paused', slept: true, item: 0, step: 1 });
    expect(player.view.elapsed_s).toBeCloseTo(4, 1);
    expect(done(0)).toEqual([]);
  });

  it('pauses where the sound stood still', () => {
    const { clock, sound, player } = playing([planks]);
    sound.run();
    player.start();
    clock.pass(5 + 4);
    sound.stop();
    clock.sleep(600);
    expect(player.view).toMatchObject({ mode: 'paused', slept: true, step: 1 });
    expect(player.view.elapsed_s).toBeCloseTo(4, 1);
    sound.run();
    player.resume();
    clock.pass(3);
    expect(player.view.elapsed_s).toBeCloseTo(7, 1);
  });
});

describe('cues', () => {
  const talking = {
    movement: 'hold',
    script: [
      step('get_ready', 15, { cues: [cue(0, 'Next: hold.'), cue(12, null, 'ready'), cue(13, null, 'ready'), cue(14, null, 'ready')] }),
      step('hold', 20, { cues: [cue(0, 'Hold.', 'turn'), cue(10, 'Halfway.')] }),
    ],
  };

  it('are told at their own time, in order', () => {
    const { clock, player, heard, seen } = playing([talking]);
    player.start();
    clock.pass(40);
    expect(heard.map(({ cue: { say, tone } }) => say ?? tone)).toEqual(['Next: hold.', 'ready', 'ready', 'ready', 'Hold.', 'Halfway.']);
    expect(Math.max(...heard.map(({ late_ms }) => late_ms))).toBeLessThan(1);
    expect(seen.findLast(({ step }) => step === 1)?.said).toBe('Halfway.');
  });

  it('are not told again after a pause, and told again after going back', () => {
    const { clock, player, heard } = playing([talking]);
    player.start();
    clock.pass(16);
    player.pause();
    player.resume();
    clock.pass(1);
    expect(heard.filter(({ cue: { say } }) => say === 'Hold.')).toHaveLength(1);
    clock.pass(2);
    player.back();
    expect(heard.filter(({ cue: { say } }) => say === 'Next: hold.')).toHaveLength(2);
  });

  it('that came late say how late', () => {
    const { clock, player, heard } = playing([talking]);
    player.start();
    clock.pass(14.5);
    clock.sleep(3);
    const hold = heard.find(({ cue: { say } }) => say === 'Hold.');
    expect(hold?.late_ms).toBeCloseTo(2500, 0);
    expect(hold?.current).toBe(true);
  });

  it('are known ahead as tones, through the items to the end', () => {
    const { player } = playing([talking, walk]);
    player.start();
    expect(player.tonesUntil(Infinity)).toEqual([
      { at_ms: 12_000, tone: 'ready' },
      { at_ms: 13_000, tone: 'ready' },
      { at_ms: 14_000, tone: 'ready' },
      { at_ms: 15_000, tone: 'turn' },
      { at_ms: 100_000, tone: 'done' },
    ]);
    player.pause();
    expect(player.tonesUntil(Infinity)).toEqual([]);
  });

  it('ahead leave out what is left out', () => {
    const { player } = playing([walk, talking]);
    player.start();
    player.leaveOut(['hold']);
    expect(player.tonesUntil(Infinity).map(({ tone }) => tone)).toEqual(['done']);
  });
});

describe('swap', () => {
  const bridge = { movement: 'bridge', script: [step('get_ready', 15), step('hold', 10)] };

  it('replaces what was not begun, and begins at its beginning', () => {
    const { clock, player } = playing([planks, walk]);
    player.start();
    clock.pass(3);
    player.pause();
    player.swap(bridge, 'too_hard');
    expect(player.view).toMatchObject({ mode: 'running', item: 0, step: 0, elapsed_s: 0 });
    expect(player.items.map(({ movement }) => movement)).toEqual(['bridge', 'walk']);
    expect(player.progress.items[0]?.swapped).toEqual({ instead_of: 'plank', reason: 'too_hard' });
  });

  it('keeps the sets of what was begun', () => {
    const { clock, player, done } = playing([planks, walk]);
    player.start();
    clock.pass(5 + 10 + 20 + 2);
    player.swap(bridge, 'dislike');
    expect(player.items.map(({ movement }) => movement)).toEqual(['plank', 'bridge', 'walk']);
    expect(player.view).toMatchObject({ item: 1, step: 0 });
    expect(done(0).map(({ completed }) => completed)).toEqual([true, false]);
    expect(player.progress.items[0]).toMatchObject({ skipped: true, swapped: null });
  });

  it('remembers what the plan had, also when what came instead is swapped again', () => {
    const { player } = playing([planks]);
    player.start();
    player.swap(bridge, 'position');
    player.swap(walk, 'room');
    expect(player.items.map(({ movement }) => movement)).toEqual(['walk']);
    expect(player.progress.items[0]?.swapped).toEqual({ instead_of: 'plank', reason: 'room' });
  });

  it('is still a swap after going back to its beginning', () => {
    const { clock, player } = playing([planks, walk]);
    player.start();
    player.swap(bridge, 'room');
    clock.pass(18);
    player.back();
    expect(player.progress.items[0]?.swapped?.instead_of).toBe('plank');
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
