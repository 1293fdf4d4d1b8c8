/**
 * What a version range says of a version of ours. `outside` never closes anything: people read ranges in free style, and a machine
 * that reads one wrongly must not hide a device (domain.md 5.1).
 */
export const VERSION_FITS = ['inside', 'outside', 'unknown', 'not_comparable'] as const;
/** `unknown`: our version is not known, or not known exactly enough. `not_comparable`: the range or the version is not understood. */
export type VersionFit = (typeof VERSION_FITS)[number];

/** A version as its runs of letters and digits: `B.06.18` is b, 6, 18. Numbers are kept as text without leading zeros. */
export type VersionParts = readonly string[];

interface Bound {
  readonly parts: VersionParts;
  /** `12.2.x`: only as many parts as are written count. */
  readonly open: boolean;
}
interface Term extends Bound {
  readonly operator: '<' | '<=' | '>' | '>=' | '=' | '!=';
}

/** A longer text is a remark and not a range. */
const LONGEST = 300;
const TOKEN = /<=|>=|!=|=<|=>|≤|≥|<|>|=|\||,|;|[\p{L}\p{N}*][\p{L}\p{N}.*_+-]*|\S/gu;
const NOISE = new Set(
  'version versions ver v software firmware sw fw release releases rev revision revisions'.split(' '),
);
const BEFORE = new Set('prior before below earlier older lower under'.split(' '));
const SEPARATORS = new Set(['|', ',', ';', 'and', 'or']);

/**
 * Whether a version lies in a range, as far as both can be compared.
 * @param range in the words of the advisory: `< 8.2.2`, `vers:all/*`, `1.1 | 1.2`, `versions prior to 3.2`; empty says nothing
 * @param version ours, in the words of the register; null when nobody knows it
 */
export function versionFit(range: string | null, version: string | null): VersionFit {
  const said = range?.trim() ?? '';
  if (isEveryVersion(said)) return 'inside';
  if (said === '' || version === null || version.trim() === '') return 'unknown';
  const terms = termsOf(said);
  const ours = versionOf(version);
  if (terms === null || ours === null) return 'not_comparable';
  return anyOf(groupsOf(terms).map((group) => allOf(group.map((term) => holds(term, ours)))));
}

/** Whether a range speaks of every version: `vers:all/*`, `*`, `all versions`. */
export function isEveryVersion(range: string): boolean {
  return /^(?:vers:[a-z]+\/\*|\*|all(?: (?:versions?|models?|releases?))?|any(?: versions?)?)$/i.test(range.trim());
}

/**
 * -1, 0 or 1 as the first version is older than, equal to or newer than the second; null where their letters differ or one goes on with
 * letters: whether `R4` comes before `L2`, or `3.0` before `3.0 D15`, only their maker knows. What is missing counts as 0.
 */
export function compareVersions(a: VersionParts, b: VersionParts): -1 | 0 | 1 | null {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [left, right] = [a[at] ?? '0', b[at] ?? '0'];
    if (left === right) continue;
    if (!isNumber(left) || !isNumber(right)) return null;
    if (left.length !== right.length) return left.length < right.length ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return 0;
}

/** The parts of one version written alone; null when the text is something else. */
export function versionOf(text: string): VersionParts | null {
  if (text.length > LONGEST) return null;
  const words = tokens(text).filter((word) => !NOISE.has(word));
  const [word, ...more] = words;
  const bound = word !== undefined && more.length === 0 ? boundOf(word) : null;
  return bound === null || bound.open ? null : bound.parts;
}

function tokens(text: string): string[] {
  return text.toLowerCase().match(TOKEN) ?? [];
}

function isNumber(part: string): boolean {
  return /^\d+$/.test(part);
}

/** Characters of the longest word that can be a version. */
const WORD_LENGTH = 200;

/** `v4.1.8`, `8.0.x`, `012u000040`; null for words and dates. */
function boundOf(word: string): Bound | null {
  if (word.length > WORD_LENGTH || /^\d{4}-\d{2}-\d{2}$/.test(word)) return null;
  const plain = word.replace(/^v(?:er)?\.?(?=\d)/, '').replace(/(?<![.\-_])[.\-_]+$/, '');
  const closed = plain.replace(/(?<![.\-_][x*])(?:[.\-_][x*])+$/, '');
  const open = closed !== plain;
  if (!/\d/.test(closed) || closed.includes('*')) return null;
  const parts = (closed.match(/\d+|\p{L}+/gu) ?? []).map((part) =>
    isNumber(part) ? part.replace(/^0+(?=\d)/, '') : part,
  );
  return { parts, open };
}

