import { addDays, type Day, type Instant } from '../domain/day.ts';

/** Which version of an event a calendar holds: what it knows of the same event with a lower number, it replaces. */
export interface EventRevision {
  /** Never lower than it was in an earlier file. */
  readonly sequence: number;
  readonly changedAt: Instant;
}

/** Something that happens on a day. Texts are plain: calendars show what stands in them, and no more. */
export interface CalendarEvent {
  /** The same for the same event in every file, also when its day has moved. */
  readonly uid: string;
  readonly on: Day;
  readonly summary: string;
  readonly description: string;
  readonly category: string;
  /** Days before the event on which a calendar reminds of it, at {@link REMIND_HOUR}. */
  readonly remindDays: readonly number[];
  /** Null where nothing is known of a change. */
  readonly revision: EventRevision | null;
}

export interface Calendar {
  readonly name: string;
  readonly madeAt: Instant;
  readonly events: readonly CalendarEvent[];
}

/** Hour of the day, wherever the calendar is read, at which it reminds: an event of a whole day begins at midnight. */
const REMIND_HOUR = 9;
/** Longest line in octets of UTF-8, without its end (RFC 5545, 3.1). */
const LINE_OCTETS = 75;

/** A calendar has to hold something (RFC 5545, 3.6). Where there is no event, it is a time zone, which nobody sees. */
const NOTHING = [
  'BEGIN:VTIMEZONE',
  'TZID:UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/**
 * A calendar for other programs (iCalendar, RFC 5545 and 7986): events of whole days, which take nobody's time. `DTEND` is
 * the day after, because it is exclusive there. Of two files with the same event, the higher `SEQUENCE` counts and then the
 * later `DTSTAMP` (RFC 5546, 2.1.5).
 */
export function calendarToIcs({ name, madeAt, events }: Calendar): Uint8Array {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//MedSteward//MedSteward//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    text('NAME', name),
    text('X-WR-CALNAME', name),
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    ...(events.length === 0 ? NOTHING : events.flatMap((event) => eventLines(event, madeAt))),
    'END:VCALENDAR',
  ];
  return new TextEncoder().encode(lines.map((line) => `${folded(line)}\r\n`).join(''));
}

function eventLines(event: CalendarEvent, madeAt: Instant): string[] {
  const { uid, on, summary, description, category, remindDays, revision } = event;
  return [
    'BEGIN:VEVENT',
    text('UID', uid),
    `DTSTAMP:${moment(madeAt)}`,
    `DTSTART;VALUE=DATE:${date(on)}`,
    `DTEND;VALUE=DATE:${date(addDays(on, 1))}`,
    `SEQUENCE:${revision?.sequence ?? 0}`,
    ...(revision ? [`LAST-MODIFIED:${moment(revision.changedAt)}`] : []),
    text('SUMMARY', summary),
    text('DESCRIPTION', description),
    text('CATEGORIES', category),
    'TRANSP:TRANSPARENT',
    ...remindDays.flatMap((days) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:${trigger(days)}`,
      text('DESCRIPTION', summary),
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}

/** The time from midnight of the event back to the hour of the reminder. */
function trigger(days: number): string {
  return days === 0 ? `PT${REMIND_HOUR}H` : `-P${days - 1}DT${24 - REMIND_HOUR}H`;
}

function date(on: Day): string {
  return on.replaceAll('-', '');
}

function moment(at: Instant): string {
  return `${at.slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** A property of text (RFC 5545, 3.3.11). Characters that steer are not allowed in it, and half of a character is none. */
function text(property: string, value: string): string {
  const escaped = value
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replace(/[^\P{Cc}\t]/gu, '');
  return `${property}:${escaped}`;
}

/** Breaks a line so that no part is too long, and never within a character. */
function folded(line: string): string {
  let [result, octets] = ['', 0];
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      result += '\r\n ';
      octets = 1;
    }
    result += character;
    octets += size;
  }
  return result;
}
