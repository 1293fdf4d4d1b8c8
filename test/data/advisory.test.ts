import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { AdvisoryId } from '../../main/domain/ids.ts';
import { vendorFields } from '../support/builders.ts';
import { type AdvisorySpec, csaf, kevCsv, kevEntry, kevJson, PACS } from '../support/csaf.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

interface Given {
  readonly content: string | Uint8Array;
  readonly name?: string;
  readonly sha512?: string | null;
}

const filesOf = ({ upload }: TestApp, files: readonly Given[]) =>
  files.map(({ content, name = 'advisory.json', sha512 = null }) => ({
    uploadId: upload(content),
    fileName: name,
    sha512,
  }));

/** Takes files in and answers with what became of each. */
async function take(test: TestApp, ...files: readonly Given[]) {
  return test.client.imports.advisories({ files: filesOf(test, files) });
}
const takeOne = async (test: TestApp, content: string | Uint8Array, sha512: string | null = null) => {
  const { files } = await take(test, { content, sha512 });
  const [file] = files;
  if (file === undefined) throw new Error('nothing came back');
  return file;
};

const outcomes = ({ files }: Awaited<ReturnType<typeof take>>) => files.map(({ outcome }) => outcome);
const hashOf = (content: string | Uint8Array) => createHash('sha512').update(content).digest('hex');
const held = async ({ client }: TestApp) => {
  const { counts, audit } = await client.vault.info();
  return { counts, entries: audit.entries, advisories: (await client.advisory.list({})).total };
};
const idOf = (file: { advisory: { id: AdvisoryId | null } | null }): AdvisoryId => {
  if (!file.advisory?.id) throw new Error('no advisory');
  return file.advisory.id;
};

