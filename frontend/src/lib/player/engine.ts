/**
 * Player: walks through a session's scripts in time.
 *
 * It knows no page, no voice and no sound: it is handed a clock, and tells what is on (`changed`), which cues are
 * due (`cued`), and when the times to come are others than before (`moved`). How long a step has run is always the
 * difference of two readings of the clock, and a step begins where the one before ended, so nothing adds up.
 *
 *            start            step ran its time: the next step, item, or done
 *   waiting ───────▶ running ──────────────────────────────────────────────▶ done
 *                    │     ▲                                                  ▲
 *              pause ▼     │ resume                                    finish │
 *                    paused ──────────────────────────────────────────────────┘
 */
import type { Cue, PlayItem, Step, SwapReason, Tone } from '$lib/api/types';
import { phaseEnd } from './breath';
import type { Moment, SessionClock } from './clock';
import {
  forgetFrom,
  freshItem,
  freshProgress,
  isTimed,
  isWait,
  setsDone,
  stretchStart,
  type Felt,
  type ItemProgress,
  type Progress,
} from './progress';

export type Mode = 'waiting' | 'running' | 'paused' | 'done';

export interface View {
  readonly mode: Mode;
  readonly item: number;
  readonly step: number;
  readonly elapsed_s: number;
  /** The last words of a cue in this step. */
  readonly said: string | null;
  /** True when the pause is ours: the device slept, and nobody can say what was done meanwhile. */
  readonly slept: boolean;
}

/** A cue whose time has come, and how long ago. `current`: it belongs to the step that is on now. */
export interface Due {
  readonly cue: Cue;
  readonly step: Step;
  readonly late_ms: number;
  readonly current: boolean;
}

/** A tone to come, in session time. */
export interface Coming {
  readonly at_ms: number;
  readonly tone: Tone;
}

export type Playable = Pick<PlayItem, 'movement' | 'script'> & Partial<Pick<PlayItem, 'breath'>>;

/** When time stood still for this long, or nobody looked for so long while no sound ran, the device slept. */
export const SLEPT_MS = 5_000;
/** With sound running, a hidden page may be woken once a minute only; what is scheduled ahead bridges that. */
export const BRIDGED_MS = 90_000;
/** Within this time "back" means the stretch before, as it does in every music player. */
const BACK_AGAIN_S = 2;
/** The sound's clock moves in small jumps; asking again sooner than this finds it where it was. */
const SOONEST_MS = 8;
/** A tone is still worth sounding so long after its time, while the sound is only just being opened. */
const JUST_NOW_MS = 250;
/** What is shown may be so much ahead of the clock; otherwise a wake a hair too early would show a second twice. */
const AHEAD_S = 0.05;

/** The whole seconds still to go, as they are shown. */
export const secondsLeft = (left_s: number): number => Math.max(1, Math.ceil(left_s - AHEAD_S));

interface Options<T extends Playable> {
  items: readonly T[];
  clock: SessionClock;
  changed?: (view: View) => void;
  cued?: (due: readonly Due[]) => void;
  moved?: () => void;
  /** Where a session that was broken off goes on: at the beginning of the stretch it was in. */
  from?: Progress;
}

const ignore = (): void => {};

export class Player<T extends Playable = Playable> {
  private list: T[];
  private readonly clock: SessionClock;
  private readonly changed: (view: View) => void;
  private readonly cued: (due: readonly Due[]) => void;
  private readonly moved: () => void;
  private mode: Mode = 'waiting';
  private slept = false;
  private place: Progress;
  private ran_ms = 0;
  private since_ms = 0;
  /** How many of the step's cues have had their time. */
  private told = 0;
  private said: string | null = null;
  private looked: Moment;
  private planned_ms = 0;
  private callOff: (() => void) | null = null;

  constructor({ items, clock, changed = ignore, cued = ignore, moved = ignore, from }: Options<T>) {
    this.list = [...items];
    this.clock = clock;
    this.changed = changed;
    this.cued = cued;
    this.moved = moved;
    this.place = from ? structuredClone(from) : freshProgress(items.length);
    this.looked = clock.moment();
    if (from) this.restart(from.item, from.step);
    if (this.place.item >= items.length) this.mode = 'done';
  }

  get view(): View {
    const { item, step } = this.place;
    return { mode: this.mode, item, step, elapsed_s: this.elapsed_ms / 1000, said: this.said, slept: this.slept };
  }

  /** The items as they are played: those of the plan, with what was swapped. */
  get items(): readonly T[] {
    return this.list;
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
    this.advance([]);
    if (this.mode !== 'running') return;
    this.ran_ms = this.elapsed_ms;
    this.halt('paused');
  }

