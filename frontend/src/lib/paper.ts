/** A session that was done from paper, as it is being written down. It knows how answers are held, not what they mean. */
import type { Item, ItemIn, SessionIn, SetIn, Sheet, Slot, Where } from './api/types';
import { hourOf } from './hours';
import { newId } from './ids';
import { written } from './moment';

export interface PaperItem {
  /** Whole sets. */
  sets: number;
  pain: number | null;
  /** It hurt, and the person stopped. */
  hurt: boolean;
  where: Where | null;
}

export interface Paper {
  /** Made once, and the same however often it is sent: so it can't be there twice. */
  id: string;
  date: string;
  slot: string;
  /** By place in the slot: what was done. What isn't here was not. */
  items: Record<number, PaperItem>;
  /** About when it began, HH:MM, and how long it took. */
  began: string;
  minutes: number | null;
  pain_before: number | null;
  pain_after: number | null;
  effort: number | null;
  note: string;
}

export const isPaper = (value: unknown): boolean => {
  const { id, date, slot, items } = (value ?? {}) as Partial<Paper>;
  return [id, date, slot].every((part) => typeof part === 'string') && typeof items === 'object';
};

export const MOST_MINUTES = 180;

export function freshPaper(date: string, { slot, minutes }: Slot): Paper {
  return {
    id: newId(),
    date,
    slot,
    items: {},
    began: hourOf(slot),
    minutes: minutes > 0 ? Math.round(minutes) : null,
    pain_before: null,
    pain_after: null,
    effort: null,
    note: '',
  };
}

export const allOf = ({ dose }: Item): PaperItem => ({ sets: dose.sets, pain: null, hurt: false, where: null });

/** What still has to be said before it can be saved; items by their place. */
export interface Missing {
  items: boolean;
  pain: number[];
  where: number[];
  began: boolean;
  minutes: boolean;
  pain_before: boolean;
  pain_after: boolean;
  effort: boolean;
}

export function missing(paper: Paper): Missing {
  const done = Object.entries(paper.items).map(([at, item]) => [Number(at), item] as const);
  const { minutes } = paper;
  return {
    items: done.length === 0,
    pain: done.filter(([, { pain }]) => pain === null).map(([at]) => at),
    where: done.filter(([, { hurt, where }]) => hurt && where === null).map(([at]) => at),
    began: !/^\d\d:\d\d$/.test(paper.began),
    minutes: minutes === null || !Number.isInteger(minutes) || minutes < 1 || minutes > MOST_MINUTES,
    pain_before: paper.pain_before === null,
    pain_after: paper.pain_after === null,
    effort: paper.effort === null,
  };
}

export const isWhole = (paper: Paper): boolean =>
  Object.values(missing(paper)).every((one) => (Array.isArray(one) ? one.length === 0 : !one));

/** Put it together as the server takes it; null while something is missing. */
export function toSend(paper: Paper, sheet: Sheet, { items }: Slot): SessionIn | null {
  const { date, slot, began, minutes, pain_before, pain_after, effort } = paper;
  if (!isWhole(paper) || minutes === null || pain_before === null || pain_after === null || effort === null) return null;
  const start = new Date(`${date}T${began}:00`);
  return {
    plan_id: sheet.plan_id,
    source: 'paper',
    date,
    slot,
    started_at: written(start),
    finished_at: written(new Date(start.getTime() + minutes * 60_000)),
    pain_before,
    pain_after,
    effort,
    note: paper.note.trim() || null,
    items: items.map((item, at) => itemIn(item, paper.items[at])),
  };
}

function itemIn(item: Item, done: PaperItem | undefined): ItemIn {
  const { movement, level, dose } = item;
  const completed = done !== undefined && done.sets >= dose.sets;
  return {
    movement,
    level,
    sets: done ? setsOf(item, done.sets) : [],
    completed,
    skipped: done === undefined,
    hurt: done?.hurt ?? false,
    pain_during: done?.pain ?? null,
    pain_where: done?.hurt ? done.where : null,
  };
}

/** Write out whole sets as the dose has them: one entry a set and side. */
export function setsOf({ dose, side }: Pick<Item, 'dose' | 'side'>, count: number): SetIn[] {
  const sides = dose.per_side && side === null ? (['left', 'right'] as const) : [side];
  const reps = dose.reps ?? 0;
  const held_s = dose.reps === null ? (dose.duration_s ?? 0) : (dose.hold_s ?? 0) * reps;
  return Array.from({ length: count }, (_, at) => sides.map((one) => ({ set: at + 1, side: one, reps, held_s, completed: true }))).flat();
}
