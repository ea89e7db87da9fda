/** The outbox: what the person did and the server doesn't have yet. It is in letters; see outbox/queue.svelte.ts. */
import { api, Unreachable } from './api/client';
import type { SessionIn, SessionStored } from './api/types';
import { net } from './net.svelte';
import { FIRST } from './person';
import { queue } from './outbox/queue.svelte';
import { shelf } from './shelf.svelte';

export const outbox = {
  get waiting(): number {
    return queue.unsent.length;
  },

  /** Begin to send, and to take along what is needed without the server. Called once, when the shelf is open. */
  start(): void {
    adopt();
    if (typeof BroadcastChannel !== 'undefined') queue.listen(new BroadcastChannel('lumbar.letters'));
    net.start();
  },

  /** Keep a session, and send it. The answer is null when nobody could give one: it stays here and is tried again. */
  async post(id: string, session: SessionIn): Promise<SessionStored | null> {
    try {
      return await api.storeSession(id, session);
    } catch (error) {
      if (error instanceof Unreachable) return null;
      throw error;
    }
  },
};

/** Make letters of the sessions that an earlier version kept. */
function adopt(): void {
  for (const { id, value } of shelf.queue('outbox')) {
    shelf.enqueue('letters', id, {
      method: 'PUT',
      path: `/sessions/${id}`,
      body: JSON.stringify(value),
      person: FIRST,
      language: 'en',
      made_at: value.finished_at,
      sent: false,
    });
    shelf.dequeue('outbox', id);
  }
}
