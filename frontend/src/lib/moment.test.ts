import { describe, expect, it } from 'vitest';
import { latest, written } from './moment';

function at(utc: string, offset_min: number): Date {
  const moment = new Date(utc);
  moment.getTimezoneOffset = () => -offset_min;
  return moment;
}

describe('a moment', () => {
  it.each([
    [0, '2026-05-04T22:30:00+00:00'],
    [120, '2026-05-05T00:30:00+02:00'],
    [-210, '2026-05-04T19:00:00-03:30'],
    [345, '2026-05-05T04:15:00+05:45'],
  ])('%i minutes from Greenwich is written where the person is', (offset_min, text) => {
    expect(written(at('2026-05-04T22:30:00Z', offset_min))).toBe(text);
    expect(Date.parse(text)).toBe(Date.parse('2026-05-04T22:30:00Z'));
  });

  it('is the latest by when it was, not by how it is written', () => {
    expect(latest(['2026-05-04T09:00:00+02:00', '2026-05-04T08:30:00+00:00', '2026-05-04T01:00:00-06:00'])).toBe(
      '2026-05-04T08:30:00+00:00',
    );
  });
});
