/** What the first version kept in localStorage: each name the text of its value. It is moved over once. */

export interface Earlier {
  read(): Map<string, string>;
  forget(names: Iterable<string>): void;
}

const PREFIX = 'lumbar.';

export const deviceEarlier: Earlier = {
  read() {
    try {
      const names = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
      return new Map(names.map((key) => [key.slice(PREFIX.length), localStorage.getItem(key) ?? '']));
    } catch {
      // Where storage is switched off there is nothing to move.
      return new Map();
    }
  },
  forget(names) {
    for (const name of names) localStorage.removeItem(PREFIX + name);
  },
};
