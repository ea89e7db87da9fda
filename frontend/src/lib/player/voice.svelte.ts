/** The voice and the tones of this device, as the person wants them. Without them a session goes on just the same. */
import type { Tone } from '$lib/api/types';
import { language } from '$lib/messages';
import { shelf } from '$lib/shelf.svelte';
import { Alive, type Steering } from './alive';
import { Speech, type Weight } from './speech';
import { Tones } from './tones';
import { freshChoice, type VoiceChoice } from './voice-choice';

/** What is felt in place of a tone: buzzing and stillness in turn, in milliseconds. */
const BUZZES: Readonly<Record<Tone, number[]>> = { ready: [60], turn: [140], done: [140, 100, 140, 100, 300] };
/** The order in which the tones are tried out. */
const TRIED: readonly Tone[] = ['ready', 'turn', 'done'];
const TRY_APART_S = 0.7;
/** The last tone of all may still be sounding. */
const CLOSE_MS = 3000;

class Voice {
  choice: VoiceChoice = $state(freshChoice());
  /** Counts the times at which the device came by other voices. */
  private turn = $state(0);
  readonly tones = new Tones();
  private readonly alive = new Alive();
  private closing: ReturnType<typeof setTimeout> | undefined;
  private readonly speech = new Speech(typeof speechSynthesis === 'undefined' ? null : speechSynthesis, () => performance.now());

  /** Take up what was chosen before. Called once, by main.ts, when the shelf is open. */
  start(): void {
    this.choice = shelf.kept('voice') ?? freshChoice();
    this.tones.setVolume(this.choice.tones);
    // Voices come in late, and after a new one was installed.
    if (this.speech.possible) speechSynthesis.addEventListener?.('voiceschanged', () => (this.turn += 1));
  }

  get silent(): boolean {
    return this.choice.silent;
  }

  /** The voices that speak the app's language. */
  get voices(): SpeechSynthesisVoice[] {
    void this.turn;
    return this.speech.voicesFor(language.tag);
  }

  get canSpeak(): boolean {
    return this.voices.length > 0;
  }

  /** The voice that speaks: the chosen one, else the device's own for the language. */
  get chosen(): SpeechSynthesisVoice | null {
    const { voices } = this;
    const wanted = this.choice.voices[language.tag];
    return voices.find(({ voiceURI }) => voiceURI === wanted) ?? voices.find((voice) => voice.default) ?? voices[0] ?? null;
  }

  choose(choice: Partial<VoiceChoice>): void {
    this.choice = { ...this.choice, ...choice };
    shelf.keep('voice', this.choice);
    this.tones.setVolume(this.choice.tones);
    if (this.choice.silent) this.hush();
  }

  chooseVoice(voiceURI: string): void {
    this.choose({ voices: { ...this.choice.voices, [language.tag]: voiceURI } });
  }

  say(text: string, weight: Weight): void {
    const { silent, rate, speech: volume } = this.choice;
    if (silent || volume === 0) return;
    this.speech.say(text, weight, { lang: language.tag, voice: this.chosen, rate, volume });
  }

  hush(): void {
    this.speech.hush();
  }

  /** Begin to sound. Call it from a touch or a key: browsers want that. */
  open(steering: Steering): void {
    clearTimeout(this.closing);
    this.alive.begin(this.tones.open(), steering);
  }

  /** What a lock screen shows. */
  show(title: string, by: string, playing: boolean): void {
    this.alive.show(title, by, playing);
  }

  /** Stop sounding, once the last tone has died away. */
  close(): void {
    this.alive.end();
    clearTimeout(this.closing);
    this.closing = setTimeout(() => this.tones.rest(), CLOSE_MS);
  }

  /** Sound a tone now; in silence, buzz instead. */
  sound(tone: Tone): void {
    if (this.silent) this.buzz(tone);
    else this.tones.schedule(tone, this.tones.seconds);
  }

  buzz(tone: Tone): void {
    navigator.vibrate?.(BUZZES[tone]);
  }

  /** Let the person hear what they chose. */
  tryOut(text: string): void {
    this.tones.open();
    this.tones.cancel();
    TRIED.forEach((tone, at) => this.tones.schedule(tone, this.tones.seconds + at * TRY_APART_S));
    this.say(text, 'notice');
    clearTimeout(this.closing);
    this.closing = setTimeout(() => this.tones.rest(), CLOSE_MS);
  }
}

export const voice = new Voice();
