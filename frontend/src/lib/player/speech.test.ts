import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sentencesOf, Speech, type Manner, type Synth } from './speech';

class Utterance {
  lang = '';
  voice: SpeechSynthesisVoice | null = null;
  rate = 1;
  volume = 1;
  onend: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Says nothing, and remembers what it was told. */
class Mute implements Synth {
  said: string[] = [];
  now: Utterance | null = null;
  speaking = false;
  pending = false;
  voices: SpeechSynthesisVoice[];

  constructor(voices: SpeechSynthesisVoice[]) {
    this.voices = voices;
  }

  speak(utterance: SpeechSynthesisUtterance): void {
    this.now = utterance as unknown as Utterance;
    this.speaking = true;
    this.said.push(utterance.text);
  }

  cancel(): void {
    const cut = this.now;
    this.now = null;
    this.speaking = false;
    // As browsers do: what is cut off hears of it, a little later or at once.
    cut?.onerror?.();
  }

  resume(): void {}

  getVoices(): SpeechSynthesisVoice[] {
    return this.voices;
  }

  ends(): void {
    this.speaking = false;
    this.now?.onend?.();
  }
}

const voice = (name: string, lang: string, localService = true): SpeechSynthesisVoice => ({
  name,
  lang,
  localService,
  voiceURI: name,
  default: false,
});
const English = voice('Ann', 'en-GB');
const manner: Manner = { lang: 'en', voice: English, rate: 1, volume: 1 };

let at_ms = 0;
function speaking(voices = [English]) {
  at_ms = 0;
  const synth = new Mute(voices);
  return { synth, speech: new Speech(synth, () => at_ms) };
}

const real = globalThis.SpeechSynthesisUtterance;
beforeEach(() => {
  globalThis.SpeechSynthesisUtterance = Utterance as unknown as typeof SpeechSynthesisUtterance;
});
afterEach(() => {
  globalThis.SpeechSynthesisUtterance = real;
});

describe('one thing at a time', () => {
  it('says the new in place of the old', () => {
    const { synth, speech } = speaking();
    speech.say('Move.', 'cue', manner);
    speech.say('Hold.', 'cue', manner);
    expect(synth.said).toEqual(['Move.', 'Hold.']);
    expect(synth.now?.text).toBe('Hold.');
  });

  it('lets no count cut off what says more', () => {
    const { synth, speech } = speaking();
    speech.say('Let the knee come to you.', 'cue', manner);
    speech.say('2', 'count', manner);
    expect(synth.said).toEqual(['Let the knee come to you.']);
    synth.ends();
    speech.say('3', 'count', manner);
    expect(synth.said.at(-1)).toBe('3');
  });

  it('says what was dropped never again', () => {
    const { synth, speech } = speaking();
    speech.say('Paused', 'notice', manner);
    speech.say('Hold.', 'cue', manner);
    synth.ends();
    expect(synth.said).toEqual(['Paused']);
  });

  it('does not wait for ever for a browser that never tells of an end', () => {
    const { synth, speech } = speaking();
    speech.say('Hold.', 'cue', manner);
    at_ms = 10_000;
    speech.say('Halfway.', 'count', manner);
    expect(synth.said.at(-1)).toBe('Halfway.');
  });

  it('falls silent when told', () => {
    const { synth, speech } = speaking();
    speech.say('One. Two.', 'cue', manner);
    speech.hush();
    expect(synth.now).toBeNull();
    expect(synth.said).toEqual(['One.']);
  });
});

describe('a long text', () => {
  it('is said sentence by sentence', () => {
    const { synth, speech } = speaking();
    speech.say('Next: bridge. Lie on your back. Bend your knees.', 'cue', manner);
    expect(synth.said).toEqual(['Next: bridge.']);
    for (let at = 0; at < 4; at += 1) synth.ends();
    expect(synth.said).toEqual(['Next: bridge.', 'Lie on your back.', 'Bend your knees.']);
  });

  it('ends where something else began', () => {
    const { synth, speech } = speaking();
    speech.say('Lie on your back. Bend your knees.', 'cue', manner);
    const cut = synth.now;
    speech.say('Hold.', 'cue', manner);
    cut?.onend?.();
    expect(synth.said).toEqual(['Lie on your back.', 'Hold.']);
  });

  it('is cut only after a sentence', () => {
    expect(sentencesOf('Hold 1.5 seconds. Then 2 of 3? Go on…  Good.')).toEqual([
      'Hold 1.5 seconds.',
      'Then 2 of 3?',
      'Go on…',
      'Good.',
    ]);
  });
});

describe('voices', () => {
  it('are those of the language, the device’s own first', () => {
    const { speech } = speaking([voice('Net', 'en_US', false), voice('Juan', 'es-ES'), English]);
    expect(speech.voicesFor('en').map(({ name }) => name)).toEqual(['Ann', 'Net']);
  });

  it('of another language do not read what they can’t', () => {
    const { synth, speech } = speaking([voice('Juan', 'es-ES')]);
    speech.say('Hold.', 'cue', { ...manner, voice: null });
    expect(synth.said).toEqual([]);
  });

  it('speak as they were asked to', () => {
    const { synth, speech } = speaking();
    speech.say('Hold.', 'cue', { ...manner, rate: 0.8, volume: 0.5 });
    expect(synth.now).toMatchObject({ lang: 'en-GB', rate: 0.8, volume: 0.5 });
  });

  it('where there are none at all, nothing breaks', () => {
    const speech = new Speech(null, () => 0);
    speech.say('Hold.', 'cue', manner);
    speech.hush();
    expect(speech.voicesFor('en')).toEqual([]);
  });
});
