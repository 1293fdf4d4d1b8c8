import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprint } from '../../main/data/signing.ts';
import { checkSigned, signFile } from '../../main/formats/signed.ts';
import { ROOT } from '../support/command-line.ts';
import { readPdf } from '../support/document-reader.ts';
import { cellTexts, facts, newSigner, RULES, signedExports } from '../support/signed.ts';

const SCRIPT = 'docs/verify-export.mjs';
const signer = newSigner();
type Signed = Awaited<ReturnType<typeof signedExports>>[number];
const folder = mkdtempSync(join(tmpdir(), 'steward-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files: readonly Signed[];
beforeAll(async () => {
  files = await signedExports(signer);
});
const file = (ending: string): Signed => {
  const found = files.find((one) => one.ending === ending);
  if (!found) throw new Error(`no ${ending}`);
  return found;
};
const check = (bytes: Uint8Array, sidecar: Uint8Array | null) => checkSigned(bytes, sidecar, RULES);
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('a signed export', () => {
  it('is told as signed, with what it says of itself and whose key it was', () => {
    for (const { ending, bytes, sidecar, sha256 } of files) {
      const finding = check(bytes, sidecar);
      expect(finding, ending).toMatchObject({ ok: true, reason: 'signed', fingerprint: fingerprint(signer.publicKey) });
      expect(finding.manifest).toMatchObject({ ...facts(`export.${ending}`), sha256 });
      expect(sidecar === null, ending).toBe(ending !== 'csv');
    }
  });

  it('can be read as before: PDF and workbook by their readers, JSON as JSON with one key more, CSV untouched', async () => {
    const [pdf, xlsx, json, csv] = ['pdf', 'xlsx', 'json', 'csv'].map(file);
    expect((await readPdf(pdf?.bytes ?? utf8(''))).pages).toEqual((await readPdf(pdf?.content ?? utf8(''))).pages);
    expect(await cellTexts(xlsx?.bytes ?? utf8(''))).toEqual(await cellTexts(xlsx?.content ?? utf8('')));
    const text = (one: Signed | undefined) => new TextDecoder().decode(one?.bytes);
    const { signature, ...rest } = JSON.parse(text(json));
    expect(Object.keys(signature)).toEqual(['format', 'manifest', 'signature']);
    expect(rest).toEqual(JSON.parse(new TextDecoder().decode(json?.content)));
    expect(csv?.bytes).toEqual(csv?.content);
  });

  it('with one bit changed anywhere is never in order (reliability.md T58)', () => {
    for (const { ending, bytes, sidecar } of files) {
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
          expect(check(flipped(bytes, at, bit), sidecar).ok, `${ending} ${at}.${bit}`).toBe(false);
        }),
        { numRuns: 300 },
      );
      // The signature is a small part of the file, and every bit of it matters.
      const signature = sidecar ?? bytes.subarray(-2200);
      const before = sidecar ? 0 : bytes.length - signature.length;
      for (let at = 0; at < signature.length; at += 1) {
        const changed = flipped(sidecar ?? bytes, before + at, at % 8);
        expect(check(sidecar ? bytes : changed, sidecar ? changed : null).ok, `${ending} ${at}`).toBe(false);
      }
    }
  });

  it('that was cut, or has something added anywhere, is never in order', () => {
    for (const { bytes, sidecar } of files) {
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1, maxLength: 40 }), (at, more) => {
          expect(check(bytes.subarray(0, at), sidecar).ok).toBe(false);
          const longer = Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
          expect(check(longer, sidecar).ok).toBe(false);
          expect(check(Buffer.concat([bytes, more]), sidecar).ok).toBe(false);
        }),
        { numRuns: 200 },
      );
      if (sidecar) expect(check(bytes, Buffer.concat([sidecar, utf8('\n')])).reason).toBe('malformed');
    }
  });

  it('tells apart what is wrong', () => {
    const pdf = file('pdf');
    expect(check(pdf.content, null).reason).toBe('not_signed');
    expect(check(file('csv').bytes, null).reason).toBe('not_signed');
    expect(check(utf8(''), null).reason).toBe('not_signed');
    expect(check(flipped(pdf.bytes, 100, 0), null)).toMatchObject({
      reason: 'content_changed',
      manifest: { fileName: 'export.pdf' },
      fingerprint: fingerprint(signer.publicKey),
    });
    expect(check(Buffer.concat([pdf.bytes, utf8('\n% more')]), null).reason).toBe('content_changed');
    // Its mark was damaged; its manifest gives it away.
    expect(check(flipped(pdf.bytes, Buffer.from(pdf.bytes).indexOf('%MEDSTEWARD') + 1, 0), null).reason).toBe(
      'malformed',
    );
    expect(check(flipped(pdf.bytes, 0, 0), null).reason).toBe('malformed');
  });

  it('does not vouch for another file with its signature, whatever the kind', () => {
    const other = utf8('{\n  "rows": []\n}\n');
    const { bytes } = signFile(utf8('{\n  "rows": [1]\n}\n'), facts('a.json'), signer);
    const line = /,\n {2}"signature": .*/.exec(new TextDecoder().decode(bytes))?.[0] ?? '';
    const moved = utf8(`{\n  "rows": []${line}\n}\n`);
    expect(check(moved, null)).toMatchObject({ ok: false, reason: 'content_changed' });
    expect(check(other, null).reason).toBe('not_signed');
    expect(check(utf8('tag\nA-9\n'), file('csv').sidecar)).toMatchObject({ ok: false, reason: 'content_changed' });
  });

  it('signed anew by somebody else shows another fingerprint; only the key exchanged is a wrong signature', () => {
    const stranger = newSigner();
    const { bytes, manifest } = resigned((text) => text, stranger);
    expect(check(bytes, null)).toMatchObject({ ok: true, fingerprint: fingerprint(stranger.publicKey) });
    expect(fingerprint(manifest.publicKey)).not.toBe(fingerprint(signer.publicKey));
    const { bytes: exchanged } = resigned((text) => text.replace(signer.publicKey, stranger.publicKey), null);
    expect(check(exchanged, null).reason).toBe('signature_wrong');
    const { bytes: retold } = resigned((text) => text.replace('"rows":3', '"rows":2'), null);
    expect(check(retold, null).reason).toBe('signature_wrong');
  });

  it('with several signatures, or one in a strange form, is refused', () => {
    const json = new TextDecoder().decode(file('json').bytes);
    const line = /,\n {2}"signature": .*/.exec(json)?.[0] ?? '';
    expect(check(utf8(json.replace(line, line + line)), null)).toMatchObject({ ok: false, reason: 'malformed' });
    expect(check(utf8(json.replace(line, line.replace('": {', '":  {'))), null).ok).toBe(false);
    expect(() => signFile(file('pdf').bytes, facts('again.pdf'), signer)).toThrow();
  });

  it('may be any JSON object, with any text in it; other JSON has its signature beside it', () => {
    const text = fc.oneof(
      fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }).map((value) => JSON.stringify(value, null, 2)),
      fc
        .dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 })
        .map((value) => `\ufeff \r\n${JSON.stringify(value)} \n`),
    );
    fc.assert(
      fc.property(text, (content) => {
        const { bytes, sidecar } = signFile(utf8(content), facts('a.json'), signer);
        expect(sidecar).toBeNull();
        expect(check(bytes, null).reason).toBe('signed');
        const { signature, ...rest } = JSON.parse(new TextDecoder().decode(bytes));
        const before = JSON.parse(new TextDecoder().decode(utf8(content)));
        expect(signature.format).toBe('MEDSTEWARD-SIGNATURE-1');
        delete before.signature;
        expect(rest).toEqual(before);
      }),
    );
    for (const content of ['{}', ' { } ', '[1, 2]\n', '"text"', '{', '}{']) {
      const { bytes, sidecar } = signFile(utf8(content), facts('a.json'), signer);
      expect(new TextDecoder().decode(bytes)).toBe(content);
      expect(check(bytes, sidecar).reason).toBe('signed');
    }
  });

  it('may be any bytes at all', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 500 }),
        fc.constantFrom('', '%PDF-', 'PK\x03\x04', '{'),
        (bytes, start) => {
          const content = Buffer.concat([Buffer.from(start, 'latin1'), bytes]);
          const signed = signFile(content, facts('a'), signer);
          expect(check(signed.bytes, signed.sidecar).reason).toBe('signed');
          expect(check(content, utf8(bytes.join())).ok).toBe(false);
          expect(check(content, null).ok).toBe(false);
        },
      ),
    );
  });
});

