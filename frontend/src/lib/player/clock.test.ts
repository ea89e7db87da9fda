import { describe, expect, it } from 'vitest';
import { SessionClock } from './clock';
import { DriftingSound, HandDevice } from './fakes';

function clocks(partsPerMillion = 0) {
  const device = new HandDevice();
  const sound = new DriftingSound(device, partsPerMillion);
  return { device, sound, clock: new SessionClock(device, sound) };
}

describe('session time', () => {
  it('is the device’s while no sound runs', () => {
    const { device, clock } = clocks();
    device.pass(3);
    expect(clock.now()).toBe(3000);
    expect(clock.soundAt(5000)).toBeNull();
  });

  it('is the sound’s while it runs, and knows its own moments there', () => {
    const { device, sound, clock } = clocks(1000);
    device.pass(2);
    sound.run();
    clock.now();
    device.pass(100);
    expect(clock.now()).toBeCloseTo(2000 + 100_100, 3);
    expect(clock.soundAt(2000)).toBeCloseTo(0, 6);
    expect(clock.soundAt(3000)).toBeCloseTo(1, 6);
  });

  it('never jumps and never goes back when the sound comes and goes', () => {
    const { device, sound, clock } = clocks(-500);
    let before = clock.now();
    for (let at = 0; at < 200; at += 1) {
      if (at % 20 === 7) sound.run();
      if (at % 20 === 15) {
        clock.now();
        sound.stop();
      }
      device.pass(0.1);
      const now = clock.now();
      expect(now).toBeGreaterThan(before - 0.001);
      expect(now - before).toBeLessThan(201);
      before = now;
    }
  });

  it('leaves a sound that says it runs and does not move', () => {
    const device = new HandDevice();
    const clock = new SessionClock(device, { running: true, seconds: 7 });
    for (let at = 0; at < 10; at += 1) {
      device.pass(1);
      clock.now();
    }
    expect(clock.sounding).toBe(false);
    expect(clock.now()).toBeGreaterThan(7000);
  });
});

describe('what was missed', () => {
  it('is nothing while time goes by', () => {
    const { device, clock } = clocks();
    const since = clock.moment();
    device.pass(30);
    expect(clock.missed_ms(since)).toBe(0);
  });

  it('is the time the sound stood still', () => {
    const { device, sound, clock } = clocks();
    sound.run();
    const since = clock.moment();
    device.pass(5);
    sound.stop();
    device.sleep(600);
    expect(clock.missed_ms(since)).toBeCloseTo(600_000, 3);
  });

  it('is the time the calendar went on alone, as on a computer whose other clocks sleep too', () => {
    const { device, clock } = clocks();
    const since = clock.moment();
    device.wallSet_ms += 600_000;
    expect(clock.missed_ms(since)).toBe(600_000);
  });

  it('is not a calendar set back', () => {
    const { device, clock } = clocks();
    const since = clock.moment();
    device.wallSet_ms -= 600_000;
    expect(clock.missed_ms(since)).toBe(0);
  });
});
