/** Ready: whether this device could go on without the server, and getting it there. */
import { whenIdle } from '$lib/idle';
import { shelf } from '$lib/shelf.svelte';
import { fetchPack, isPacked } from './pack';

export type Readiness = 'unknown' | 'waits' | 'fetching' | 'ready' | 'full' | 'failed';

class Ready {
  /** `waits`: the person saves data, and has not asked for it. `full`: there is no room. */
  state: Readiness = $state('unknown');
  /** How far the fetching has come, 0 to 1. */
  share = $state(0);
  private wanted = false;

  /** There is something to be ready for. Fetches when the page is idle, unless the person saves data. */
  want(): void {
    if (this.wanted) return;
    this.wanted = true;
    void this.look();
  }

  /** The person wishes it. */
  async wish(): Promise<void> {
    shelf.keep('ready', true);
    // Asked for now because the person just said that it matters: some browsers ask them.
    await navigator.storage?.persist?.().catch(() => false);
    await this.fetch();
  }

  private async look(): Promise<void> {
    if (await isPacked()) this.state = 'ready';
    else if (savesData() && !shelf.kept('ready')) this.state = 'waits';
    else whenIdle(() => void this.fetch());
  }

  private async fetch(): Promise<void> {
    this.state = 'fetching';
    try {
      // Before the app itself is kept, there is nothing that could ask for the pack.
      await navigator.serviceWorker.ready;
      await fetchPack((share) => (this.share = share));
      this.state = 'ready';
    } catch (error) {
      const full = error instanceof DOMException && error.name === 'QuotaExceededError';
      this.state = full ? 'full' : 'failed';
    }
  }
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}

export const ready = new Ready();
