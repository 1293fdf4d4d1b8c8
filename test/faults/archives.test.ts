import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ImportFileError } from '../../main/domain/import/problems.ts';
import { readFile } from '../../main/features/import/read-file.ts';
import { readSbomFile } from '../../main/features/import/read-sbom.ts';
import { readMds2Statement } from '../../main/features/mds2/read-mds2.ts';
import { readTemplateFile } from '../../main/features/template/read-template.ts';
import { readReturnedForm } from '../../main/features/vendor-form/read-vendor-form.ts';
import { xlsx, zip } from '../support/mds2.ts';
import { cycloneDxXml } from '../support/sbom.ts';
import { figures } from './figures.ts';

/** Everything that opens archives or XML. */
const READERS: Readonly<Record<string, (bytes: Uint8Array) => unknown>> = {
  register: (bytes) => readFile({ bytes, noun: 'devices', mapping: {}, sheet: null, dateOrder: null }),
  'MDS2 statement': (bytes) => readMds2Statement({ kind: 'mds2', bytes, sheet: null }),
  'form of a vendor': (bytes) => readReturnedForm({ kind: 'vendor_form', bytes }),
  'bill of materials': (bytes) => readSbomFile({ kind: 'sbom', bytes, catalogue: null }),
  template: (bytes) => readTemplateFile({ kind: 'template', bytes }),
};

/** Why a reader refuses a file; fails where it does not, or breaks. */
function refusal(read: (bytes: Uint8Array) => unknown, bytes: Uint8Array): string {
  try {
    read(bytes);
  } catch (error) {
    if (error instanceof ImportFileError) return error.code;
    throw error;
  }
  return 'read';
}

interface Part {
  readonly name: string;
  /** Packed by deflate. */
  readonly packed: Buffer;
  /** What it says it unpacks to. */
  readonly claimed: number;
}

/** An archive whose parts may say anything about themselves; with `shared`, all of them lie at the same place. */
function archive(parts: readonly Part[], { shared = false, count = parts.length } = {}): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, packed, claimed } of parts) {
    const at = shared ? 0 : offset;
    if (!shared || local.length === 0) {
      const head = Buffer.alloc(30);
      head.writeUInt32LE(0x04034b50, 0);
      head.writeUInt16LE(8, 8);
      head.writeUInt32LE(packed.length, 18);
      head.writeUInt32LE(claimed, 22);
      head.writeUInt16LE(Buffer.byteLength(name), 26);
      local.push(head, Buffer.from(name), packed);
      offset += 30 + Buffer.byteLength(name) + packed.length;
    }
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(checksumOf(packed), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claimed, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    central.push(entry, Buffer.from(name));
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, 0xffff), 8);
  end.writeUInt16LE(Math.min(count, 0xffff), 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, list, end]);
}

/** Of what a part unpacks to; nobody gets as far as that with one that unpacks to gigabytes. */
function checksumOf(packed: Buffer): number {
  return packed.length > 1_000_000 ? 0 : crc32(inflateRawSync(packed));
}

const TYPES = '[Content_Types].xml';
const text = (content: string) => deflateRawSync(Buffer.from(content));
const part = (name: string, packed: Buffer, claimed = 100): Part => ({ name, packed, claimed });

/** Two gigabytes of zeros as deflate packs them, without ever having them: one packed megabyte, again and again. */
function twoGigabytes(): Buffer {
  const zeros = Buffer.alloc(1_000_000);
  const block = deflateRawSync(zeros, { finishFlush: 2 });
  return Buffer.concat([...Array.from({ length: 2000 }, () => block), deflateRawSync(Buffer.alloc(0))]);
}

const SHEETS = [part(TYPES, text('<Types/>')), part('xl/workbook.xml', text('<workbook/>'))];
const large = twoGigabytes();

