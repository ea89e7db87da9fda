/** Where the player's time comes from. Handed in, so that a test can be the clock. */

export interface Clock {
  /** Milliseconds since some fixed moment; never goes back. */
  now(): number;
  /** Call `then` once, after at least `ms`; the returned function calls it off. */
  after(ms: number, then: () => void): () => void;
}

export const deviceClock: Clock = {
  now: () => performance.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};
