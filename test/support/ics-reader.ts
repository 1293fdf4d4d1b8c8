/** One line of a calendar, unfolded: `DTSTART;VALUE=DATE:20270112`. */
interface ContentLine {
  readonly name: string;
  readonly parameters: string;
  /** With its escapes resolved. */
  readonly value: string;
}

export interface ReadEvent {
  readonly uid: string;
  readonly start: string;
  readonly end: string;
  readonly sequence: number;
  readonly lastModified: string | undefined;
  readonly summary: string;
  readonly description: string;
  readonly category: string;
  readonly triggers: readonly string[];
}

/**
 * Reads a calendar by the letter of RFC 5545, written apart from what writes it: lines end by CRLF, none is longer than 75
 * octets, and what is cut off is whole UTF-8. @throws Error for anything else
 */
export function readIcs(bytes: Uint8Array): { readonly lines: readonly ContentLine[]; readonly events: ReadEvent[] } {
  const file = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  if (!file.endsWith('\r\n')) throw new Error('the last line has no end');
  const physical = file.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (/[^\P{Cc}\t]/u.test(line)) throw new Error(`a character that steers: ${JSON.stringify(line)}`);
    if (new TextEncoder().encode(line).length > 75) throw new Error(`too long: ${line}`);
  }
  const logical: string[] = [];
  for (const line of physical) {
    if (line.startsWith(' ')) logical.push(`${logical.pop() ?? ''}${line.slice(1)}`);
    else logical.push(line);
  }
  const lines = logical.map((line): ContentLine => {
    const match = /^([A-Z-]+)((?:;[A-Z-]+=[A-Z]+)*):(.*)$/s.exec(line);
    if (!match) throw new Error(`no line of a calendar: ${line}`);
    const [, name = '', parameters = '', value = ''] = match;
    return { name, parameters, value: value.replace(/\\(.)/gs, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign)) };
  });
  return { lines, events: eventsOf(lines) };
}

function eventsOf(lines: readonly ContentLine[]): ReadEvent[] {
  const open: string[] = [];
  const events: ReadEvent[] = [];
  let own = new Map<string, ContentLine>();
  let triggers: string[] = [];
  for (const line of lines) {
    if (line.name === 'BEGIN') {
      open.push(line.value);
      if (line.value === 'VEVENT') [own, triggers] = [new Map(), []];
    } else if (line.name === 'END') {
      if (open.pop() !== line.value) throw new Error(`not open: ${line.value}`);
      if (line.value === 'VEVENT') events.push(eventOf(own, triggers));
    } else if (open.at(-1) === 'VALARM' && line.name === 'TRIGGER') triggers.push(line.value);
    else if (open.at(-1) === 'VEVENT') {
      if (own.has(line.name)) throw new Error(`twice in one event: ${line.name}`);
      own.set(line.name, line);
    }
  }
  if (open.length > 0) throw new Error(`not ended: ${open.join()}`);
  return events;
}

function eventOf(own: ReadonlyMap<string, ContentLine>, triggers: readonly string[]): ReadEvent {
  const value = (name: string) => {
    const line = own.get(name);
    if (!line) throw new Error(`missing: ${name}`);
    return line.value;
  };
  for (const name of ['DTSTART', 'DTEND'])
    if (own.get(name)?.parameters !== ';VALUE=DATE') throw new Error(`${name} is no day`);
  if (!/^\d{8}T\d{6}Z$/.test(value('DTSTAMP'))) throw new Error('DTSTAMP is no moment in UTC');
  return {
    uid: value('UID'),
    start: value('DTSTART'),
    end: value('DTEND'),
    sequence: Number(value('SEQUENCE')),
    lastModified: own.get('LAST-MODIFIED')?.value,
    summary: value('SUMMARY'),
    description: value('DESCRIPTION'),
    category: value('CATEGORIES'),
    triggers,
  };
}
