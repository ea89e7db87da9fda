/** A router of one screen: an address, a table of patterns, and links that don't reload the page. */

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

/** What we write beside an address in the browser's history. */
interface Trail {
  /** Our page before this one; nothing where the person came from elsewhere. */
  readonly from?: string;
  /** How far down this page was when it was left. */
  readonly y?: number;
}

const trail = (): Trail => (history.state ?? {}) as Trail;

export class Place {
  path = $state('/');
  /** What the address says after its question mark. */
  query: URLSearchParams = $state.raw(new URLSearchParams());
  /** How far down the page was that the person comes back to; it is there again when the page has its content. */
  private y = 0;

  /** The address as a link would name it. */
  get here(): string {
    const query = this.query.toString();
    return query === '' ? this.path : `${this.path}?${query}`;
  }

  /** Start listening to the address bar. Called once, by main.ts. */
  start(): void {
    // The browser would scroll before the page has been fetched.
    history.scrollRestoration = 'manual';
    this.read();
    addEventListener('popstate', () => {
      const { here } = this;
      this.read();
      if (here === this.here) return;
      this.y = trail().y ?? 0;
      scrollTo(0, 0);
    });
  }

  /** Go to an address of ours, `?` and all. `replace`: the person's Back button is not to return here. */
  go(to: string, { replace = false } = {}): void {
    const { here, path } = this;
    if (to === here) return;
    if (replace) {
      history.replaceState(trail(), '', to);
    } else {
      history.replaceState({ ...trail(), y: scrollY }, '');
      history.pushState({ from: here } satisfies Trail, '', to);
    }
    this.read();
    this.y = 0;
    if (!replace || path !== this.path) scrollTo(0, 0);
  }

  /** Go to the page that stands before this one: back, if the person came from there, filters and all; else in its place. */
  back(to: string): void {
    const { from } = trail();
    if (from === to || from?.startsWith(`${to}?`)) history.back();
    else this.go(to, { replace: true });
  }

  /** The page is there: whoever came back to it finds it where they left it. */
  settle(): void {
    if (this.y > 0) scrollTo(0, this.y);
    this.y = 0;
  }

  private read(): void {
    this.path = location.pathname;
    this.query = new URLSearchParams(location.search);
  }
}

export const place = new Place();
export const go = place.go.bind(place);

/** Tell whether a click means "go there, here": not in a new tab, not handled already. */
export const isPlainClick = (event: MouseEvent): boolean =>
  !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** Follow our own links without a reload; leave new tabs, downloads and other sites to the browser. */
export function followLinks(event: MouseEvent): void {
  if (!isPlainClick(event)) return;
  const link = (event.target as Element | null)?.closest?.('a[href]');
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return;
  if (link.origin !== location.origin || link.pathname.startsWith('/api/') || link.hash) return;
  event.preventDefault();
  go(link.pathname + link.search);
}
