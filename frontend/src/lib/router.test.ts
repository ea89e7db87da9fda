import { expect, it } from 'vitest';
import { match } from './router.svelte';

const paths = { '/': 'today', '/movements': 'movements', '/movements/:id': 'movement' };

it('finds the page of an address, with its parts', () => {
  expect(match(paths, '/')).toEqual({ name: 'today', params: {} });
  expect(match(paths, '/movements/')).toEqual({ name: 'movements', params: {} });
  expect(match(paths, '/movements/cat_cow')).toEqual({ name: 'movement', params: { id: 'cat_cow' } });
  expect(match(paths, '/movements/a%20b')).toEqual({ name: 'movement', params: { id: 'a b' } });
});

it('finds nothing where nothing is', () => {
  expect(match(paths, '/movements/cat_cow/more')).toBeNull();
  expect(match(paths, '/else')).toBeNull();
});
