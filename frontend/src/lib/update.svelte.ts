/**
 * Update: a new version of the app waits until it is welcome.
 *
 * The browser fetches it beside the one that runs, and keeps serving the old one, also after a reload. It takes over
 * when the person says so, or when the app is opened and nothing is under way; never while a session is.
 */
import { current } from './player/session';
import { whenIdle } from './idle';

/** Held by every page that must not be taken from under somebody. */
const BUSY = 'lumbar.busy';
/** The question whether there is a new version is asked this often, at most. */
const LOOK_MS = 60 * 60_000;

class Update {
  /** A new version is here and waits. */
  waiting = $state(false);
  /** It was asked for, but a session is under way in another window. */
  busy = $state(false);
  /** Whether this browser, at this address, keeps the app at all; null until it has said. */
  possible: boolean | null = $state(null);
  private registration: ServiceWorkerRegistration | null = null;
  private letGo: (() => void) | null = null;
  private looked_ms = 0;
  private reloads = false;

  /** Called once, by main.ts. From sources there is nothing to keep. */
  start(): void {
    const { serviceWorker } = navigator as Partial<Navigator>;
    if (!serviceWorker || !import.meta.env.PROD) {
      this.possible = false;
      return;
    }
    // The first one to take over has no other app before it.
    let had = serviceWorker.controller !== null;
    serviceWorker.addEventListener('controllerchange', () => {
      if (had) this.reload();
      had = true;
    });
    whenIdle(() => void this.register(serviceWorker));
  }

  /** Say that this page must not be interrupted, or that it may be again. */
  hold(busy: boolean): void {
    if (busy) {
      this.letGo ??= held();
    } else {
      this.letGo?.();
      this.letGo = null;
      if (this.reloads) location.reload();
    }
  }

  /** Let the new version take over; every page of the app is then opened anew. */
  async apply(): Promise<void> {
    this.busy = await isBusy();
    if (!this.busy) this.registration?.waiting?.postMessage('take over');
  }

  private async register(serviceWorker: ServiceWorkerContainer): Promise<void> {
    try {
      const registration = await serviceWorker.register('/sw.js', { updateViaCache: 'none' });
      registration.addEventListener('updatefound', () => {
        registration.installing?.addEventListener('statechange', () => this.see());
      });
      this.registration = registration;
      this.possible = true;
    } catch {
      // A certificate that isn't trusted, or storage that is switched off: online everything works as before.
      this.possible = false;
      return;
    }
    this.looked_ms = Date.now();
    document.addEventListener('visibilitychange', () => this.look());
    this.see();
    if (this.waiting && !current()) await this.apply();
  }

  private see(): void {
    this.waiting = Boolean(this.registration?.waiting && navigator.serviceWorker.controller);
  }

  private look(): void {
    if (document.visibilityState !== 'visible' || Date.now() - this.looked_ms < LOOK_MS) return;
    this.looked_ms = Date.now();
    void this.registration?.update().catch(() => {});
  }

  private reload(): void {
    if (this.letGo) this.reloads = true;
    else location.reload();
  }
}

/** Tell whether a session is under way in any window of this device. */
export /** Hold the lock, with all others who hold it; the returned function lets go. */
function held(): () => void {
  const { locks } = navigator as Partial<Navigator>;
  let letGo = () => {};
  const over = new Promise<void>((done) => (letGo = done));
  void locks?.request(BUSY, { mode: 'shared' }, () => over);
  return letGo;
}

/** Tell whether a session is under way in any window of this device. */
export async function isBusy(): Promise<boolean> {
  const { locks } = navigator as Partial<Navigator>;
  return ((await locks?.query())?.held ?? []).some(({ name }) => name === BUSY);
}

export const update = new Update();
