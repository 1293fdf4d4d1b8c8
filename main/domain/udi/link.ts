import type { Day } from '../day.ts';
import { gs1Of } from './gs1.ts';
import { fieldOf, LINK_KEYS, LINK_WORDS } from './gs1-identifiers.ts';
import type { UdiElement, UdiReading } from './udi.ts';

/** Reads a link with an identifier in it, `https://id.gs1.org/01/09520123456788/21/12345?17=180426`. It is never followed. */
export function readDigitalLink(text: string, today: Day): UdiReading {
  const [address = '', query = ''] = (text.split('#', 1)[0] ?? '').split('?', 2);
  if (/[<>{}\\^`\s]/.test(text)) return { problem: 'unreadable' };
  const steps = address
    .replace(/^https?:\/\/[^/]*/i, '')
    .split('/')
    .slice(1);
  const start = steps.findLastIndex((step, place) => step in LINK_KEYS && steps[place + 1] !== undefined);
  if (start < 0) return { problem: 'unknown_format' };
  const pairs: [string, string][] = [];
  for (let place = start; place < steps.length; place += 2) {
    const name = steps[place] ?? '';
    pairs.push([(place === start ? LINK_KEYS[name] : LINK_WORDS[name]) ?? name, steps[place + 1] ?? '']);
  }
  for (const part of query.split(/[&;]/)) {
    const [name = '', value] = part.split('=', 2);
    if (value !== undefined && fieldOf(name) !== null) pairs.push([name, value.replaceAll('+', ' ')]);
  }
  const elements: UdiElement[] = [];
  for (const [code, written] of pairs) {
    const value = decoded(written);
    if (value === null) return { problem: 'unreadable' };
    elements.push({ code, value });
  }
  return gs1Of(elements, today);
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
