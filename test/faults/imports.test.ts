import { unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { readAnswersFile } from '../../main/app/answers-file.ts';
import { openSql, type SqlConnection } from '../../main/data/connection.ts';
import { DATABASE_FILE } from '../../main/data/vault-file.ts';
import { AppError } from '../../main/domain/error.ts';
import type { ImportId } from '../../main/domain/ids.ts';
import { IMPORT_NOUNS, type ImportNoun } from '../../main/domain/import/headings.ts';
import { ImportFileError } from '../../main/domain/import/problems.ts';
import { readAdvisoryFile } from '../../main/features/advisory/read-advisories.ts';
import { readFile } from '../../main/features/import/read-file.ts';
import { CSV_LIMITS } from '../../main/formats/csv.ts';
import { readMds2File } from '../../main/formats/mds2.ts';
import { csaf, kevCsv, kevEntry, kevJson, PACS } from '../support/csaf.ts';
import { FILES, realInventory } from '../support/import-files.ts';
import { csv, ods, pasted, standardLayout, vendorStatement, xlsx } from '../support/mds2.ts';
import {
  atEnd,
  databaseKeyOf,
  failureOf,
  filesBelow,
  openApp,
  PASSPHRASE,
  type TestApp,
  temporaryFolder,
} from '../support/vault.ts';
import { Chance, figures, PATIENCE, rounds } from './figures.ts';
import { mutated } from './mutated.ts';

const ANSWERS: Readonly<Record<string, string>> = {
  json: JSON.stringify([
    { control: 'AM-02', answer: 'yes', remark: 'since 5.2', evidence: 'page 4' },
    { control: 'PM-07', answer: 12, remark: null },
  ]),
  object: JSON.stringify({ 'AM-02': 'no', 'PM-07': { answer: true, remark: 'so the vendor says' } }),
  csv: 'control,answer,remark,evidence\nAM-02,yes,"since 5.2, they say",page 4\nPM-07,12,,\n',
};

const STATEMENTS: Readonly<Record<string, () => Uint8Array>> = {
  xlsx: () => xlsx([standardLayout(vendorStatement())]),
  ods: () => ods(vendorStatement()),
  csv: () => csv(vendorStatement()),
  text: () => Buffer.from(pasted(vendorStatement())),
};

let test: TestApp;
beforeAll(async () => {
  test = await openApp('file');
});

const held = async () => {
  const { counts, audit } = await test.client.vault.info();
  return { counts, entries: audit.entries };
};

/** Imports a file that has to be refused; answers why it was, once it is sure that nothing was written. */
async function refused(bytes: Uint8Array, noun: ImportNoun = 'devices', fileName = 'file.csv') {
  const before = await held();
  const failure = await failureOf(test.client.imports.run({ noun, uploadId: test.upload(bytes), fileName }));
  expect(await held()).toEqual(before);
  return failure;
}

describe('a file that was changed by chance', () => {
  it.each(IMPORT_NOUNS)(
    'is read, or refused for a reason: %s (reliability.md T36)',
    async (noun) => {
      const counted = figures('T36', 'changed files read');
      const chance = new Chance(`fuzz ${noun}`);
      const inventory = noun === 'devices' ? realInventory() : null;
      const seeds = [...Object.values(FILES), ...(inventory ? [inventory] : [])].map((seed) => Buffer.from(seed));
      const own = Buffer.from(FILES[noun]);
      const wanted = rounds(250, 1000);
      for (let round = 0; round < wanted; round += 1) {
        const bytes = mutated(chance, [own, own, own, ...seeds]);
        counted.tried += 1;
        try {
          readFile({ bytes, noun, mapping: {}, sheet: null, dateOrder: null });
          counted.whole += 1;
        } catch (error) {
          // Whoever finds one repeats it with the seed that is printed above.
          if (!(error instanceof ImportFileError)) throw error;
          counted.reported += 1;
        }
        if (round % Math.ceil(wanted / rounds(6, 60)) !== 0) continue;
        const before = await held();
        const input = { noun, uploadId: test.upload(bytes), fileName: 'changed.csv' };
        const outcome = await test.client.imports.run(input).then(
          () => null,
          (error: unknown) => error,
        );
        if (outcome === null) continue;
        expect(outcome).toMatchObject({ code: 'file_refused' });
        expect(await held()).toEqual(before);
      }
      expect(await test.client.vault.verify()).toMatchObject({ ok: true });
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
    },
    PATIENCE,
  );

  it.each(Object.keys(STATEMENTS))(
    'is read, or refused for a reason: an MDS2 statement, %s (reliability.md T36)',
    (kind) => {
      const counted = figures('T36', 'changed files read');
      const chance = new Chance(`fuzz mds2 ${kind}`);
      const own = Buffer.from(STATEMENTS[kind]?.() ?? []);
      for (let round = 0; round < rounds(150, 3000); round += 1) {
        const bytes = mutated(chance, [own, own, Buffer.from(STATEMENTS.text?.() ?? [])]);
        counted.tried += 1;
        try {
          readMds2File(bytes, null);
          counted.whole += 1;
        } catch (error) {
          if (!(error instanceof ImportFileError)) throw error;
          counted.reported += 1;
        }
      }
    },
    PATIENCE,
  );

  it.each(Object.keys(ANSWERS))(
    'is read, or refused for a reason: answers to a checklist, %s (reliability.md T36)',
    (kind) => {
      const counted = figures('T36', 'changed files read');
      const chance = new Chance(`fuzz answers ${kind}`);
      const seeds = [ANSWERS[kind] ?? '', ...Object.values(ANSWERS)].map((seed) => Buffer.from(seed));
      for (let round = 0; round < rounds(1000, 10_000); round += 1) {
        const bytes = mutated(chance, seeds);
        counted.tried += 1;
        try {
          for (const { control, answer, remark, evidence } of readAnswersFile(bytes))
            expect(
              [control, answer ?? '', remark ?? '', evidence ?? ''].every((text) => typeof text === 'string'),
            ).toBe(true);
          counted.whole += 1;
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'file_refused') throw error;
          counted.reported += 1;
        }
      }
    },
  );
});

