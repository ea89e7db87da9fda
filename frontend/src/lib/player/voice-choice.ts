/** What the person chose about voice and tones. */

export interface VoiceChoice {
  /** Nothing is heard: the screen and the phone's buzzer say it instead. */
  silent: boolean;
  /** 1 is the voice's own pace. */
  rate: number;
  /** How loud, from 0 to 1. */
  speech: number;
  tones: number;
  /** By language, the voice that was chosen. */
  voices: Record<string, string>;
}

export const RATES = { least: 0.6, most: 1.4, usual: 0.95 } as const;

export const freshChoice = (): VoiceChoice => ({ silent: false, rate: RATES.usual, speech: 1, tones: 0.8, voices: {} });

/** In the first form there was one switch for everything. */
export const voiceFromFirst = (on: boolean): VoiceChoice => ({ ...freshChoice(), silent: on === false });

export function isVoiceChoice(value: unknown): boolean {
  const { silent, rate, speech, tones, voices } = (value ?? {}) as Partial<VoiceChoice>;
  return typeof silent === 'boolean' && [rate, speech, tones].every((one) => typeof one === 'number') && voices != null;
}
