/** The figure's files: the bodies, once, and each movement's postures when it is shown. */
import { addressOf } from './addresses';
import { readModel, type Model } from './model';
import type { Baked } from './track';

let bodies: Promise<Model> | null = null;

async function get(name: string): Promise<Response> {
  const url = addressOf(name);
  if (!url) throw new Error(`there is no ${name}`);
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

export function model(): Promise<Model> {
  bodies ??= get('body.bin')
    .then((answer) => answer.arrayBuffer())
    .then(readModel);
  // What failed once may be there when it is asked for again.
  bodies.catch(() => (bodies = null));
  return bodies;
}

export async function postures(movement: string): Promise<Baked> {
  return (await get(`${movement}.json`)).json() as Promise<Baked>;
}
