import { randomBytes } from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import { AppError } from '../domain/error.ts';
import { base32, fromBase32, inGroups, readCheckedLetters, withCheckLetters } from './base32.ts';

/** How many shares there may be, and how many may be needed. One alone would be a recovery key. */
export const SHARES = { least: 2, most: 10 } as const;

const SECRET_BYTES = 32;
const SET_BYTES = 6;
/** One byte for needed and number, the set, and what the library makes: a byte for each of the secret and one more. */
const SHARE_BYTES = 1 + SET_BYTES + SECRET_BYTES + 1;
/** With these the share fills twelve groups of six. */
const CHECK_LETTERS = 8;
const GROUP = 6;

/** One share of a recovery secret, as its text says. */
export interface Share {
  /** The same in all shares of one secret: 12 hexadecimal digits, random. */
  readonly setId: string;
  /** From 1. */
  readonly number: number;
  /** How many different shares give the secret. */
  readonly needed: number;
  /** What the sharing made: worth nothing alone. */
  readonly value: Uint8Array;
}

/**
 * A new recovery secret of 256 random bits, shared among `total` people of whom any `needed` together have it and fewer
 * know nothing of it (Shamir). `secret` is text for the derivation of a key; `shares` are in the order of their numbers.
 * @throws RangeError when not 2 <= needed <= total <= 10
 */
export async function newShares({
  needed,
  total,
}: {
  readonly needed: number;
  readonly total: number;
}): Promise<{ secret: string; shares: string[]; setId: string }> {
  if (!isCount(needed) || !isCount(total) || needed > total) throw new RangeError(`no ${needed} of ${total} shares`);
  // The library takes plain arrays only, and no Buffer.
  const secret = new Uint8Array(randomBytes(SECRET_BYTES));
  const set = randomBytes(SET_BYTES);
  const values = await split(secret, total, needed);
  const shares = values.map((value, index) => {
    const letters = base32(Buffer.concat([Buffer.of((needed << 4) | (index + 1)), set, value]));
    return inGroups(withCheckLetters(letters, 'share', CHECK_LETTERS), GROUP);
  });
  return { secret: secretText(secret), shares, setId: set.toString('hex') };
}

/**
 * Reads a share as people type it: any case, spaces or hyphens anywhere, O for 0 and I or L for 1.
 * Null when a letter is wrong or missing.
 */
export function readShare(text: string): Share | null {
  const letters = readCheckedLetters(text, 'share', CHECK_LETTERS);
  if (letters?.length !== (SHARE_BYTES * 8) / 5) return null;
  const bytes = fromBase32(letters);
  const [counts = 0] = bytes;
  const [needed, number] = [counts >> 4, counts & 15];
  if (!isCount(needed) || number < 1 || number > SHARES.most) return null;
  return {
    setId: Buffer.from(bytes.subarray(1, 1 + SET_BYTES)).toString('hex'),
    number,
    needed,
    value: bytes.subarray(1 + SET_BYTES),
  };
}

/**
 * The secret behind the shares, in any order; more than needed do no harm. That it is the right one shows when it opens
 * the vault.
 * @throws AppError `share_refused` with `how`: `mistyped`, `other_set` or `repeated` with the `number` of the text that is
 * wrong, from 1 in the order given; `too_few` with `needed` and `given`
 */
export async function joinShares(texts: readonly string[]): Promise<string> {
  const read = texts.map((text, index) => {
    const share = readShare(text);
    if (share === null) throw new AppError('share_refused', { how: 'mistyped', number: index + 1 });
    return share;
  });
  const [first] = read;
  for (const [index, share] of read.entries()) {
    if (share.setId !== first?.setId) throw new AppError('share_refused', { how: 'other_set', number: index + 1 });
    if (read.findIndex((other) => other.number === share.number) < index)
      throw new AppError('share_refused', { how: 'repeated', number: index + 1 });
  }
  const needed = first?.needed ?? SHARES.least;
  if (read.length < needed) throw new AppError('share_refused', { how: 'too_few', needed, given: read.length });
  return secretText(await combine(read.slice(0, needed).map(({ value }) => value)));
}

function isCount(count: number): boolean {
  return Number.isInteger(count) && count >= SHARES.least && count <= SHARES.most;
}

function secretText(secret: Uint8Array): string {
  return Buffer.from(secret).toString('base64');
}
