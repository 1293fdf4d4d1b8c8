import { beforeAll, describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import type { CandidateId, CaseId } from '../../main/domain/ids.ts';
import { DISCLOSURE_ITEMS, PATH } from '../../main/domain/procurement.ts';
import { addDevice, componentFields, recordDate } from '../support/builders.ts';
import { addDocument, fresh, makeWorld, signing, type World } from '../support/cases.ts';
import { caseFields, costLine, goodAnswers, offerFields } from '../support/procurement.ts';
import { failureOf, openApp } from '../support/vault.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld(await openApp('file'));
});

const ON = day('2026-11-20');
const ask = (id: CaseId) => world.client.procurement.get({ id });

async function newCase(fields: Parameters<typeof caseFields>[0] = {}): Promise<CaseId> {
  const made = await world.client.procurement.create(caseFields({ templateId: world.templateId, ...fields }));
  return made.id;
}

async function offer(id: CaseId, fields: Parameters<typeof offerFields>[0] = {}): Promise<CandidateId> {
  const made = await world.client.procurement.addCandidate({
    id,
    offer: offerFields({ model: fresh('Pump'), ...fields }),
  });
  return made.candidateId;
}

async function candidate(id: CaseId, candidateId: CandidateId) {
  const one = (await ask(id)).candidates.find((other) => other.id === candidateId);
  if (one === undefined) throw new Error('no such candidate');
  return one;
}

async function known(id: CaseId, candidateId: CandidateId) {
  return { candidateId, revision: (await candidate(id, candidateId)).revision };
}

async function moveTo(
  id: CaseId,
  to: Parameters<World['client']['procurement']['move']>[0]['to'],
  reason: string | null = null,
) {
  const { revision } = await ask(id);
  return world.client.procurement.move({ id, revision, to, on: ON, reason });
}

async function moveUpTo(id: CaseId, to: (typeof PATH)[number]) {
  const { stage } = await ask(id);
  for (const next of PATH.slice(PATH.indexOf(stage as never) + 1, PATH.indexOf(to) + 1)) await moveTo(id, next);
}

async function choose(id: CaseId, candidateId: CandidateId | null) {
  const { revision } = await ask(id);
  return world.client.procurement.choose({ id, revision, candidateId, reason: 'Best of three' });
}

async function discloseAll(id: CaseId, candidateId: CandidateId, except: readonly string[] = []) {
  for (const item of DISCLOSURE_ITEMS.filter((one) => !except.includes(one)))
    await world.client.procurement.setDisclosure({
      ...(await known(id, candidateId)),
      item,
      state: 'received',
      note: 'In the bid, annex 3',
      documentId: null,
    });
}

/** Everything that a candidate needs: the pack, a checklist without critical flags, and support at delivery. */
async function makeFit(
  id: CaseId,
  candidateId: CandidateId,
  { except = [] as readonly string[], no = [] as readonly string[] } = {},
) {
  await discloseAll(id, candidateId, except);
  const { assessmentId } = await world.client.procurement.startChecklist(await known(id, candidateId));
  const { controls } = await world.client.checklist.get({ id: assessmentId });
  const others = Object.fromEntries(no.map((code) => [code, 'no']));
  await world.client.checklist.answerAll({ id: assessmentId, answers: goodAnswers(controls, others) });
  const { modelId } = await candidate(id, candidateId);
  await recordDate(world.client, modelId, '2034-12-31');
  return assessmentId;
}

