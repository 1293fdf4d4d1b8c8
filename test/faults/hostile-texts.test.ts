import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { CLAUSES_PARTS, SHEET_NOUNS } from '../../main/contract/export.ts';
import { LIST_NAMES } from '../../main/contract/export-list.ts';
import { openSql } from '../../main/data/connection.ts';
import { DATABASE_FILE } from '../../main/data/vault-file.ts';
import { activeContent, readPdf } from '../support/document-reader.ts';
import { dressUp, HOSTILE } from '../support/hostile-texts.ts';
import { databaseKeyOf, openApp, PASSPHRASE, type TestApp } from '../support/vault.ts';
import { Chance, figures, rounds } from './figures.ts';

interface Exported {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const exported: Exported[] = [];

/**
 * What leaves as a PDF, a text document or a workbook of its own making, from a hospital all of whose texts are hostile. Lists are
 * all written in one way; the short form takes some of them.
 */
async function takeEverythingOut({ app, client }: TestApp): Promise<void> {
  const keep = async (name: string, ask: Promise<{ ticket: string }>) => {
    const { ticket } = await ask;
    exported.push({ name, bytes: app.files.collect(ticket)?.bytes ?? new Uint8Array(0) });
  };
  const { exports } = client;
  const [devices, models, vendors, contracts] = [
    (await client.device.list({})).rows,
    (await client.model.list({})).rows,
    (await client.vendor.list({})).rows,
    (await client.contract.list({})).rows,
  ];
  const [assessment] = await client.checklist.list();
  const [template] = await client.checklist.templates();
  const [one] = (await client.procurement.list({})).rows;
  const [handover] = (await client.handover.list({})).rows;
  const sheets = { device: devices[0]?.id, model: models[0]?.id, vendor: vendors[0]?.id, contract: contracts[0]?.id };
  const lists = new Set<(typeof LIST_NAMES)[number]>();
  const chance = new Chance('hostile lists');
  while (lists.size < rounds(4, LIST_NAMES.length)) lists.add(chance.pick(LIST_NAMES));
  for (const format of ['pdf', 'xlsx'] as const) {
    const as = (name: string) => `${name}.${format}`;
    for (const noun of SHEET_NOUNS)
      await keep(as(`sheet of a ${noun}`), exports.sheet({ format, noun, id: sheets[noun] as never }));
    await keep(as('comparison'), exports.comparison({ format, caseId: one?.id ?? ('' as never) }));
    await keep(as('handover'), exports.handover({ format, modelId: handover?.modelId ?? ('' as never) }));
    await keep(as('history'), exports.history({ format, filter: {} }));
  }
  const format = 'pdf';
  await keep('support.pdf', exports.supportReport({ format }));
  await keep('support by model.pdf', exports.supportReport({ format, groupBy: 'model' }));
  await keep('contracts.pdf', exports.contractsReport({ format }));
  await keep('devices.pdf', exports.devices({ format, filter: {} }));
  await keep('outlook.pdf', exports.outlook({ format, part: 'departments', filter: {} }));
  await keep('plan.pdf', exports.plan({ format }));
  await keep('commitments.pdf', exports.commitmentsReport({ format }));
  await keep('conflicts.pdf', exports.conflicts({ format }));
  await keep('scorecards.pdf', exports.scorecards({ format }));
  await keep('scorecard.pdf', exports.scorecard({ format, vendorId: vendors[0]?.id ?? ('' as never) }));
  await keep('cover.pdf', exports.coverGaps({ format }));
  await keep('cost.pdf', exports.contractCost({ format }));
  await keep('exceptions.pdf', exports.exceptions({ format }));
  for (const part of CLAUSES_PARTS) await keep(`clauses, ${part}.pdf`, exports.clauses({ format, part }));
  for (const name of lists) await keep(`list of ${name}.pdf`, exports.list({ format, list: { name } }));
  for (const as of ['pdf', 'xlsx', 'docx'] as const) {
    await keep(`checklist.${as}`, exports.checklist({ format: as, assessmentId: assessment?.id ?? ('' as never) }));
    await keep(`blank checklist.${as}`, exports.checklist({ format: as, templateId: template?.id ?? ('' as never) }));
  }
  const label = { layout: 'a4_70x37', code: 'qr', content: 'tag', start: 1 } as const;
  await keep('labels.pdf', exports.labels({ ...label, deviceIds: devices.slice(0, 8).map(({ id }) => id) }));
}

beforeAll(async () => {
  const test = await openApp('file');
  await test.client.vault.fillSample({ devices: 12, seed: 41 });
  const behind = openSql(join(test.folder, DATABASE_FILE), await databaseKeyOf(test.folder));
  const columns = dressUp(behind);
  behind.close();
  expect(columns, 'columns that hold such a text').toBeGreaterThan(100);
  await test.client.vault.lock();
  await test.client.vault.unlock({ passphrase: PASSPHRASE });
  await takeEverythingOut(test);
});

const named = (ending: string) => exported.filter(({ name }) => name.endsWith(ending));
const counted = (what: string, files: readonly Exported[]) => {
  figures('T41', what).tried += files.length;
  figures('T41', what).whole += files.length;
};
/** Letters and signs without blanks: lines break anywhere in a narrow column. */
const dense = (text: string) => text.replace(/\s+/g, '');

describe('texts that were made to be taken for something else', () => {
  it('are texts in every PDF, which runs, fetches and links to nothing (reliability.md T41)', async () => {
    const files = named('.pdf');
    expect(files.length).toBeGreaterThan(28);
    let showing = 0;
    for (const { name, bytes } of files) {
      const raw = Buffer.from(bytes).toString('latin1');
      const active = raw.match(
        /\/(?:JS|JavaScript|URI|Launch|OpenAction|AA|SubmitForm|GoToR|EmbeddedFile|RichMedia)\b/g,
      );
      expect([name, active]).toEqual([name, null]);
      const { pages, annotations } = await readPdf(bytes);
      // What is left are the lines of a table of contents, which lead to pages of the same file.
      const away = annotations.filter(({ subtype, dest }) => subtype !== 'Link' || typeof dest !== 'string');
      expect([name, away]).toEqual([name, []]);
      const text = dense(pages.join(''));
      if (HOSTILE.some((hostile) => text.includes(dense(hostile).slice(0, 20)))) showing += 1;
    }
    expect(showing, 'of them that show such a text').toBeGreaterThan(files.length * 0.75);
    counted('PDFs full of hostile texts', files);
  });

  it('are texts in every text document, which has no field, no link and no macro (reliability.md T41)', () => {
    const files = named('.docx');
    expect(files).toHaveLength(2);
    for (const { name, bytes } of files) {
      const parts = Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)] as const);
      const all = parts.map(([, content]) => content).join('');
      expect([name, parts.filter(([path]) => /vba|embeddings|activeX|\.bin$/i.test(path))]).toEqual([name, []]);
      expect([name, all.match(/TargetMode="External"|<w:(?:hyperlink|altChunk|object|fldSimple)\b/g)]).toEqual([
        name,
        null,
      ]);
      const codes = [...all.matchAll(/<w:instrText[^>]*>([^<]*)</g)].map(([, code]) => code?.trim());
      expect([name, codes.filter((code) => !/^(?:PAGE|NUMPAGES|SECTIONPAGES)$/.test(code ?? ''))]).toEqual([name, []]);
      expect([name, all.includes('&lt;script&gt;') || all.includes('&lt;img src=')]).toEqual([name, true]);
    }
    counted('text documents full of hostile texts', files);
  });

  it('are texts in every workbook (reliability.md T41)', () => {
    const files = named('.xlsx');
    expect(files.length).toBeGreaterThan(8);
    for (const { name, bytes } of files) expect([name, activeContent(bytes)]).toEqual([name, []]);
    counted('workbooks full of hostile texts', files);
  });
});