const BOMBS: Readonly<Record<string, () => Buffer>> = {
  'a sheet of 2 GB': () => archive([...SHEETS, part('xl/worksheets/sheet1.xml', large)]),
  'a table of texts of 2 GB': () => archive([...SHEETS, part('xl/sharedStrings.xml', large)]),
  'a list of parts of 2 GB': () => archive([part(TYPES, large), part('xl/workbook.xml', large)]),
  'an open document of 2 GB': () => archive([part('content.xml', large)]),
  'a part that says it is empty': () => archive([part(TYPES, large, 0), part('xl/workbook.xml', large, 0)]),
  'parts that lie one over the other': () =>
    archive(
      [TYPES, 'xl/workbook.xml', ...Array.from({ length: 1000 }, (_, n) => `xl/worksheets/sheet${n}.xml`)].map((name) =>
        part(name, large),
      ),
      { shared: true },
    ),
  'a million parts': () =>
    archive(
      Array.from({ length: 20_000 }, (_, n) => part(`${n}`, text(''))),
      { count: 1_000_000 },
    ),
  'fewer parts than it says': () => archive(SHEETS, { count: 1900 }),
  'sixteen archives in each of sixteen': () => {
    let inner: Uint8Array = zipSync({ zeros: new Uint8Array(4_000_000) });
    for (let depth = 0; depth < 3; depth += 1)
      inner = zipSync(Object.fromEntries(Array.from({ length: 16 }, (_, n) => [`${n}.zip`, inner])), { level: 0 });
    return Buffer.from(inner);
  },
  'an archive that holds itself': () => {
    const packed = deflateRawSync(Buffer.from('PK\u0003\u0004'));
    const self = archive([part('r.zip', packed)]);
    return archive([part('r.zip', deflateRawSync(self), self.length)]);
  },
};

const REFUSALS: readonly string[] = [
  'inflates_too_far',
  'too_many_entries',
  'file_damaged',
  'file_kind_not_supported',
  // Said by who reads no archives at all.
  'not_text',
  'file_too_large',
  'sbom_not_recognised',
  'template_not_recognised',
  'vendor_form_not_recognised',
];

describe('an archive that unpacks to more than it is', () => {
  it.each(Object.keys(BOMBS))('is refused by everything that opens archives: %s (reliability.md T37)', (what) => {
    const bytes = BOMBS[what]?.() ?? Buffer.alloc(0);
    const counted = figures('T37', 'archives that unpack to more than they are');
    for (const read of Object.values(READERS)) {
      expect(REFUSALS).toContain(refusal(read, bytes));
      counted.tried += 1;
      counted.reported += 1;
    }
  });
});

const ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
const LAUGHS = `<!DOCTYPE lolz [<!ENTITY a "lol">${[...'bcdefghij']
  .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghi'[index]};`.repeat(10)}">`)
  .join('')}]>`;
const PROLOGS: Readonly<Record<string, string>> = {
  'an entity from a file': ENTITY,
  'a document type from elsewhere': '<!DOCTYPE x SYSTEM "http://192.0.2.1/evil.dtd">',
  'a parameter entity': '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
  'entities of entities': LAUGHS,
};

/** A file of each kind that holds XML, with something before its root. */
const MARKUP: Readonly<Record<string, readonly [reader: string, make: (prolog: string) => Uint8Array]>> = {
  'a sheet of a register': ['register', (prolog) => xlsx([{ name: 'A', rows: [['asset_tag', 'model']] }], { prolog })],
  'an open document of a register': ['register', openDocument],
  'a sheet of a statement': ['MDS2 statement', (prolog) => xlsx([{ name: 'A', rows: [['MDS2']] }], { prolog })],
  'an open document of a statement': ['MDS2 statement', openDocument],
  'a sheet of a form': ['form of a vendor', (prolog) => xlsx([{ name: 'A', rows: [['Code']] }], { prolog })],
  'a bill of materials': ['bill of materials', (prolog) => strToU8(cycloneDxXml('1.5', [{ name: 'a' }], prolog))],
};

function openDocument(prolog: string): Uint8Array {
  return zip({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<?xml version="1.0"?>${prolog}<office:document-content/>`,
  });
}

describe('markup that reaches out or grows', () => {
  it.each(Object.keys(MARKUP).flatMap((kind) => Object.keys(PROLOGS).map((what) => [kind, what] as const)))(
    'is refused in %s: %s (reliability.md T38)',
    (kind, what) => {
      const [reader, make] = MARKUP[kind] ?? ['', () => new Uint8Array()];
      const read = READERS[reader] ?? (() => 'read');
      expect(refusal(read, make(PROLOGS[what] ?? ''))).toBe('doctype_refused');
      figures('T38', 'markup that reaches out or grows').tried += 1;
      figures('T38', 'markup that reaches out or grows').reported += 1;
    },
  );
});