const ADVISORIES: Readonly<Record<string, string>> = {
  csaf: csaf({
    products: [PACS, { id: 'P2', version: '4.1', helper: { model_numbers: ['NS-300'], cpe: 'cpe:2.3:a:n:v:4.1:*' } }],
    tree: {
      relationships: [
        {
          category: 'installed_on',
          full_product_name: { name: 'Both', product_id: 'P3' },
          product_reference: PACS.id,
          relates_to_product_reference: 'P2',
        },
      ],
      product_groups: [{ group_id: 'G', product_ids: [PACS.id, 'P2'] }],
    },
    vulnerabilities: [
      {
        cve: 'CVE-2026-40001',
        score: 9.8,
        severity: 'CRITICAL',
        remedies: [
          { category: 'vendor_fix', details: 'Install', date: '2026-11-02T00:00:00Z', url: 'https://x.example' },
        ],
        extra: {
          flags: [{ label: 'component_not_present', group_ids: ['G'] }],
          threats: [{ category: 'exploit_status', details: 'none known' }],
        },
      },
    ],
  }),
  kev: kevJson([kevEntry(), kevEntry({ cve: 'CVE-2021-0001', notes: null, dueOn: null })]),
  'kev as a table': kevCsv([kevEntry(), kevEntry({ cve: 'CVE-2021-0001', name: 'Git’s "quotes", and\nlines' })]),
};

describe('an advisory that was changed by chance', () => {
  it.each(Object.keys(ADVISORIES))(
    'is read, or refused for a reason, and then nothing is written: %s (reliability.md T36)',
    async (kind) => {
      const counted = figures('T36', 'changed advisories read');
      const chance = new Chance(`fuzz ${kind}`);
      const own = Buffer.from(ADVISORIES[kind] ?? '');
      const seeds = [own, own, own, ...Object.values(ADVISORIES).map((seed) => Buffer.from(seed))];
      const wanted = rounds(300, 3000);
      for (let round = 0; round < wanted; round += 1) {
        const bytes = mutated(chance, seeds);
        counted.tried += 1;
        const reading = readAdvisoryFile(bytes);
        if (reading.kind === 'refused') counted.reported += 1;
        else counted.whole += 1;
        if (round % Math.ceil(wanted / rounds(6, 60)) !== 0) continue;
        const before = await held();
        const files = [{ uploadId: test.upload(bytes), fileName: 'changed.json' }];
        const preview = await test.client.imports.previewAdvisories({ files });
        expect(await held()).toEqual(before);
        const refusedFirst = preview.files[0]?.outcome === 'refused';
        expect(refusedFirst).toBe(reading.kind === 'refused');
        if (!refusedFirst) await test.client.imports.advisories({ files });
        else {
          expect((await failureOf(test.client.imports.advisories({ files }))).code).toBe('file_refused');
          expect(await held()).toEqual(before);
        }
      }
      expect(await test.client.vault.verify()).toMatchObject({ ok: true });
    },
    PATIENCE,
  );

  it('is refused at its limits, also when it is very large (reliability.md T42)', async () => {
    const large = Buffer.concat([
      Buffer.from('{"document":{"tracking":{}},"x":"'),
      Buffer.alloc(50_000_000, 'x'),
      Buffer.from('"}'),
    ]);
    const files = [{ uploadId: test.upload(large), fileName: 'large.json' }];
    const before = await held();
    expect(await failureOf(test.client.imports.advisories({ files }))).toMatchObject({
      code: 'file_refused',
      problem: 'text_too_long',
    });
    expect(await held()).toEqual(before);
  });
});

