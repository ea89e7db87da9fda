/** The language the app speaks. It may change at any moment; whatever is shown or said follows at once. */
import { shelf } from '$lib/shelf.svelte';
import es from './es.json?url';
import { english, translator, type Language, type Messages, type Translate } from './translator';

/** Each language by its own name. */
export const LANGUAGES = { en: 'English', es: 'Español' } as const;
export type Tag = keyof typeof LANGUAGES;
export const TAGS = Object.keys(LANGUAGES) as Tag[];

/** Only one language comes with the app; another is fetched when somebody speaks it. What it lacks is said in English. */
const MESSAGES: Readonly<Record<Tag, () => Promise<Partial<Messages>>>> = {
  en: async () => english.messages,
  es: () => fetched(es),
};

/** Fetched rather than imported: what could not be had once can be asked for again. */
async function fetched(address: string): Promise<Partial<Messages>> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return (await response.json()) as Partial<Messages>;
}

interface Speaking {
  readonly tag: Tag;
  readonly t: Translate;
  readonly fullDay: Intl.DateTimeFormat;
  readonly dayMonth: Intl.DateTimeFormat;
}

function speaking(tag: Tag, messages: Messages): Speaking {
  // The same language as the person's own region writes it: 4 May here, May 4 there.
  const region = globalThis.navigator?.languages?.find((one) => baseOf(one) === tag) ?? tag;
  const write = (parts: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(region, { ...parts, timeZone: 'UTC' });
  const language: Language = { tag, messages };
  return {
    tag,
    t: translator(language),
    fullDay: write({ weekday: 'long', day: 'numeric', month: 'long' }),
    dayMonth: write({ day: 'numeric', month: 'short' }),
  };
}

const baseOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** The first of these languages that the app speaks; English where it speaks none. */
export function speakable(wanted: readonly string[]): Tag {
  return wanted.map(baseOf).find((tag): tag is Tag => tag in LANGUAGES) ?? 'en';
}

let now: Speaking = $state.raw(speaking('en', english.messages));
/** The language asked for last: one that arrives late must not take its place. */
let wanted: Tag = 'en';

async function speak(tag: Tag): Promise<void> {
  wanted = tag;
  const messages = await MESSAGES[tag]();
  if (wanted !== tag) return;
  now = speaking(tag, { ...english.messages, ...messages });
  document.documentElement.lang = tag;
}

export const language = {
  get tag(): Tag {
    return now.tag;
  },

  /** Take up the language chosen before, else the browser's own. Called once, by main.ts, when the shelf is open. */
  async start(): Promise<void> {
    // Without its words on this device, English is better than nothing at all.
    await speak(speakable([shelf.kept('language') ?? '', ...navigator.languages])).catch(() => speak('en'));
  },

  /** Speak another language from now on. Rejects when its words can't be had. */
  async choose(tag: Tag): Promise<void> {
    await speak(tag);
    shelf.keep('language', tag);
  },
};

/** The language that is spoken now, as the server is told it. */
export const spoken = (): Tag => now.tag;

export const t: Translate = (key, values) => now.t(key, values);

const at = (date: string) => new Date(`${date}T00:00:00Z`);

/** Write a calendar date (YYYY-MM-DD) as "Monday 3 May", as "3 May". It has no time zone. */
export const longDate = (date: string): string => now.fullDay.format(at(date));
export const shortDate = (date: string): string => now.dayMonth.format(at(date));
