import type { Day } from '../day.ts';
import { hibccCheck } from './hibcc.ts';
import { readUdi, type Udi } from './udi.ts';

/** An identifier as it is printed under a code. HIBCC keeps the check character that was read; a space is printed as `_`. */
export function formatUdi({
  agency,
  elements,
  link,
  checkCharacter,
}: Pick<Udi, 'agency' | 'elements' | 'link' | 'checkCharacter'>): string {
  switch (agency) {
    case 'gs1':
      // A bracket in a value that would be taken for the next part is marked.
      return elements.map(({ code, value }) => `(${code})${value.replace(/\((?=\d{2,4}\))/g, '\\(')}`).join('');
    case 'iccbba':
      return elements.map(({ code, value }) => `${code}${value}`).join('');
    case 'hibcc': {
      const [first, ...others] = elements.map(({ code, value }) => `${code}${value}`);
      const text = `+${[first, ...others.map((part) => (part.startsWith('/') ? part : `/${part}`))].join('')}${link ?? ''}`;
      return `${text}${(checkCharacter ?? hibccCheck(text)).replace(' ', '_')}`;
    }
  }
}

/**
 * A device identifier as it is stored and compared: a trade item number with 14 digits, others without flags and check character
 * (domain.md 5.5). A text that is none is kept as it is; so is one that is an identifier already.
 */
export function storedDi(text: string | null, today: Day): string | null {
  const line = text?.trim() ?? '';
  if (line === '') return null;
  const reading = readUdi(line, today);
  return ('udi' in reading ? reading.udi.di : null) ?? line;
}
