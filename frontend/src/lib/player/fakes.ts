/** A clock that stands still until it is told, and scripts small enough to read. For tests only. */
import type { Step } from '$lib/api/types';
import type { Clock } from './clock';

export class HandClock implements Clock {
  private at_ms = 0;
  private waiting: { due: number; then: () => void }[] = [];

  now(): number {
    return this.at_ms;
  }

  after(ms: number, then: () => void): () => void {
    const entry = { due: this.at_ms + ms, then };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter((other) => other !== entry);
    };
  }

  /** Let time go by, ringing what falls due, each at its own moment. */
  pass(seconds: number): void {
    const end = this.at_ms + seconds * 1000;
    for (;;) {
      const next = this.waiting.filter((entry) => entry.due <= end).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      this.waiting = this.waiting.filter((entry) => entry !== next);
      this.at_ms = Math.max(this.at_ms, next.due);
      next.then();
    }
    this.at_ms = end;
  }

  /** Jump ahead as a sleeping device does: nothing rings on the way, then all that was due rings once. */
  sleep(seconds: number): void {
    this.at_ms += seconds * 1000;
    this.pass(0);
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
  say: null,
  show: '',
  ...more,
});
