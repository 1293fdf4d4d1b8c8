// Checks a signed export of MedSteward with nothing but Node.js: node verify-export.mjs FILE [FILE.sig]
// Exit code 0: every byte is as it was signed. 6: it is not, or nothing is signed. docs/signed-exports.md has the format.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const must = (holds, why) => {
  if (!holds) console.log(`NOT AS SIGNED: ${why}`);
  if (!holds) process.exit(6);
};
process.on('uncaughtException', (error) => must(false, error.message));
const lines = (lead) => `${lead}MEDSTEWARD-SIGNATURE-1\n${lead}manifest @\n${lead}signature @\n`;
const json = ',\n  "signature": {"format":"MEDSTEWARD-SIGNATURE-1","manifest":"@","signature":"@"}';
const kinds = [
  ['%PDF', `\n${lines('%')}`, /^startxref\n\d+\n%%EOF\n$/, '\n'],
  ['PK\x03\x04', `<signature>\n${lines('')}</signature>\n`, /^PK\W\W/, ''],
  ['{', json, /^\s*\}\s*$/, ''],
  ['', lines(''), /^$/, ''],
];
const [path, beside = `${path}.sig`] = process.argv.slice(2);
const file = readFileSync(path);
const [start, block, after, gap] = kinds.find(([one]) => file.toString('latin1', 0, 4).startsWith(one));
const held = start ? file : existsSync(beside) ? readFileSync(beside) : Buffer.alloc(0);
const at = held.indexOf(block.split('@')[0]);
must(start ? at > 0 : at === 0, 'there is no signature');
const pattern = block.replace(/[{}]/g, '\\$&').replace('@', '([\\w+/=]{1,32770})').replace('@', '([\\w+/=]{88})');
const match = new RegExp(`^${pattern}`).exec(held.toString('latin1', at, at + 34_000));
must(match, 'the signature cannot be read');
const { length } = match[0];
must(after.test(held.toString('latin1', at + length)), 'something follows the signature');
const content = start ? Buffer.concat([file.subarray(0, at), Buffer.from(gap), file.subarray(at + length)]) : file;
if (start === 'PK\x03\x04') {
  const sums = Buffer.from(Uint32Array.of(crc32(match[0]), length, length).buffer);
  for (const place of [at - 38, content.length - 74]) {
    must(content.subarray(place, place + 12).equals(sums), 'the archive was changed');
    content.fill(0, place, place + 12); // What was signed has this part empty.
  }
  content.writeUInt32LE(content.readUInt32LE(content.length - 6) - length, content.length - 6);
}
const [bytes, signature] = match.slice(1).map((text) => Buffer.from(text, 'base64'));
must(bytes.toString('base64') === match[1] && signature.toString('base64') === match[2], 'it cannot be read');
const manifest = JSON.parse(bytes.toString());
const raw = Buffer.from(manifest.publicKey, 'base64');
const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' });
must(verify(null, bytes, key, signature), 'the signature is wrong');
must(createHash('sha256').update(content).digest('hex') === manifest.sha256, 'the content was changed');
const print = createHash('sha256').update('medsteward/signing-key/').update(raw).digest('hex').slice(0, 40);
const letters = [...BigInt(`0x${print}`).toString(32).padStart(32, '0')].map((one) => Number.parseInt(one, 32));
const shown = letters.map((one) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[one]).join('');
console.log(`${bytes}\nAs signed, by this key; compare it with the recovery sheet: ${shown.match(/.{4}/g).join('-')}`);