describe('a procurement case', () => {
  it('keeps what is needed, refuses a stale change and a number that is taken', async () => {
    const number = fresh('P');
    const id = await newCase({ number });
    const one = await ask(id);
    expect(one).toMatchObject({
      ...caseFields(),
      number,
      templateId: world.templateId,
      stage: 'request',
      candidates: [],
    });
    await world.client.procurement.update({ id, revision: 1, changes: { title: 'Other pumps' } });
    expect(
      await failureOf(world.client.procurement.update({ id, revision: 1, changes: { notes: 'x' } })),
    ).toMatchObject({ code: 'stale_edit' });
    expect(await failureOf(newCase({ number }))).toMatchObject({ code: 'already_exists' });
    expect(
      await failureOf(
        world.client.procurement.update({ id, revision: 2, changes: { plannedReplacementOn: day('2026-12-15') } }),
      ),
    ).toMatchObject({ code: 'input_refused', problem: 'replaced_before_delivery' });
    const draft = await world.client.template.copy({ id: world.templateId, title: fresh('Own questions') });
    expect(
      await failureOf(world.client.procurement.update({ id, revision: 2, changes: { templateId: draft.id } })),
    ).toMatchObject({ code: 'input_refused', problem: 'template_not_released' });
    expect((await ask(id)).title).toBe('Other pumps');
  });

  it('has five open candidates at most, each product once, and takes back what was withdrawn', async () => {
    const id = await newCase();
    const first = await offer(id, { model: 'Twice' });
    expect(await failureOf(offer(id, { model: ' twice ' }))).toMatchObject({ problem: 'candidate_twice' });
    const second = await offer(id, { model: 'Twice', softwareVersion: '8' });
    for (let more = 0; more < 3; more++) await offer(id);
    expect(await failureOf(offer(id))).toMatchObject({ problem: 'too_many_candidates', limit: 5 });
    await world.client.procurement.withdrawCandidate({ ...(await known(id, second)), reason: 'Not on the market yet' });
    const last = await offer(id);
    expect(
      await failureOf(world.client.procurement.withdrawCandidate({ ...(await known(id, second)), reason: null })),
    ).toMatchObject({
      problem: 'too_many_candidates',
    });
    await world.client.procurement.withdrawCandidate({ ...(await known(id, last)), reason: 'Too dear' });
    await world.client.procurement.withdrawCandidate({ ...(await known(id, second)), reason: null });
    expect((await candidate(id, second)).withdrawnOn).toBeNull();
    expect((await ask(id)).candidates.filter(({ withdrawnOn }) => withdrawnOn === null)).toHaveLength(5);
    expect(first).not.toBe(second);
  });

  it('adds the costs of a candidate over ten years, each currency for itself', async () => {
    const id = await newCase();
    const candidateId = await offer(id);
    await world.client.procurement.saveCosts({
      ...(await known(id, candidateId)),
      costs: [
        costLine(),
        costLine({ kind: 'service', amount: '1000', firstYear: 2, lastYear: 10, escalatorPercent: '3' }),
        costLine({ kind: 'training', amount: '500', currency: 'CHF', perDevice: false }),
      ],
    });
    const { totals, costs } = await candidate(id, candidateId);
    expect(costs).toHaveLength(3);
    // Two devices: 70,000 once, and 2,000 in year 2 that rise by 3 % to 2,533.54 in year 10.
    expect(totals[0]).toMatchObject({ currency: 'EUR', total: '90318.21' });
    expect(totals[0]?.years).toEqual([
      '70000.00',
      '2000.00',
      '2060.00',
      '2121.80',
      '2185.45',
      '2251.02',
      '2318.55',
      '2388.10',
      '2459.75',
      '2533.54',
    ]);
    expect(totals[1]).toMatchObject({ currency: 'CHF', total: '500.00' });
    expect(
      await failureOf(
        world.client.procurement.saveCosts({
          ...(await known(id, candidateId)),
          costs: [costLine({ firstYear: 3, lastYear: 2 })],
        }),
      ),
    ).toMatchObject({ problem: 'years_reversed' });
  });

  it('takes an item of the pack only with its document or its reason', async () => {
    const id = await newCase();
    const candidateId = await offer(id);
    const set = async (
      state: 'received' | 'not_available',
      note: string | null,
      documentId: Awaited<ReturnType<typeof addDocument>>['documentId'] | null,
    ) =>
      world.client.procurement.setDisclosure({
        ...(await known(id, candidateId)),
        item: 'sbom',
        state,
        note,
        documentId,
      });
    expect(await failureOf(set('received', null, null))).toMatchObject({ problem: 'evidence_needed' });
    expect(await failureOf(set('not_available', null, null))).toMatchObject({ problem: 'reason_needed' });
    const { documentId } = await addDocument(world);
    await set('received', null, documentId);
    const [item] = (await candidate(id, candidateId)).disclosure;
    expect(item).toMatchObject({ item: 'sbom', state: 'received', documentId, document: expect.any(String) });
  });
});

