/** Caller: calls out a session's cues, as tones set ahead of time, as speech, and in silence as light and buzzing. */
import type { Tone } from '$lib/api/types';
import type { SessionClock } from './clock';
import type { Coming, Due } from './engine';
import type { Weight } from './speech';

/** Where tones can be set. */
export interface Bell {
  schedule(tone: Tone, at_s: number): void;
  cancel(): void;
}

interface Options {
  clock: SessionClock;
  bell: Bell;
  tonesUntil: (until_ms: number) => Coming[];
  say: (text: string, weight: Weight) => void;
  /** What is seen and felt in place of a tone. */
  twin: (tone: Tone) => void;
  silent: () => boolean;
}

/** Tones are set so far ahead; a hidden page may be woken once a minute only. */
const AHEAD_MS = 180_000;
const RENEW_MS = 120_000;
/** What should have been said longer ago than this would only confuse. */
const STALE_MS = 1500;
const NUMBER = /^\d+$/;

export class Caller {
  private readonly options: Options;
  private set_ms = -Infinity;
  private sounding = false;

  constructor(options: Options) {
    this.options = options;
  }

  /** The times to come are others than before. */
  moved(): void {
    this.options.bell.cancel();
    this.set_ms = -Infinity;
    this.keepAhead();
  }

  /** Set the tones that have come near enough. Called as time goes by. */
  keepAhead(): void {
    const { clock, bell, tonesUntil, silent } = this.options;
    const { sounding } = clock;
    if (sounding !== this.sounding) {
      this.sounding = sounding;
      return this.moved();
    }
    const now_ms = clock.now();
    if (!sounding || silent() || this.set_ms - now_ms > RENEW_MS) return;
    const until_ms = now_ms + AHEAD_MS;
    for (const { at_ms, tone } of tonesUntil(until_ms)) {
      const at_s = clock.soundAt(at_ms);
      if (at_ms >= this.set_ms && at_s !== null) bell.schedule(tone, at_s);
    }
    this.set_ms = until_ms;
  }

  call(due: readonly Due[]): void {
    const { say, twin, silent } = this.options;
    const timely = due.filter(({ late_ms }) => late_ms < STALE_MS);
    if (silent()) {
      const last = timely.findLast(({ cue }) => cue.tone != null);
      if (last?.cue.tone) twin(last.cue.tone);
      return;
    }
    const last = timely.findLast(({ cue }) => cue.say != null);
    if (last?.cue.say) say(last.cue.say, weightOf(last));
  }
}

/** What begins a step says what to do; a number, or what comes along the way, must not cut that off. */
function weightOf({ cue }: Due): Weight {
  return cue.at_s === 0 && !NUMBER.test(cue.say ?? '') ? 'cue' : 'count';
}
