/** A session being played: its engine, its sound, what is shown of it, and what is kept of it at every step. */
import { api } from '$lib/api/client';
import type { HurtsOut, PlayItem, Step, SwapReason, Tone } from '$lib/api/types';
import { help } from '$lib/help';
import { t } from '$lib/messages';
import { shelf } from '$lib/shelf.svelte';
import { Caller } from './caller';
import { device, SessionClock } from './clock';
import { Player, type View } from './engine';
import type { Felt } from './progress';
import { finishedAt, type Session } from './session';
import { voice } from './voice.svelte';
import { announced } from './words';

export class Playing {
  /** What is on now. */
  view: View = $state.raw(null!);
  items: readonly PlayItem[] = $state.raw([]);
  /** What a screen reader is told. */
  live = $state('');
  /** The last tone that was seen instead of heard, and a count, so that two alike are two. */
  beat: { tone: Tone; count: number } | null = $state.raw(null);
  readonly session: Session;
  private readonly ended: () => void;
  private readonly clock = new SessionClock(device, voice.tones);
  private readonly player: Player<PlayItem>;
  private readonly caller: Caller;
  private readonly stop = new AbortController();
  private at = '';
  /** A dialog is still open: whatever ends waits for it. */
  private held: boolean;
  private early = false;

  constructor(session: Session, ended: () => void) {
    this.session = session;
    this.ended = ended;
    this.held = session.asking !== null;
    const player = new Player<PlayItem>({
      items: session.plan.items,
      clock: this.clock,
      from: session.progress,
      changed: (view) => this.changed(view),
      cued: (due) => this.caller.call(due),
      moved: () => this.caller.moved(),
    });
    this.player = player;
    this.caller = new Caller({
      clock: this.clock,
      bell: voice.tones,
      tonesUntil: (until_ms) => player.tonesUntil(until_ms),
      say: (text, weight) => voice.say(text, weight),
      twin: (tone) => this.twin(tone),
      silent: () => voice.silent,
    });
    this.view = player.view;
    this.items = player.items;
    this.follow();
    // Fetched while there is a connection: a session must be able to do without one.
    void help();
    void api.shortScreening().then(
      (questions) => shelf.keep('signs', questions),
      () => {},
    );
  }

  get item(): PlayItem | undefined {
    return this.items[this.view.item];
  }

  /** Seconds of the step that have gone by, at this very moment. */
  get elapsed_s(): number {
    return this.player.view.elapsed_s;
  }

  get step(): Step | undefined {
    return this.item?.script[this.view.step];
  }

  /** The item after this one that is still to be done. */
  get upcoming(): PlayItem | undefined {
    const { items } = this.session.progress;
    return this.items.find((_, at) => at > this.view.item && !items[at]?.left_out && !items[at]?.skipped);
  }

  /** Start, pause, or go on. Called from a touch or a key, so that sound may begin. */
  toggle = (): void => {
    if (this.view.mode === 'running') return this.pause();
    this.open();
    if (this.view.mode === 'waiting') return this.player.start();
    this.say(t('player.going_on'));
    this.player.resume();
  };

  pause = (): void => {
    if (this.view.mode !== 'running') return;
    this.player.pause();
    voice.hush();
  };

  /** Pause because the person asked for it: say so, since they may not be looking. */
  rest = (): void => {
    this.pause();
    this.say(t('player.paused'));
  };

  skip = (): void => {
    if (this.view.mode === 'waiting') return;
    this.open();
    voice.hush();
    this.player.skip();
  };

  back = (): void => {
    if (this.view.mode === 'waiting') return;
    voice.hush();
    this.player.back();
  };

  leaveItem = (): void => {
    voice.hush();
    this.player.skipItem();
  };

  finish = (): void => {
    this.early = true;
    this.player.finish();
  };

  swap(into: PlayItem, reason: SwapReason): void {
    this.open();
    voice.hush();
    this.player.swap(into, reason);
  }

  /** Pain was told: the item stops at once, and stays stopped whatever comes next. */
  hurts(felt: Felt): void {
    this.session.asking = this.view.item;
    this.player.stopForPain(felt);
    this.save();
  }

  /** A dialog opens: the session stands still until it is closed. */
  hold(): void {
    this.held = true;
    this.pause();
  }

  release(): void {
    this.held = false;
    if (this.view.mode === 'done') this.end();
  }

  /** A sign of something serious: the session is over, and what comes next is not the questions about it. */
  breakOff(): void {
    this.player.finish();
    this.close();
  }

  /** The server says what else stops; without an answer nothing else is safe to go on with. */
  answered(answer: HurtsOut | null): void {
    this.session.asking = null;
    this.player.leaveOut(answer?.leave_out ?? []);
    if (!answer || answer.end_session) this.player.finish();
    this.save();
  }

  /** Hear nothing from here on, or hear again. */
  silence(silent: boolean): void {
    voice.choose({ silent });
    this.caller.moved();
  }

  dispose(): void {
    this.stop.abort();
    this.player.dispose();
    voice.tones.onchange = () => {};
    voice.tones.cancel();
    // Asked of the player itself: a page that is being taken down still sees the view it had.
    if (this.player.view.mode !== 'done') voice.hush();
    voice.close();
  }

  private open(): void {
    voice.open({ play: this.toggle, pause: this.rest, next: this.skip, previous: this.back });
  }

  private changed(view: View): void {
    const before = this.view;
    this.view = view;
    this.items = this.player.items;
    if (view.mode === 'running') this.caller.keepAhead();
    const at = `${view.mode} ${view.item} ${view.step} ${this.items.length}`;
    if (at === this.at) return;
    this.at = at;
    this.save();
    this.announce(view, before);
    voice.show(this.item?.name ?? '', t('app.name'), view.mode === 'running');
    if (view.mode === 'done' && !this.held) this.end();
    else if (view.mode === 'paused') voice.tones.rest();
  }

  private announce({ mode, slept }: View, before: View | null): void {
    if (mode === 'running' && this.step) this.live = announced(this.step) ?? this.live;
    if (mode !== 'paused' || before?.mode !== 'running') return;
    this.live = slept ? t('player.slept') : t('player.paused');
    if (slept) this.say(t('player.slept'));
  }

  private end(): void {
    this.close();
    // At its own time the end was set on the sound's clock, like every tone.
    if (this.early || voice.silent) voice.sound('done');
    this.say(this.session.plan.said_at_end);
    this.ended();
  }

  private close(): void {
    this.save();
    this.session.finished_at ??= finishedAt(this.session, new Date());
    this.session.asking = null;
    this.save();
    voice.hush();
  }

  private save = (): void => {
    this.session.progress = this.player.progress;
    this.session.plan.items = [...this.player.items];
    shelf.keep('session', this.session);
  };

  private say(text: string): void {
    if (text) voice.say(text, 'notice');
  }

  private twin(tone: Tone): void {
    voice.buzz(tone);
    this.beat = { tone, count: (this.beat?.count ?? 0) + 1 };
  }

  /** Whatever may have kept the page from the clock: see what time it is, and keep what was done. */
  private follow(): void {
    const { signal } = this.stop;
    const look = () => {
      this.player.look();
      this.save();
    };
    voice.tones.onchange = () => this.player.look();
    document.addEventListener('visibilitychange', look, { signal });
    document.addEventListener('resume', look, { signal });
    addEventListener('pageshow', look, { signal });
    addEventListener('pagehide', this.save, { signal });
  }
}