describe('the gates of a case', () => {
  it('hold a purchase until a signed exception answers what is in the way', async () => {
    const id = await newCase();
    const candidateId = await offer(id);
    await moveUpTo(id, 'decision');
    expect(await failureOf(choose(id, candidateId))).toMatchObject({
      code: 'gate_closed',
      gates: 'disclosure red_flags support',
    });
    await makeFit(id, candidateId, { except: ['test_summary'], no: ['AM-02'] });
    await world.client.procurement.setDisclosure({
      ...(await known(id, candidateId)),
      item: 'test_summary',
      state: 'not_available',
      note: 'Confidential',
      documentId: null,
    });
    expect(await failureOf(choose(id, candidateId))).toMatchObject({
      code: 'gate_closed',
      gates: 'disclosure red_flags',
      controls: 'test_summary AM-02',
    });
    for (const [gate, controls] of [
      ['disclosure', ['test_summary']],
      ['red_flags', ['AM-02']],
    ] as const) {
      const { id: exceptionId } = await world.client.exception.create({
        kind: 'risk_acceptance',
        title: fresh('Bought all the same'),
        reason: 'Only on its own network',
        owner: 'Head of IT',
        decidedOn: ON,
        endsOn: day('2027-06-30'),
        documentId: null,
        devices: { deviceIds: [] },
        candidate: { candidateId, gate, controls: [...controls] },
      } as never);
      expect((await candidate(id, candidateId)).gates.find((one) => one.gate === gate)?.holds).toBe(false);
      await world.client.signOff.sign(await signing(world, 'exception', exceptionId));
    }
    expect((await candidate(id, candidateId)).gates.map(({ gate, holds }) => [gate, holds])).toEqual([
      ['disclosure', true],
      ['red_flags', true],
      ['support', true],
    ]);
    await choose(id, candidateId);
    await moveTo(id, 'ordered');
    const { moves, chosenCandidateId } = await ask(id);
    expect(chosenCandidateId).toBe(candidateId);
    expect(moves[0]).toMatchObject({ from: 'decision', to: 'ordered' });
    expect(moves[0]?.gates.every(({ holds }) => holds)).toBe(true);
  });

  it('take support as it is on the day of delivery (domain.md 1.4)', async () => {
    const id = await newCase();
    const candidateId = await offer(id);
    const support = async () => (await candidate(id, candidateId)).gates.find(({ gate }) => gate === 'support');
    expect(await support()).toMatchObject({ holds: false, reasons: [{ code: 'support_unknown' }] });
    const { modelId } = await candidate(id, candidateId);
    await recordDate(world.client, modelId, '2026-12-14');
    expect(await support()).toMatchObject({ holds: false, reasons: [{ code: 'support_ended', endsOn: '2026-12-14' }] });
    const { revision } = await ask(id);
    await world.client.procurement.update({ id, revision, changes: { plannedDeliveryOn: day('2026-12-14') } });
    expect(await support()).toMatchObject({ holds: true, reasons: [] });
    expect((await candidate(id, candidateId)).support).toMatchObject({ band: 'approaching_3', daysAfterDelivery: 0 });
    await world.client.procurement.update({ id, revision: revision + 1, changes: { plannedDeliveryOn: null } });
    expect(await support()).toMatchObject({ holds: false, reasons: [{ code: 'no_delivery_day' }] });
  });

  it('reckon with the operating system of the model as a device would', async () => {
    const { modelId } = await addDevice(world.client, {
      device: { assetTag: fresh('GW'), manufacturer: 'Norvia Medical', model: fresh('Gateway') },
      endsOn: '2034-12-31',
    });
    await world.client.model.saveComponent({
      modelId,
      softwareVersion: null,
      componentId: null,
      revision: null,
      fields: componentFields({ label: 'Windows Server 2016' }),
    });
    const { name } = await world.client.model.get({ id: modelId });
    const id = await newCase();
    const candidateId = await offer(id, { model: name });
    expect((await candidate(id, candidateId)).support).toMatchObject({
      endsOn: '2027-01-12',
      daysAfterDelivery: 28,
      limitedBy: { kind: 'operating_system', name: 'Windows Server 2016' },
    });
  });
});

