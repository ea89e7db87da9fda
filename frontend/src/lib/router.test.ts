import { beforeEach, describe, expect, it, vi } from 'vitest';
import { match, Place } from './router.svelte';

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

/** A browser's history, as far as the router uses it. */
class FakeBrowser {
  readonly entries: { address: string; state: unknown }[] = [{ address: '/', state: null }];
  at = 0;
  y = 0;
  private heard = () => {};

  stub(): void {
    const here = () => new URL(this.entries[this.at]!.address, 'http://lumbar');
    const { entries } = this;
    vi.stubGlobal('location', {
      get pathname() {
        return here().pathname;
      },
      get search() {
        return here().search;
      },
    });
    const history = {
      scrollRestoration: 'auto',
      pushState: (state: unknown, _: string, address: string) => {
        entries.splice(this.at + 1, Infinity, { address, state });
        this.at += 1;
      },
      replaceState: (state: unknown, _: string, address?: string) => {
        entries[this.at] = { address: address ?? entries[this.at]!.address, state };
      },
      back: () => this.back(),
    };
    Object.defineProperty(history, 'state', { get: () => entries[this.at]!.state });
    vi.stubGlobal('history', history);
    vi.stubGlobal('addEventListener', (_: string, heard: () => void) => (this.heard = heard));
    vi.stubGlobal('scrollTo', (_: number, y: number) => (this.y = y));
    Object.defineProperty(globalThis, 'scrollY', { configurable: true, get: () => this.y });
  }

  back(): void {
    this.at -= 1;
    this.heard();
  }
}

describe('a place', () => {
  let browser: FakeBrowser;
  let place: Place;

  beforeEach(() => {
    browser = new FakeBrowser();
    browser.stub();
    place = new Place();
    place.start();
  });

  it('knows its path, and what is asked for there', () => {
    place.go('/movements?position=supine&q=gato');
    expect(place.path).toBe('/movements');
    expect(place.query.get('position')).toBe('supine');
    expect(place.here).toBe('/movements?position=supine&q=gato');
  });

  it('can be changed in place, so that Back does not return to it', () => {
    place.go('/movements');
    place.go('/movements?q=g', { replace: true });
    place.go('/movements/cat_cow');
    browser.back();
    expect(place.here).toBe('/movements?q=g');
    browser.back();
    expect(place.here).toBe('/');
  });

  it('keeps the page where it is while only what is asked for changes', () => {
    place.go('/movements');
    browser.y = 300;
    place.go('/movements?q=g', { replace: true });
    expect(browser.y).toBe(300);
  });

  it('is found again as it was left, once its content is there', () => {
    place.go('/movements');
    browser.y = 900;
    place.go('/movements/cat_cow');
    expect(browser.y).toBe(0);
    browser.back();
    place.settle();
    expect(browser.y).toBe(900);
  });

  it('goes back where the person came from there', () => {
    place.go('/welcome?step=1');
    place.go('/welcome?step=2');
    place.back('/welcome?step=1');
    expect(browser.at).toBe(1);
    expect(place.here).toBe('/welcome?step=1');
  });

  it('stands in for the page it goes back to where the person came from elsewhere', () => {
    place.go('/welcome?step=5');
    place.back('/welcome?step=4');
    expect(place.here).toBe('/welcome?step=4');
    browser.back();
    expect(place.here).toBe('/');
  });
});
