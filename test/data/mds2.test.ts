import { describe, expect, it } from 'vitest';
import type { AssessmentId, Mds2Id, ModelId } from '../../main/domain/ids.ts';
import { modelFields } from '../support/builders.ts';
import { formOf2013, severalSheets, standardLayout, vendorStatement, xlsx, zip } from '../support/mds2.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

type Client = TestApp['client'];
type Taken = Awaited<ReturnType<Client['mds2']['take']>>;

/** A gateway, and a way to take statements in for it. */
async function gateway() {
  const test = await openApp();
  const { id: modelId } = await test.client.model.create(
    modelFields({ manufacturer: 'Norvia Medical', name: 'InfuSmart Gateway' }),
  );
  const take = (bytes: Uint8Array | string, options: object = {}): Promise<Taken> =>
    test.client.mds2.take({ uploadId: test.upload(bytes), fileName: 'mds2.xlsx', model: { id: modelId }, ...options });
  return { ...test, modelId: modelId as ModelId, take };
}
const book = (changes: Record<string, string | null> = {}) => xlsx([standardLayout(vendorStatement(changes))]);

/** A stored part with another byte in it, which every reader of archives would unpack without a word. */
function withChangedByte(bytes: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const name = Buffer.from(bytes).indexOf('xl/workbook.xml');
  changed[name + 60] = (changed[name + 60] ?? 0) ^ 1;
  return changed;
}

async function checklistOf({ client }: { client: Client }): Promise<AssessmentId> {
  const [template] = await client.checklist.templates();
  const made = await client.checklist.create({
    templateId: template?.id as never,
    title: 'Gateways',
    vendor: 'Norvia Medical',
    model: 'InfuSmart Gateway',
  });
  return made.id;
}
const control = async (client: Client, id: AssessmentId, code: string) =>
  (await client.checklist.get({ id })).controls.find((one) => one.code === code);

