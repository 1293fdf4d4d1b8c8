import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  freeTags,
  numberOf,
  numbersIn,
  parsePattern,
  ruleFor,
  suggestedRule,
  type TagPattern,
  tagOf,
} from '../../main/domain/tag.ts';

function pattern(text: string): TagPattern {
  const parsed = parsePattern(text);
  if (!parsed) throw new Error(`no pattern: ${text}`);
  return parsed;
}

const first = (count: number, tags: Generator<string, void>) =>
  Array.from({ length: count }, () => tags.next().value ?? '');

describe('tags that give the next number', () => {
  it.each([
    ['BM-{number:6}', 124, 'BM-000124'],
    ['{number}', 7, '7'],
    ['{number:3}/OR', 1234, '1234/OR'],
    [' A {number:2}', 5, 'A 05'],
  ])('%s makes %d %s', (text, number, tag) => {
    expect(tagOf(pattern(text), number)).toBe(tag);
    expect(numberOf(pattern(text), tag)).toBe(number);
  });

  it.each([
    'BM-',
    '{number}{number}',
    'BM-{number:13}',
    'BM-{number:0}',
    'A{x}{number}',
    '20{number:4}',
    '{number}2',
    `${'x'.repeat(90)}{number}`,
  ])('refuses %s', (text) => expect(parsePattern(text)).toBeNull());

  it('skips numbers that are used, with whatever zeros they are written', () => {
    const used = ['BM-000101', 'BM-103', 'BM-0000104', 'CT-000102', 'BM-000105X', 'BM-'];
    const form = pattern('BM-{number:6}');
    expect(first(3, freeTags(form, 101, numbersIn(form, used)))).toEqual(['BM-000102', 'BM-000105', 'BM-000106']);
  });

  it('never gives a number twice, and never one that is used', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(60), { maxLength: 40 }),
        fc.nat(20),
        fc.integer({ min: 1, max: 20 }),
        (used, from, count) => {
          const form = pattern('T{number:2}');
          const taken = used.map((number) => tagOf(form, number));
          const tags = first(count, freeTags(form, from, numbersIn(form, taken)));
          expect(tags).toHaveLength(count);
          expect(new Set([...tags, ...taken]).size).toBe(tags.length + new Set(taken).size);
          expect(tags.every((tag) => (numberOf(form, tag) ?? -1) >= from)).toBe(true);
        },
      ),
    );
  });

  it('takes the rule that says most of a device', () => {
    const rule = { pattern: 'A{number}', from: 1, department: null, deviceType: null };
    const rules = [rule, { ...rule, department: 'ICU' }, { ...rule, deviceType: 'Ventilator' }];
    expect(ruleFor(rules, { department: 'icu ', deviceType: null })).toBe(rules[1]);
    expect(ruleFor(rules, { department: 'ICU', deviceType: 'ventilator' })).toBe(rules[2]);
    expect(ruleFor(rules, { department: null, deviceType: null })).toBe(rules[0]);
    expect(ruleFor(rules.slice(1), { department: 'OR', deviceType: null })).toBeNull();
  });

  it('suggests the form that most tags have, and the number after the highest', () => {
    expect(suggestedRule(['BM-000120', 'BM-000123', 'BM-000007', 'CT-1', 'lost', ''])).toEqual({
      pattern: 'BM-{number:6}',
      from: 124,
      department: null,
      deviceType: null,
    });
    expect(suggestedRule(['1', '2', '10'])).toMatchObject({ pattern: '{number:1}', from: 11 });
    expect(suggestedRule(['BM-1', 'CT-2', 'X'])).toBeNull();
    expect(suggestedRule([])).toBeNull();
  });
});
