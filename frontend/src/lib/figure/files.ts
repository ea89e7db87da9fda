/** The figure's files: the bodies, once, and each movement's postures when it is shown. */
import { readModel, type Model } from './model';
import type { Baked } from './track';

let bodies: Promise<Model> | null = null;

async function get(path: string): Promise<Response> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

export function model(): Promise<Model> {
  bodies ??= get('/figure/body.bin')
    .then((answer) => answer.arrayBuffer())
    .then(readModel);
  // What failed once may be there when it is asked for again.
  bodies.catch(() => (bodies = null));
  return bodies;
}

export async function postures(movement: string): Promise<Baked> {
  return (await get(`/figure/${movement}.json`)).json() as Promise<Baked>;
}
