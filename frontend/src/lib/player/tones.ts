/**
 * Tones: three that belong together, set on the sound's own clock ahead of time, so that a page that is woken
 * seldom is still heard at the right moment.
 */
import type { Tone } from '$lib/api/types';
import type { SoundTime } from './clock';

/** Notes of one chord: frequency in hertz, from when, how long. Low to high, soft enough for somebody lying down. */
const NOTES: Readonly<Record<Tone, readonly { hz: number; from_s: number; seconds: number }[]>> = {
  ready: [{ hz: 392, from_s: 0, seconds: 0.3 }],
  turn: [{ hz: 523.25, from_s: 0, seconds: 0.55 }],
  done: [
    { hz: 523.25, from_s: 0, seconds: 0.6 },
    { hz: 659.25, from_s: 0.22, seconds: 0.6 },
    { hz: 783.99, from_s: 0.44, seconds: 0.9 },
  ],
};
/** A phone's small speaker hardly has the note itself; what lies above it is what carries across the room. */
const OVERTONES = [1, 0.4, 0.15];
const ATTACK_S = 0.03;
const LOUDEST = 0.5;

export class Tones implements SoundTime {
  /** Called when the sound begins or ceases to run. */
  onchange: () => void = () => {};
  private context: AudioContext | null = null;
  private volume: GainNode | null = null;
  private ready: Map<Tone, AudioBuffer> = new Map();
  /** Tones that have not ended, and when they begin. */
  private planned = new Map<AudioBufferSourceNode, number>();
  private loudness = 1;

  get running(): boolean {
    return this.context?.state === 'running';
  }

  get seconds(): number {
    return this.context?.currentTime ?? 0;
  }

  /** Begin, or go on. Browsers want the first call to come from a touch or a key. */
  open(): AudioContext | null {
    if (typeof AudioContext === 'undefined') return null;
    try {
      this.context ??= this.made();
      void this.context.resume().catch(() => {});
    } catch {
      // No device for sound: the session goes by the device's clock, and the voice and the screen guide it.
      this.context = null;
    }
    return this.context;
  }

  /** Stand still, until opened again. */
  rest(): void {
    void this.context?.suspend().catch(() => {});
  }

  setVolume(volume: number): void {
    this.loudness = volume;
    if (this.volume) this.volume.gain.value = volume * LOUDEST;
  }

  /** Sound a tone at a moment of this clock; a moment that has just passed means now. */
  schedule(tone: Tone, at_s: number): void {
    const { context, volume } = this;
    if (!context || !volume) return;
    const source = new AudioBufferSourceNode(context, { buffer: this.buffer(context, tone) });
    source.connect(volume);
    source.onended = () => {
      this.planned.delete(source);
      source.disconnect();
    };
    source.start(Math.max(at_s, context.currentTime));
    this.planned.set(source, at_s);
  }

  /** Take back every tone to come. One that has begun dies away by itself; cut off, it would click. */
  cancel(): void {
    for (const [source, at_s] of this.planned) {
      if (at_s <= this.seconds) continue;
      source.stop();
      this.planned.delete(source);
    }
  }

  private made(): AudioContext {
    const context = new AudioContext({ latencyHint: 'playback' });
    context.onstatechange = () => this.onchange();
    this.volume = new GainNode(context, { gain: this.loudness * LOUDEST });
    this.volume.connect(context.destination);
    return context;
  }

  private buffer(context: AudioContext, tone: Tone): AudioBuffer {
    const there = this.ready.get(tone);
    if (there) return there;
    const buffer = drawn(tone, context.sampleRate);
    this.ready.set(tone, buffer);
    return buffer;
  }
}

/** Draw a tone's wave: each note with its overtones, a soft beginning, and dying away like a struck bell. */
function drawn(tone: Tone, sampleRate: number): AudioBuffer {
  const notes = NOTES[tone];
  const seconds = Math.max(...notes.map((note) => note.from_s + note.seconds));
  const buffer = new AudioBuffer({ length: Math.ceil(seconds * sampleRate), sampleRate });
  const wave = buffer.getChannelData(0);
  const whole = OVERTONES.reduce((sum, share) => sum + share, 0);
  for (const { hz, from_s, seconds: long_s } of notes) {
    const first = Math.round(from_s * sampleRate);
    const samples = Math.min(Math.round(long_s * sampleRate), wave.length - first);
    for (let at = 0; at < samples; at += 1) {
      const at_s = at / sampleRate;
      const shape = Math.min(1, at_s / ATTACK_S) * Math.exp((-4 * at_s) / long_s) * (1 - at / samples);
      const sum = OVERTONES.reduce((all, share, over) => all + share * Math.sin(2 * Math.PI * hz * (over + 1) * at_s), 0);
      wave[first + at]! += (shape * sum) / whole;
    }
  }
  return buffer;
}
