import { describe, expect, it } from 'vitest';
import { english, speakable, TAGS, translator, type Forms, type MessageKey, type Messages } from './index';

const sources = import.meta.glob<string>('../../**/*.{svelte,ts}', { query: '?raw', import: 'default', eager: true });
const code = Object.entries(sources)
  .filter(([path]) => !path.endsWith('.test.ts'))
  .map(([, text]) => text)
  .join('\n');

type Message = string | Forms;
const files = import.meta.glob<Record<string, Message>>('./*.json', { import: 'default', eager: true });
const languages = Object.entries(files).map(([path, messages]) => ({ tag: path.slice(2, -5), messages }));
const others = languages.filter(({ tag }) => tag !== english.tag);
const keys = Object.keys(english.messages) as MessageKey[];

const formsOf = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message));
const placesOf = (message: Message): string[] =>
  [...new Set(formsOf(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();

/** Keys put together from a word of the API: `state_of.${state}`. */
const MADE = /^(state_of|effect|side|thing|measured|measure)\./;
/** What no text may say in any language: hype, and what lumbar does not do. */
const NEVER = /[!¡]|\b(cure|treat|diagnos|prevent|all clear|you are clear|cura(r|s)?\b|diagn[oó]stic|previen|prevenir|tratamient)/i;
/** A machine takes you for someone else: tú, and a Spanish that belongs to no one country. */
const STRANGE: Readonly<Record<string, RegExp>> = {
  es: /\b(usted|vosotros|vuestr[oa]s?|os|coge[rs]?|cogiendo|vos|ordenador|celular|móvil)\b/i,
};

describe('the words', () => {
  it('are there for every language the app speaks', () => {
    expect(languages.map(({ tag }) => tag).sort()).toEqual([...TAGS].sort());
  });

  it.each(languages)('of $tag are calm and claim nothing', ({ messages }) => {
    expect(Object.entries(messages).filter(([, message]) => formsOf(message).some((text) => NEVER.test(text)))).toEqual([]);
  });

  it.each(languages)('of $tag sound like somebody the person knows', ({ tag, messages }) => {
    const strange = STRANGE[tag] ?? /[]/;
    expect(Object.entries(messages).filter(([, message]) => formsOf(message).some((text) => strange.test(text)))).toEqual([]);
  });

  it('are all used somewhere', () => {
    expect(keys.filter((key) => !MADE.test(key) && !code.includes(`'${key}'`))).toEqual([]);
  });
});

describe.each(others)('$tag', ({ tag, messages }) => {
  it('has every message', () => {
    expect(keys.filter((key) => !(key in messages))).toEqual([]);
  });

  it('has no message that nobody asks for', () => {
    expect(Object.keys(messages).filter((key) => !(key in english.messages))).toEqual([]);
  });

  it('fills in the same places', () => {
    const shared = keys.filter((key) => messages[key] !== undefined);
    const here = shared.map((key) => [key, placesOf(messages[key]!)]);
    expect(here).toEqual(shared.map((key) => [key, placesOf(english.messages[key])]));
  });

  it('has the plural forms its grammar asks for, where English has them', () => {
    const wanted = [...new Set([0, 1, 2, 5, 21, 100].map((count) => new Intl.PluralRules(tag).select(count)))].sort();
    const plural = keys.filter((key) => typeof english.messages[key] !== 'string' && messages[key] !== undefined);
    const given = plural.map((key) => [key, typeof messages[key] === 'string' ? [] : Object.keys(messages[key]!).sort()]);
    expect(given).toEqual(plural.map((key) => [key, wanted]));
  });

  it('is a language of its own, apart from names', () => {
    const same = keys.filter((key) => JSON.stringify(messages[key]) === JSON.stringify(english.messages[key]));
    expect(same.filter((key) => formsOf(english.messages[key]).some((text) => /\p{L}{3,} \p{L}{3,}/u.test(text)))).toEqual([]);
  });
});

describe('the language', () => {
  it('is the first of those a browser wants that the app speaks', () => {
    expect(speakable(['es-MX', 'en-US'])).toBe('es');
    expect(speakable(['fr-FR', 'fr', 'es', 'en'])).toBe('es');
    expect(speakable(['de-CH'])).toBe('en');
    expect(speakable([])).toBe('en');
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
