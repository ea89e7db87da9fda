/** Clocks that stand still until they are told, and scripts small enough to read. For tests only. */
import type { Cue, Step, Tone } from '$lib/api/types';
import type { Device, SoundTime } from './clock';

/** A device whose time goes by when it is let. Alarms ring late by up to `throttle_ms`, as those of a hidden page. */
export class HandDevice implements Device {
  throttle_ms = 0;
  /** How far the calendar's clock was set off. */
  wallSet_ms = 0;
  private at_ms = 1000;
  private waiting: { due_ms: number; then: () => void }[] = [];

  now(): number {
    return this.at_ms;
  }

  wall(): number {
    return this.at_ms + this.wallSet_ms;
  }

  after(ms: number, then: () => void): () => void {
    const due_ms = this.at_ms + ms;
    const entry = { due_ms: this.throttle_ms > 0 ? Math.ceil(due_ms / this.throttle_ms) * this.throttle_ms : due_ms, then };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter((other) => other !== entry);
    };
  }

  /** Let time go by, ringing what falls due, each at its own moment. */
  pass(seconds: number): void {
    const end_ms = this.at_ms + seconds * 1000;
    for (;;) {
      const next = this.waiting.filter((entry) => entry.due_ms <= end_ms).sort((a, b) => a.due_ms - b.due_ms)[0];
      if (!next) break;
      this.waiting = this.waiting.filter((entry) => entry !== next);
      this.at_ms = Math.max(this.at_ms, next.due_ms);
      next.then();
    }
    this.at_ms = end_ms;
  }

  /** Jump ahead as a sleeping device does: nothing rings on the way, then all that was due rings once. */
  sleep(seconds: number): void {
    this.at_ms += seconds * 1000;
    this.pass(0);
  }
}

/** Sound on a crystal of its own: a little faster or slower than the device's, and it can stand still. */
export class DriftingSound implements SoundTime {
  running = false;
  private readonly device: HandDevice;
  private readonly rate: number;
  private seconds_before = 0;
  private since_ms = 0;

  constructor(device: HandDevice, partsPerMillion: number) {
    this.device = device;
    this.rate = 1 + partsPerMillion / 1e6;
  }

  get seconds(): number {
    const ran_ms = this.running ? this.device.now() - this.since_ms : 0;
    return this.seconds_before + (ran_ms * this.rate) / 1000;
  }

  run(): void {
    this.since_ms = this.device.now();
    this.running = true;
  }

  stop(): void {
    this.seconds_before = this.seconds;
    this.running = false;
  }
}

export const step = (kind: Step['kind'], seconds: number, more: Partial<Step> = {}): Step => ({
  kind,
  seconds,
  side: null,
  set: 1,
  sets: 1,
  rep: null,
  reps: null,
  show: '',
  cues: [],
  ...more,
});

export const cue = (at_s: number, say: string | null, tone: Tone | null = null): Cue => ({ at_s, say, tone });
