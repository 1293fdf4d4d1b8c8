/**
 * Tags that give the next number. A pattern is plain text around one `{number:6}`, whose figure says to how many digits zeros
 * are filled up; larger numbers grow longer.
 */
const NUMBER = /\{number(?::([1-9]|1[0-2]))?\}/;

export interface TagPattern {
  readonly before: string;
  readonly after: string;
  /** Digits to which zeros are filled up; 1 for none. */
  readonly digits: number;
}

/** For which devices tags are made by which pattern, from which number on. Null fits every one. */
export interface TagRule {
  readonly pattern: string;
  readonly from: number;
  readonly department: string | null;
  readonly deviceType: string | null;
}

/** Longest tag that a device can have; see `deviceFieldsSchema`. */
const LONGEST = 100;
/** Largest number that a pattern gives. */
export const LAST_NUMBER = 999_999_999_999;

/** The parts of a pattern; null where it has no number, more than one, other braces, or would grow too long. */
export function parsePattern(pattern: string): TagPattern | null {
  const found = NUMBER.exec(pattern);
  if (!found) return null;
  const before = pattern.slice(0, found.index).trimStart();
  const after = pattern.slice(found.index + found[0].length).trimEnd();
  if (/[{}]/.test(before + after) || /\p{Cc}/u.test(pattern) || before.length + after.length > LONGEST - 12)
    return null;
  // A digit beside the number would be taken for one of its own.
  if (/\d$/.test(before) || /^\d/.test(after)) return null;
  return { before, after, digits: Number(found[1] ?? 1) };
}

/** The tag of a number. */
export function tagOf({ before, after, digits }: TagPattern, number: number): string {
  return `${before}${String(number).padStart(digits, '0')}${after}`;
}

/** The number of a tag that fits a pattern, whatever zeros it is filled up with; null where it does not fit. */
export function numberOf({ before, after }: TagPattern, tag: string): number | null {
  if (!tag.startsWith(before) || !tag.endsWith(after) || tag.length <= before.length + after.length) return null;
  const digits = tag.slice(before.length, tag.length - after.length);
  return /^\d{1,12}$/.test(digits) ? Number(digits) : null;
}

/** The numbers of a pattern that tags use, with whatever zeros they write them. */
export function numbersIn(pattern: TagPattern, tags: Iterable<string>): Set<number> {
  const numbers = new Set<number>();
  for (const tag of tags) {
    const number = numberOf(pattern, tag);
    if (number !== null) numbers.add(number);
  }
  return numbers;
}

/** The tags of a pattern from a number on, without the numbers that are taken when their turn comes. Ends where numbers end. */
export function* freeTags(pattern: TagPattern, from: number, taken: ReadonlySet<number>): Generator<string, void> {
  for (let number = from; number <= LAST_NUMBER; number += 1) if (!taken.has(number)) yield tagOf(pattern, number);
}

/** The first rule that fits a device: one that names its type and its department before one that names less. */
export function ruleFor(
  rules: readonly TagRule[],
  device: { readonly department: string | null; readonly deviceType: string | null },
): TagRule | null {
  const same = (wanted: string | null, is: string | null) =>
    wanted === null || (is !== null && wanted.trim().toLowerCase() === is.trim().toLowerCase());
  const fitting = rules.filter(
    (rule) => same(rule.department, device.department) && same(rule.deviceType, device.deviceType),
  );
  const weight = (rule: TagRule) => Number(rule.deviceType !== null) * 2 + Number(rule.department !== null);
  return fitting.reduce<TagRule | null>(
    (best, rule) => (best === null || weight(rule) > weight(best) ? rule : best),
    null,
  );
}

/** Least tags of one form from which a pattern is suggested. */
const ENOUGH = 3;

/**
 * What the tags that are there suggest: the form that most of them have, and the number after their highest. Null where fewer
 * than three have one form.
 */
export function suggestedRule(tags: Iterable<string>): TagRule | null {
  const forms = new Map<
    string,
    { count: number; highest: number; digits: Map<number, number>; before: string; after: string }
  >();
  for (const tag of tags) {
    const found = /^(.*?)(\d{1,12})(\D*)$/.exec(tag);
    if (!found) continue;
    const [, before = '', digits = '', after = ''] = found;
    const key = `${before}\u0000${after}`;
    const form = forms.get(key) ?? { count: 0, highest: 0, digits: new Map(), before, after };
    forms.set(key, form);
    form.count += 1;
    form.highest = Math.max(form.highest, Number(digits));
    form.digits.set(digits.length, (form.digits.get(digits.length) ?? 0) + 1);
  }
  const [best] = [...forms.values()].sort((a, b) => b.count - a.count);
  if (!best || best.count < ENOUGH) return null;
  const [[digits] = [1]] = [...best.digits].sort(([a, n], [b, m]) => m - n || b - a);
  const pattern = `${best.before}{number:${digits}}${best.after}`;
  return parsePattern(pattern) && best.highest < LAST_NUMBER
    ? { pattern, from: best.highest + 1, department: null, deviceType: null }
    : null;
}
