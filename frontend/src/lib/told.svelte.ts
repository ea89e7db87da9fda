/** What the server just told, carried from one page to the next. Gone after a reload; Today shows the changes too. */
import type { MorningOut, SessionStored } from './api/types';

class Told {
  session: SessionStored | null = $state(null);
  morning: MorningOut | null = $state(null);
}

export const told = new Told();
