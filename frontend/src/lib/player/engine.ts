/**
 * Player: walks through a session's scripts in time.
 *
 * It knows no page and no voice: it is handed a clock, and tells `changed` what is on. How long a step has run
 * is always the difference of two readings of the clock, never a count of ticks, so a late tick is only late.
 *
 *            start            step ran its time: the next step, item, or done
 *   waiting ───────▶ running ──────────────────────────────────────────────▶ done
 *                    │     ▲                                                  ▲
 *              pause ▼     │ resume                                    finish │
 *                    paused ──────────────────────────────────────────────────┘
 */
import type { PlayItem, Step } from '$lib/api/types';
import type { Clock } from './clock';
import { forgetFrom, freshProgress, isTimed, isWait, stretchStart, type ItemProgress, type Progress } from './progress';

export type Mode = 'waiting' | 'running' | 'paused' | 'done';

export interface View {
  readonly mode: Mode;
  readonly item: number;
  readonly step: number;
  readonly elapsed_s: number;
  /** True when the pause is ours: the device slept, and nobody can say what was done meanwhile. */
  readonly slept: boolean;
}

/** A tick this late means that the device slept, not that it was busy. */
export const SLEPT_MS = 20_000;
const TICK_MS = 100;
/** Within this time "back" means the stretch before, as it does in every music player. */
const BACK_AGAIN_S = 2;

interface Options {
  items: readonly Pick<PlayItem, 'movement' | 'script'>[];
  clock: Clock;
  changed: (view: View) => void;
  /** Where a session that was broken off goes on: at the beginning of the stretch it was in. */
  from?: Progress;
}

export class Player {
  private readonly items: Options['items'];
  private readonly clock: Clock;
  private readonly changed: Options['changed'];
  private mode: Mode = 'waiting';
  private slept = false;
  private place: Progress;
  private ran_ms = 0;
  private since_ms = 0;
  private callOff: (() => void) | null = null;

  constructor({ items, clock, changed, from }: Options) {
    this.items = items;
    this.clock = clock;
    this.changed = changed;
    this.place = from ?? freshProgress(items.length);
    if (from) this.restart(from.item, from.step);
    if (this.place.item >= items.length) this.mode = 'done';
  }

  get view(): View {
    const { item, step } = this.place;
    return { mode: this.mode, item, step, elapsed_s: this.elapsed_ms / 1000, slept: this.slept };
  }

  /** A copy of all that was done, to keep or to send. */
  get progress(): Progress {
    return structuredClone(this.place);
  }

  start(): void {
    if (this.mode === 'waiting') this.run();
  }

  pause(): void {
    if (this.mode !== 'running') return;
    this.ran_ms = this.elapsed_ms;
    this.halt('paused');
  }

  resume(): void {
    if (this.mode !== 'paused') return;
    this.slept = false;
    this.run();
  }

  /** Leave a wait early, or the whole item when at work. */
  skip(): void {
    const step = this.current;
    if (!step || this.mode === 'done') return;
    if (!isWait(step)) return this.leaveItem({ skipped: true });
    this.goTo(this.place.item, this.place.step + 1, 0);
    if (this.mode === 'running') this.tell();
    else this.resumeAt();
  }

  /** Leave the item out altogether, from anywhere in it. */
  skipItem(): void {
    if (this.mode !== 'done') this.leaveItem({ skipped: true });
  }

  /** Begin the stretch again; at its very beginning, the one before. What is done again is forgotten first. */
  back(): void {
    if (this.mode === 'done') return;
    const { item, step } = this.place;
    const start = this.startOf(item, step);
    const atStart = step === start && this.elapsed_ms < BACK_AGAIN_S * 1000;
    if (!atStart) this.restart(item, step);
    else if (step > 0) this.restart(item, step - 1);
    else this.restartBefore(item);
    this.since_ms = this.clock.now();
    this.tell();
  }

  /** Stop this item for pain. Stays paused at the next. */
  stopForPain(): void {
    if (this.mode === 'done') return;
    this.ran_ms = this.elapsed_ms;
    this.halt('paused');
    this.leaveItem({ hurt: true });
  }

  /** Leave out those movements from here on. */
  leaveOut(movements: readonly string[]): void {
    this.items.forEach((item, at) => {
      if (at >= this.place.item && movements.includes(item.movement)) this.note(at, { left_out: true });
    });
    if (this.mode === 'done' || !this.own.left_out) return;
    this.goTo(this.place.item + 1, 0, 0);
    this.tell();
  }

