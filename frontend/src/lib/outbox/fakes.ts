/** A server that can be gone, silent, or lose its answer on the way. For tests only. */
import { Refused, Silent, Unreachable } from '$lib/api/answers';
import type { Request, Sender, Server } from '$lib/api/server';

type Fault = 'gone' | 'silent' | 'answer lost';

export class PaperServer implements Server {
  /** Everything that reached it, in order. */
  readonly asked: (Request & { sender: Sender })[] = [];
  /** What goes wrong from now on. */
  fault: Fault | null = null;
  answer: (request: Request) => string | Refused = ({ path }) => JSON.stringify(`the server on ${path}`);

  async ask(request: Request, sender: Sender): Promise<string> {
    await Promise.resolve();
    if (this.fault === 'gone') throw new Unreachable();
    if (this.fault === 'silent') throw new Silent();
    const { method, path, body } = request;
    this.asked.push({ method, path, body, sender });
    const answer = this.answer(request);
    if (this.fault === 'answer lost') throw new Unreachable();
    if (typeof answer !== 'string') throw answer;
    return answer;
  }

  get paths(): string[] {
    return this.asked.map(({ path }) => path);
  }
}
