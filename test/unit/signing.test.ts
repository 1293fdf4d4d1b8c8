import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, newSigningKey, signBytes, verifyBytes } from '../../main/data/signing.ts';

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('a signing key', () => {
  it('signs as RFC 8032 says (7.1, tests 1 and 3)', () => {
    const vectors = [
      {
        seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
        publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
        message: '',
        signature:
          'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
      },
      {
        seed: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
        publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
        message: 'af82',
        signature:
          '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
      },
    ];
    for (const { seed, publicKey, message, signature } of vectors) {
      const key = Buffer.from(publicKey, 'hex').toString('base64');
      expect(Buffer.from(signBytes(bytesOf(seed), bytesOf(message))).toString('hex')).toBe(signature);
      expect(verifyBytes(key, bytesOf(message), bytesOf(signature))).toBe(true);
    }
  });

  it('vouches for what it signed, and for nothing else', () => {
    const [key, other] = [newSigningKey(), newSigningKey()];
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), fc.nat(), (bytes, at, bit) => {
        const signature = signBytes(key.privateKey, bytes);
        expect(verifyBytes(key.publicKey, bytes, signature)).toBe(true);
        expect(verifyBytes(other.publicKey, bytes, signature)).toBe(false);
        expect(verifyBytes(key.publicKey, flipped(bytes, at, bit), signature)).toBe(false);
        expect(verifyBytes(key.publicKey, bytes, flipped(signature, at, bit))).toBe(false);
      }),
    );
  });

  it('is another one each time, 32 bytes in both halves', () => {
    const keys = Array.from({ length: 20 }, newSigningKey);
    for (const { publicKey, privateKey } of keys) {
      expect(Buffer.from(publicKey, 'base64')).toHaveLength(32);
      expect(privateKey).toHaveLength(32);
    }
    expect(new Set(keys.map(({ publicKey }) => publicKey)).size).toBe(20);
    expect(new Set(keys.map(({ publicKey }) => fingerprint(publicKey))).size).toBe(20);
  });

  it('has a fingerprint of eight groups of four, always the same', () => {
    const publicKey = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
    const told = fingerprint(publicKey.toString('base64'));
    expect(told).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(fingerprint(publicKey.toString('base64'))).toBe(told);
  });

  it('takes nothing malformed for a key or a signature', () => {
    const { publicKey, privateKey } = newSigningKey();
    const bytes = bytesOf('00');
    const signature = signBytes(privateKey, bytes);
    const wrong = ['', 'A', `${publicKey} `, publicKey.slice(0, 40), `${publicKey}${publicKey}`, 'é'.repeat(44)];
    for (const text of wrong) {
      expect(verifyBytes(text, bytes, signature)).toBe(false);
      expect(() => fingerprint(text)).toThrow();
    }
    for (const length of [0, 63, 65]) expect(verifyBytes(publicKey, bytes, new Uint8Array(length))).toBe(false);
    expect(() => signBytes(privateKey.subarray(1), bytes)).toThrow();
  });
});

function flipped(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const place = at % copy.length;
  copy[place] = (copy[place] ?? 0) ^ (1 << (bit % 8));
  return copy;
}
