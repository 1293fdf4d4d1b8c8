import { type Part, parseExpression, stepCounter, TooManySteps } from './expression.ts';

/** Length of the shorter text that an expression is tried on; the longer one has twice as many characters. */
const LENGTH = 500;
/** Up to so many steps for each character nothing is looked at more closely. */
const FEW = 6;
/** Twice the text takes twice the steps where they grow with its length, and four times where they grow with its square. */
const GROWTH = 3;
/** Steps for each character at which nothing grows any more because of a bound, and which are still soon done. */
const BOUNDED = 500;
/** What is repeated less often cannot make a difference that grows. */
const OFTEN = 20;
/** Fits nothing, or next to nothing. */
const FOREIGN = '\u0001';
/** Beyond ASCII: letters, digits, blanks and quotes that classes tell from those of ASCII. */
const BEYOND = ['é', 'À', 'ª', 'ß', '漢', '١', '²', '\u00a0', '\u2028', '–', '“', '®', '\u0301', '😀', '\ud800'];

/** How an expression is slowed down. */
export interface Attack {
  readonly prefix: string;
  readonly word: string;
  readonly suffix: string;
  /** Steps for each character of the shorter text, and by how much twice the text takes more. */
  readonly steps: number;
  readonly growth: number;
}

/**
 * Looks for a text on which an expression takes steps out of proportion to its length: every kind of character that it tells
 * apart, pairs of them, what its repeated parts stand for, and what stands before them, many times over and then something
 * that does not fit. @returns null when there is none
 */
export function slowAttack(source: string, flags: string): Attack | null {
  const tree = parseExpression(source);
  const count = stepCounter(source, flags);
  const split = (text: string): string[] => (/[uv]/.test(flags) ? [...text] : text.split(''));
  const many = (word: string, length: number) => word.repeat(Math.ceil(length / word.length));
  const steps = (attack: readonly [string, string, string], length: number): number => {
    try {
      const [prefix, word, suffix] = attack;
      return count(split(prefix + many(word, length) + suffix), LENGTH * LENGTH * 4);
    } catch (error) {
      // Too deep for the stack of this engine is as long as too many.
      if (error instanceof TooManySteps || error instanceof RangeError) return Number.POSITIVE_INFINITY;
      throw error;
    }
  };
  for (const [prefix, word, suffix] of attacks(tree, flags)) {
    const short = steps([prefix, word, suffix], LENGTH);
    if (short <= FEW * LENGTH) continue;
    const long = steps([prefix, word, suffix], 2 * LENGTH);
    const growth = short === Number.POSITIVE_INFINITY ? short : long / short;
    if (growth > GROWTH || short > BOUNDED * LENGTH) return { prefix, word, suffix, steps: short / LENGTH, growth };
  }
  return null;
}

function* attacks(tree: Part, flags: string): Generator<readonly [string, string, string]> {
  const signs = telling(tree, flags);
  const places = repeated(tree);
  if (places.length === 0) return;
  const prefixes = new Set(['', FOREIGN, ...places.map(({ before }) => before)]);
  const words = new Set([
    ...signs,
    ...places.flatMap(({ before, bodies }) => [...bodies, ...bodies.map((body) => before + body), before]),
  ]);
  words.delete('');
  for (const word of words)
    for (const prefix of prefixes) for (const suffix of [FOREIGN, `\n${FOREIGN}`, '']) yield [prefix, word, suffix];
  const few = signs.slice(0, 16);
  for (const one of few) for (const other of few) if (one !== other) yield ['', one + other, FOREIGN];
}

/** A character of each kind that the expression tells from the others. */
function telling(tree: Part, flags: string): string[] {
  const sources = new Set<string>();
  each(tree, (part) => {
    if (part.kind === 'one') sources.add(part.source);
  });
  const own = flags.replace(/[gymd]/g, '');
  const patterns = [...sources].map((source) => new RegExp(`^(?:${source})$`, own));
  const ascii = Array.from({ length: 127 }, (_, code) => String.fromCharCode(code)).slice(9);
  const written = [...sources].flatMap((source) => [...source]).filter((char) => char > '\u007f');
  const kinds = new Map<string, string>();
  for (const char of ['a', '0', ' ', ...ascii, ...BEYOND, ...written]) {
    const kind = patterns.map((pattern) => (pattern.test(char) ? '1' : '0')).join('') + String(/\w/.test(char));
    if (!kinds.has(kind)) kinds.set(kind, char);
  }
  return [...kinds.values()];
}

function each(part: Part, visit: (part: Part) => void): void {
  visit(part);
  if ('body' in part) each(part.body, visit);
  if ('parts' in part) for (const inner of part.parts) each(inner, visit);
}

/** Every part that is repeated, with what can stand before it and texts that it stands for. */
function repeated(tree: Part): { readonly before: string; readonly bodies: readonly string[] }[] {
  const found: { before: string; bodies: string[] }[] = [];
  const walk = (part: Part, before: string): void => {
    switch (part.kind) {
      case 'many':
        if (part.most >= OFTEN)
          found.push({ before, bodies: [example(part.body, 0), example(part.body, 1)].filter((body) => body !== '') });
        walk(part.body, before);
        break;
      case 'row': {
        let so = before;
        for (const inner of part.parts) {
          walk(inner, so);
          so += example(inner, 1);
        }
        break;
      }
      case 'either':
        for (const inner of part.parts) walk(inner, before);
        break;
      case 'group':
      case 'look':
        walk(part.body, before);
        break;
      default:
    }
  };
  walk(tree, '');
  return found;
}

/** A text that the part stands for, where what may be missing stands `times` times. */
function example(part: Part, times: number): string {
  switch (part.kind) {
    case 'one':
      return exampleOf(part.source);
    case 'group':
      return example(part.body, times);
    case 'row':
      return part.parts.map((inner) => example(inner, times)).join('');
    case 'either':
      return part.parts[0] ? example(part.parts[0], times) : '';
    case 'many':
      return example(part.body, times).repeat(Math.max(part.least, Math.min(times, part.most)));
    default:
      return '';
  }
}

function exampleOf(source: string): string {
  const patterns = ['v', 'u', ''].flatMap((flags) => {
    try {
      return [new RegExp(`^(?:${source})$`, flags)];
    } catch {
      return [];
    }
  });
  const candidates = [
    'a',
    '0',
    ' ',
    'A',
    ...Array.from({ length: 127 }, (_, code) => String.fromCharCode(code)),
    ...BEYOND,
    ...source,
  ];
  return candidates.find((char) => patterns[0]?.test(char)) ?? '';
}