describe('the days of a case', () => {
  it('raise the flags of stories 22 and 23 in the checklists of its candidates', async () => {
    const id = await newCase();
    const candidateId = await offer(id);
    const { assessmentId } = await world.client.procurement.startChecklist(await known(id, candidateId));
    const answer = (control: string, value: string) =>
      world.client.checklist.answer({
        id: assessmentId,
        control,
        answerRevision: 0,
        answer: value,
        remark: null,
        evidence: null,
      });
    await answer('HD-06', '2027-01-12');
    await answer('LC-01', '2029-06-30');
    const reasons = async () => {
      const { score } = await world.client.checklist.get({ id: assessmentId });
      return Object.fromEntries(score.redFlags.map(({ control, reason }) => [control, reason]));
    };
    expect(await reasons()).toMatchObject({
      'HD-06': { code: 'too_short_after_delivery', months: 24, days: 28 },
      'LC-01': { code: 'ends_before_replacement', days: 914 },
    });
    const { revision } = await ask(id);
    await world.client.procurement.update({
      id,
      revision,
      changes: { plannedDeliveryOn: day('2025-01-12'), plannedReplacementOn: day('2029-06-30'), department: 'OR 3' },
    });
    const moved = await reasons();
    expect([moved['HD-06'], moved['LC-01']]).toEqual([undefined, undefined]);
    expect(await world.client.checklist.get({ id: assessmentId })).toMatchObject({
      department: 'OR 3',
      plannedDeliveryOn: '2025-01-12',
    });
  });

  it('reach a checklist that is linked, of the same model only and of one candidate', async () => {
    const id = await newCase();
    const candidateId = await offer(id);
    const { vendor, model } = await candidate(id, candidateId);
    const own = await world.client.checklist.create({ templateId: world.templateId, title: 'Earlier', vendor, model });
    expect(
      await failureOf(
        world.client.procurement.linkChecklist({ ...(await known(id, candidateId)), assessmentId: world.assessmentId }),
      ),
    ).toMatchObject({ problem: 'other_model' });
    await world.client.procurement.linkChecklist({ ...(await known(id, candidateId)), assessmentId: own.id });
    expect(await world.client.checklist.get({ id: own.id })).toMatchObject({
      plannedDeliveryOn: '2026-12-15',
      department: 'ICU',
    });
    const other = await newCase();
    const second = await offer(other, { model });
    expect(
      await failureOf(
        world.client.procurement.linkChecklist({ ...(await known(other, second)), assessmentId: own.id }),
      ),
    ).toMatchObject({ problem: 'checklist_linked' });
    expect(await failureOf(world.client.procurement.startChecklist(await known(id, candidateId)))).toMatchObject({
      problem: 'has_checklist',
    });
  });
});

