/** Finished sessions wait here until the server said that it has them. Sending one twice changes nothing. */
import { api, Refused, Unreachable } from './api/client';
import type { SessionIn, SessionStored } from './api/types';
import { keep, kept } from './keep';

interface Letter {
  id: string;
  session: SessionIn;
}

const TRY_AGAIN_MS = 20_000;

class Outbox {
  waiting = $state<number>(0);
  private letters: Letter[] = [];
  private sending = false;

  /** Look for what was left over, and try again whenever there is hope. Called once, by main.ts. */
  start(): void {
    this.set(kept<Letter[]>('outbox') ?? []);
    void this.send();
    addEventListener('online', () => void this.send());
    setInterval(() => void this.send(), TRY_AGAIN_MS);
  }

  /**
   * Keep a session, then send it. The answer is null when nobody answered: it stays here and is tried again.
   * Throws Refused when the server says that it is wrong; then it does not stay.
   */
  async post(id: string, session: SessionIn): Promise<SessionStored | null> {
    this.set([...this.letters.filter((letter) => letter.id !== id), { id, session }]);
    try {
      const stored = await api.storeSession(id, session);
      this.drop(id);
      return stored;
    } catch (error) {
      if (error instanceof Unreachable) return null;
      if (error instanceof Refused && error.status >= 500) return null;
      this.drop(id);
      throw error;
    }
  }

  private async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    for (const { id, session } of this.letters) {
      try {
        await api.storeSession(id, session);
        this.drop(id);
      } catch {
        // It stays here, and the next round tries again; the others have their turn.
      }
    }
    this.sending = false;
  }

  private drop(id: string): void {
    this.set(this.letters.filter((letter) => letter.id !== id));
  }

  private set(letters: Letter[]): void {
    this.letters = letters;
    this.waiting = letters.length;
    keep('outbox', letters.length > 0 ? letters : null);
  }
}

export const outbox = new Outbox();
