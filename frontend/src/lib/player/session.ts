/** The session being done on this device: kept at every step, sent when it is finished. */
import type { Answer, ItemIn, SessionIn, SessionPlan } from '$lib/api/types';
import { newId } from '$lib/ids';
import { shelf } from '$lib/shelf.svelte';
import { noSound, SessionClock } from './clock';
import { Player } from './engine';
import { freshItem, freshProgress, isComplete, setsDone, type Progress } from './progress';

export interface Session {
  id: string;
  plan: SessionPlan;
  /** The short questions as they were answered before it. */
  answers: Record<string, Answer>;
  pain_before: number;
  started_at: string;
  finished_at: string | null;
  progress: Progress;
  /** The item whose pain was told, as long as nobody has answered what else to leave out. */
  asking: number | null;
  /** What was answered afterwards, as far as it was. */
  after: After | null;
}

export interface After {
  pain_after: number | null;
  effort: number | null;
  note: string;
  /** Pain during and own words, by place in the plan; pain is asked of everything that was begun. */
  pain: Record<number, number>;
  notes: Record<number, string>;
}

export const freshAfter = (): After => ({ pain_after: null, effort: null, note: '', pain: {}, notes: {} });

export interface Answered extends After {
  pain_after: number;
  effort: number;
}

export function begin(plan: SessionPlan, answers: Record<string, Answer>, pain_before: number, now: Date): Session {
  const session: Session = {
    id: newId(),
    plan,
    answers,
    pain_before,
    started_at: now.toISOString(),
    finished_at: null,
    progress: freshProgress(plan.items.length),
    asking: null,
    after: null,
  };
  shelf.keep('session', session);
  return session;
}

export const current = (): Session | null => shelf.kept('session');

/** A session is gone on with on the day it was begun, also by a clock that was set back since. */
export const isOfToday = (session: Session, now: Date): boolean =>
  now <= new Date(session.started_at) || new Date(session.started_at).toDateString() === now.toDateString();

/** Close a session that was broken off: what was done counts, the rest is skipped. */
export function close(session: Session, now: Date): Session {
  const clock = new SessionClock({ now: () => 0, wall: () => 0, after: () => () => {} }, noSound);
  const player = new Player({ items: session.plan.items, clock, from: session.progress });
  player.finish();
  const closed = { ...session, progress: player.progress, finished_at: finishedAt(session, now) };
  shelf.keep('session', closed);
  return closed;
}

/** The time to write down as the end. A clock that was set back meanwhile must not end it before it began. */
export function finishedAt(session: Session, now: Date): string {
  const least_ms = new Date(session.started_at).getTime() + workedSeconds(session) * 1000;
  return new Date(Math.max(now.getTime(), least_ms)).toISOString();
}

/** How long the session took, in whole minutes. */
export function tookMinutes({ started_at, finished_at }: Session): number {
  const took_ms = new Date(finished_at ?? started_at).getTime() - new Date(started_at).getTime();
  return Math.max(1, Math.round(took_ms / 60_000));
}

/** How long the steps took that ran to their end. */
function workedSeconds({ plan, progress }: Session): number {
  const finished = plan.items.flatMap(({ script }, at) =>
    (progress.items[at]?.finished ?? []).map((step) => script[step]?.seconds ?? 0),
  );
  return finished.reduce((sum, seconds) => sum + seconds, 0);
}

/** Tell which items were begun: those are asked about afterwards. */
export function begun(session: Session): number[] {
  return session.plan.items.flatMap((item, at) => {
    const progress = session.progress.items[at] ?? freshItem();
    return setsDone(item.script, progress).length > 0 || progress.hurt ? [at] : [];
  });
}

/** Put a finished session together as the server takes it. */
export function toSend(session: Session, after: Answered): SessionIn {
  const asked = new Set(begun(session));
  const items = session.plan.items.map((item, at): ItemIn => {
    const progress = session.progress.items[at] ?? freshItem();
    const completed = isComplete(item, progress);
    return {
      movement: item.movement,
      level: item.level,
      sets: setsDone(item.script, progress),
      completed,
      skipped: !completed && (progress.skipped || progress.left_out),
      hurt: progress.hurt,
      pain_during: asked.has(at) ? (after.pain[at] ?? progress.felt?.pain ?? null) : null,
      pain_where: progress.felt?.where ?? null,
      note: after.notes[at]?.trim() || null,
      instead_of: progress.swapped?.instead_of ?? null,
      swap_reason: progress.swapped?.reason ?? null,
    };
  });
  const { plan } = session;
  return {
    plan_id: plan.plan_id,
    source: 'player',
    date: plan.date,
    slot: plan.slot,
    started_at: session.started_at,
    finished_at: session.finished_at ?? session.started_at,
    pain_before: session.pain_before,
    pain_after: after.pain_after,
    effort: after.effort,
    note: after.note.trim() || null,
    items,
  };
}
