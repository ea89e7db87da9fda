/** What a language is, and how a message of it is filled in: `{names}`, and the plural that `count` asks for. */
import en from './en.json';

export type MessageKey = keyof typeof en;
export type Values = Readonly<Record<string, string | number>>;
export type Forms = Readonly<{ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>>;
export type Messages = Readonly<Record<MessageKey, string | Forms>>;
export type Translate = (key: MessageKey, values?: Values) => string;

export interface Language {
  readonly tag: string;
  readonly messages: Messages;
}

export const english: Language = { tag: 'en', messages: en };

/** Make the translating function of one language. A message with plural forms is chosen by `count`. */
export function translator(language: Language): Translate {
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
