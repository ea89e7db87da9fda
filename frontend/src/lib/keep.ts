/** Small things kept on this device, so that closing the page loses nothing. */

const NAMES = {
  interview: 'lumbar.interview',
  outcome: 'lumbar.outcome',
  session: 'lumbar.session',
  outbox: 'lumbar.outbox',
  voice: 'lumbar.voice',
} as const;
type Name = keyof typeof NAMES;

/** Read what was kept; null when nothing was, or when it can't be read any more. */
export function kept<T>(name: Name): T | null {
  try {
    const text = localStorage.getItem(NAMES[name]);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

/** Keep a value, or forget it with null. A device that refuses to keep things still works until it is closed. */
export function keep(name: Name, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(NAMES[name]);
    else localStorage.setItem(NAMES[name], JSON.stringify(value));
  } catch {
    // Storage is full or switched off.
  }
}

/** Make an id no other device makes. Outside a secure context there is no randomUUID, but there is chance. */
export function newId(): string {
  const { randomUUID } = crypto as Partial<Crypto>;
  if (randomUUID) return randomUUID.call(crypto) as string;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
