import css from './tokens.css?raw';
import { describe, expect, it } from 'vitest';

type Tokens = Record<string, string>;

function read(block: string): Tokens {
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex]));
}

const [lightCss = '', darkCss = ''] = css.split('@media screen and (prefers-color-scheme: dark)');
const themes: [string, Tokens][] = [
  ['light', read(lightCss)],
  ['dark', { ...read(lightCss), ...read(darkCss) }],
];

/** Contrast of two colours after WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of their relative luminances. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const EVERYWHERE = 4.5;
const PLAYER = 7;
const EDGE = 3;
const PAIRS: [ink: string, ground: string, least: number][] = [
  ['ink', 'paper', PLAYER],
  ['ink', 'paper-up', PLAYER],
  ['ink', 'paper-down', PLAYER],
  ['ink', 'act-wash', PLAYER],
  ['ink', 'now-wash', PLAYER],
  ['ink', 'caution-wash', PLAYER],
  ['ink', 'stop-wash', PLAYER],
  ['ink-2', 'paper', PLAYER],
  ['ink-2', 'paper-up', EVERYWHERE],
  ['ink-2', 'paper-down', EVERYWHERE],
  ['ink-2', 'now-wash', EVERYWHERE],
  ['ink-2', 'act-wash', EVERYWHERE],
  ['ink-2', 'caution-wash', EVERYWHERE],
  ['act', 'paper', PLAYER],
  ['act', 'paper-up', EVERYWHERE],
  ['act', 'act-wash', EVERYWHERE],
  ['on-act', 'act', PLAYER],
  ['on-act', 'act-2', PLAYER],
  ['now', 'paper', PLAYER],
  ['now', 'now-wash', EVERYWHERE],
  ['caution', 'paper', EVERYWHERE],
  ['caution', 'caution-wash', EVERYWHERE],
  ['stop', 'stop-wash', EVERYWHERE],
  ['stop-2', 'stop-wash', PLAYER],
  ['on-stop', 'stop', PLAYER],
  ['edge', 'paper', EDGE],
  ['edge', 'paper-up', EDGE],
  ['now-line', 'paper', EDGE],
  ['stop', 'paper', EDGE],
];

describe.each(themes)('%s', (_, tokens) => {
  it.each(PAIRS)('%s on %s can be read', (ink, ground, least) => {
    expect(contrast(tokens[ink] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(least);
  });
});