describe('a statement', () => {
  it('is taken in with its counts, notes and age (story 11)', async () => {
    const { client, take, modelId } = await gateway();
    const taken = await take(book());
    expect(taken).toMatchObject({
      modelId,
      outcome: 'created',
      format: 'xlsx',
      edition: 'hn1_2019',
      documentNumber: 'MDS2-GW-5',
      releasedOn: '2019-10-09',
      found: 240,
      expected: 240,
      missing: [],
      answers: { yes: 29, no: 112, notApplicable: 90, seeNote: 1, blank: 1, text: 7 },
      notesLinked: 8,
    });
    expect(taken.findings.map(({ code }) => code).sort()).toEqual([
      'formulas_not_run',
      'identifier_mapped',
      'statement_aged',
    ]);
    const kept = await client.mds2.get({ id: taken.statementId as Mds2Id });
    expect(kept.lines).toHaveLength(240);
    expect(kept.lines.find(({ identifier }) => identifier === 'SAHD-15')).toMatchObject({
      answer: 'no',
      raw: 'No',
      section: 'SAHD',
    });
    expect(kept.lines.find(({ identifier }) => identifier === 'AUDT-1')).toMatchObject({
      noteNumbers: [3],
      note: 'What the vendor adds to AUDT-1.',
    });
    const ticket = await client.document.open({ id: kept.documentId });
    expect(ticket.fileName).toBe('mds2.xlsx');
    expect((await client.imports.list()).map(({ noun, created }) => [noun, created])).toEqual([['mds2', 1]]);
    expect(await client.vault.verify()).toMatchObject({ ok: true });
  });

  it('is kept once, however often the file comes, and shown before anything is written', async () => {
    const { client, take, upload, modelId } = await gateway();
    const input = { uploadId: upload(book()), fileName: 'mds2.xlsx', model: { name: 'infusmart gateway' } };
    expect(await client.mds2.preview(input)).toMatchObject({
      modelId,
      outcome: 'created',
      statementId: null,
      found: 240,
    });
    expect(await client.mds2.list({})).toEqual([]);
    const first = await take(book());
    expect(await take(book())).toMatchObject({ outcome: 'unchanged', statementId: first.statementId, importId: null });
    expect(await client.mds2.list({ modelId })).toHaveLength(1);
  });

  it('stands beside the older ones, and two of them differ in what changed (story 12)', async () => {
    const { client, take } = await gateway();
    const before = await take(book());
    const after = await take(book({ 'PAUT-8': 'Yes', 'SBOM-1': null }));
    expect(after.before).toMatchObject({ id: before.statementId, differences: 2 });
    expect([after.found, after.missing]).toEqual([239, ['SBOM-1']]);
    const [a, b] = [before.statementId as Mds2Id, after.statementId as Mds2Id];
    const { differences } = await client.mds2.compare({ before: a, after: b });
    expect(
      differences.map(({ identifier, kind, before: from, after: to }) => [identifier, kind, from?.answer, to?.answer]),
    ).toEqual([
      ['PAUT-8', 'answer', 'no', 'yes'],
      ['SBOM-1', 'removed', expect.any(String), undefined],
    ]);
    expect((await client.mds2.get({ id: b })).others.map(({ id }) => id)).toEqual([a]);
  });

  it('is listed by its release, for a model and for a vendor', async () => {
    const { client, take, modelId } = await gateway();
    await take(book({ 'DOC-7': '2026-03-01' }));
    await take(book({ 'DOC-7': '2024-03-01' }));
    await take(book({ 'DOC-7': '' }));
    const { vendorId } = await client.model.get({ id: modelId });
    const days = async (input: object) => (await client.mds2.list(input)).map(({ releasedOn }) => releasedOn);
    expect(await days({ vendorId })).toEqual(['2026-03-01', '2024-03-01', null]);
    expect(await days({ modelId })).toEqual(await days({}));
  });

  it('is taken from the sheet that is meant, and with the day that a person gives', async () => {
    const { take } = await gateway();
    const bytes = xlsx(
      severalSheets({ A: vendorStatement({ 'DOC-7': '03/04/2026' }), B: vendorStatement({ 'DOC-3': 'Pump' }) }),
    );
    const taken = await take(bytes, { releasedOn: '2026-04-03' });
    expect([taken.sheet, taken.releasedOn, taken.findings.some(({ code }) => code.startsWith('release'))]).toEqual([
      'A',
      '2026-04-03',
      false,
    ]);
    const other = await take(bytes, { sheet: 'B' });
    expect([other.sheet, other.models, other.outcome]).toEqual(['B', 'Pump', 'created']);
    expect(other.findings).toContainEqual({ code: 'model_not_named', value: 'Pump' });
    expect(await failureOf(take(bytes, { sheet: 'C' }))).toMatchObject({ code: 'file_refused' });
  });

  it('of an older edition is kept with its heading and pre-fills nothing', async () => {
    const { client, take } = await gateway();
    const id = await checklistOf({ client });
    const taken = await take(xlsx([formOf2013()]));
    expect(taken).toMatchObject({
      edition: 'hn1_2013',
      documentNumber: 'MDS2-OLD-7',
      releasedOn: '2014-03-21',
      found: 0,
      checklists: 0,
    });
    expect((await client.checklist.get({ id })).statement).toBeNull();
  });

  it('can be taken away from the wrong model, and its file stays', async () => {
    const { client, take } = await gateway();
    const id = await checklistOf({ client });
    const { statementId } = await take(book());
    expect((await client.checklist.get({ id })).statement?.id).toBe(statementId);
    await client.mds2.remove({ id: statementId as Mds2Id });
    expect(await failureOf(client.mds2.get({ id: statementId as Mds2Id }))).toMatchObject({ code: 'not_found' });
    expect((await client.checklist.get({ id })).statement).toBeNull();
    expect(await client.document.list()).toHaveLength(1);
    expect((await client.vault.verify()).ok).toBe(true);
  });
});

