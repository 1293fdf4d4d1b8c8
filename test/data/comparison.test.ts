import { beforeAll, describe, expect, it } from 'vitest';
import { CRITERIA, OWN_WEIGHTS } from '../../main/domain/comparison.ts';
import { day } from '../../main/domain/day.ts';
import type { CaseId, Id } from '../../main/domain/ids.ts';
import { twoBidders } from '../support/bidders.ts';
import { EXCEPTION, signing } from '../support/cases.ts';
import { activeContent, readPdf, workbookParts } from '../support/document-reader.ts';
import { standardLayout, vendorStatement, xlsx } from '../support/mds2.ts';
import { caseFields, offerFields } from '../support/procurement.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

type Bidders = Awaited<ReturnType<typeof twoBidders>>;

async function textOf(format: 'pdf' | 'xlsx' | 'csv' | 'json', bytes: Uint8Array): Promise<string> {
  if (format === 'pdf') return (await readPdf(bytes)).pages.join(' ');
  if (format === 'xlsx') return [...workbookParts(bytes).values()].join('');
  return new TextDecoder().decode(bytes);
}

let test: TestApp;
let bidders: Bidders;
beforeAll(async () => {
  test = await openApp('file');
  bidders = await twoBidders(test.client);
});

describe('two bidders side by side (domain.md story 19)', () => {
  it('are 551 of 551 and 541 of 551 points, and the critical red flag stands beside them', async () => {
    const { candidates } = await test.client.comparison.get({ caseId: bidders.caseId });
    expect(candidates.map(({ vendor, values, standing }) => [vendor, values.checklist.reason, standing])).toEqual([
      ['Norvia Medical', { code: 'checklist', points: 551, possible: 551, answered: 90, applicable: 90 }, 'none'],
      [
        'PulseLine',
        { code: 'checklist', points: 541, possible: 551, answered: 90, applicable: 90 },
        'exception_needed',
      ],
    ]);
    expect(candidates[1]?.criticalFlags).toEqual([
      { control: 'AM-02', title: 'Vendor remote access under hospital control', exceptionId: null },
    ]);
  });

  it('have the support, price, record and statement that are known of them, and say what is not', async () => {
    const { candidates, deliveryOn, replacementOn } = await test.client.comparison.get({ caseId: bidders.caseId });
    expect([deliveryOn, replacementOn]).toEqual(['2026-12-15', '2031-12-31']);
    const [norvia, pulseLine] = candidates;
    expect(norvia?.values.support).toMatchObject({ value: 1658 / 1842, reason: { days: 1658, planned: 1842 } });
    expect(pulseLine?.values.price).toEqual({
      value: 1,
      reason: { code: 'price', amount: '84000.00', currency: 'EUR' },
    });
    expect(norvia?.values.price.value).toBeCloseTo(84 / 90, 12);
    expect(norvia?.values.patch_record).toEqual({ value: null, reason: { code: 'too_few_decided', decided: 0 } });
    expect(norvia?.values.mds2).toEqual({ value: null, reason: { code: 'no_statement' } });
  });

  it('are ranked by the weights of the program until others are kept', async () => {
    const { caseId } = bidders;
    const { candidates, weights, revision, turningPoints } = await test.client.comparison.get({ caseId });
    expect(weights).toEqual(OWN_WEIGHTS);
    expect(candidates.map(({ rank }) => rank)).toEqual([1, 2]);
    const price = turningPoints.find(({ criterion }) => criterion === 'price');
    expect(price?.up?.leaders).toEqual([bidders.pulseLine.candidateId]);
    expect(price?.up?.weight).toBeGreaterThan(20);

    const above = { ...OWN_WEIGHTS, price: Math.floor(price?.up?.weight ?? 0) + 1 };
    const below = { ...OWN_WEIGHTS, price: Math.floor(price?.up?.weight ?? 0) };
    const ranks = async (tried: typeof above) =>
      (await test.client.comparison.get({ caseId, weights: tried })).candidates.map(({ rank }) => rank);
    expect(await ranks(below)).toEqual([1, 2]);
    expect(await ranks(above)).toEqual([2, 1]);
    // Trying keeps nothing.
    expect((await test.client.comparison.get({ caseId })).keptWeights).toEqual(OWN_WEIGHTS);
    await test.client.procurement.saveWeights({ id: caseId, revision, weights: above });
    const kept = await test.client.comparison.get({ caseId });
    expect([kept.keptWeights, kept.candidates.map(({ rank }) => rank)]).toEqual([above, [2, 1]]);
    await test.client.procurement.saveWeights({ id: caseId, revision: kept.revision, weights: OWN_WEIGHTS });
  });

  it('differ in one control, and in none of their figures by the flag', async () => {
    const compared = await test.client.comparison.controls({ caseId: bidders.caseId });
    expect(compared.controls).toHaveLength(90);
    const differing = compared.controls.filter(({ differs }) => differs);
    expect(differing.map(({ code }) => code)).toEqual(['AM-02']);
    expect(differing[0]?.cells).toMatchObject([
      { answer: 'yes', points: 10, possible: 10, flag: null },
      { answer: 'no', points: 0, possible: 10, flag: { code: 'answered_no' } },
    ]);
    expect(compared.mds2).toEqual([]);
  });

  it.each(['pdf', 'xlsx', 'csv', 'json'] as const)('leave as %s for the committee', async (format) => {
    const { ticket } = await test.client.exports.comparison({ format, caseId: bidders.caseId });
    const text = await textOf(format, test.app.files.collect(ticket)?.bytes ?? new Uint8Array());
    for (const said of ['Norvia Medical', 'PulseLine', '541']) expect(text).toContain(said);
    expect(text).toContain(format === 'json' ? '"exception_needed"' : 'Exception needed');
    // A table of text has no second one behind it.
    if (format !== 'csv') expect(text).toContain('AM-02');
  });

  it('pass the flag with a signed exception, and no point more', async () => {
    const { client } = test;
    const before = await client.comparison.get({ caseId: bidders.caseId });
    const { id } = await client.exception.create({
      ...EXCEPTION,
      title: 'Remote access of PulseLine',
      decidedOn: day(EXCEPTION.decidedOn),
      endsOn: day(EXCEPTION.endsOn),
      devices: {},
      candidate: { candidateId: bidders.pulseLine.candidateId, gate: 'red_flags', controls: ['AM-02'] },
    });
    const standing = async () => (await client.comparison.get({ caseId: bidders.caseId })).candidates[1];
    expect((await standing())?.standing).toBe('exception_needed');
    await client.signOff.sign(await signing(test, 'exception', id));
    expect(await standing()).toMatchObject({
      standing: 'exception_signed',
      criticalFlags: [{ control: 'AM-02', exceptionId: id }],
      points: before.candidates[1]?.points,
    });
  });
});

