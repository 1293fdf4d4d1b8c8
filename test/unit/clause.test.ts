import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLAUSE_CATEGORIES, isGap, textChanges } from '../../main/domain/clause.ts';
import library from '../../main/features/clause/clauses.json' with { type: 'json' };

const told = (before: string, after: string) =>
  textChanges(before, after)
    .map(({ kind, text }) => ({ same: text, added: `[+${text}]`, removed: `[-${text}]` })[kind])
    .join('');

describe('the difference between two versions of a clause', () => {
  it('names words that went and words that came', () => {
    expect(told('within 30 calendar days', 'within 20 business days')).toBe('within [-30 calendar][+20 business] days');
    expect(told('The supplier tells us.', 'The supplier tells us.')).toBe('The supplier tells us.');
    expect(told('', 'New words')).toBe('[+New words]');
    expect(told('Old words', '')).toBe('[-Old words]');
    expect(told('', '')).toBe('');
    expect(told('a b c', 'a c')).toBe('a [-b ]c');
  });

  it('gives back both texts, whatever they are', () => {
    const text = fc.oneof(fc.string({ maxLength: 60 }), fc.stringMatching(/^[ab \n.]{0,40}$/));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = textChanges(before, after);
        const without = (kind: string) =>
          changes
            .filter((change) => change.kind !== kind)
            .map((change) => change.text)
            .join('');
        expect([without('added'), without('removed')]).toEqual([before, after]);
        for (const [index, { kind, text: piece }] of changes.entries()) {
          expect(piece).not.toBe('');
          expect(kind).not.toBe(changes[index + 1]?.kind);
        }
      }),
    );
  });

  it('does not compare books word by word', () => {
    const long = (word: string) => `${word} `.repeat(5000);
    expect(textChanges(long('one'), long('two')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});

describe('the shipped clauses', () => {
  const { clauses } = library;

  it('have a code, a category, words and guidance of their own', () => {
    expect(new Set(clauses.map(({ code }) => code)).size).toBe(clauses.length);
    expect(new Set(clauses.map(({ text }) => text)).size).toBe(clauses.length);
    for (const { code, category, text, guidance, source } of clauses) {
      expect([code, CLAUSE_CATEGORIES.some((one) => one === category)]).toEqual([code, true]);
      expect([code, text.length > 100, guidance.length > 30, source !== '']).toEqual([code, true, true, true]);
    }
    expect(new Set(clauses.map(({ category }) => category)).size).toBe(CLAUSE_CATEGORIES.length);
  });

  it('call nothing a demand of the model contract (domain.md 2.1, 8.2)', () => {
    for (const { text, guidance, source } of clauses) {
      expect(`${text} ${guidance}`).not.toMatch(/MC2|HSCC/);
      expect(source).not.toMatch(/MC2(?!-style)|requires/);
    }
  });

  it('propose at first what story 17 names', () => {
    const first = clauses.flatMap(({ commitments }) => commitments.filter(({ byDefault }) => byDefault));
    expect(first.map(({ kind, amount, unit, direction }) => [kind, amount, unit, direction].join(' '))).toEqual([
      'NOTIFY_EXPLOITED 3 business_days after',
      'REMEDIATE 30 calendar_days after',
      'EOL_NOTICE 24 months before',
      'EOGS_NOTICE 24 months before',
      'EOS_NOTICE 36 months before',
      'SBOM_DELIVERY 7 calendar_days after',
    ]);
  });

  it('propose each promise once', () => {
    const keys = clauses.flatMap(({ commitments }) =>
      commitments.map(({ kind, severity, clockStart, direction }) => [kind, severity, clockStart, direction].join()),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('a gap', () => {
  it('is what is missing or there in part, and nothing else', () => {
    expect([null, 'present', 'partial', 'absent', 'not_applicable'].filter((state) => isGap(state as never))).toEqual([
      'partial',
      'absent',
    ]);
  });
});
