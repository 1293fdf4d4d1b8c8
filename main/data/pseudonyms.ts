import { createHash, createHmac } from 'node:crypto';
import type { Pseudonym, SensitiveKind } from '../domain/disclosure.ts';
import { base32 } from './base32.ts';
import type { Signer } from './secrets.ts';

/** What a pseudonym begins with, so that whoever reads it knows what it stands for. */
const STARTS: Readonly<Record<SensitiveKind, string>> = {
  serials: 'SN',
  locations: 'LOC',
  people: 'PERSON',
  prices: 'PRICE',
};
/** 40 bits: among ten thousand values, two of the same pseudonym are met once in twenty thousand vaults. */
const LETTERS = 8;
const PURPOSE = Buffer.from('medsteward/pseudonyms/1');

/**
 * Pseudonyms of a vault: `SN-7Q2MKD4F`. Equal values of a kind get equal ones in every export of the vault. The key is what the
 * vault's signing key makes of a fixed text, so that it needs no place of its own, moves with backups, and nobody without the
 * vault can try values against a pseudonym. It is made when it is first asked for.
 */
export function pseudonymsOf(signer: Signer): Pseudonym {
  let key: Buffer | null = null;
  return (kind, value) => {
    key ??= createHash('sha256').update(signer.sign(PURPOSE)).digest();
    const digest = createHmac('sha256', key)
      .update(`${kind}\0${value.trim().normalize('NFC')}`)
      .digest();
    return `${STARTS[kind]}-${base32(digest.subarray(0, 5)).slice(0, LETTERS)}`;
  };
}