describe('the script that checks without the program', () => {
  it('has at most 50 lines, needs nothing but Node and finds what is in order (reliability.md 7)', async () => {
    const source = readFileSync(join(ROOT, SCRIPT), 'utf8');
    expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(50);
    expect([...source.matchAll(/from '(.*)'/g)].filter(([, name]) => !name?.startsWith('node:'))).toEqual([]);
    for (const one of files) {
      const { exit, out } = await runScript(one, one.bytes, one.sidecar);
      expect(exit, out).toBe(0);
      expect(out).toContain(fingerprint(signer.publicKey));
      expect(out).toContain(`"sha256":"${one.sha256}"`);
    }
  });

  it('fails for a file with one bit changed (reliability.md T58)', async () => {
    for (const one of files) {
      const { bytes, sidecar } = one;
      const places = fc.sample(fc.nat(bytes.length - 1), { numRuns: 6, seed: 58 });
      // The last letters of both base 64 texts have bits that do not count; the very last bytes close the file.
      const end = Buffer.from(sidecar ?? bytes).lastIndexOf('==');
      const changed = places.map((at): Given => [flipped(bytes, at, at % 8), sidecar]);
      const around = [end - 1, (sidecar ?? bytes).length - 2].map((at): Given => {
        const damaged = flipped(sidecar ?? bytes, at, 0);
        return sidecar ? [bytes, damaged] : [damaged, null];
      });
      for (const [main, beside] of [...changed, ...around]) {
        const { exit, out } = await runScript(one, main, beside);
        expect(exit, `${one.ending} ${out}`).toBe(6);
        expect(out).toMatch(/^NOT AS SIGNED/);
      }
      expect((await runScript(one, one.content, null)).exit).toBe(6);
      expect((await runScript(one, Buffer.concat([bytes, utf8(' ')]), sidecar)).exit).toBe(6);
    }
  });
});

