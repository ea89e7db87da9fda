/**
 * Speech: one thing is said at a time. What is new takes the place of what is being said, unless that weighs more;
 * nothing waits in line, so nothing is ever said late.
 */

/** The part of the browser's speech that is used; a test hands in its own. */
export type Synth = Pick<SpeechSynthesis, 'speak' | 'cancel' | 'resume' | 'getVoices' | 'speaking' | 'pending'>;

/** `count`: a number or a word in passing; `cue`: what to do now; `notice`: the player about itself. */
export type Weight = 'count' | 'cue' | 'notice';

export interface Manner {
  readonly lang: string;
  readonly voice: SpeechSynthesisVoice | null;
  readonly rate: number;
  readonly volume: number;
}

const WEIGHTS: Readonly<Record<Weight, number>> = { count: 0, cue: 1, notice: 2 };
/** No voice takes longer for a letter. A browser that never tells of an end would else be taken to talk for ever. */
const LETTER_MS = 110;
const PAUSE_MS = 1500;

export class Speech {
  private readonly synth: Synth | null;
  private readonly now: () => number;
  private saying: { weight: number; until_ms: number; sentences: string[] } | null = null;
  /** Chrome forgets an utterance nobody holds, and with it the news of its end. */
  private uttered: SpeechSynthesisUtterance | null = null;

  constructor(synth: Synth | null, now: () => number) {
    this.synth = synth;
    this.now = now;
  }

  get possible(): boolean {
    return this.synth !== null;
  }

  /** The voices that speak a language, those of the device first: they need no connection. */
  voicesFor(lang: string): SpeechSynthesisVoice[] {
    const spoken = (this.synth?.getVoices() ?? []).filter((voice) => languageOf(voice.lang) === languageOf(lang));
    return spoken.sort((one, other) => Number(other.localService) - Number(one.localService));
  }

  /** True when there are voices, and none of them speaks the language: read by a stranger it can't be understood. */
  lacks(lang: string): boolean {
    const voices = this.synth?.getVoices() ?? [];
    return voices.length > 0 && this.voicesFor(lang).length === 0;
  }

  say(text: string, weight: Weight, manner: Manner): void {
    const { synth } = this;
    if (!synth || this.lacks(manner.lang)) return;
    const now_ms = this.now();
    const talking = this.saying !== null && now_ms < this.saying.until_ms;
    if (talking && this.saying!.weight > WEIGHTS[weight]) return;
    // Forgotten first: some browsers tell of the cut at once, and the rest of it must not follow.
    const busy = this.saying !== null || synth.speaking || synth.pending;
    this.saying = null;
    this.uttered = null;
    if (busy) synth.cancel();
    // Chrome may be left standing in a pause that nobody asked for.
    synth.resume();
    const sentences = sentencesOf(text);
    const until_ms = now_ms + (text.length * LETTER_MS) / manner.rate + PAUSE_MS * sentences.length;
    this.saying = { weight: WEIGHTS[weight], until_ms, sentences };
    this.utter(synth, this.saying, manner);
  }

  hush(): void {
    this.saying = null;
    this.uttered = null;
    this.synth?.cancel();
  }

  /** Say sentence after sentence, each on its own: Chrome falls silent inside a long text. */
  private utter(synth: Synth, saying: NonNullable<Speech['saying']>, manner: Manner): void {
    const sentence = saying.sentences.shift();
    if (sentence === undefined) {
      if (this.saying === saying) this.saying = null;
      return;
    }
    const words = new SpeechSynthesisUtterance(sentence);
    words.lang = manner.voice?.lang ?? manner.lang;
    words.voice = manner.voice;
    words.rate = manner.rate;
    words.volume = manner.volume;
    const next = () => {
      if (this.saying === saying && this.uttered === words) this.utter(synth, saying, manner);
    };
    words.onend = next;
    words.onerror = next;
    this.uttered = words;
    synth.speak(words);
  }
}

const languageOf = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] ?? '';

/** Cut a text after each sentence. */
export const sentencesOf = (text: string): string[] => text.split(/(?<=[.?…])\s+/).filter(Boolean);
