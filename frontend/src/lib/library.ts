/** Finding movements: what is looked for, how an address says it, and which movements it finds. */
import type { MovementBrief } from './api/types';

/** What a movement may need; `nothing` finds those that need none of it. */
export type Thing = MovementBrief['equipment'][number] | MovementBrief['surroundings'][number];
export const NOTHING = 'nothing';

export interface Filter {
  readonly words: string;
  readonly position: string;
  readonly thing: string;
  readonly family: string;
  readonly purpose: string;
}

export type Field = Exclude<keyof Filter, 'words'>;
export const FIELDS: readonly Field[] = ['position', 'thing', 'family', 'purpose'];

/** One of the things a field can be set to. */
export interface Option {
  readonly id: string;
  readonly name: string;
}

export function filterOf(query: URLSearchParams): Filter {
  const said = (name: string) => query.get(name) ?? '';
  return { words: said('words'), position: said('position'), thing: said('thing'), family: said('family'), purpose: said('purpose') };
}

export function addressOf(filter: Filter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== '')).toString();
  return query === '' ? '/movements' : `/movements?${query}`;
}

export const isEmpty = (filter: Filter): boolean => Object.values(filter).every((value) => value.trim() === '');

export const thingsOf = ({ equipment, surroundings }: MovementBrief): Thing[] => [...equipment, ...surroundings];

/** The same letters whoever types them: no accents, no capitals. */
export const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function says(movement: MovementBrief, words: string): boolean {
  const { name, summary, family_name, position_name, purpose_name } = movement;
  const text = folded([name, summary, family_name, position_name, purpose_name].join(' '));
  return folded(words).split(/\s+/).every((word) => text.includes(word));
}

function needs(movement: MovementBrief, thing: string): boolean {
  const things: readonly string[] = thingsOf(movement);
  return thing === NOTHING ? things.length === 0 : things.includes(thing);
}

export function found(movements: readonly MovementBrief[], filter: Filter): MovementBrief[] {
  const { words, position, thing, family, purpose } = filter;
  return movements.filter(
    (movement) =>
      (position === '' || movement.position === position) &&
      (thing === '' || needs(movement, thing)) &&
      (family === '' || movement.family === family) &&
      (purpose === '' || movement.purpose === purpose) &&
      says(movement, words),
  );
}

/** In the order in which the language looks words up. */
const byName = ({ name }: Option, other: Option): number => name.localeCompare(other.name);

/** Each value that occurs, once, with its name. */
export function valuesOf(movements: readonly MovementBrief[], field: 'position' | 'family' | 'purpose'): Option[] {
  const names = new Map(movements.map((movement): [string, string] => [movement[field], movement[`${field}_name`]]));
  return [...names].map(([id, name]) => ({ id, name })).sort(byName);
}

export function byFamily(movements: readonly MovementBrief[]): { id: string; name: string; members: MovementBrief[] }[] {
  return valuesOf(movements, 'family').map((family) => ({
    ...family,
    members: movements.filter((movement) => movement.family === family.id),
  }));
}