describe('the way of a case', () => {
  it('leads to the acceptance, and back only with a reason, which takes the choice back', async () => {
    const id = await newCase();
    const candidateId = await offer(id);
    await makeFit(id, candidateId);
    expect(await failureOf(moveTo(id, 'offers'))).toMatchObject({ problem: 'stage_skipped' });
    expect(await failureOf(choose(id, candidateId))).toMatchObject({ problem: 'not_in_decision' });
    await moveUpTo(id, 'decision');
    expect(await failureOf(moveTo(id, 'ordered'))).toMatchObject({ problem: 'nothing_chosen' });
    await choose(id, candidateId);
    expect(
      await failureOf(world.client.procurement.withdrawCandidate({ ...(await known(id, candidateId)), reason: 'No' })),
    ).toMatchObject({
      problem: 'candidate_chosen',
    });
    expect(await failureOf(moveTo(id, 'offers'))).toMatchObject({ problem: 'reason_needed' });
    await moveTo(id, 'offers', 'A vendor asked for another round');
    expect(await ask(id)).toMatchObject({ chosenCandidateId: null, decidedOn: null, decisionReason: null });
    await moveUpTo(id, 'decision');
    await choose(id, candidateId);
    await moveUpTo(id, 'accepted');
    expect(await ask(id)).toMatchObject({ stage: 'accepted', next: null });
    expect(await failureOf(offer(id))).toMatchObject({ problem: 'ordered_already' });
  });

  it('is broken off and taken up where it stood', async () => {
    const id = await newCase();
    await moveUpTo(id, 'offers');
    await moveTo(id, 'cancelled', 'No budget');
    expect((await ask(id)).canMoveTo).toEqual(['offers']);
    expect(await failureOf(moveTo(id, 'request', 'Anew'))).toMatchObject({ problem: 'not_where_cancelled' });
    await moveTo(id, 'offers', 'The budget came');
    expect((await ask(id)).stage).toBe('offers');
  });

  it('shows an order whose gates no longer hold, beside how they stood on its day', async () => {
    const id = await newCase();
    const candidateId = await offer(id);
    const assessmentId = await makeFit(id, candidateId);
    await moveUpTo(id, 'decision');
    await choose(id, candidateId);
    await moveTo(id, 'ordered');
    await world.client.checklist.answer({
      id: assessmentId,
      control: 'AM-02',
      answerRevision: 1,
      answer: 'no',
      remark: null,
      evidence: null,
    });
    const { moves } = await ask(id);
    const gate = (gates: { gate: string; holds: boolean }[] | undefined) =>
      gates?.find((one) => one.gate === 'red_flags')?.holds;
    expect(gate(moves[0]?.gates)).toBe(true);
    expect(gate((await candidate(id, candidateId)).gates)).toBe(false);
    // It is delivered all the same: that it is on its way is a fact.
    await moveTo(id, 'delivered');
  });

  it('is told in its history with what belonged to its candidates', async () => {
    const id = await newCase();
    const candidateId = await offer(id);
    await discloseAll(id, candidateId, DISCLOSURE_ITEMS.slice(1));
    await moveTo(id, 'specification');
    const entries = await world.client.procurement.history({ id });
    expect(entries.map(({ action }) => action)).toEqual([
      'procurement.move',
      'procurement.setDisclosure',
      'procurement.addCandidate',
      'procurement.create',
    ]);
    expect(JSON.stringify(entries[1])).toContain('"field":"sbom","before":"open","after":"received"');
  });
});

describe('the list of cases', () => {
  it('has what is under way by the day of delivery, filters, and counts every stage', async () => {
    const department = fresh('Ward');
    const late = await newCase({ department, title: fresh('Ventilators'), plannedDeliveryOn: day('2027-05-01') });
    const soon = await newCase({ department, plannedDeliveryOn: day('2026-12-01') });
    const open = await newCase({ department, plannedDeliveryOn: null });
    const over = await newCase({ department, plannedDeliveryOn: day('2026-11-23') });
    await moveTo(over, 'cancelled', 'No need');
    const { candidateId } = await world.client.procurement.addCandidate({
      id: late,
      offer: offerFields({ vendor: 'Xylo Med', model: fresh('X') }),
    });
    const list = (filter: object) => world.client.procurement.list({ department: [department], ...filter });
    expect((await list({})).rows.map(({ id }) => id)).toEqual([soon, late, open, over]);
    expect((await list({ offset: 1, limit: 2 })).rows.map(({ id }) => id)).toEqual([late, open]);
    expect((await list({ stage: ['cancelled'] })).rows.map(({ id }) => id)).toEqual([over]);
    expect((await list({ search: 'xylo' })).rows).toMatchObject([
      { id: late, candidates: 1, next: { step: 'write_specification' } },
    ]);
    expect((await list({ search: '%' })).total).toBe(0);
    expect((await list({})).departments).toContainEqual({ name: department, cases: 4 });
    expect(candidateId).toBeTruthy();
    const found = await world.client.program.search({ text: (await ask(late)).title });
    expect(found.some(({ noun, id }) => noun === 'procurement' && id === late)).toBe(true);
  });
});
