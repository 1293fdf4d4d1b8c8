import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSql } from '../../main/data/connection.ts';
import { day } from '../../main/domain/day.ts';
import type { AssessmentId, CandidateId, Id } from '../../main/domain/ids.ts';
import type { Duty, SignedNoun } from '../../main/domain/sign-off.ts';
import { gateExceptions } from '../../main/features/exception/gate-exceptions.store.ts';
import { contractFields } from '../support/builders.ts';
import { TODAY } from '../support/facts.ts';
import { caseFields, offerFields } from '../support/procurement.ts';
import { databaseKeyOf, failureOf, openApp, PASSPHRASE, type TestApp } from '../support/vault.ts';

const FIRST = 'lantern copper meadow tide';
const OWN = 'seven quiet herons on ice';
const PEOPLE = {
  Ana: 'biomedical_engineer',
  Pia: 'procurement_officer',
  Vic: 'viewer',
} as const;
type Name = keyof typeof PEOPLE | 'Administrator';

let test: TestApp;
let client: TestApp['client'];
let key: Awaited<ReturnType<typeof databaseKeyOf>>;

const passphraseOf = (name: Name) => (name === 'Administrator' ? PASSPHRASE : OWN);

/** Lets somebody else sit down. */
async function as(user: Name): Promise<void> {
  await client.vault.lock();
  await client.vault.unlock({ user, passphrase: passphraseOf(user) });
}

/** Somebody works with the database who has the key, and not the program. */
function behind<T>(work: (sql: ReturnType<typeof openSql>) => T): T {
  const sql = openSql(join(test.folder, 'steward.db'), key);
  try {
    return work(sql);
  } finally {
    sql.close();
  }
}

const of = (noun: SignedNoun, id: string) => client.signOff.of({ noun, recordId: id as Id<'signed'> });

async function sign(noun: SignedNoun, id: string, duty: Duty, who: Name) {
  const { contentHash } = await of(noun, id);
  const current = { passphrase: passphraseOf(who), keyFile: null };
  return client.signOff.sign({ noun, recordId: id as Id<'signed'>, duty, comment: null, contentHash, current });
}

const ANSWERS = {
  'PM-02': '30',
  'PM-03': '5',
  'LC-01': '2031-12-31',
  'LC-02': '24',
  'PM-05': 'partial',
  'AM-02': 'no',
} as const;

async function newChecklist(title: string): Promise<AssessmentId> {
  const [template] = await client.checklist.templates();
  const { id } = await client.checklist.create({
    templateId: template?.id as never,
    title,
    vendor: 'Norvia Medical',
    model: 'InfuSmart 7',
    softwareVersion: '7.1',
  });
  const { problems } = await client.checklist.answerAll({
    id,
    answers: Object.entries(ANSWERS).map(([control, answer]) => ({
      control,
      answer,
      remark: null,
      evidence: 'page 3',
    })),
  });
  expect(problems).toEqual([]);
  return id;
}

beforeAll(async () => {
  test = await openApp('file');
  client = test.client;
  key = await databaseKeyOf(test.folder);
  for (const [name, role] of Object.entries(PEOPLE)) {
    await client.user.add({ name, role, passphrase: FIRST });
    await client.vault.lock();
    await client.vault.unlock({ user: name, passphrase: FIRST });
    const current = { passphrase: FIRST, keyFile: null };
    await client.user.changePassphrase({ current, passphrase: OWN, keyFile: 'none' });
    await as('Administrator');
  }
});