describe('a hostile workbook', () => {
  const sheet = standardLayout(vendorStatement());
  const cases: [string, () => Uint8Array, string][] = [
    ['with macros', () => xlsx([sheet], { extra: { 'xl/vbaProject.bin': 'x' } }), 'file_has_macros'],
    [
      'that says it has macros',
      () => xlsx([sheet], { contentTypes: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }),
      'file_has_macros',
    ],
    ['with a document type', () => xlsx([sheet], { prolog: '<!DOCTYPE a [<!ENTITY b "c">]>' }), 'doctype_refused'],
    [
      'that unpacks without an end',
      () => xlsx([sheet], { extra: { 'xl/sharedStrings.xml': `<sst>${' '.repeat(120_000_000)}</sst>` } }),
      'inflates_too_far',
    ],
    [
      'of thousands of parts',
      () =>
        xlsx([sheet], { extra: Object.fromEntries(Array.from({ length: 2100 }, (_one, index) => [`x/${index}`, ''])) }),
      'too_many_entries',
    ],
    [
      'of too many sheets',
      () => xlsx(Array.from({ length: 51 }, (_one, index) => ({ name: `S${index}`, rows: [['x']] }))),
      'too_many_sheets',
    ],
    ['with a changed byte', () => withChangedByte(book()), 'file_damaged'],
    ['that is cut off', () => book().slice(0, 4000), 'file_damaged'],
    ['that is another archive', () => zip({ 'readme.txt': 'hello' }), 'file_kind_not_supported'],
    [
      'of the old kind',
      () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
      'file_kind_not_supported',
    ],
    ['that is a PDF file', () => new TextEncoder().encode('%PDF-1.7 scan'), 'file_kind_not_supported'],
    [
      'without a statement',
      () =>
        xlsx([
          {
            name: 'Register',
            rows: [
              ['asset_tag', 'model'],
              ['GW-01', 'Gateway'],
            ],
          },
        ]),
      'mds2_not_recognised',
    ],
  ];
  it.each(cases)('%s is refused, and nothing is written (reliability.md 5)', async (_name, make, problem) => {
    const { client, take } = await gateway();
    const before = (await client.vault.info()).counts;
    expect(await failureOf(take(make()))).toMatchObject({ code: 'file_refused', problem });
    expect((await client.vault.info()).counts).toEqual(before);
  });

  it('keeps formulas as text that nobody runs', async () => {
    const { client, take } = await gateway();
    const { statementId } = await take(book({ 'PAUT-9': '=HYPERLINK("http://x.example","Yes")', 'DOC-3': '@SUM(1)' }));
    const { lines, models } = await client.mds2.get({ id: statementId as Mds2Id });
    expect(lines.find(({ identifier }) => identifier === 'PAUT-9')).toMatchObject({
      answer: 'text',
      raw: '=HYPERLINK("http://x.example","Yes")',
    });
    expect(models).toBe('@SUM(1)');
  });
});

