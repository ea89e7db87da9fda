import { describe, expect, it } from 'vitest';
import type { MovementBrief } from './api/types';
import { addressOf, byFamily, filterOf, found, isEmpty, NOTHING, valuesOf, type Filter } from './library';

const movement = (id: string, more: Partial<MovementBrief> = {}): MovementBrief => ({
  id,
  name: id,
  family: 'core',
  family_name: 'Core',
  position: 'supine',
  position_name: 'Lying on your back',
  purpose: 'endurance',
  has_figure: false,
  purpose_name: 'Strength that lasts',
  equipment: [],
  surroundings: [],
  summary: '',
  measured_by: ['timer'],
  ...more,
});
const all = [
  movement('bascula', { name: 'Báscula pélvica', family: 'pelvic_tilt_bridge', family_name: 'Báscula pélvica y puente', surroundings: ['mat'] }),
  movement('puente', { name: 'Puente', family: 'pelvic_tilt_bridge', family_name: 'Báscula pélvica y puente', surroundings: ['mat'] }),
  movement('silla', { name: 'Gato-vaca en silla', position: 'seated', position_name: 'En silla', purpose: 'mobility', surroundings: ['chair'] }),
  movement('marcha', { name: 'Marcha', summary: 'Entrar en calor sin moverse del sitio', position: 'standing', position_name: 'De pie' }),
  movement('cinta', { name: 'Cinta', equipment: ['strap'], surroundings: ['mat'] }),
];
const filter = (more: Partial<Filter>): Filter => ({ ...filterOf(new URLSearchParams()), ...more });
const names = (more: Partial<Filter>) => found(all, filter(more)).map(({ id }) => id);

describe('looking for movements', () => {
  it('finds all where nothing is asked for', () => {
    expect(found(all, filter({}))).toEqual(all);
    expect(isEmpty(filter({ words: ' ' }))).toBe(true);
  });

  it('hears words without accents and capitals, in any place and order', () => {
    expect(names({ words: 'BASCULA' })).toEqual(['bascula', 'puente']);
    expect(names({ words: 'silla gato' })).toEqual(['silla']);
    expect(names({ words: 'calor' })).toEqual(['marcha']);
    expect(names({ words: 'de pie' })).toEqual(['marcha']);
    expect(names({ words: 'cebra' })).toEqual([]);
  });

  it('goes by every filter at once', () => {
    expect(names({ position: 'seated' })).toEqual(['silla']);
    expect(names({ purpose: 'endurance', family: 'core' })).toEqual(['marcha', 'cinta']);
    expect(names({ position: 'seated', family: 'pelvic_tilt_bridge' })).toEqual([]);
  });

  it('knows what a movement needs, and that it needs nothing', () => {
    expect(names({ thing: 'strap' })).toEqual(['cinta']);
    expect(names({ thing: NOTHING })).toEqual(['marcha']);
  });
});

it('what is looked for goes into the address and comes out of it again', () => {
  const asked = filter({ words: 'báscula 2', position: 'supine' });
  const address = addressOf(asked);
  expect(filterOf(new URLSearchParams(address.split('?')[1]))).toEqual(asked);
  expect(addressOf(filter({}))).toBe('/movements');
});

it('offers what occurs, once, by name', () => {
  expect(valuesOf(all, 'position').map(({ name }) => name)).toEqual(['De pie', 'En silla', 'Lying on your back']);
  expect(byFamily(all).map(({ id, members }) => [id, members.length])).toEqual([
    ['pelvic_tilt_bridge', 2],
    ['core', 3],
  ]);
});