/** A ZIP archive whose one entry says that it unpacks to `claimed` bytes. */
function lying(zip: Uint8Array, claimed: number): Uint8Array {
  const bytes = Buffer.from(zip);
  for (let at = bytes.indexOf('PK\u0003\u0004'); at >= 0; at = bytes.indexOf('PK\u0003\u0004', at + 1))
    bytes.writeUInt32LE(claimed, at + 22);
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 1))
    bytes.writeUInt32LE(claimed, at + 24);
  return bytes;
}

const SHEET = 'xl/worksheets/sheet1.xml';
const zeros = (megabytes: number) => new Uint8Array(megabytes * 1_000_000);
const book = (sheet: Uint8Array) =>
  zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8('<workbook/>'), [SHEET]: sheet });
const LAUGHS = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">${'bcdefghij'
  .split('')
  .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghi'[index]};`.repeat(10)}">`)
  .join('')}]><lolz>&j;</lolz>`;

const BOMBS: readonly (readonly [string, () => Uint8Array])[] = [
  ['a workbook of 200 MB', () => book(zeros(200))],
  ['a workbook that says it is empty', () => lying(book(zeros(20)), 0)],
  ['a workbook that says it has 4 GB', () => lying(book(zeros(1)), 0xffffffff)],
  [
    'an archive in an archive in an archive',
    () =>
      [1, 2, 3, 4].reduce<Uint8Array>(
        (inner) => zipSync({ 'a.zip': inner, 'b.zip': inner }),
        zipSync({ a: zeros(20) }),
      ),
  ],
  [
    'an archive of very many entries',
    () => zipSync(Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`${n}`, new Uint8Array(0)]))),
  ],
  [
    'an archive that climbs',
    () => zipSync({ '../../../evil.csv': strToU8(FILES.devices), 'C:\\evil.csv': strToU8('x') }),
  ],
  ['an empty archive', () => zipSync({})],
  [
    'an open document',
    () => zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'), 'content.xml': zeros(50) }),
  ],
  ['a compressed file', () => gzipSync(zeros(50))],
  ['an old workbook', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), zeros(1)])],
  ['a PDF', () => strToU8('%PDF-1.7\n1 0 obj\n<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>')],
  ['a file of zeros', () => zeros(10)],
];

describe('a file that is no table', () => {
  it.each(BOMBS)('is refused before it is unpacked whole: %s (reliability.md T37)', async (_what, make) => {
    const { code, problem } = await refused(make(), 'devices', 'register.xlsx');
    expect(code).toBe('file_refused');
    expect(['file_kind_not_supported', 'inflates_too_far', 'file_damaged', 'empty_file', 'too_many_entries']).toContain(
      problem,
    );
    figures('T37', 'files that unpack to more than they are').tried += 1;
    figures('T37', 'files that unpack to more than they are').reported += 1;
  });

  it('is not looked into when it is XML: nothing is expanded, opened or fetched (reliability.md T38)', async () => {
    const secret = join(temporaryFolder(), 'secret.txt');
    writeFileSync(secret, 'asset_tag,manufacturer,model\nSECRET,Acme,One\n');
    atEnd('test', () => unlinkSync(secret));
    const outside = (text: string) => `<?xml version="1.0"?>${text}`;
    const documents = [
      LAUGHS,
      outside(`<!DOCTYPE x [<!ENTITY e SYSTEM "file://${secret}">]><x>&e;</x>`),
      outside('<!DOCTYPE x SYSTEM "http://192.0.2.1/evil.dtd"><x/>'),
      outside(`<x xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include parse="text" href="file://${secret}"/></x>`),
      outside('<?xml-stylesheet href="http://192.0.2.1/evil.xsl"?><x/>'),
      '+ADw-script+AD4-alert(1)+ADw-/script+AD4-',
    ];
    const counted = figures('T38', 'XML that reaches out or grows');
    for (const text of documents) {
      for (const bytes of [
        Buffer.from(text),
        Buffer.from(`\ufeff${text}`, 'utf16le'),
        Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      ]) {
        for (const noun of IMPORT_NOUNS.slice(0, rounds(1, 6))) {
          expect(await refused(bytes, noun)).toMatchObject({ code: 'file_refused', problem: 'no_header_found' });
          counted.tried += 1;
          counted.reported += 1;
        }
        expect(() => readAnswersFile(bytes)).toThrow(expect.objectContaining({ code: 'file_refused' }));
      }
    }
    expect((await test.client.device.list({ filter: { search: 'SECRET' } })).total).toBe(0);
  });
});

describe('names that programs have of their own', () => {
  const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];

  it.each(IMPORT_NOUNS)('are headings and cells like any other: %s (reliability.md T39)', async (noun) => {
    const [heading = '', ...lines] = FILES[noun].trim().split('\n');
    const mark = heading.includes(';') ? ';' : ',';
    const names = NAMES.join(mark);
    const content = [
      `${heading}${mark}${names}`,
      ...lines.map((line) => `${line}${mark}${NAMES.map((name) => `${name}.polluted`).join(mark)}`),
    ].join('\n');
    const mapping = Object.fromEntries(
      NAMES.flatMap((name) => [
        [name, 'notes'],
        ['notes', name],
      ]),
    );
    for (const extra of [
      {},
      { mapping: JSON.parse(`{"__proto__":"notes","constructor":"department"}`) as Record<string, string> },
      { mapping },
    ]) {
      const input = { noun, uploadId: test.upload(content), fileName: `${NAMES[0]}.csv`, ...extra };
      await test.client.imports
        .preview(input)
        .catch((error: unknown) => expect(error).toMatchObject({ code: 'file_refused' }));
    }
    for (const name of NAMES.slice(0, rounds(2, NAMES.length))) {
      const text = FILES[noun].replaceAll(/Norvia Medical|Acme Imaging/g, name);
      await test.client.imports.run({ noun, uploadId: test.upload(text), fileName: name });
    }
    figures('T39', 'files with names of the language').tried += 3 + rounds(2, NAMES.length);
    for (const name of ['polluted', 'notes', 'department', 'control', 'answer'])
      expect(Reflect.get({}, name)).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(await test.client.vault.verify()).toMatchObject({ ok: true });
  });

  it('are controls that no checklist has (reliability.md T39)', () => {
    const answers = readAnswersFile(
      Buffer.from(
        `{"__proto__":{"answer":"yes"},"constructor":"no","answers":{"__proto__":1}}`.replace(
          ',"answers":{"__proto__":1}',
          '',
        ),
      ),
    );
    expect(answers.map(({ control }) => control)).toEqual(['__proto__', 'constructor']);
    expect(Reflect.get({}, 'answer')).toBeUndefined();
  });
});

describe('the name of a document', () => {
  const NAMES = [
    ...[
      '../../../etc/passwd',
      '..\\..\\windows\\system32\\evil.dll',
      '/etc/cron.d/evil',
      'C:\\evil.exe',
      '\\\\server\\share\\evil',
    ],
    ...[
      'CON',
      'nul.txt',
      'letter.txt...',
      'letter.txt   ',
      'letter.pdf\u202efdp.exe',
      'a\r\nSet-Cookie: x=1',
      '"; filename=evil.exe; x="',
    ],
    ...[
      '\u0000evil',
      '.',
      '..',
      '~',
      '$(reboot)',
      '`reboot`',
      '%2e%2e%2fevil',
      'x'.repeat(300),
      '\ud800',
      '__proto__',
      '-rf',
      '|evil',
    ],
  ];

  it.each(NAMES)('is no path, no header and no command: %j (reliability.md T40)', async (fileName) => {
    const before = filesBelow(join(test.folder, '..'));
    const uploadId = test.upload(`letter ${fileName}`, fileName);
    const fields = { kind: 'other', datedOn: null, receivedOn: null } as const;
    const { documentId } = await test.client.document.add({ uploadId, fileName, title: 'Letter', ...fields });
    const opened = await test.client.document.open({ id: documentId });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not be there
    expect(opened.fileName).not.toMatch(/[/\\\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/);
    expect(opened.fileName).not.toMatch(/^\.{0,2}$/);
    expect(opened.fileName.isWellFormed()).toBe(true);
    const response = await test.app.fetch(new Request(`http://localhost/files/${opened.ticket}`));
    expect(await response.text()).toBe(`letter ${fileName}`.toWellFormed());
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w.!~*'()%-]+$/);
    expect(filesBelow(join(test.folder, '..')).filter((name) => !/steward\.db-/.test(name))).toEqual(
      before.filter((name) => !/steward\.db-/.test(name)),
    );
    figures('T40', 'hostile names of documents').tried += 1;
  });
});