describe('a comparison', () => {
  it('of a case without candidates is empty, and without days says what is missing', async () => {
    const fields = caseFields({ plannedDeliveryOn: null, plannedReplacementOn: null });
    const { id: caseId } = await test.client.procurement.create(fields);
    const empty = await test.client.comparison.get({ caseId });
    expect(empty.candidates).toEqual([]);
    expect(empty.turningPoints.map(({ state }) => state)).toEqual(CRITERIA.map(() => 'not_known'));
    expect(await test.client.comparison.controls({ caseId })).toEqual({ candidates: [], controls: [], mds2: [] });
    const { ticket } = await test.client.exports.comparison({ format: 'pdf', caseId });
    const pdf = test.app.files.collect(ticket)?.bytes ?? new Uint8Array();
    expect(await textOf('pdf', pdf)).toContain('0 candidates');
  });

  it('holds the MDS2 statements against one another, and counts what is favourable', async () => {
    const { client, upload } = test;
    const { id: caseId } = await client.procurement.create(caseFields());
    for (const [model, changes] of [
      ['Gateway A', { 'PAUT-8': 'No', 'DTBK-3': null }],
      ['Gateway B', { 'PAUT-8': 'Yes' }],
      ['Gateway C', null],
    ] as const) {
      await client.procurement.addCandidate({ id: caseId, offer: offerFields({ model }) });
      const { rows } = await client.model.list({ search: model });
      const modelId = rows[0]?.id;
      if (changes === null || modelId === undefined) continue;
      const uploadId = upload(xlsx([standardLayout(vendorStatement(changes))]));
      await client.mds2.take({ uploadId, fileName: 'mds2.xlsx', model: { id: modelId } });
    }
    const { mds2, candidates } = await client.comparison.controls({ caseId });
    expect(candidates.map(({ statementId }) => statementId === null)).toEqual([false, false, true]);
    expect(mds2.map(({ identifier, favourable }) => [identifier, favourable])).toEqual([
      ['DTBK-3', 'yes'],
      ['PAUT-8', 'yes'],
    ]);
    expect(mds2.map(({ cells }) => cells.map((cell) => cell?.answer ?? null))).toEqual([
      [null, 'no', null],
      ['no', 'yes', null],
    ]);
    const { candidates: weighed } = await client.comparison.get({ caseId });
    const [a, b, c] = weighed.map(({ values }) => values.mds2);
    expect(c).toEqual({ value: null, reason: { code: 'no_statement' } });
    // One favourable answer more among as many judged ones: a row that is missing is judged like one that says No.
    const judged = (reason = a?.reason) => (reason?.code === 'mds2' ? reason : { favourable: 0, judged: 0 });
    expect(judged(b?.reason).judged).toBe(judged().judged);
    expect(judged(b?.reason).favourable).toBe(judged().favourable + 1);
    expect(b?.value).toBe(judged(b?.reason).favourable / judged().judged);
  });

  it('says names that look like formulas as text', async () => {
    const { client, app } = test;
    const title = '=HYPERLINK("http://evil.invalid")';
    const { id: caseId } = await client.procurement.create(caseFields({ title, number: '+1+1' }));
    for (const name of ['@SUM(A1)', '-2+3'])
      await client.procurement.addCandidate({ id: caseId, offer: offerFields({ vendor: `=${name}`, model: name }) });
    const bytes = async (format: 'xlsx' | 'csv') =>
      app.files.collect((await client.exports.comparison({ format, caseId })).ticket)?.bytes ?? new Uint8Array();
    const book = await bytes('xlsx');
    expect(activeContent(book)).toEqual([]);
    expect(await textOf('xlsx', book)).toContain('=@SUM(A1) @SUM(A1)');
    expect(await textOf('csv', await bytes('csv'))).toContain(`"'=@SUM(A1) @SUM(A1)"`);
  });

  it('of no case is not found', async () => {
    const nobody = '00000000-0000-7000-8000-000000000000' as Id<'case'> as CaseId;
    expect((await failureOf(test.client.comparison.get({ caseId: nobody }))).code).toBe('not_found');
    expect((await failureOf(test.client.comparison.controls({ caseId: nobody }))).code).toBe('not_found');
  });
});