  /** End the session here; what was not begun counts as skipped. */
  finish(): void {
    if (this.mode === 'done') return;
    this.keepHeld(this.elapsed_ms);
    this.place.items = this.place.items.map((item, at) =>
      at > this.place.item || (at === this.place.item && !item.hurt) ? { ...item, skipped: true } : item,
    );
    this.place.item = this.items.length;
    this.place.step = 0;
    this.ran_ms = 0;
    this.halt('done');
  }

  /** Stop the clock for good, when the page goes. */
  dispose(): void {
    this.callOff?.();
    this.callOff = null;
  }

  private get current(): Step | undefined {
    return this.items[this.place.item]?.script[this.place.step];
  }

  private get elapsed_ms(): number {
    return this.ran_ms + (this.mode === 'running' ? this.clock.now() - this.since_ms : 0);
  }

  /** Whoever skips a wait is ready: go on, even from a pause. */
  private resumeAt(): void {
    if (this.mode === 'done') return;
    this.slept = false;
    this.run();
  }

  private run(): void {
    this.mode = 'running';
    this.since_ms = this.clock.now();
    this.plan();
    this.tell();
  }

  private halt(mode: 'paused' | 'done'): void {
    this.mode = mode;
    this.dispose();
    this.tell();
  }

  private plan(): void {
    this.dispose();
    const planned = this.clock.now();
    this.callOff = this.clock.after(TICK_MS, () => this.tick(planned));
  }

  private tick(planned: number): void {
    if (this.mode !== 'running') return;
    if (this.clock.now() - planned > SLEPT_MS) {
      this.ran_ms += planned - this.since_ms;
      this.slept = true;
      this.halt('paused');
      return;
    }
    this.advance();
    if (this.mode !== 'running') return;
    this.plan();
    this.tell();
  }

  /** Let every step end that has had its time; what is left over belongs to the next one. */
  private advance(): void {
    for (let step = this.current; step && this.mode === 'running'; step = this.current) {
      const over = this.elapsed_ms - step.seconds * 1000;
      if (over < 0) return;
      this.finishStep(step);
      this.goTo(this.place.item, this.place.step + 1, over);
    }
  }

  private finishStep(step: Step): void {
    const done = this.own;
    if (!done.finished.includes(this.place.step)) done.finished.push(this.place.step);
    if (isTimed(step)) done.held_s[this.place.step] = step.seconds;
  }

  private get own(): ItemProgress {
    const own = this.place.items[this.place.item];
    if (!own) throw new RangeError(`no item ${this.place.item}`);
    return own;
  }

  private note(item: number, what: Partial<ItemProgress>): void {
    const before = this.place.items[item];
    if (before) this.place.items[item] = { ...before, ...what };
  }

  private keepHeld(elapsed_ms: number): void {
    const step = this.current;
    if (step && isTimed(step) && elapsed_ms > 0) {
      this.own.held_s[this.place.step] = Math.min(elapsed_ms / 1000, step.seconds);
    }
  }

  private leaveItem(what: Partial<ItemProgress>): void {
    this.keepHeld(this.elapsed_ms);
    this.note(this.place.item, what);
    this.goTo(this.place.item + 1, 0, 0);
    this.tell();
  }

  /** Go to a step, or past the end of an item to the next one that is not left out, or to the end. */
  private goTo(item: number, step: number, ran_ms: number): void {
    let [toItem, toStep] = [item, step];
    while (toItem < this.items.length) {
      const left = this.place.items[toItem];
      const out = toItem !== this.place.item && (left?.skipped || left?.hurt || left?.left_out);
      if (!out && toStep < (this.items[toItem]?.script.length ?? 0)) break;
      toItem += 1;
      toStep = 0;
    }
    const sameItem = toItem === this.place.item;
    this.place.item = toItem;
    this.place.step = toStep;
    // Time left over flows on inside an item; a new item always begins at its own beginning.
    this.ran_ms = sameItem ? ran_ms : 0;
    this.since_ms = this.clock.now();
    if (toItem >= this.items.length) this.halt('done');
  }

  private startOf(item: number, step: number): number {
    return stretchStart(this.items[item]?.script ?? [], step);
  }

  private restart(item: number, step: number): void {
    const own = this.place.items[item];
    if (!own) return;
    const start = this.startOf(item, step);
    this.place.items[item] = forgetFrom(own, start);
    this.place.item = item;
    this.place.step = start;
    this.ran_ms = 0;
  }

  private restartBefore(item: number): void {
    for (let at = item - 1; at >= 0; at -= 1) {
      const script = this.items[at]?.script ?? [];
      const own = this.place.items[at];
      // What was stopped or left out for pain is not gone back to.
      if (!own?.hurt && !own?.left_out && script.length > 0) return this.restart(at, script.length - 1);
    }
    this.restart(item, 0);
  }

  private tell(): void {
    this.changed(this.view);
  }
}
