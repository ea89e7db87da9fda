/** A router of one screen: a path, a table of patterns, and links that don't reload the page. */

export interface Match {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Find the first pattern (`/movements/:id`) the path fits; null when none does. */
export function match(patterns: Readonly<Record<string, string>>, path: string): Match | null {
  const parts = path.split('/').filter(Boolean);
  for (const [pattern, name] of Object.entries(patterns)) {
    const wanted = pattern.split('/').filter(Boolean);
    if (wanted.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((piece, at) => {
      const part = parts[at] ?? '';
      if (!piece.startsWith(':')) return piece === part;
      params[piece.slice(1)] = decodeURIComponent(part);
      return true;
    });
    if (fits) return { name, params };
  }
  return null;
}

class Place {
  path = $state('/');

  /** Start listening to the address bar. Called once, by main.ts. */
  start(): void {
    this.path = location.pathname;
    addEventListener('popstate', () => (this.path = location.pathname));
  }

  go(path: string, { replace = false } = {}): void {
    if (path === this.path) return;
    history[replace ? 'replaceState' : 'pushState']({}, '', path);
    this.path = path;
    scrollTo(0, 0);
  }
}

export const place = new Place();
export const go = place.go.bind(place);

/** Follow our own links without a reload; leave new tabs, downloads and other sites to the browser. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.('a[href]');
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return;
  if (link.origin !== location.origin || link.pathname.startsWith('/api/') || link.hash) return;
  event.preventDefault();
  go(link.pathname);
}