/** Every index and trigger of a vault. */
function schemaOf(sql: SqlConnection): unknown[] {
  return sql.prepare('SELECT "type", "name", "sql" FROM sqlite_master ORDER BY "type", "name"').all();
}

describe('a very large file', () => {
  it('is refused where it passes a limit, whichever it is (reliability.md T42)', async () => {
    const row = (n: number) => `T-${n},Acme,One\n`;
    const heading = 'asset_tag,manufacturer,model\n';
    const rows = (count: number) => Buffer.from(heading + Array.from({ length: count }, (_, n) => row(n)).join(''));
    const wide = `${'x'.repeat(20_000)}\n`;
    const large = Buffer.concat([
      Buffer.from(heading),
      ...Array.from({ length: 5300 }, () => Buffer.from(`T,Acme,${wide}`)),
    ]);
    expect(large.length).toBeGreaterThan(CSV_LIMITS.bytes);
    expect(await refused(large)).toMatchObject({ problem: 'file_too_large', limit: CSV_LIMITS.bytes });
    expect(await refused(rows(CSV_LIMITS.rows))).toMatchObject({ problem: 'too_many_rows', limit: CSV_LIMITS.rows });
    expect(await refused(Buffer.from(`${heading}A,B,${'x'.repeat(CSV_LIMITS.cell + 1)}\n`))).toMatchObject({
      problem: 'cell_too_large',
    });
    expect(await refused(Buffer.from(`${heading}A,B,C${','.repeat(CSV_LIMITS.columns)}\n`))).toMatchObject({
      problem: 'too_many_columns',
    });
    figures('T42', 'files beyond a limit').tried += 4;
    figures('T42', 'files beyond a limit').reported += 4;
  });

  it(
    'of as many rows as are allowed comes in whole, and leaves nothing when somebody stops it (reliability.md T42)',
    async () => {
      const own = await openApp();
      const count = rounds(3000, CSV_LIMITS.rows - 1);
      const text = Array.from(
        { length: count },
        (_, n) => `T-${n},Acme,Model ${n % 97},S${n},"a note, of row ${n}${'.'.repeat(rounds(0, 450))}"`,
      ).join('\n');
      const bytes = Buffer.from(`asset_tag,manufacturer,model,serial_number,notes\n${text}\n`);
      expect(bytes.length).toBeGreaterThan(rounds(100_000, 100_000_000));
      const input = { noun: 'devices' as const, fileName: 'register.csv' };
      const before = await own.client.vault.info();
      const stopped = failureOf(own.client.imports.run({ ...input, uploadId: own.upload(bytes), jobId: 'large' }));
      while (!(await own.client.program.cancel({ jobId: 'large' })).cancelled)
        await new Promise((resolve) => setImmediate(resolve));
      expect((await stopped).code).toBe('cancelled');
      expect(await own.client.vault.info()).toEqual(before);
      const taken = await own.client.imports.run({ ...input, uploadId: own.upload(bytes) });
      expect(taken).toMatchObject({ read: count, created: count, rejected: 0 });
      const again = await own.client.imports.run({ ...input, uploadId: own.upload(bytes) });
      expect(again).toMatchObject({ read: count, created: 0, updated: 0, unchanged: count });
      await own.client.vault.lock();
      await own.client.vault.unlock({ passphrase: PASSPHRASE });
      expect((await own.client.device.list({ limit: 1 })).total).toBe(count);
      // Most of the register goes, which is made anew instead of being emptied row by row.
      const sql = openSql(join(own.folder, DATABASE_FILE), await databaseKeyOf(own.folder));
      atEnd('test', () => void sql.close());
      const schema = schemaOf(sql);
      const { removed } = await own.client.imports.undo({ id: taken.importId as ImportId });
      expect(removed).toBeGreaterThan(count);
      expect((await own.client.device.list({ filter: { search: 'T-17' } })).total).toBe(0);
      expect((await own.client.device.list({ limit: 1 })).total).toBe(0);
      expect(schemaOf(sql)).toEqual(schema);
      const anew = await own.client.imports.run({ ...input, uploadId: own.upload(bytes) });
      expect(anew).toMatchObject({ created: count, rejected: 0 });
      expect((await own.client.device.list({ filter: { search: `T-${count - 1}` } })).total).toBe(1);
      expect(await own.client.vault.verify()).toMatchObject({ ok: true });
      const counted = figures('T42', 'rows of one file');
      counted.tried += count;
      counted.rows += count;
      counted.whole += count;
    },
    PATIENCE,
  );
});