describe('a signed checklist', () => {
  let id: AssessmentId;
  const status = async () => (await client.checklist.get({ id })).status;

  beforeAll(async () => {
    id = await newChecklist('Pumps for ICU 2');
    await as('Ana');
    await sign('checklist', id, 'engineering_review', 'Ana');
  });

  it('is locked by the first signature, and final with both (issue 6.7)', async () => {
    expect(await status()).toBe('signed');
    expect(await failureOf(sign('checklist', id, 'procurement_approval', 'Ana'))).toMatchObject({
      problem: 'role_does_not_sign',
    });
    expect(await failureOf(sign('checklist', id, 'engineering_review', 'Ana'))).toMatchObject({
      problem: 'already_signed',
    });
    await as('Pia');
    expect(await sign('checklist', id, 'procurement_approval', 'Pia')).toMatchObject({ complete: true });
    expect(await status()).toBe('final');
    const { complete, duties } = await of('checklist', id);
    expect(complete).toBe(true);
    expect(duties.map(({ signature }) => signature)).toMatchObject([
      { userName: 'Ana', role: 'biomedical_engineer', fits: true, genuine: true, mayWithdraw: false },
      { userName: 'Pia', role: 'procurement_officer', fits: true, genuine: true, mayWithdraw: true },
    ]);
  });

  it('takes no change of any kind', async () => {
    const { revision } = await client.checklist.get({ id });
    const given = { remark: null, evidence: null };
    const mds2Id = '00000000-0000-4000-8000-000000000000' as never;
    const changes = [
      client.checklist.update({ id, revision, changes: { title: 'Others' } }),
      client.checklist.answer({ id, control: 'AM-01', answerRevision: 0, answer: 'yes', ...given }),
      client.checklist.answerAll({ id, answers: [{ control: 'AM-01', answer: 'yes', ...given }] }),
      client.checklist.chooseStatement({ id, revision, statementId: null }),
      client.checklist.accept({
        id,
        statementId: mds2Id,
        answers: [{ control: 'AM-01', answerRevision: 0, suggestion: 'yes' }],
      }),
    ];
    for (const change of await Promise.all(changes.map(failureOf)))
      expect(change).toMatchObject({ code: 'input_refused', problem: 'checklist_locked' });
  });

  it('asks for the passphrase, and signs only what was seen', async () => {
    const other = await newChecklist('Other pumps');
    const { contentHash } = await of('checklist', other);
    const said = { noun: 'checklist', recordId: other as never, duty: 'procurement_approval', comment: null } as const;
    const current = { passphrase: OWN, keyFile: null };
    for (const wrong of [{ passphrase: 'quite another passphrase', keyFile: null }, null])
      expect((await failureOf(client.signOff.sign({ ...said, contentHash, current: wrong }))).code).toBe(
        'wrong_credentials',
      );
    const answer = { control: 'AM-01', answerRevision: 0, answer: 'yes', remark: null, evidence: null };
    await client.checklist.answer({ id: other, ...answer });
    expect((await failureOf(client.signOff.sign({ ...said, contentHash, current }))).code).toBe('stale_edit');
    expect((await of('checklist', other)).duties.every(({ signature }) => signature === null)).toBe(true);
  });

  it('is found out when somebody changed a row behind the program, an answer or the signature itself', async () => {
    const forge = async (change: string, back: string) => {
      behind((sql) => sql.exec(change));
      const { complete, duties } = await of('checklist', id);
      behind((sql) => sql.exec(back));
      return [complete, duties.map(({ signature }) => [signature?.fits, signature?.genuine])];
    };
    const intact = [
      [true, true],
      [true, true],
    ];
    expect(
      await forge(
        `UPDATE "Answer" SET "value" = '60' WHERE "assessmentId" = '${id}' AND "value" = '30'`,
        `UPDATE "Answer" SET "value" = '30' WHERE "assessmentId" = '${id}' AND "value" = '60'`,
      ),
    ).toEqual([
      false,
      [
        [false, true],
        [false, true],
      ],
    ]);
    expect(
      await forge(
        `UPDATE "SignOff" SET "userName" = 'Vic' WHERE "recordId" = '${id}' AND "userName" = 'Pia'`,
        `UPDATE "SignOff" SET "userName" = 'Pia' WHERE "recordId" = '${id}' AND "userName" = 'Vic'`,
      ),
    ).toMatchObject([
      false,
      [
        [true, true],
        [true, false],
      ],
    ]);
    expect((await of('checklist', id)).duties.map(({ signature }) => [signature?.fits, signature?.genuine])).toEqual(
      intact,
    );
  });

  it('gives its promises to a contract once, with what only a person can tell left open', async () => {
    const { id: contractId } = await client.contract.create(contractFields({ number: 'C-201' }));
    const { lines, supportUntil, contracts } = await client.checklist.promises({ id, contractId });
    expect(contracts).toContainEqual({ id: contractId, number: 'C-201' });
    expect(
      lines.map(({ control, kind, clockStart, amount, unit }) => [control, kind, clockStart, amount, unit]),
    ).toEqual([
      ['PM-02', 'REMEDIATE', 'VENDOR_AWARE', 30, 'calendar_days'],
      ['PM-03', 'NOTIFY_VULN', 'VENDOR_AWARE', 5, null],
      ['PM-05', 'INSTALL', null, null, null],
      ['LC-02', 'EOS_NOTICE', 'MILESTONE_DATE', 24, 'months'],
    ]);
    expect(supportUntil).toEqual({
      control: 'LC-01',
      on: '2031-12-31',
      model: 'InfuSmart 7',
      softwareVersion: '7.1',
      recorded: null,
    });
    const wanted = lines
      .filter(({ control }) => control !== 'PM-05')
      .map(({ control, kind, severity, clockStart, direction, amount, unit, obligor }) => ({
        ...{ control, kind, severity, direction, obligor },
        clockStart: clockStart ?? 'VENDOR_AWARE',
        amount: amount ?? 1,
        unit: unit ?? ('business_days' as const),
      }));
    const add = () => client.checklist.addPromises({ id, contractId, lines: wanted, supportUntil: true });
    expect(await add()).toEqual({ added: 3, left: 0, dateRecorded: true });
    expect(await add()).toEqual({ added: 0, left: 3, dateRecorded: false });
    const { rows } = await client.commitment.list({ contractId });
    expect(rows.map(({ kind, amount, unit, standing }) => [kind, amount, unit, standing])).toEqual([
      ['REMEDIATE', 30, 'calendar_days', 'untraced'],
      ['NOTIFY_VULN', 5, 'business_days', 'untraced'],
      ['EOS_NOTICE', 24, 'months', 'untraced'],
    ]);
    const again = await client.checklist.promises({ id, contractId });
    expect(again.lines.map(({ known }) => known)).toEqual([
      { amount: 30, unit: 'calendar_days' },
      { amount: 5, unit: 'business_days' },
      null,
      { amount: 24, unit: 'months' },
    ]);
    expect(again.supportUntil?.recorded).toBe('2031-12-31');
    const promised = { ...wanted[0], control: 'AM-02' } as (typeof wanted)[number];
    expect(
      await failureOf(client.checklist.addPromises({ id, contractId, lines: [promised], supportUntil: false })),
    ).toMatchObject({ problem: 'not_promised', control: 'AM-02' });
    const { id: others } = await client.contract.create(contractFields({ number: 'C-301', vendor: 'Acme Imaging' }));
    expect(
      await failureOf(client.checklist.addPromises({ id, contractId: others, lines: wanted, supportUntil: false })),
    ).toMatchObject({ problem: 'other_vendor' });
  });

  it('opens again when its signatures are taken back, by who gave them or an administrator', async () => {
    const own = await newChecklist('Taken back');
    await sign('checklist', own, 'procurement_approval', 'Pia');
    await as('Ana');
    const { duties } = await of('checklist', own);
    const signOff = duties[1]?.signature?.id as never;
    expect(await failureOf(client.signOff.withdraw({ id: signOff, reason: 'No' }))).toMatchObject({
      problem: 'others_signature',
    });
    expect(await failureOf(client.checklist.newIssue({ id: own, revision: 1, reason: 'Late' }))).toMatchObject({
      code: 'stale_edit',
    });
    await as('Pia');
    await client.signOff.withdraw({ id: signOff, reason: 'The price page was missing' });
    expect((await client.checklist.get({ id: own })).status).toBe('draft');
    const after = await of('checklist', own);
    expect(after.withdrawn).toMatchObject([
      { userName: 'Pia', withdrawn: { by: 'Pia', reason: 'The price page was missing' } },
    ]);
    expect(await failureOf(client.signOff.withdraw({ id: signOff, reason: 'Twice' }))).toMatchObject({
      problem: 'already_withdrawn',
    });
    const { revision } = await client.checklist.get({ id: own });
    expect(await failureOf(client.checklist.newIssue({ id: own, revision, reason: 'Late' }))).toMatchObject({
      problem: 'checklist_open',
    });
  });

  it('is followed by an issue with all its answers, and stays as it was signed', async () => {
    const { revision } = await client.checklist.get({ id });
    const next = await client.checklist.newIssue({ id, revision, reason: 'The vendor now needs 45 days' });
    expect(next).toMatchObject({ issue: 2, revision: 1 });
    const fresh = await client.checklist.get({ id: next.id });
    expect([fresh.status, fresh.issues.map(({ issue, status: one }) => [issue, one])]).toEqual([
      'draft',
      [
        [1, 'final'],
        [2, 'draft'],
      ],
    ]);
    expect((await client.checklist.differences({ id: next.id })).answers).toEqual([]);
    const given = { remark: null, evidence: 'page 3' };
    await client.checklist.answer({ id: next.id, control: 'PM-02', answerRevision: 1, answer: '45', ...given });
    await client.checklist.update({ id: next.id, revision: 1, changes: { department: 'ICU 2' } });
    const { previous, answers, facts } = await client.checklist.differences({ id: next.id });
    expect(previous?.id).toBe(id);
    expect(answers).toMatchObject([{ control: 'PM-02', before: { answer: '30' }, after: { answer: '45' } }]);
    expect(facts).toEqual([{ field: 'department', before: null, after: 'ICU 2' }]);
    // The signed issue is as it was, cannot be taken back, and no longer stands in the list.
    const old = await of('checklist', id);
    expect([old.complete, old.duties.some(({ signature }) => signature?.mayWithdraw)]).toEqual([true, false]);
    const signOff = old.duties[1]?.signature?.id as never;
    expect(await failureOf(client.signOff.withdraw({ id: signOff, reason: 'Late' }))).toMatchObject({
      problem: 'superseded',
    });
    expect(await failureOf(client.checklist.newIssue({ id, revision, reason: 'Twice' }))).toMatchObject({
      problem: 'superseded',
    });
    const listed = (await client.checklist.list()).map((row) => row.id);
    expect([listed.includes(id), listed.includes(next.id)]).toEqual([false, true]);
    const { checklists } = await client.program.counts();
    expect(checklists).toBe(listed.length);
  });

  it('may be signed by nobody who only looks', async () => {
    const open = await newChecklist('For others');
    await as('Vic');
    expect((await of('checklist', open)).duties.map(({ problem }) => problem)).toEqual([
      'role_does_not_sign',
      'role_does_not_sign',
    ]);
    expect((await failureOf(sign('checklist', open, 'engineering_review', 'Vic'))).code).toBe('not_permitted');
    await as('Administrator');
  });
});

