/** A worker that notes what it is asked, in the place of Python. For tests only. */
import type { FromWorker, ToWorker } from './crossing';
import type { Far } from './link';

export class PaperWorker implements Far {
  onmessage: Far['onmessage'] = null;
  onerror: Far['onerror'] = null;
  /** What has been opened and asked here, in order. */
  readonly heard: string[] = [];
  /** The moments at which it was asked. */
  readonly moments: string[] = [];
  ended = false;
  opens = true;
  breaksWhenAsked = false;
  answer: (path: string) => { status: number; body: unknown } = (path) => ({ status: 200, body: `the device on ${path}` });

  postMessage(message: ToWorker): void {
    queueMicrotask(() => (this.breaksWhenAsked ? this.break() : this.say(this.reply(message))));
  }

  terminate(): void {
    this.ended = true;
  }

  break(): void {
    this.onerror?.call(this as unknown as Worker, { preventDefault: () => {} } as ErrorEvent);
  }

  private say(data: FromWorker): void {
    if (!this.ended) this.onmessage?.call(this as unknown as Worker, { data } as MessageEvent<FromWorker>);
  }

  private reply(message: ToWorker): FromWorker {
    const { id } = message;
    if (message.kind === 'start') return { id, kind: 'started' };
    if (message.kind === 'open') {
      this.heard.push(`open ${message.copy}`);
      return { id, kind: 'opened', opened: this.opens };
    }
    const { path, at } = JSON.parse(message.asked) as { path: string; at: string };
    this.heard.push(path);
    this.moments.push(at);
    return { id, kind: 'answer', answer: JSON.stringify(this.answer(path)) };
  }
}