describe('advisories as files (issue 5, domain.md 5.1)', () => {
  it('come in whole, with the file itself', async () => {
    const test = await openApp();
    const content = csaf({
      vulnerabilities: [
        {
          cve: 'CVE-2026-40001',
          score: 9.8,
          severity: 'CRITICAL',
          remedies: [{ category: 'vendor_fix', details: 'Install 12.2.8.410', date: '2026-11-02T00:00:00Z' }],
        },
        { cve: 'CVE-2026-40002', score: 5.3, severity: 'MEDIUM', status: { known_not_affected: [PACS.id] } },
      ],
    });
    const file = await takeOne(test, content);
    expect(file).toMatchObject({
      kind: 'csaf',
      outcome: 'created',
      created: 1,
      updated: 0,
      unchanged: 0,
      problems: [],
    });
    const { rows, total } = await test.client.advisory.list({});
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({
      trackingId: 'NMSA-26-200-01',
      severity: 'critical',
      score: '9.8',
      exploited: false,
      vulnerabilities: 2,
      products: 1,
      releasedOn: '2026-10-20',
      receivedOn: '2026-11-21',
    });
    const whole = await test.client.advisory.get({ id: idOf(file) });
    expect(whole.productRows).toEqual([
      expect.objectContaining({ version: '<12.2.8.410', statuses: ['known_affected', 'known_not_affected'] }),
    ]);
    expect(whole.vulnerabilityRows.map(({ cve, statuses }) => [cve, statuses])).toEqual([
      ['CVE-2026-40001', { known_affected: 1 }],
      ['CVE-2026-40002', { known_not_affected: 1 }],
    ]);
    expect(whole.vulnerabilityRows[0]?.remedies).toEqual([
      { category: 'vendor_fix', details: 'Install 12.2.8.410', on: '2026-11-02', url: null, products: 1 },
    ]);
    const ticket = await test.client.document.open({ id: whole.documentId });
    const kept = await test.app.fetch(new Request(`http://localhost/files/${ticket.ticket}`));
    expect(await kept.text()).toBe(content);
    expect(await test.client.vault.verify()).toMatchObject({ ok: true });
  });

  it('change nothing the second time, and a preview writes nothing', async () => {
    const test = await openApp();
    const given = [{ content: csaf() }, { content: csaf({ id: 'B' }) }, { content: kevJson([kevEntry()]) }];
    const before = await held(test);
    const preview = await test.client.imports.previewAdvisories({ files: filesOf(test, given) });
    expect(preview.importId).toBeNull();
    expect(preview.files.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
    expect(await held(test)).toEqual(before);
    expect(outcomes(await take(test, ...given))).toEqual(['created', 'created', 'created']);
    const list = await test.client.advisory.list({});
    expect(outcomes(await take(test, ...given))).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(await test.client.advisory.list({})).toEqual(list);
    expect((await test.client.imports.list())[0]).toMatchObject({
      noun: 'advisories',
      created: 0,
      updated: 0,
      unchanged: 3,
      rejected: 0,
    });
  });

  it('replace a lower version and keep it; an older one is left alone', async () => {
    const test = await openApp();
    const two = csaf({ version: '2', current: '2026-10-28T00:00:00Z' });
    const id = idOf(await takeOne(test, two));
    const three = csaf({
      version: '3',
      current: '2026-11-12T00:00:00Z',
      products: [{ ...PACS, id: 'ANOTHER', range: '<12.2.9' }],
      vulnerabilities: [{ cve: 'CVE-2026-40001', score: 9.8, severity: 'CRITICAL' }, { cve: 'CVE-2026-40009' }],
    });
    const newer = await takeOne(test, three);
    expect(newer).toMatchObject({ outcome: 'updated', updated: 1, advisory: { id, knownVersion: '2', version: '3' } });
    expect(newer.changes.map(({ code }) => code)).toEqual([
      'versions_changed',
      'vulnerabilities_added',
      'status_changed',
    ]);
    const older = await takeOne(test, csaf({ version: '1', title: 'Once' }));
    expect(older).toMatchObject({ outcome: 'older', unchanged: 1, problems: [{ code: 'older_than_known' }] });
    const { title, version, revisions, receivedOn } = await test.client.advisory.get({ id });
    expect([title, version, receivedOn]).toEqual(['Norvia Vue Archive', '3', '2026-11-21']);
    expect(revisions).toEqual([
      expect.objectContaining({ version: '2', releasedOn: '2026-10-28', changes: newer.changes }),
    ]);
    const [before] = revisions;
    const ticket = await test.client.document.open({ id: before?.documentId as never });
    const kept = await test.app.fetch(new Request(`http://localhost/files/${ticket.ticket}`));
    expect(await kept.text()).toBe(two);
    const history = await test.client.advisory.history({ id });
    expect(history[0]).toMatchObject({ action: 'imports.advisories' });
  });

  it('of one selection are taken in their order, also in a preview', async () => {
    const test = await openApp();
    const both = [{ content: csaf({ version: '1' }) }, { content: csaf({ version: '2', title: 'Two' }) }];
    const preview = await test.client.imports.previewAdvisories({ files: filesOf(test, both) });
    expect(preview.files.map(({ outcome }) => outcome)).toEqual(['created', 'updated']);
    expect(outcomes(await take(test, ...both))).toEqual(['created', 'updated']);
    expect((await test.client.advisory.list({})).rows.map(({ title }) => title)).toEqual(['Two']);
  });

  it('of the same version with other content are left alone, and said so', async () => {
    const test = await openApp();
    await takeOne(test, csaf());
    const other = await takeOne(test, csaf({ title: 'Forged' }));
    expect(other).toMatchObject({
      outcome: 'unchanged',
      problems: [{ code: 'same_version_other_content', severity: 'warning' }],
    });
    expect((await test.client.advisory.list({})).rows[0]?.title).toBe('Norvia Vue Archive');
  });

  it('are checked against the .sha512 file beside them', async () => {
    const test = await openApp();
    const content = csaf();
    const matched = await takeOne(test, content, `${hashOf(content).toUpperCase()}  advisory.json\n`);
    expect(matched).toMatchObject({ outcome: 'created', hash: 'matched' });
    expect((await test.client.advisory.get({ id: idOf(matched) })).hash).toBe('matched');
    for (const [sha512, code] of [
      [hashOf('another'), 'hash_differs'],
      ['', 'hash_not_recognised'],
      [hashOf(content).slice(1), 'hash_not_recognised'],
    ] as const) {
      const preview = await test.client.imports.previewAdvisories({
        files: filesOf(test, [{ content: csaf({ id: 'B' }), sha512 }]),
      });
      expect(preview.files).toMatchObject([{ kind: null, outcome: 'refused', hash: 'differs', problems: [{ code }] }]);
      const before = await held(test);
      expect(await failureOf(takeOne(test, csaf({ id: 'B' }), sha512))).toMatchObject({
        code: 'file_refused',
        problem: code,
        file: 'advisory.json',
      });
      expect(await held(test)).toEqual(before);
    }
    expect((await test.client.advisory.list({})).total).toBe(1);
  });

  it('that are refused keep no other one out', async () => {
    const test = await openApp();
    const result = await take(
      test,
      { content: 'no advisory' },
      { content: csaf() },
      { content: csaf({ id: 'B' }).slice(0, 300) },
      { content: csaf({ id: 'C' }) },
    );
    expect(outcomes(result)).toEqual(['refused', 'created', 'refused', 'created']);
    expect((await test.client.imports.list())[0]).toMatchObject({ created: 2, rejected: 2 });
  });

  it('leave nothing behind when somebody stops them', async () => {
    const test = await openApp();
    const before = await held(test);
    const files = filesOf(
      test,
      Array.from({ length: 60 }, (_one, index) => ({ content: csaf({ id: `A-${index}` }) })),
    );
    const stopped = failureOf(test.client.imports.advisories({ files, jobId: 'many' }));
    while (!(await test.client.program.cancel({ jobId: 'many' })).cancelled)
      await new Promise((resolve) => setImmediate(resolve));
    expect((await stopped).code).toBe('cancelled');
    expect(await held(test)).toEqual(before);
  });

  it('are found by what they say, and by the vendor however it is spelt', async () => {
    const test = await openApp();
    const spec = (id: string, more: AdvisorySpec): Given => ({ content: csaf({ id, ...more }) });
    await take(
      test,
      spec('A', { title: 'Archive', current: '2026-11-01T00:00:00Z' }),
      spec('B', {
        title: 'Pump',
        publisher: 'CISA',
        current: '2026-11-02T00:00:00Z',
        products: [{ ...PACS, vendor: 'NORVIA MEDICAL, INC.', name: 'InfuSmart' }],
        vulnerabilities: [{ cve: 'CVE-2023-43208', score: 5, severity: 'MEDIUM' }],
      }),
      spec('C', { title: '100% safe_', vulnerabilities: [], products: [{ ...PACS, vendor: 'Acme Imaging' }] }),
    );
    await takeOne(test, kevJson([kevEntry()]));
    const { client } = test;
    const titles = async (filter: Parameters<typeof client.advisory.list>[0]['filter']) =>
      (await client.advisory.list({ filter })).rows.map(({ trackingId }) => trackingId);
    expect(await titles({})).toEqual(['B', 'A', 'C']);
    expect(await titles({ search: 'infusmart' })).toEqual(['B']);
    expect(await titles({ search: 'cve-2023-43208' })).toEqual(['B']);
    expect(await titles({ search: '100%' })).toEqual(['C']);
    expect(await titles({ search: '_' })).toEqual(['C']);
    expect(await titles({ severity: ['critical', 'low'] })).toEqual(['A']);
    expect(await titles({ publisher: ['CISA'] })).toEqual(['B']);
    expect(await titles({ exploited: true })).toEqual(['B']);
    expect(await titles({ exploited: false })).toEqual(['A', 'C']);
    expect(await titles({ open: true })).toEqual([]);
    const { id: vendorId } = await client.vendor.create(vendorFields({ name: 'Norvia Medical', aliases: [] }));
    expect(await titles({ vendorId })).toEqual(['B', 'A']);
    expect(await client.advisory.list({ offset: 1, limit: 1 })).toMatchObject({
      total: 3,
      rows: [{ trackingId: 'A' }],
    });
    expect(await client.advisory.facets()).toEqual({
      publisher: [
        { key: 'Norvia Medical PSIRT', count: 2 },
        { key: 'CISA', count: 1 },
      ],
      severity: { critical: 1, medium: 1 },
      exploited: 1,
      open: 0,
    });
  });
});

describe('the catalogue of known exploited vulnerabilities (domain.md 5.2)', () => {
  const old = kevEntry({
    cve: 'CVE-2021-0001',
    vendor: 'Microsoft',
    product: 'Windows',
    name: 'Windows Spooler',
    ransomware: false,
  });

  it('takes newer entries over, leaves an older catalogue alone, and forgets none', async () => {
    const test = await openApp();
    expect((await test.client.advisory.kev({})).catalogue).toBeNull();
    await takeOne(test, kevJson([kevEntry(), old], { released: '2026-11-10' }));
    const older = await takeOne(test, kevJson([kevEntry({ ransomware: false })], { released: '2026-11-09' }));
    expect(older).toMatchObject({ kind: 'kev', outcome: 'older', created: 0, updated: 0 });
    expect(older.problems[0]?.code).toBe('older_than_known');
    const newer = await takeOne(
      test,
      kevJson([kevEntry({ ransomware: false }), kevEntry({ cve: 'CVE-2026-0002' })], { released: '2026-11-20' }),
    );
    expect(newer).toMatchObject({ outcome: 'updated', created: 1, updated: 1, unchanged: 0 });
    expect(newer.problems[0]).toMatchObject({
      code: 'entries_vanished',
      details: { value: 'CVE-2021-0001', count: 1 },
    });
    const { total, catalogue, rows } = await test.client.advisory.kev({});
    expect([total, catalogue?.entries, catalogue?.asOf, catalogue?.age]).toEqual([3, 3, '2026-11-20', 1]);
    expect(rows.find(({ cve }) => cve === 'CVE-2023-43208')?.ransomware).toBe(false);
  });

  it('is the same as a table', async () => {
    const test = await openApp();
    const entries = [kevEntry({ addedOn: '2026-11-10' as never, dueOn: null }), old];
    await takeOne(test, kevJson(entries));
    expect(await takeOne(test, kevCsv(entries))).toMatchObject({ outcome: 'unchanged', unchanged: 2 });
    expect((await test.client.advisory.kev({})).catalogue?.version).toBe('2026.11.10');
  });

  it('says how old it is, and is searched', async () => {
    const test = await openApp();
    const file = await takeOne(test, kevJson([kevEntry(), old], { released: '2026-10-20' }));
    expect(file.problems[0]).toMatchObject({ code: 'catalogue_old', details: { days: 32 } });
    await takeOne(test, csaf({ vulnerabilities: [{ cve: 'CVE-2023-43208' }] }));
    const found = async (input: Parameters<typeof test.client.advisory.kev>[0]) =>
      (await test.client.advisory.kev(input)).rows.map(({ cve, advisories, ours }) => [cve, advisories, ours]);
    expect(await found({ search: 'mirth' })).toEqual([['CVE-2023-43208', 1, false]]);
    expect(await found({ ransomware: false })).toEqual([['CVE-2021-0001', 0, false]]);
    expect(await found({ ours: true })).toEqual([]);
  });
});

const shared = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const real = [...globSync(`${shared}/csaf/**/*.json`), ...globSync(`${shared}/kev/known*ities.{json,csv}`)].sort();

// The real files lie beside the working copy of the developers; a clone elsewhere has none and says so here.
describe.skipIf(real.length === 0)('all real files', () => {
  it('come in, each with its hash, and the second time change nothing', async () => {
    const test = await openApp();
    const given = real.map((file) => ({
      content: readFileSync(file),
      name: basename(file),
      sha512: existsSync(`${file}.sha512`) ? readFileSync(`${file}.sha512`, 'utf8') : null,
    }));
    const first = await take(test, ...given);
    expect(first.files.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    expect(first.files.filter(({ hash }) => hash === 'matched')).toHaveLength(44);
    expect((await test.client.advisory.list({})).total).toBe(44);
    expect((await test.client.advisory.kev({})).catalogue).toMatchObject({ entries: 1404, asOf: '2025-08-25' });
    const again = await take(test, ...given);
    expect([...new Set(outcomes(again))]).toEqual(['unchanged']);
    expect(await test.client.vault.verify()).toMatchObject({ ok: true });
  });
});