describe('an exception for a gate', () => {
  let candidateId: CandidateId;
  let assessmentId: AssessmentId;
  const gates = () => behind((sql) => gateExceptions(sql, candidateId, day(TODAY)));
  const fields = {
    title: 'Remote service without a second factor',
    kind: 'risk_acceptance',
    reason: 'The tunnel is opened by hand for each visit',
    owner: 'Pia',
    decidedOn: day(TODAY),
    endsOn: day('2027-06-30'),
    documentId: null,
    devices: { deviceIds: [] },
  } as const;

  beforeAll(async () => {
    await as('Administrator');
    const [template] = await client.checklist.templates();
    const { id: caseId } = await client.procurement.create(caseFields({ templateId: template?.id ?? null }));
    const added = await client.procurement.addCandidate({ id: caseId, offer: offerFields() });
    candidateId = added.candidateId;
    const { assessmentId: started } = await client.procurement.startChecklist({ ...added });
    assessmentId = started;
  });

  it('counts once it is signed by who answers for it, and no longer once its words change (issue 6.1)', async () => {
    const create = (
      candidate: Partial<{ gate: 'red_flags' | 'support' | 'disclosure'; controls: string[] | null }>,
      more = {},
    ) =>
      client.exception.create({
        ...fields,
        ...more,
        candidate: { candidateId, gate: 'red_flags', controls: ['AM-02'], ...candidate },
      } as never);
    expect(await failureOf(create({ controls: ['ZZ-99'] }))).toMatchObject({ problem: 'not_of_gate' });
    expect(await failureOf(create({ gate: 'support' }))).toMatchObject({ problem: 'not_of_gate' });
    expect(await failureOf(create({}, { kind: 'compensating_control' }))).toMatchObject({
      problem: 'acceptance_needed',
    });
    const { id } = await create({});
    expect(gates()).toEqual([
      { exceptionId: id, gate: 'red_flags', controls: ['AM-02'], signed: false, inForce: true },
    ]);
    expect(await failureOf(sign('exception', id, 'risk_acceptance', 'Administrator'))).toMatchObject({
      problem: 'owner_signs',
    });
    await as('Pia');
    await sign('exception', id, 'risk_acceptance', 'Pia');
    expect(gates()).toMatchObject([{ signed: true }]);
    const row = await client.exception.get({ id });
    expect(row).toMatchObject({
      signed: true,
      devices: 0,
      candidate: { gate: 'red_flags', controls: ['AM-02'], vendor: 'Norvia Medical', model: 'InfuSmart 7' },
    });
    await client.exception.update({ id, revision: row.revision, changes: { reason: 'We trust them' } });
    expect(gates()).toMatchObject([{ signed: false, inForce: true }]);
    // Signed anew, the older signature is kept as one that was taken back.
    await sign('exception', id, 'risk_acceptance', 'Pia');
    expect(gates()).toMatchObject([{ signed: true }]);
    expect((await of('exception', id)).withdrawn).toHaveLength(1);
  });

  it('is among the decisions before its last day like any other, and holds on that day still', async () => {
    test.clock.set('2027-06-10');
    const { rows } = await client.alert.list({});
    expect(rows.filter(({ kind }) => kind === 'exception_ends')).toMatchObject([
      { title: fields.title, by: '2027-06-30', devices: 0, vendor: 'Norvia Medical', model: 'InfuSmart 7' },
    ]);
    const on = (today: string) => behind((sql) => gateExceptions(sql, candidateId, day(today)))[0]?.inForce;
    expect([on('2027-06-30'), on('2027-07-01')]).toEqual([true, false]);
    test.clock.set(TODAY);
  });

  it('of a candidate moves on with the next issue of its checklist', async () => {
    await as('Administrator');
    await sign('checklist', assessmentId, 'engineering_review', 'Administrator');
    const { revision } = await client.checklist.get({ id: assessmentId });
    const { id: next } = await client.checklist.newIssue({ id: assessmentId, revision, reason: 'New version' });
    const linked = behind((sql) =>
      sql
        .prepare<[string], { assessmentId: string }>('SELECT "assessmentId" FROM "Candidate" WHERE "id" = ?')
        .get(candidateId),
    );
    expect(linked?.assessmentId).toBe(next);
  });
});
