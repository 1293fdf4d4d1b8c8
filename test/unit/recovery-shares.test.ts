import fc from 'fast-check';
import { combine } from 'shamir-secret-sharing';
import { describe, expect, it } from 'vitest';
import { joinShares, newShares, readShare } from '../../main/data/recovery-shares.ts';
import { AppError } from '../../main/domain/error.ts';
import { createWords } from '../../main/words/words.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 2 <= needed <= total <= 10, and all numbers of shares in any order. */
const anyCounts = fc
  .integer({ min: 2, max: 10 })
  .chain((total) => fc.record({ total: fc.constant(total), needed: fc.integer({ min: 2, max: total }) }));
const anyOrder = fc.shuffledSubarray(
  Array.from({ length: 10 }, (_, index) => index),
  { minLength: 10 },
);

/** Code and facts of the failure that joining ends in. */
async function refusal(texts: readonly string[]): Promise<object> {
  const error: unknown = await joinShares(texts).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error('expected an expected failure', { cause: error });
  return { code: error.code, ...error.details };
}

describe('shares of a recovery secret', () => {
  it('give it back in any selection that is large enough, and in no smaller one', async () => {
    await fc.assert(
      fc.asyncProperty(anyCounts, anyOrder, fc.nat(10), async ({ needed, total }, order, extra) => {
        const { secret, shares, setId } = await newShares({ needed, total });
        expect(shares).toHaveLength(total);
        expect(Buffer.from(secret, 'base64')).toHaveLength(32);
        const drawn = order.flatMap((index) => shares[index] ?? []);
        const enough = drawn.slice(0, needed + extra);
        expect(await joinShares(enough)).toBe(secret);
        expect(readShare(drawn[0] ?? '')).toMatchObject({ setId, needed, number: shares.indexOf(drawn[0] ?? '') + 1 });

        const few = drawn.slice(0, needed - 1);
        expect(await refusal(few)).toEqual({ code: 'share_refused', how: 'too_few', needed, given: needed - 1 });
        // Nor does the arithmetic behind it, whatever the text says of how many are needed.
        if (few.length < 2) return;
        const values = few.flatMap((text) => readShare(text)?.value ?? []);
        expect(Buffer.from(await combine(values)).toString('base64')).not.toBe(secret);
      }),
      { numRuns: 60 },
    );
  });

  it('are another set and another secret each time, none with the secret in it', async () => {
    const sets = await Promise.all(Array.from({ length: 50 }, () => newShares({ needed: 2, total: 3 })));
    expect(new Set(sets.map(({ secret }) => secret)).size).toBe(50);
    expect(new Set(sets.map(({ setId }) => setId)).size).toBe(50);
    expect(new Set(sets.flatMap(({ shares }) => shares)).size).toBe(150);
    for (const { secret, shares } of sets) {
      for (const text of shares) {
        const value = readShare(text)?.value ?? new Uint8Array(0);
        expect(Buffer.from(value.subarray(0, 32)).toString('base64')).not.toBe(secret);
      }
    }
  });

  it('are twelve groups of six letters, read as people write them (reliability.md T23)', async () => {
    const { secret, shares } = await newShares({ needed: 3, total: 5 });
    for (const share of shares) expect(share).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{6}-){11}[0-9A-HJKMNP-TV-Z]{6}$/);
    const sloppy = shares.map(
      (share, index) =>
        `\n ${share
          .toLowerCase()
          .replaceAll('-', ' – ')
          .replaceAll('0', 'o')
          .replaceAll('1', index % 2 ? 'i' : 'L')} `,
    );
    expect(await joinShares(sloppy.slice(1, 4))).toBe(secret);
  });

  it('with one wrong, swapped, missing or added letter are found out before anything else (reliability.md T23)', async () => {
    const [{ shares }, other] = await Promise.all([
      newShares({ needed: 3, total: 3 }),
      newShares({ needed: 2, total: 2 }),
    ]);
    const [first = '', second = ''] = shares;
    const foreign = other.shares[0] ?? '';
    for (let at = 0; at < second.length; at += 1) {
      if (second[at] === '-') continue;
      for (const letter of `${ALPHABET}U`) {
        if (letter !== second[at]) expect(readShare(second.slice(0, at) + letter + second.slice(at + 1))).toBeNull();
      }
    }
    const at = [...second].findIndex((letter, index) => index < 5 && letter !== second[index + 1]);
    const swapped = `${second.slice(0, at)}${second[at + 1]}${second[at]}${second.slice(at + 2)}`;
    for (const wrong of [swapped, second.slice(0, -1), `${second}0`, '', second.replace(/.$/, 'Ä')]) {
      // Also too few, from two sets and one of them twice: the slip of the pen is what is told.
      expect(await refusal([first, first, foreign, wrong])).toEqual({
        code: 'share_refused',
        how: 'mistyped',
        number: 4,
      });
    }
  });

  it('are refused from two sets, twice the same, or none at all, and the first that is wrong is named', async () => {
    const [one, two] = await Promise.all([newShares({ needed: 2, total: 3 }), newShares({ needed: 2, total: 3 })]);
    const [a = '', b = ''] = one.shares;
    expect(await refusal([a, two.shares[1] ?? ''])).toMatchObject({ how: 'other_set', number: 2 });
    expect(await refusal([a, b, a.toLowerCase()])).toMatchObject({ how: 'repeated', number: 3 });
    expect(await refusal([])).toMatchObject({ how: 'too_few', needed: 2, given: 0 });
    const { t } = createWords();
    expect(t('error.share_refused', { how: 'repeated', number: 3 })).toBe(
      'The shares do not open this vault. Share 3 was given twice. Nothing was changed.',
    );
  });

  it('are made only in numbers that make sense', async () => {
    for (const [needed, total] of [
      [1, 3],
      [4, 3],
      [2, 11],
      [2.5, 4],
    ] as const) {
      await expect(newShares({ needed, total })).rejects.toThrow(RangeError);
    }
  });
});