  resume(): void {
    if (this.mode === 'paused') this.run();
  }

  /** See what time it is. Called by the player's own alarm, and whenever the page may have been away. */
  look(): void {
    if (this.mode !== 'running') return;
    if (this.wasAway()) {
      this.slept = true;
      return this.halt('paused');
    }
    const due: Due[] = [];
    this.advance(due);
    if (due.length > 0) this.cued(due);
    if (this.mode === 'running') this.plan();
    this.tell();
  }

  /** Leave a wait early, or the whole item when at work. */
  skip(): void {
    const step = this.current;
    if (!step) return;
    if (!isWait(step)) return this.leaveItem({ skipped: true });
    this.goTo(this.place.item, this.place.step + 1, 0);
    // Whoever leaves a wait is ready: it goes on, even from a pause.
    if (this.current) this.run();
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
    this.replaced();
  }

  /** Do another movement in place of this one, from its beginning. What was done of this one stays done. */
  swap(into: T, reason: SwapReason): void {
    const { item } = this.place;
    const going = this.list[item];
    if (this.mode === 'done' || !going) return;
    this.keepHeld(this.elapsed_ms);
    const swapped = { instead_of: this.own.swapped?.instead_of ?? going.movement, reason };
    const fresh = { ...freshItem(), swapped };
    const begun = setsDone(going.script, this.own).length > 0;
    if (begun) this.note(item, { skipped: true });
    const at = begun ? item + 1 : item;
    this.list = this.list.toSpliced(at, begun ? 0 : 1, into);
    this.place.items = this.place.items.toSpliced(at, begun ? 0 : 1, fresh);
    this.goTo(at, 0, 0);
    this.run();
  }

  /** Stop this item for pain. Stays paused at the next. */
  stopForPain(felt: Felt): void {
    if (this.mode === 'done') return;
    this.ran_ms = this.elapsed_ms;
    this.mode = 'paused';
    this.dispose();
    this.leaveItem({ hurt: true, felt });
  }

  /** Leave out those movements from here on. */
  leaveOut(movements: readonly string[]): void {
    this.list.forEach((item, at) => {
      if (at >= this.place.item && movements.includes(item.movement)) this.note(at, { left_out: true });
    });
    if (this.mode === 'done' || !this.own.left_out) return;
    this.goTo(this.place.item + 1, 0, 0);
    this.replaced();
  }

  /** End the session here; what was not begun counts as skipped. */
  finish(): void {
    if (this.mode === 'done') return;
    this.keepHeld(this.elapsed_ms);
    this.place.items = this.place.items.map((item, at) =>
      at > this.place.item || (at === this.place.item && !item.hurt) ? { ...item, skipped: true } : item,
    );
    this.place.item = this.list.length;
    this.place.step = 0;
    this.ran_ms = 0;
    this.halt('done');
  }

  /** Stop the clock for good, when the page goes. */
  dispose(): void {
    this.callOff?.();
    this.callOff = null;
  }

  /** The tones from now on until `until_ms`, as long as nobody pauses, skips or goes back. */
  tonesUntil(until_ms: number): Coming[] {
    const tones: Coming[] = [];
    if (this.mode !== 'running') return tones;
    const now_ms = this.clock.now();
    let begins_ms = this.since_ms - this.ran_ms;
    let { item, step } = this.place;
    while (item < this.list.length && begins_ms < until_ms) {
      const here = this.list[item]?.script[step];
      if (!here) {
        item = this.nextOpen(item + 1);
        step = 0;
        continue;
      }
      for (const { at_s, tone } of here.cues) {
        const at_ms = begins_ms + at_s * 1000;
        if (tone && at_ms >= now_ms - JUST_NOW_MS && at_ms < until_ms) tones.push({ at_ms, tone });
      }
      begins_ms += here.seconds * 1000;
      step += 1;
    }
    if (item >= this.list.length && begins_ms < until_ms) tones.push({ at_ms: begins_ms, tone: 'done' });
    return tones;
  }

  private get current(): Step | undefined {
    return this.list[this.place.item]?.script[this.place.step];
  }

  private get elapsed_ms(): number {
    return this.ran_ms + (this.mode === 'running' ? this.clock.now() - this.since_ms : 0);
  }

  private run(): void {
    this.mode = 'running';
    this.slept = false;
    this.since_ms = this.clock.now();
    this.looked = this.clock.moment();
    this.replaced();
  }

  private halt(mode: 'paused' | 'done'): void {
    this.mode = mode;
    this.dispose();
    this.moved();
    this.tell();
  }

