/** The worker: Python in the browser with our own wheel, so that the very same rules answer without a server. */
import type { PyProxy } from 'pyodide/ffi';
import type { FromWorker, ToWorker } from './crossing';

interface Link extends PyProxy {
  ask(asked: string): string;
}
interface Rooms extends PyProxy {
  link(copy: string, person: string, mark: string): Link | undefined;
}

let rooms: Rooms | null = null;
let link: Link | undefined;

const say = (message: FromWorker) => postMessage(message);
const progress = (share: number) => say({ kind: 'progress', share });

async function start(runtime: string, wheel: string): Promise<void> {
  const ours = fetch(wheel).then((response) => response.arrayBuffer());
  progress(0.1);
  const { loadPyodide } = (await import(/* @vite-ignore */ `${runtime}pyodide.mjs`)) as typeof import('pyodide');
  const python = await loadPyodide({ indexURL: runtime });
  progress(0.6);
  python.unpackArchive(await ours, 'wheel');
  rooms = python.pyimport('lumbar.device.link') as Rooms;
  progress(0.8);
  // Read once, here, so that the first answer doesn't have to.
  python.runPython('from lumbar.library.packaged import catalogue; catalogue()');
  progress(1);
}

function answer(message: ToWorker): FromWorker | Promise<FromWorker> {
  const { id } = message;
  if (message.kind === 'start') return start(message.runtime, message.wheel).then(() => ({ id, kind: 'started' }));
  if (message.kind === 'open') {
    link?.destroy();
    link = rooms?.link(message.copy, message.person, message.mark);
    return { id, kind: 'opened', opened: link !== undefined };
  }
  if (!link) throw new Error('nothing is open');
  return { id, kind: 'answer', answer: link.ask(message.asked) };
}

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  void (async () => {
    try {
      say(await answer(data));
    } catch (error) {
      say({ id: data.id, kind: 'fault', fault: String(error) });
    }
  })();
});
