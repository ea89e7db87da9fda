import { describe, expect, it } from 'vitest';
import type { Tone } from '$lib/api/types';
import { Caller, type Bell } from './caller';
import { SessionClock } from './clock';
import { Player, type Due, type Playable } from './engine';
import { cue, DriftingSound, HandDevice, step } from './fakes';
import type { Weight } from './speech';

/** Takes tones down; what is called off before its time was never heard. */
class PaperBell implements Bell {
  set: { tone: Tone; at_s: number }[] = [];
  private readonly sound: DriftingSound;

  constructor(sound: DriftingSound) {
    this.sound = sound;
  }

  schedule(tone: Tone, at_s: number): void {
    this.set.push({ tone, at_s: Math.max(at_s, this.sound.seconds) });
  }

  cancel(): void {
    this.set = this.set.filter(({ at_s }) => at_s <= this.sound.seconds);
  }

  get heard(): { tone: Tone; at_s: number }[] {
    return this.set.filter(({ at_s }) => at_s <= this.sound.seconds).sort((one, other) => one.at_s - other.at_s);
  }
}

function calling(items: Playable[], { partsPerMillion = 0, silent = false } = {}) {
  const device = new HandDevice();
  const sound = new DriftingSound(device, partsPerMillion);
  const clock = new SessionClock(device, sound);
  const bell = new PaperBell(sound);
  const said: { text: string; weight: Weight; at_s: number }[] = [];
  const seen: Tone[] = [];
  const late: number[] = [];
  let quiet = silent;
  const player: Player = new Player({
    items,
    clock,
    changed: () => caller.keepAhead(),
    cued: (due: readonly Due[]) => {
      late.push(...due.map(({ late_ms }) => late_ms));
      caller.call(due);
    },
    moved: () => caller.moved(),
  });
  const caller: Caller = new Caller({
    clock,
    bell,
    tonesUntil: (until_ms) => player.tonesUntil(until_ms),
    say: (text, weight) => said.push({ text, weight, at_s: device.now() / 1000 }),
    twin: (tone) => seen.push(tone),
    silent: () => quiet,
  });
  const hush = (on: boolean) => {
    quiet = on;
    caller.moved();
  };
  return { device, sound, bell, player, said, seen, late, hush };
}

/** A script with a tone every two seconds, some with words, as long as wanted. */
const paced = (minutes: number): Playable[] =>
  Array.from({ length: minutes }, (_, at) => ({
    movement: `m${at}`,
    script: Array.from({ length: 10 }, (_, rep) => [
      step('move', 2, { rep: rep + 1, reps: 10, cues: [cue(0, String(rep + 1), 'turn')] }),
      step('back', 4, { rep: rep + 1, reps: 10, cues: [cue(0, null, 'turn'), cue(2, null, 'ready')] }),
    ]).flat(),
  }));

const talking: Playable = {
  movement: 'hold',
  script: [
    step('get_ready', 15, { cues: [cue(0, 'Next: hold.'), cue(14, null, 'ready')] }),
    step('hold', 20, { cues: [cue(0, 'Hold.', 'turn'), cue(10, 'Halfway.')] }),
    step('move', 2, { rep: 2, reps: 3, cues: [cue(0, '2', 'turn')] }),
  ],
};

describe('tones', () => {
  it.each([
    [3, 1, 300],
    [3, 60, -300],
    [30, 1, -200],
    [30, 60, 200],
  ])('of %i minutes, the page woken every %i s, the sound off by %i ppm: within 50 ms', (minutes, throttle_s, partsPerMillion) => {
    const { device, sound, bell, player, late } = calling(paced(minutes), { partsPerMillion });
    device.throttle_ms = throttle_s * 1000;
    player.start();
    device.pass(0.12);
    sound.run();
    player.look();
    device.pass(minutes * 60 + 120);
    const heard = bell.heard.map(({ at_s }) => at_s);
    expect(heard).toHaveLength(minutes * 30 + 1);
    // The first sounded late: the sound was still being opened.
    const begin_s = heard[1]! - 2;
    const off_ms = heard.slice(1).map((at_s, at) => Math.abs(at_s - begin_s - 2 * (at + 1)) * 1000);
    expect(Math.max(...off_ms)).toBeLessThan(50);
    expect(player.view.mode).toBe('done');
    // What is said and shown lags no more at the end than at the beginning.
    expect(Math.max(...late)).toBeLessThan(throttle_s * 1000 + 1);
  });

  it('are called off by a pause, and set again when it goes on', () => {
    const { device, sound, bell, player } = calling(paced(1));
    sound.run();
    player.start();
    device.pass(3);
    player.pause();
    device.pass(60);
    expect(bell.heard).toHaveLength(2);
    player.resume();
    device.pass(1.5);
    expect(bell.heard).toHaveLength(3);
    expect(bell.heard.at(-1)?.at_s).toBeCloseTo(64, 2);
  });

  it('follow a skip and a step back', () => {
    const { device, sound, bell, player } = calling([talking, talking]);
    sound.run();
    player.start();
    device.pass(4);
    player.skip();
    device.pass(0.01);
    expect(bell.heard.map(({ tone }) => tone)).toEqual(['turn']);
    player.back();
    device.pass(13.9);
    expect(bell.heard).toHaveLength(1);
    device.pass(0.2);
    expect(bell.heard.map(({ tone }) => tone)).toEqual(['turn', 'ready']);
  });

  it('end with the one that says so', () => {
    const { device, sound, bell, player } = calling([talking]);
    sound.run();
    player.start();
    device.pass(60);
    expect(bell.heard.at(-1)).toMatchObject({ tone: 'done', at_s: 37 });
  });
});

describe('words', () => {
  it('are said when their time comes, weighed by what they are', () => {
    const { device, player, said } = calling([talking]);
    player.start();
    device.pass(60);
    expect(said.map(({ text, weight, at_s }) => [text, weight, Math.round(at_s - 1)])).toEqual([
      ['Next: hold.', 'cue', 0],
      ['Hold.', 'cue', 15],
      ['Halfway.', 'count', 25],
      ['2', 'count', 35],
    ]);
  });

  it('that come too late are not said at all', () => {
    const { device, player, said } = calling([talking]);
    player.start();
    device.pass(14);
    device.sleep(4);
    expect(said.map(({ text }) => text)).toEqual(['Next: hold.']);
  });
});

describe('silence', () => {
  it('sets no tones and says nothing; every tone is seen and felt instead', () => {
    const { device, sound, bell, player, said, seen } = calling([talking], { silent: true });
    sound.run();
    player.start();
    device.pass(40);
    expect([bell.set, said]).toEqual([[], []]);
    expect(seen).toEqual(['ready', 'turn', 'turn']);
  });

  it('begins and ends at once', () => {
    const { device, sound, bell, player, hush } = calling([talking]);
    sound.run();
    player.start();
    device.pass(10);
    hush(true);
    device.pass(10);
    expect(bell.heard).toHaveLength(0);
    hush(false);
    device.pass(40);
    expect(bell.heard.map(({ tone }) => tone)).toEqual(['turn', 'done']);
  });
});
