import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ListName } from '../../main/contract/export-list.ts';
import { writeDelimited } from '../../main/formats/csv.ts';
import { contractFields, deviceFields, vendorFields } from '../support/builders.ts';
import { EXCEPTION } from '../support/cases.ts';
import { activeContent, FORMULA_PAYLOADS, workbookParts } from '../support/document-reader.ts';
import { caseFields } from '../support/procurement.ts';
import { openApp, type TestApp, temporaryFolder } from '../support/vault.ts';
import { figures } from './figures.ts';

interface Exported {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Lists that people or files fill with text. */
const FILLED = [
  'models',
  'vendors',
  'contracts',
  'exceptions',
  'cases',
  'tasks',
  'checklists',
  'documents',
  'imports',
] as const satisfies readonly ListName[];

let exported: readonly Exported[] = [];
let folder = '';

/** Puts every payload into every field that takes it, by hand and by file. */
async function fillIn(test: TestApp): Promise<string> {
  const { client } = test;
  const given = async (call: Promise<unknown>) =>
    call.catch((error: unknown) => expect(error).toMatchObject({ code: 'input_refused' }));
  for (const [index, text] of FORMULA_PAYLOADS.entries()) {
    const vendor = `${text} V${index}`;
    await given(client.vendor.create(vendorFields({ name: vendor, website: text, notes: text })));
    const assetTag = `${text} T${index}`.slice(0, 60);
    const places = {
      department: text,
      location: text,
      serialNumber: text.slice(0, 60),
      softwareVersion: text.slice(0, 60),
    };
    await given(
      client.device.create(deviceFields({ assetTag, manufacturer: vendor, model: text, ...places, notes: text })),
    );
    const none = { vendorId: null, modelId: null, deviceId: null, documentId: null };
    await given(client.task.create({ title: text, assignee: text, notes: text, dueOn: null, ...none }));
    await given(client.procurement.create(caseFields({ title: text, department: text, owner: text })));
    await given(
      client.document.add({
        ...{ uploadId: test.upload(new TextEncoder().encode(`file ${index}`)), fileName: `${text}.txt`, title: text },
        ...{ kind: 'other', datedOn: null, receivedOn: null },
      }),
    );
    const devices = { filter: { model: [text] } };
    await given(client.exception.create({ ...EXCEPTION, title: text, reason: text, owner: text, devices } as never));
    await given(
      client.contract.create(contractFields({ number: `${text} C${index}`.slice(0, 60), vendor, notes: text })),
    );
  }
  const rows = FORMULA_PAYLOADS.map((text, index) => [`F${index}`, text, text, text, text]);
  const file = writeDelimited([['asset_tag', 'manufacturer', 'model', 'department', 'notes'], ...rows]);
  await client.imports.run({ noun: 'devices', uploadId: test.upload(file), fileName: '=1+1.csv' });
  const [template] = await client.checklist.templates();
  const { id } = await client.checklist.create({
    templateId: template?.id ?? ('' as never),
    title: '=1+1',
    vendor: '@SUM(A1)',
    model: '+1+1',
  });
  const { controls } = await client.checklist.get({ id });
  const answers = controls.slice(0, FORMULA_PAYLOADS.length).map(({ code }, index) => ({
    control: code,
    answer: 'n/a',
    remark: `${FORMULA_PAYLOADS[index]}`,
    evidence: `${FORMULA_PAYLOADS[index]}`,
  }));
  await given(client.checklist.answerAll({ id, answers }));
  return id;
}

beforeAll(async () => {
  const test = await openApp('file');
  const { client } = test;
  const assessmentId = (await fillIn(test)) as never;
  folder = temporaryFolder('file');
  const files: Exported[] = [];
  for (const format of ['csv', 'xlsx'] as const) {
    const tickets = [
      await client.exports.devices({ format, filter: {} }),
      await client.exports.supportReport({ format }),
      await client.exports.contractsReport({ format }),
      await client.exports.checklist({ format, assessmentId }),
      await client.exports.history({ format, filter: {} }),
      await client.exports.exceptions({ format }),
    ];
    const keep = (name: string, ticket: string) => {
      const bytes = test.app.files.collect(ticket)?.bytes ?? new Uint8Array(0);
      files.push({ name: `${name}.${format}`, bytes });
      writeFileSync(join(folder, `${name}.${format}`), bytes);
    };
    for (const [index, { ticket }] of tickets.entries()) keep(String(index), ticket);
    for (const name of FILLED) keep(name, (await client.exports.list({ format, list: { name } })).ticket);
  }
  exported = files;
  // Each payload goes into a vault in a dozen places, one command after the other.
});

const named = (ending: string) => exported.filter(({ name }) => name.endsWith(ending));

describe('texts that a spreadsheet would run', () => {
  it('are texts in every workbook that is exported (reliability.md T56)', () => {
    expect(FORMULA_PAYLOADS.length).toBeGreaterThanOrEqual(40);
    expect(named('.xlsx')).toHaveLength(6 + FILLED.length);
    for (const { name, bytes } of named('.xlsx')) {
      expect([name, activeContent(bytes)]).toEqual([name, []]);
      expect([name, [...workbookParts(bytes).values()].join('').includes('1+1')]).toEqual([name, true]);
      figures('T56', 'exports full of formulas').tried += 1;
      figures('T56', 'exports full of formulas').whole += 1;
    }
  });

  it('are guarded in every table of text that is exported (reliability.md T56)', () => {
    expect(named('.csv')).toHaveLength(6 + FILLED.length);
    for (const { name, bytes } of named('.csv')) {
      const text = new TextDecoder().decode(bytes);
      expect([name, text.includes('1+1')]).toEqual([name, true]);
      const fields = text.match(/"(?:[^"]|"")*"/g) ?? [];
      expect(fields.length).toBeGreaterThan(10);
      for (const field of fields)
        expect([name, field]).toEqual([name, expect.not.stringMatching(/^"\s*[=+\-@\t\r＝＋－＠]/)]);
      // What is not quoted is a number or nothing.
      const bare = text
        .replaceAll(/"(?:[^"]|"")*"/g, '')
        .split(/[,\r\n]+/)
        .filter((cell) => cell.replace('\ufeff', '') !== '');
      for (const cell of bare) expect([name, cell]).toEqual([name, expect.stringMatching(/^\ufeff?-?\d+(\.\d+)?$/)]);
      figures('T56', 'exports full of formulas').tried += 1;
      figures('T56', 'exports full of formulas').whole += 1;
    }
  });

  it('are texts to LibreOffice, which is told to run whatever it can (reliability.md T56)', (context) => {
    if (spawnSync('soffice', ['--version']).status !== 0) {
      console.warn('SKIPPED: LibreOffice is not here, so nobody opened the exports as a person would');
      return context.skip();
    }
    const careless = join(folder, 'careless.csv');
    writeFileSync(careless, '"a","=1+1"\r\n=1+2,x\r\n');
    const formulas = (files: readonly string[], filter: readonly string[]) => {
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
      const words = [profile, '--headless', ...filter, '--convert-to', 'fods', '--outdir', folder, ...files];
      const { status } = spawnSync('soffice', words, { timeout: 100_000 });
      expect(status).toBe(0);
      return files.flatMap((file) => {
        const text = readFileSync(join(folder, `${basename(file).replace(/\.\w+$/, '')}.fods`), 'utf8');
        expect(text).toContain('<table:table-cell');
        return text.match(/table:formula="[^"]*"/g) ?? [];
      });
    };
    const asFormulas = ['--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true'];
    expect(formulas([careless], asFormulas), 'a careless file runs').toHaveLength(2);
    expect(
      formulas(
        named('.csv').map(({ name }) => join(folder, name)),
        asFormulas,
      ),
    ).toEqual([]);
    expect(
      formulas(
        named('.xlsx').map(({ name }) => join(folder, name)),
        [],
      ),
    ).toEqual([]);
    figures('T56', 'exports opened in LibreOffice').tried += exported.length;
    figures('T56', 'exports opened in LibreOffice').whole += exported.length;
  });
});
