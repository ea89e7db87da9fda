/** The page's end of the worker: questions out, answers back. */
import { Unreachable } from '$lib/api/answers';
import type { FromWorker, ToWorker } from './crossing';
import type { Pack } from './pack';

/** A question without the number it gets on the way. */
type Question = ToWorker extends infer Each ? (Each extends ToWorker ? Omit<Each, 'id'> : never) : never;
type Answer = Exclude<FromWorker, { kind: 'progress' }>;

/** What a worker is here, so that a test can stand in for it. */
export type Far = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

export class Link {
  private readonly far: Far;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private asked = 0;
  /** The worker is gone, and nothing more will come of it. */
  broken = false;

  constructor(far: Far, progress: (share: number) => void) {
    this.far = far;
    far.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'progress') return progress(data.share);
      this.waiting.get(data.id)?.(data);
      this.waiting.delete(data.id);
    };
    far.onerror = (event) => {
      event.preventDefault();
      this.stop();
    };
  }

  async start({ runtime, wheel }: Pack): Promise<void> {
    const here = (path: string) => new URL(path, location.href).href;
    await this.cross({ kind: 'start', runtime: here(runtime), wheel: here(wheel) }, 'started');
  }

  async open(copy: string, person: string, mark: string): Promise<boolean> {
    return (await this.cross({ kind: 'open', copy, person, mark }, 'opened')).opened;
  }

  async ask(asked: string): Promise<string> {
    return (await this.cross({ kind: 'ask', asked }, 'answer')).answer;
  }

  stop(): void {
    this.broken = true;
    this.far.terminate();
    for (const [id, tell] of this.waiting) tell({ id, kind: 'fault', fault: 'the worker is gone' });
    this.waiting.clear();
  }

  private async cross<K extends Answer['kind']>(question: Question, kind: K): Promise<Extract<Answer, { kind: K }>> {
    if (this.broken) throw new Unreachable('the worker is gone');
    this.asked += 1;
    const id = this.asked;
    const answer = await new Promise<Answer>((tell) => {
      this.waiting.set(id, tell);
      this.far.postMessage({ ...question, id } satisfies ToWorker);
    });
    if (answer.kind !== kind) throw new Unreachable(answer.kind === 'fault' ? answer.fault : 'an answer to something else');
    return answer as Extract<Answer, { kind: K }>;
  }
}

export const newWorker = (): Far =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'lumbar' });
