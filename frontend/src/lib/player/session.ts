/** The session being done on this device: kept at every step, sent when it is finished. */
import type { ItemIn, SessionIn, SessionPlan, Where } from '$lib/api/types';
import { keep, kept, newId } from '$lib/keep';
import type { Clock } from './clock';
import { Player } from './engine';
import { freshItem, freshProgress, isComplete, setsDone, type Progress } from './progress';

export interface Felt {
  pain: number;
  where: Where;
}

export interface Session {
  id: string;
  plan: SessionPlan;
  pain_before: number;
  started_at: string;
  finished_at: string | null;
  progress: Progress;
  /** What was said when it hurt, by place in the plan. */
  felt: Record<number, Felt>;
  /** The item whose pain was told, as long as nobody has answered what else to leave out. */
  asking: number | null;
}

export interface After {
  pain_after: number;
  effort: number;
  note: string;
  /** Pain during, by place in the plan; asked of everything that was begun. */
  pain: Record<number, number>;
}

export function begin(plan: SessionPlan, pain_before: number, now: Date): Session {
  const session: Session = {
    id: newId(),
    plan,
    pain_before,
    started_at: now.toISOString(),
    finished_at: null,
    progress: freshProgress(plan.items.length),
    felt: {},
    asking: null,
  };
  keep('session', session);
  return session;
}

export const current = (): Session | null => kept<Session>('session');

/** A session is gone on with on the day it was begun; the next day has its own questions first. */
export const isOfToday = (session: Session, now: Date): boolean =>
  new Date(session.started_at).toDateString() === now.toDateString();

/** Close a session that was broken off: what was done counts, the rest is skipped. */
export function close(session: Session, now: Date): Session {
  const player = new Player({ items: session.plan.items, clock: stillClock, changed: () => {}, from: session.progress });
  player.finish();
  const closed = { ...session, progress: player.progress, finished_at: now.toISOString() };
  keep('session', closed);
  return closed;
}

const stillClock: Clock = { now: () => 0, after: () => () => {} };

/** Tell which items were begun: those are asked about afterwards. */
export function begun(session: Session): number[] {
  return session.plan.items.flatMap((item, at) => {
    const progress = session.progress.items[at] ?? freshItem();
    return setsDone(item.script, progress).length > 0 || progress.hurt ? [at] : [];
  });
}

/** Put a finished session together as the server takes it. */
export function toSend(session: Session, after: After): SessionIn {
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
      pain_during: after.pain[at] ?? session.felt[at]?.pain ?? 0,
      pain_where: session.felt[at]?.where ?? null,
      note: null,
    };
  });
  return {
    date: session.plan.date,
    slot: session.plan.slot,
    started_at: session.started_at,
    finished_at: session.finished_at ?? session.started_at,
    pain_before: session.pain_before,
    pain_after: after.pain_after,
    effort: after.effort,
    note: after.note.trim() || null,
    items,
  };
}
