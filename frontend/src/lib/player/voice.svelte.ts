/** The voice and the tones: extras of the device. Without them the session goes on just the same. */
import { keep, kept } from '$lib/keep';
import { language } from '$lib/messages';

export type Tone = 'ready' | 'turn' | 'done';
/** Three notes of one chord, low to high, soft enough not to startle someone lying down. */
const NOTES: Readonly<Record<Tone, readonly number[]>> = { ready: [392], turn: [523.25], done: [523.25, 659.25] };

class Voice {
  on = $state(kept<boolean>('voice') ?? true);
  private sound: AudioContext | null = null;

  get canSpeak(): boolean {
    return typeof speechSynthesis !== 'undefined';
  }

  turn(on: boolean): void {
    this.on = on;
    keep('voice', on);
    if (!on) this.hush();
  }

  /** Say it now, in place of what was being said. */
  say(text: string): void {
    if (!this.on || !this.canSpeak) return;
    speechSynthesis.cancel();
    const words = new SpeechSynthesisUtterance(text);
    words.lang = language.tag;
    words.rate = 0.95;
    speechSynthesis.speak(words);
  }

  hush(): void {
    if (this.canSpeak) speechSynthesis.cancel();
  }

  /** Must first be called from a touch or a key: browsers ask for that. */
  tone(tone: Tone): void {
    if (!this.on || typeof AudioContext === 'undefined') return;
    this.sound ??= new AudioContext();
    const sound = this.sound;
    void sound.resume();
    NOTES[tone].forEach((frequency, at) => {
      const from = sound.currentTime + at * 0.22;
      const note = new OscillatorNode(sound, { frequency, type: 'sine' });
      const loudness = new GainNode(sound, { gain: 0 });
      loudness.gain.setValueAtTime(0, from);
      loudness.gain.linearRampToValueAtTime(0.25, from + 0.03);
      loudness.gain.exponentialRampToValueAtTime(0.001, from + 0.5);
      note.connect(loudness).connect(sound.destination);
      note.start(from);
      note.stop(from + 0.55);
    });
  }
}

export const voice = new Voice();
