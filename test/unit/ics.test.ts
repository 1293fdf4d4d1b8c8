import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day, type Instant } from '../../main/domain/day.ts';
import { type CalendarEvent, calendarToIcs } from '../../main/formats/ics.ts';
import { readIcs } from '../support/ics-reader.ts';

const MADE_AT = '2026-11-21T20:15:00.123Z' as Instant;

const event = (fields: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'a1@medsteward',
  on: day('2027-01-12'),
  summary: 'Support ends',
  description: 'Devices: GW-01',
  category: 'Support',
  remindDays: [],
  revision: null,
  ...fields,
});
const written = (...events: CalendarEvent[]) => calendarToIcs({ name: 'Support', madeAt: MADE_AT, events });
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('a calendar (RFC 5545)', () => {
  it('is written line by line as the standard has it', () => {
    const revision = { sequence: 17, changedAt: '2026-03-01T08:00:00.000Z' as Instant };
    expect(text(written(event({ remindDays: [90, 1, 0], revision })))).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//MedSteward//MedSteward//EN',
        'CALSCALE:GREGORIAN',
        'METHOD:PUBLISH',
        'NAME:Support',
        'X-WR-CALNAME:Support',
        'REFRESH-INTERVAL;VALUE=DURATION:P1D',
        'BEGIN:VEVENT',
        'UID:a1@medsteward',
        'DTSTAMP:20261121T201500Z',
        'DTSTART;VALUE=DATE:20270112',
        'DTEND;VALUE=DATE:20270113',
        'SEQUENCE:17',
        'LAST-MODIFIED:20260301T080000Z',
        'SUMMARY:Support ends',
        'DESCRIPTION:Devices: GW-01',
        'CATEGORIES:Support',
        'TRANSP:TRANSPARENT',
        ...['-P89DT15H', '-P0DT15H', 'PT9H'].flatMap((trigger) => [
          'BEGIN:VALARM',
          'ACTION:DISPLAY',
          `TRIGGER:${trigger}`,
          'DESCRIPTION:Support ends',
          'END:VALARM',
        ]),
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  it.each([
    ['2028-02-28', '20280228', '20280229'],
    ['2028-02-29', '20280229', '20280301'],
    ['2027-02-28', '20270228', '20270301'],
    ['2026-12-31', '20261231', '20270101'],
  ])('lets an event of %s end the day after', (on, start, end) => {
    expect(readIcs(written(event({ on: day(on) }))).events[0]).toMatchObject({ start, end });
  });

  it('breaks lines after at most 75 octets, and never within a character', () => {
    // "SUMMARY:" has 8 octets, so that 67 are left; of the next lines one is the space.
    const lines = (summary: string) =>
      text(written(event({ summary })))
        .split('\r\n')
        .filter((line, index, all) => line.startsWith('SUMMARY') || (line.startsWith(' ') && all[index - 1] !== ''));
    expect(lines('a'.repeat(67))).toEqual([`SUMMARY:${'a'.repeat(67)}`]);
    expect(lines('a'.repeat(68))).toEqual([`SUMMARY:${'a'.repeat(67)}`, ' a']);
    expect(lines(`${'a'.repeat(66)}ü`)).toEqual([`SUMMARY:${'a'.repeat(66)}`, ' ü']);
    expect(lines('€'.repeat(50))).toEqual([`SUMMARY:${'€'.repeat(22)}`, ` ${'€'.repeat(24)}`, ` ${'€'.repeat(4)}`]);
    expect(lines('🫀'.repeat(20))).toEqual([`SUMMARY:${'🫀'.repeat(16)}`, ` ${'🫀'.repeat(4)}`]);
  });

  it('escapes what has a meaning, and lets no text become a line of its own', () => {
    const description =
      'One; two, three \\ four\nfive\r\nEND:VEVENT\rBEGIN:VALARM\u2028six\0\x1b[31m\x7f\tseven \ud800';
    const bytes = written(event({ description }));
    expect(text(bytes)).toContain('DESCRIPTION:One\\; two\\, three \\\\ four\\nfive\\nEND:VEVENT\\nBEGIN:VA');
    const [read, ...more] = readIcs(bytes).events;
    expect(more).toEqual([]);
    expect(read?.description).toBe('One; two, three \\ four\nfive\nEND:VEVENT\nBEGIN:VALARM\nsix[31m\tseven \ufffd');
  });

  it('shows markup as what it is: text', () => {
    const summary = '<b onload="x()">Pump</b> https://example.org';
    const bytes = written(event({ summary }));
    expect(readIcs(bytes).events[0]?.summary).toBe(summary);
    expect(text(bytes)).not.toMatch(/ALT|FMTTYPE|ATTACH|URL/);
  });

  it('holds something even where nothing happens', () => {
    const { lines, events } = readIcs(written());
    expect(events).toEqual([]);
    expect(lines.filter(({ name }) => name === 'BEGIN').map(({ value }) => value)).toEqual([
      'VCALENDAR',
      'VTIMEZONE',
      'STANDARD',
    ]);
  });

  it('gives back any texts', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 300 });
    const days = fc.integer({ min: 0, max: 100_000 }).map((count) => addDays(day('1900-01-01'), count));
    fc.assert(
      fc.property(fc.array(fc.record({ summary: words, description: words, on: days }), { maxLength: 5 }), (all) => {
        const { events } = readIcs(written(...all.map((fields, index) => event({ ...fields, uid: `${index}` }))));
        const plain = (value: string) =>
          value.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\t\n]/gu, '');
        expect(events.map(({ uid, start, summary, description }) => [uid, start, summary, description])).toEqual(
          all.map(({ on, summary, description }, index) => [
            `${index}`,
            on.replaceAll('-', ''),
            plain(summary),
            plain(description),
          ]),
        );
      }),
    );
  });
});
