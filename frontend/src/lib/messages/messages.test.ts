import { describe, expect, it } from 'vitest';
import { english, translator, type MessageKey, type Messages } from './index';

const sources = import.meta.glob<string>('../../**/*.{svelte,ts}', { query: '?raw', import: 'default', eager: true });
const code = Object.entries(sources)
  .filter(([path]) => !path.endsWith('.test.ts'))
  .map(([, text]) => text)
  .join('\n');
const keys = Object.keys(english.messages) as MessageKey[];
const texts = keys.flatMap((key): [MessageKey, string][] => {
  const message = english.messages[key];
  return typeof message === 'string' ? [[key, message]] : Object.values(message).map((form) => [key, form]);
});
/** Keys put together from a word of the API: `state_of.${state}`. */
const MADE = /^(state_of|effect|side)\./;

describe('the words', () => {
  it.each(texts)('of %s are calm and claim nothing', (_, text) => {
    expect(text).not.toMatch(/!/);
    expect(text).not.toMatch(/\b(cure|treat|diagnos|prevent|all clear|you are clear)/i);
  });

  it.each(keys.filter((key) => !MADE.test(key)))('%s is used somewhere', (key) => {
    expect(code).toContain(`'${key}'`);
  });
});

describe('a translator', () => {
  const t = translator(english);

  it('fills in names and leaves what it was not given', () => {
    expect(t('steps.at', { at: 2, of: 8 })).toBe('Step 2 of 8');
    expect(t('steps.at', { at: 2 })).toBe('Step 2 of {of}');
  });

  it('chooses the plural form by count', () => {
    expect(t('minutes', { count: 1 })).toBe('1 minute');
    expect(t('minutes', { count: 0 })).toBe('0 minutes');
  });

  it('follows the plural rules of its language', () => {
    const polish = translator({
      tag: 'pl',
      messages: {
        ...english.messages,
        minutes: { one: '{count} minuta', few: '{count} minuty', many: '{count} minut', other: '{count} minuty' },
      } satisfies Messages,
    });
    expect([1, 3, 5, 22].map((count) => polish('minutes', { count }))).toEqual([
      '1 minuta',
      '3 minuty',
      '5 minut',
      '22 minuty',
    ]);
  });
});