describe('a checklist of the model', () => {
  it('shows what the vendor declares, and counts nothing of it until a person accepts it (story 21)', async () => {
    const { client, take } = await gateway();
    const id = await checklistOf({ client });
    const empty = (await client.checklist.get({ id })).score;
    expect(await take(book())).toMatchObject({ checklists: 1 });
    const shown = await client.checklist.get({ id });
    expect(shown.score).toEqual(empty);
    expect(shown.statement).toMatchObject({ documentNumber: 'MDS2-GW-5', releasedOn: '2019-10-09' });
    const [am, br] = [await control(client, id, 'AM-01'), await control(client, id, 'BR-01')];
    expect([am?.answer, am?.declared?.suggestion, br?.answer, br?.declared?.suggestion]).toEqual([
      null,
      'no',
      null,
      'partial',
    ]);
    expect(br?.declared?.rows.map(({ identifier, answer }) => [identifier, answer])).toEqual([
      ['DTBK-3', 'no'],
      ['DTBK-4', 'no'],
      ['DTBK-5', 'yes'],
    ]);
    expect(shown.score.redFlags.find((flag) => flag.control === 'AM-01')?.reason).toEqual({ code: 'unanswered' });

    const statementId = shown.statement?.id as Mds2Id;
    const { score } = await client.checklist.accept({
      id,
      statementId,
      answers: [
        { control: 'AM-01', answerRevision: 0, suggestion: 'no' },
        { control: 'BR-01', answerRevision: 0, suggestion: 'partial' },
      ],
    });
    expect(score.answered).toBe(2);
    expect(score.points).toBe(5);
    expect(score.redFlags.find((flag) => flag.control === 'AM-01')?.reason).toEqual({ code: 'answered_no' });
    expect(await control(client, id, 'AM-01')).toMatchObject({
      answer: 'no',
      acceptedFrom: 'mds2',
      evidence: 'MDS2 MDS2-GW-5, 2019-10-09: PAUT-8 No, PAUT-12 No',
    });
  });

  it('takes the statement of its model from the beginning, and another one when a person says so', async () => {
    const { client, take } = await gateway();
    const first = await take(book({ 'DOC-7': '2026-03-01' }));
    const id = await checklistOf({ client });
    const second = await take(book({ 'DOC-7': '2026-09-01', 'PAUT-8': 'Yes', 'PAUT-12': 'Yes' }));
    expect(second.checklists).toBe(0);
    const { statement, statements, revision } = await client.checklist.get({ id });
    expect([statement?.id, statements.map((one) => one.id)]).toEqual([
      first.statementId,
      [second.statementId, first.statementId],
    ]);
    await client.checklist.chooseStatement({ id, revision, statementId: second.statementId });
    expect((await control(client, id, 'AM-01'))?.declared?.suggestion).toBe('yes');
    const seen = {
      id,
      statementId: first.statementId as Mds2Id,
      answers: [{ control: 'AM-01', answerRevision: 0, suggestion: 'no' }],
    };
    expect(await failureOf(client.checklist.accept(seen))).toMatchObject({ code: 'stale_edit' });
    expect((await control(client, id, 'AM-01'))?.answer).toBeNull();
  });

  it('accepts all or none, and never what was not declared or has changed', async () => {
    const { client, take } = await gateway();
    const id = await checklistOf({ client });
    const { statementId } = await take(book({ 'PAUT-12': 'See Note 1' }));
    const accept = (...answers: { control: string; answerRevision: number; suggestion: string }[]) =>
      client.checklist.accept({ id, statementId: statementId as Mds2Id, answers });
    expect((await control(client, id, 'AM-01'))?.declared?.suggestion).toBeNull();
    const good = { control: 'BR-01', answerRevision: 0, suggestion: 'partial' };
    expect(await failureOf(accept(good, { control: 'AM-01', answerRevision: 0, suggestion: 'no' }))).toMatchObject({
      code: 'input_refused',
      problem: 'not_declared',
    });
    expect(await failureOf(accept({ ...good, suggestion: 'yes' }))).toMatchObject({ code: 'input_refused' });
    expect((await control(client, id, 'BR-01'))?.answer).toBeNull();
    await accept(good);
    expect(await failureOf(accept(good))).toMatchObject({ code: 'stale_edit' });
  });

  it('gives an accepted N/A its reason, and forgets the vendor when a person answers otherwise', async () => {
    const { client, take } = await gateway();
    const id = await checklistOf({ client });
    const { statementId } = await take(book({ 'PAUT-8': 'N/A', 'PAUT-12': 'N/A' }));
    await client.checklist.accept({
      id,
      statementId: statementId as Mds2Id,
      answers: [{ control: 'AM-01', answerRevision: 0, suggestion: 'not_applicable' }],
    });
    const accepted = await control(client, id, 'AM-01');
    expect(accepted).toMatchObject({ answer: 'not_applicable', acceptedFrom: 'mds2' });
    expect(accepted?.remark).not.toBe('');
    const own = { id, control: 'AM-01', remark: null, evidence: null };
    await client.checklist.answer({ ...own, answerRevision: 1, answer: 'yes' });
    expect(await control(client, id, 'AM-01')).toMatchObject({ answer: 'yes', acceptedFrom: null });
  });

  it('gives the day of the statement to the question that asks for it, with its flag', async () => {
    const { client, take } = await gateway();
    const id = await checklistOf({ client });
    const { statementId } = await take(book());
    expect((await control(client, id, 'TP-01'))?.declared?.suggestion).toBe('2019-10-09');
    const { score } = await client.checklist.accept({
      id,
      statementId: statementId as Mds2Id,
      answers: [{ control: 'TP-01', answerRevision: 0, suggestion: '2019-10-09' }],
    });
    expect(score.redFlags.find((flag) => flag.control === 'TP-01')?.reason).toEqual({ code: 'too_old', months: 12 });
  });
});
