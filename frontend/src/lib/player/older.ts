/** Sessions that an older version of the app kept, brought up to date one form at a time. */
import type { PlayItem, SessionPlan, Step } from '$lib/api/types';
import { freshItem, type Felt, type ItemProgress } from './progress';
import type { Session } from './session';

type FirstStep = Omit<Step, 'cues'> & { say: string | null };
type FirstItem = Omit<PlayItem, 'script' | 'breath'> & { script: FirstStep[] };
interface FirstSession extends Pick<Session, 'id' | 'pain_before' | 'started_at' | 'finished_at' | 'asking'> {
  plan: Pick<SessionPlan, 'date' | 'slot' | 'slot_name' | 'minutes'> & { items: FirstItem[] };
  progress: { item: number; step: number; items: Omit<ItemProgress, 'felt' | 'swapped'>[] };
  felt: Record<number, Felt>;
}

/** In the first form a step had one thing to say, and what was felt lay beside the progress. */
export function sessionFromFirst(first: FirstSession): Session {
  const { id, plan, pain_before, started_at, finished_at, progress, felt, asking } = first;
  const items = plan.items.map((item) => ({ ...item, breath: null, script: item.script.map(stepFromFirst) }));
  return {
    id,
    plan: { ...plan, items, plan_id: null, trimmed_to: null, left_out: [], text: null, said_at_end: '' },
    answers: {},
    pain_before,
    started_at,
    finished_at,
    progress: {
      ...progress,
      items: progress.items.map((item, at) => ({ ...freshItem(), ...item, felt: felt[at] ?? null })),
    },
    asking,
    after: null,
  };
}

function stepFromFirst({ say, ...step }: FirstStep): Step {
  return { ...step, cues: say === null ? [] : [{ at_s: 0, say, tone: null }] };
}

/** Tell whether a value can be played: an item for each progress, and a script in each. */
export function isSession(value: unknown): boolean {
  const { id, plan, progress } = (value ?? {}) as Partial<Session>;
  return (
    typeof id === 'string' &&
    Array.isArray(plan?.items) &&
    plan.items.every(({ script }) => Array.isArray(script) && script.every(({ cues }) => Array.isArray(cues))) &&
    progress?.items.length === plan.items.length
  );
}