/** A file and what lies beside it. */
type Given = readonly [Uint8Array, Uint8Array | null];

function flipped(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}

/** The signed JSON with another manifest, signed again by `by`, or with the old signature. */
function resigned(change: (manifest: string) => string, by: ReturnType<typeof newSigner> | null) {
  const text = new TextDecoder().decode(file('json').bytes);
  const { signature } = JSON.parse(text) as { signature: { manifest: string; signature: string } };
  let manifest = change(Buffer.from(signature.manifest, 'base64').toString());
  if (by) manifest = manifest.replace(signer.publicKey, by.publicKey);
  const bytes = Buffer.from(manifest);
  const made = by ? Buffer.from(by.sign(bytes)).toString('base64') : signature.signature;
  const changed = text
    .replace(signature.manifest, bytes.toString('base64'))
    .replace(`"signature":"${signature.signature}"`, `"signature":"${made}"`);
  return { bytes: utf8(changed), manifest: JSON.parse(manifest) as { publicKey: string } };
}

function runScript({ ending }: Signed, bytes: Uint8Array, sidecar: Uint8Array | null) {
  const path = join(folder, `export.${ending}`);
  writeFileSync(path, bytes);
  rmSync(`${path}.sig`, { force: true });
  if (sidecar) writeFileSync(`${path}.sig`, sidecar);
  return new Promise<{ exit: number; out: string }>((resolve) => {
    execFile(process.execPath, [join(ROOT, SCRIPT), path], (error, out) =>
      resolve({ exit: error ? Number(error.code) : 0, out }),
    );
  });
}