/** The conditions that a range is made of; null as soon as one word of it is not understood. */
function termsOf(range: string): Term[] | null {
  if (range.length > LONGEST) return null;
  const words = tokens(range.replace(/^vers:[a-z0-9.+-]+\//i, '')).filter((word) => !NOISE.has(word));
  const terms: Term[] = [];
  let operator: Term['operator'] | null = null;
  let separated = true;
  for (let at = 0; at < words.length; at++) {
    const [word = '', next = '', third = ''] = [words[at], words[at + 1], words[at + 2]];
    const last = terms.at(-1);
    if (word === 'and' && BEFORE.has(next) && last?.operator === '=' && third !== 'to' && third !== 'than') {
      terms[terms.length - 1] = { ...last, operator: '<=' };
      separated = false;
      at += 1;
    } else if (
      (word === 'through' || word === 'to' || word === 'thru') &&
      last?.operator === '=' &&
      operator === null
    ) {
      terms[terms.length - 1] = { ...last, operator: '>=' };
      operator = '<=';
      separated = true;
    } else if (word === 'up' && next === 'to') {
      const including = third === 'and' && words[at + 3] === 'including';
      operator = '<=';
      at += including ? 3 : 1;
    } else if (BEFORE.has(word) && operator === null && separated) {
      const including = next === 'and' && third === 'including';
      operator = including ? '<=' : '<';
      at += including ? 2 : next === 'to' || next === 'than' ? 1 : 0;
    } else if (SEPARATORS.has(word)) {
      if (operator !== null) return null;
      separated = true;
    } else if (OPERATORS[word] !== undefined) {
      if (operator !== null) return null;
      operator = OPERATORS[word];
    } else {
      const bound = boundOf(word);
      if (bound === null || (!separated && operator === null)) return null;
      terms.push({ ...bound, operator: operator ?? '=' });
      operator = null;
      separated = false;
    }
  }
  return operator === null && terms.length > 0 ? terms : null;
}

const OPERATORS: Readonly<Record<string, Term['operator']>> = {
  '<': '<',
  '<=': '<=',
  '=<': '<=',
  '≤': '<=',
  '>': '>',
  '>=': '>=',
  '=>': '>=',
  '≥': '>=',
  '=': '=',
  '!=': '!=',
};

/**
 * A lower and an upper end beside each other are one range, `>= 1.3.4 | < 1.5.3`; all else are alternatives. Where the upper end stands
 * first they are one range when it lies above, else two: everything but what is between.
 */
function groupsOf(terms: readonly Term[]): Term[][] {
  const groups: Term[][] = [];
  const excepted = terms.filter(({ operator }) => operator === '!=');
  for (const term of terms) {
    if (term.operator === '!=') continue;
    const open = groups.at(-1);
    const before = open?.length === 1 ? open[0] : undefined;
    if (
      before !== undefined &&
      (pairs(before, term) || (pairs(term, before) && compareVersions(term.parts, before.parts) === -1))
    )
      open?.push(term);
    else groups.push([term]);
  }
  if (groups.length === 0) groups.push([]);
  return groups.map((group) => [...group, ...excepted]);
}

function pairs(lower: Term, upper: Term): boolean {
  return lower.operator.startsWith('>') && upper.operator.startsWith('<');
}

function holds(term: Term, ours: VersionParts): VersionFit {
  const written = term.parts.length;
  // "12.2.x" speaks of the parts that it writes; a version of ours that says less than a range does says too little.
  const version = term.open ? ours.slice(0, written) : ours;
  const order = compareVersions(version, term.parts);
  if (order === null) return 'not_comparable';
  const oursIsShorter = ours.length < written && order !== 0 && startsWith(term.parts, ours);
  const oursIsLonger = version.length > written && order !== 0 && startsWith(version, term.parts);
  if (oursIsShorter || (oursIsLonger && term.operator !== '<' && term.operator !== '>=')) return 'unknown';
  const inside = {
    '<': order < 0,
    '<=': order <= 0,
    '>': order > 0,
    '>=': order >= 0,
    '=': order === 0,
    '!=': order !== 0,
  }[term.operator];
  return inside ? 'inside' : 'outside';
}

function startsWith(parts: VersionParts, start: VersionParts): boolean {
  return start.every((part, at) => parts[at] === part);
}

function allOf(fits: readonly VersionFit[]): VersionFit {
  return fits.includes('outside')
    ? 'outside'
    : fits.includes('not_comparable')
      ? 'not_comparable'
      : fits.includes('unknown')
        ? 'unknown'
        : 'inside';
}

function anyOf(fits: readonly VersionFit[]): VersionFit {
  return fits.includes('inside')
    ? 'inside'
    : fits.includes('unknown')
      ? 'unknown'
      : fits.includes('not_comparable')
        ? 'not_comparable'
        : 'outside';
}
