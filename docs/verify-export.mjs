// Checks a signed export of MedSteward with nothing but Node.js: node verify-export.mjs FILE [FILE.sig]
// Exit code 0: every byte is as it was signed. 6: it is not, or nothing is signed. docs/signed-exports.md has the format.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

const fail = (why) => {
  console.log(`NOT AS SIGNED: ${why}`);
  process.exit(6);
};
process.on('uncaughtException', (error) => fail(error.message));
const NAME = 'MEDSTEWARD-SIGNATURE-1';
const lines = (lead) => `${lead}${NAME}\n${lead}manifest @\n${lead}signature @\n`;
const u16 = (number) => Buffer.from([number & 255, number >> 8]);
const xref = (pdf) => /startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf.subarray(-1024).toString('latin1'))?.[1];

const [path, beside = `${path}.sig`] = process.argv.slice(2);
const file = readFileSync(path);
const start = file.subarray(0, 5).toString('latin1');
const kind = start === '%PDF-' ? 'pdf' : start.startsWith('PK\x03\x04') ? 'zip' : start[0] === '{' ? 'json' : 'other';
const block = {
  pdf: `\n${lines('%')}`,
  zip: `\n${lines('')}`,
  json: `\n  "signature": {"format":"${NAME}","manifest":"@","signature":"@"}`,
  other: lines(''),
}[kind];
const held = kind !== 'other' ? file : existsSync(beside) ? readFileSync(beside) : Buffer.alloc(0);
const at = held.indexOf(block.slice(0, block.indexOf(NAME) + NAME.length));
if (at < 0) fail('there is no signature');
const pattern = block.replace(/[{}]/g, '\\$&').replace('@', '([\\w+/=]{1,32770})').replace('@', '([\\w+/=]{88})');
const match = new RegExp(`^${pattern}`).exec(held.subarray(at, at + 34_000).toString('latin1')) ?? [''];
const [head, tail] = [held.subarray(0, at), held.subarray(at + match[0].length)];
let content = { pdf: head, zip: Buffer.concat([head.subarray(0, -2), u16(0)]), other: file }[kind];
content ??= Buffer.concat([head.at(-1) === 0x2c ? head.subarray(0, -1) : head, tail]);
if (kind === 'pdf' && tail.toString() !== `startxref\n${xref(head)}\n%%EOF\n`) fail('something follows the signature');
if (kind === 'json' && !/^\s*\}\s*$/.test(tail.toString())) fail('something follows the signature');
if (kind === 'zip' && !head.subarray(-2).equals(u16(match[0].length))) fail('the archive was changed');
if (kind === 'zip' && tail.length > 0) fail('something follows the signature');
if (kind === 'other' && head.length + tail.length > 0) fail('something stands around the signature');
const [bytes, signature] = match.slice(1).map((text) => Buffer.from(text, 'base64'));
if (!bytes || bytes.toString('base64') !== match[1] || signature.toString('base64') !== match[2]) fail('unreadable');
const manifest = JSON.parse(bytes.toString());
const raw = Buffer.from(manifest.publicKey, 'base64');
const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' });
if (!verify(null, bytes, key, signature)) fail('the signature is wrong');
if (createHash('sha256').update(content).digest('hex') !== manifest.sha256) fail('the content was changed');
const print = createHash('sha256').update('medsteward/signing-key/').update(raw).digest('hex').slice(0, 40);
const letters = BigInt(`0x${print}`).toString(32).padStart(32, '0'); // 0 to V; people get the letters of Crockford's form
const shown = letters.replace(/./g, (one) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number.parseInt(one, 32)]);
console.log(JSON.stringify(manifest, null, 2));
console.log(`As signed, by key ${shown.match(/.{4}/g).join('-')}. Compare it with the vault's recovery sheet.`);