  /** The place is another one than time alone would have led to. */
  private replaced(): void {
    this.moved();
    if (this.mode === 'running') this.look();
    else this.tell();
  }

  /** Wake up when the next thing happens: a cue, a second less on the screen, a breath's turn, the step's end. */
  private plan(): void {
    this.dispose();
    const step = this.current;
    if (!step) return;
    const elapsed_s = this.elapsed_ms / 1000;
    const left_s = step.seconds - elapsed_s;
    const nextSecond_s = step.seconds - (secondsLeft(left_s) - 1);
    const nextCue_s = step.cues[this.told]?.at_s ?? step.seconds;
    const breath = this.list[this.place.item]?.breath;
    const turn_s = breath && step.kind === 'flow' ? phaseEnd(breath, elapsed_s) : step.seconds;
    const wait_ms = (Math.min(nextSecond_s, nextCue_s, turn_s, step.seconds) - elapsed_s) * 1000;
    this.planned_ms = Math.max(wait_ms, SOONEST_MS);
    this.callOff = this.clock.after(this.planned_ms, () => this.look());
  }

  /** Tell whether the person was alone for a while; if so, put the place back to where they were last guided. */
  private wasAway(): boolean {
    const { clock, looked } = this;
    const ran_ms = clock.now() - looked.session_ms;
    const stoodStill = clock.missed_ms(looked) > SLEPT_MS;
    const unguided = ran_ms > (clock.sounding ? BRIDGED_MS : this.planned_ms + SLEPT_MS);
    const until_ms = unguided ? looked.session_ms : clock.now();
    if (stoodStill || unguided) {
      this.advance([], until_ms);
      this.ran_ms += until_ms - this.since_ms;
    }
    this.looked = clock.moment();
    return (stoodStill || unguided) && this.mode === 'running';
  }

  /** Let every step end that has had its time, and gather the cues that were due; the rest is the next one's. */
  private advance(due: Due[], now_ms = this.clock.now()): void {
    for (let step = this.current; step && this.mode === 'running'; step = this.current) {
      const elapsed_ms = this.ran_ms + now_ms - this.since_ms;
      const over_ms = elapsed_ms - step.seconds * 1000;
      this.gather(due, step, elapsed_ms, over_ms < 0);
      if (over_ms < 0) return;
      this.finishStep(step);
      this.goTo(this.place.item, this.place.step + 1, over_ms, now_ms);
    }
  }

  private gather(due: Due[], step: Step, elapsed_ms: number, current: boolean): void {
    for (let cue = step.cues[this.told]; cue; cue = step.cues[this.told]) {
      const late_ms = elapsed_ms - cue.at_s * 1000;
      if (late_ms < 0) return;
      due.push({ cue, step, late_ms, current });
      this.said = cue.say ?? this.said;
      this.told += 1;
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
    if (this.place.item < this.list.length) this.replaced();
  }

  /** The first item from there on that is still to be done; past the last one when there is none. */
  private nextOpen(from: number): number {
    const at = this.list.findIndex((item, at) => at >= from && item.script.length > 0 && !this.isClosed(at));
    return at < 0 ? this.list.length : at;
  }

  private isClosed(item: number): boolean {
    const one = this.place.items[item];
    return one !== undefined && (one.skipped || one.hurt || one.left_out);
  }

  /** Go to a step, or past the end of an item to the next one, or to the end. */
  private goTo(item: number, step: number, ran_ms: number, now_ms = this.clock.now()): void {
    const same = item === this.place.item;
    const there = step < (this.list[item]?.script.length ?? 0) && (same || !this.isClosed(item));
    this.place.item = there ? item : this.nextOpen(same ? item + 1 : item);
    this.place.step = there ? step : 0;
    this.beginAt(now_ms, ran_ms);
    if (this.place.item >= this.list.length) this.halt('done');
  }

  private beginAt(now_ms: number, ran_ms: number): void {
    this.ran_ms = ran_ms;
    this.since_ms = now_ms;
    this.told = 0;
    this.said = null;
  }

  private startOf(item: number, step: number): number {
    return stretchStart(this.list[item]?.script ?? [], step);
  }

  private restart(item: number, step: number): void {
    const own = this.place.items[item];
    if (!own) return;
    const start = this.startOf(item, step);
    this.place.items[item] = forgetFrom(own, start);
    this.place.item = item;
    this.place.step = start;
    this.beginAt(this.clock.now(), 0);
  }

  private restartBefore(item: number): void {
    for (let at = item - 1; at >= 0; at -= 1) {
      const script = this.list[at]?.script ?? [];
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
