/** The app's words. One file a language; `t` fills in the names and picks the plural. */
import en from './en.json';

export type MessageKey = keyof typeof en;
export type Values = Readonly<Record<string, string | number>>;
type Forms = Readonly<{ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>>;
export type Messages = Readonly<Record<MessageKey, string | Forms>>;

export interface Language {
  readonly tag: string;
  readonly messages: Messages;
}

export const english: Language = { tag: 'en', messages: en };

/** Make the translating function of one language. A message with plural forms is chosen by `count`. */
export function translator(language: Language): (key: MessageKey, values?: Values) => string {
  const plural = new Intl.PluralRules(language.tag);
  const number = new Intl.NumberFormat(language.tag);
  const shown = (value: string | number) => (typeof value === 'number' ? number.format(value) : value);
  return (key, values = {}) => {
    const message = language.messages[key];
    const count = values['count'];
    const text =
      typeof message === 'string'
        ? message
        : (message[plural.select(typeof count === 'number' ? count : 0)] ?? message.other);
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : shown(value);
    });
  };
}

export const language = english;
export const t = translator(language);

/** The same language as the person's own region writes it: 4 May here, May 4 there. */
const region = globalThis.navigator?.languages?.find((tag) => tag.startsWith(language.tag)) ?? language.tag;
const fullDay = new Intl.DateTimeFormat(region, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
const dayMonth = new Intl.DateTimeFormat(region, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const at = (date: string) => new Date(`${date}T00:00:00Z`);

/** Write a calendar date (YYYY-MM-DD) as "Monday 3 May", as "3 May". It has no time zone. */
export const longDate = (date: string) => fullDay.format(at(date));
export const shortDate = (date: string) => dayMonth.format(at(date));
