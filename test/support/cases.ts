import { mkdirSync } from 'node:fs';
import type { Promised } from '../../main/contract/index.ts';
import { promise } from '../../main/contract/index.ts';
import type { Access } from '../../main/contract/shared.ts';
import { OWN_WEIGHTS } from '../../main/domain/comparison.ts';
import { addDays, type Day, day } from '../../main/domain/day.ts';
import { HANDOVER_ITEMS } from '../../main/domain/handover.ts';
import type {
  AssessmentId,
  ComponentId,
  ContractId,
  DeviceId,
  Id,
  ModelId,
  TemplateId,
  VendorId,
} from '../../main/domain/ids.ts';
import { DEFAULT_POLICY } from '../../main/domain/policy.ts';
import { DUTIES_OF, type Duty, type SignedNoun } from '../../main/domain/sign-off.ts';
import {
  addDevice,
  componentFields,
  contractFields,
  deviceFields,
  modelFields,
  publicationFields,
  recordDate,
  vendorFields,
} from './builders.ts';
import { shippedFile } from './catalogue.ts';
import { csaf } from './csaf.ts';
import { gudidAnswer } from './gudid.ts';
import { standardLayout, vendorStatement, xlsx } from './mds2.ts';
import { addPromise, promiseFields } from './obligations.ts';
import { fixToInstall } from './own-times.ts';
import { caseFields, costLine, offerFields } from './procurement.ts';
import { PASSPHRASE } from './program.ts';
import { cycloneDx } from './sbom.ts';
import { ownControl, templateFile } from './templates.ts';
import type { TestApp } from './vault.ts';
import { fillWorkbook, sendForm } from './vendor-form.ts';

/** A small hospital in which every procedure has something to work on. */
export interface World extends TestApp {
  /** Gives a file to the program that is asked, which can be another one than the one that prepares the question. */
  readonly desk: TestApp['upload'];
  readonly deviceId: DeviceId;
  readonly componentId: ComponentId;
  readonly modelId: ModelId;
  readonly vendorId: VendorId;
  readonly contractId: ContractId;
  readonly templateId: TemplateId;
  readonly assessmentId: AssessmentId;
}

/** Something that a contract gives beside repair. */
const ENTITLEMENT = {
  kind: 'training',
  name: 'Training of users',
  amount: 3,
  per: 'year',
  notes: 'half a day',
} as const;

function addEntitlement({ client, contractId }: Pick<World, 'client' | 'contractId'>) {
  return client.entitlement.create({ contractId, ...ENTITLEMENT });
}

async function entitlementUse(world: World) {
  const { documentId } = await addDocument(world, fresh('protocol'));
  return { usedOn: '2026-11-20', amount: 1, assetTag: 'GW-01', documentId, note: 'six people' };
}

let made = 0;
/** A name that nobody has used yet. */
export function fresh(prefix: string): string {
  made += 1;
  return `${prefix}-${made}`;
}

/** Fills an open, empty vault with the things of domain.md 7. */
export async function makeWorld(test: TestApp): Promise<World> {
  const { client } = test;
  const { deviceId, modelId, componentId } = await addDevice(client, {
    device: { assetTag: 'GW-01', department: 'ICU', softwareVersion: '5.2' },
    endsOn: '2029-06-30',
    os: 'Windows Server 2016',
    updatesNeedContract: 'yes',
  });
  await recordDate(client, modelId, '2029-01-31');
  const { id: contractId } = await client.contract.create(contractFields());
  await client.contract.addDevices({ id: contractId, assetTags: ['GW-01'], startsOn: null, endsOn: null });
  const [template] = await client.checklist.templates();
  if (!template || !componentId) throw new Error('the vault has no checklist, or the device no component');
  const { id: assessmentId } = await client.checklist.create({
    templateId: template.id,
    title: 'Gateway',
    vendor: 'Norvia Medical',
    model: 'InfuSmart Gateway',
    softwareVersion: null,
  });
  const { vendorId } = await client.model.get({ id: modelId });
  return {
    ...test,
    desk: test.upload,
    deviceId,
    modelId,
    vendorId,
    contractId,
    assessmentId,
    templateId: template.id,
    componentId: componentId as ComponentId,
  };
}

/** A document as somebody would upload it. */
export async function addDocument({ client, upload }: Pick<TestApp, 'client' | 'upload'>, content = fresh('letter')) {
  return client.document.add({
    uploadId: upload(content, 'letter.txt'),
    fileName: 'letter.txt',
    title: content,
    kind: 'vendor_letter',
    datedOn: null,
    receivedOn: null,
  });
}

/** A record with which a document can lie. */
function placed({ vendorId }: Pick<World, 'vendorId'>) {
  return { noun: 'vendor', recordId: vendorId as string as Id<'place'> } as const;
}

/** A vendor under two spellings. */
async function twoSpellings({ client }: Pick<World, 'client'>) {
  const spelling = fresh('Pulse Line');
  const made = await Promise.all(
    [spelling, `${spelling} Healthcare`].map((name) => client.vendor.create(vendorFields({ name }))),
  );
  const [from, into] = made.map(({ id, revision }) => ({ id: id as string as Id<'named'>, revision }));
  if (from === undefined || into === undefined) throw new Error('no vendors');
  return [from, into] as const;
}

/** A task in the trash. */
async function addTrashed(world: Pick<World, 'client' | 'modelId'>): Promise<Id<'trashed'>> {
  const id = (await addTask(world)).id as string as Id<'trashed'>;
  await world.client.trash.remove({ noun: 'task', ids: [id] });
  return id;
}

/** A backup in the folder of backups. */
export async function addBackup({ client }: Pick<TestApp, 'client'>): Promise<string> {
  return (await client.backup.make({})).fileName;
}

/** A risk that is accepted for a device of its own. */
export async function addException({ client }: Pick<World, 'client'>, fields: { readonly endsOn?: string } = {}) {
  const { id: deviceId } = await client.device.create(deviceFields({ assetTag: fresh('RX') }));
  const { id, revision } = await client.exception.create({
    ...EXCEPTION,
    ...fields,
    title: fresh('Risk'),
    devices: { deviceIds: [deviceId] },
  } as never);
  return { id, revision, deviceId };
}

/** A checklist of its own, with an answer. */
export async function addChecklist({ client, templateId }: Pick<World, 'client' | 'templateId'>) {
  const title = fresh('Tender');
  const { id } = await client.checklist.create({
    templateId,
    title,
    vendor: 'Norvia Medical',
    model: 'InfuSmart Gateway',
    softwareVersion: null,
  });
  const answer = { answer: '30', answerRevision: 0, remark: null, evidence: 'page 4' };
  await client.checklist.answer({ id, control: 'PM-02', ...answer });
  return { id, title };
}

/** A case that nobody moved. */
export async function addCase({ client, templateId }: Pick<World, 'client' | 'templateId'>) {
  return client.procurement.create({ ...caseFields({ number: fresh('P') }), templateId });
}

/** A candidate of a case of its own. */
export async function addCandidate(world: Pick<World, 'client' | 'templateId'>) {
  const { id } = await addCase(world);
  return world.client.procurement.addCandidate({ id, offer: offerFields() });
}

/** A case in the stage of the decision. */
async function addDecidedCase(world: World) {
  let known = await addCase(world);
  for (const to of ['specification', 'offers', 'assessment', 'decision'] as const)
    known = await world.client.procurement.move({ ...known, to, on: day('2026-11-20'), reason: null });
  return known;
}

/** A checklist with every signature that one person may give: both where nobody else could, else the first. */
export async function addSignedChecklist(world: Pick<World, 'client' | 'templateId'>) {
  const checklist = await addChecklist(world);
  for (const duty of DUTIES_OF.checklist) {
    const { duties } = await world.client.signOff.of({
      noun: 'checklist',
      recordId: checklist.id as string as Id<'signed'>,
    });
    if (duties.find((one) => one.duty === duty)?.problem === null)
      await world.client.signOff.sign(await signing(world, 'checklist', checklist.id, duty));
  }
  return checklist;
}

/** A step that can be taken back. */
async function stepToUndo({ client }: Pick<World, 'client'>): Promise<number> {
  await client.task.create({ ...NEW_TASK, title: fresh('Ask') });
  const { undo } = await client.edit.next();
  if (undo === null) throw new Error('there is no step');
  return undo.seq;
}

/** What has to be said to sign something as it stands. */
export async function signing(
  { client }: Pick<World, 'client'>,
  noun: SignedNoun,
  id: string,
  duty: Duty = DUTIES_OF[noun][0] as Duty,
) {
  const recordId = id as Id<'signed'>;
  const { contentHash } = await client.signOff.of({ noun, recordId });
  return {
    noun,
    recordId,
    duty,
    comment: 'As discussed',
    contentHash,
    current: { passphrase: PASSPHRASE, keyFile: null },
  };
}

const SCENARIO = {
  notes: null,
  fromYear: 2027,
  years: 5,
  inflation: '3',
  weights: null,
  yearlyBudget: '250000.00',
} as const;

/** A scenario of the plan that nothing was decided in. */
export function addScenario({ client }: Pick<World, 'client'>) {
  return client.plan.addScenario({ ...SCENARIO, name: fresh('Scenario') });
}

export const EXCEPTION = {
  kind: 'risk_acceptance',
  reason: 'Isolated in its own network until it is replaced',
  owner: 'Head of biomedical engineering',
  decidedOn: '2026-11-02',
  endsOn: '2027-03-31',
  documentId: null,
} as const;

/** The number of a vulnerability that nobody has used yet. */
function freshCve(): string {
  return `CVE-2031-${fresh('').replace('-', '').padStart(5, '0')}`;
}

/** A vulnerability that somebody linked to the model. */
export async function addFinding({ client, modelId }: Pick<World, 'client' | 'modelId'>) {
  const { id } = await client.finding.link({ cve: freshCve(), modelId });
  return { id, revision: (await client.finding.get({ id })).revision };
}

/** The same, to be looked at again. */
async function openFinding(world: World) {
  const { findings } = await world.client.finding.reopen({ findings: [await addFinding(world)] });
  const [one] = findings;
  if (one === undefined) throw new Error('nothing was opened again');
  return one;
}

/** A promise of a new contract whose clock a person starts. */
async function addRequestPromise({ client }: Pick<World, 'client'>) {
  const { id: contractId } = await client.contract.create(contractFields({ number: fresh('C') }));
  return addPromise(
    client,
    { contractId },
    { kind: 'ADVISORY_ANSWER', clockStart: 'HOSPITAL_REQUEST', stopClock: ['hospital_window'] },
  );
}

/** What is owed because somebody asked. */
async function addObligation(world: Pick<World, 'client'>) {
  const { ids } = await world.client.obligation.startClock({
    commitmentIds: [await addRequestPromise(world)],
    event: 'HOSPITAL_REQUEST',
    title: fresh('Question'),
    on: day('2026-11-02'),
  });
  const [id] = ids;
  if (id === undefined) throw new Error('no clock was started');
  return { id, revision: (await world.client.obligation.get({ id })).revision };
}

/** A hand-over of a model of its own. */
export async function addHandover({ client }: Pick<World, 'client'>) {
  const { id: modelId } = await client.model.create(modelFields({ name: fresh('Ending') }));
  return client.handover.start({ modelId, owner: 'Ana', dueOn: null, notes: null });
}

/** A clause of the organisation's own. */
const CLAUSE = {
  title: 'Loan device',
  category: 'terms',
  text: 'While a device is repaired the supplier lends another one.',
  guidance: 'Ask for the day of delivery',
  source: 'Own',
  commitments: [],
} as const;

function addClause({ client }: Pick<World, 'client'>) {
  return client.clause.create({ ...CLAUSE, code: fresh('OWN') } as never);
}

/** A draft of the shipped questions, a template of its own. */
async function addTemplate({ client, templateId }: Pick<World, 'client' | 'templateId'>) {
  const { id, revision } = await client.template.copy({ id: templateId, title: fresh('Questions') });
  return { id, revision };
}

async function releaseTemplate(world: World) {
  return world.client.template.release(await addTemplate(world));
}

/** A template in a file, with a key of its own. */
function templateInput({ desk }: World) {
  return { uploadId: desk(templateFile({ key: fresh('own') })), fileName: 'template.json' };
}

/** A clause that came with the program. */
async function aClause({ client }: Pick<World, 'client'>) {
  const [first] = await client.clause.list({});
  if (!first) throw new Error('the library is empty');
  return first;
}

const JUDGEMENT = { legacy: true, judgedOn: '2026-11-20', reason: 'No update since 2019', documentId: null } as const;

/** A calendar that is not written by itself, in a folder of its own. */
async function addPublication(world: Pick<TestApp, 'client' | 'folder'>) {
  return world.client.publication.create({ fields: { ...keptFile(world), enabled: false } });
}

/** A file that no other case keeps. */
function keptFile({ folder }: Pick<TestApp, 'folder'>) {
  const kept = `${folder}-kept`;
  mkdirSync(kept, { recursive: true });
  return publicationFields(kept, { title: fresh('Calendar'), fileName: `${fresh('support')}.ics` });
}

type GoodInputs = {
  readonly [Noun in keyof Promised]: {
    readonly [Name in keyof Promised[Noun]]: (world: World) => unknown;
  };
};

const importInput = ({ desk }: World) => ({
  noun: 'vendors',
  uploadId: desk(`name,aliases\n${fresh('Imported')},${fresh('Alias')}\n`),
  fileName: 'vendors.csv',
});

/** A file of which it is known what it would change. */
async function dryRun(world: World) {
  const { uploadId, fileName } = importInput({ ...world, desk: world.upload });
  await world.client.imports.preview({ noun: 'vendors', uploadId, fileName });
  return { uploadId };
}

const profileFields = (name: string) => ({
  noun: 'devices' as const,
  name,
  reading: { headings: ['Inv no', 'Make', 'Model'], options: { mapping: { 'Inv no': 'asset_tag' } } },
});

/** A file that was taken in. */
async function anImport(world: World) {
  const input = importInput({ ...world, desk: world.upload });
  const { importId } = await world.client.imports.run({ ...input, noun: 'vendors' });
  return importId;
}

/** A promise of the contract about a component that nothing else is about, so that it is always a new one. */
async function addCommitment({ client, contractId }: Pick<World, 'client' | 'contractId'>) {
  const components = [fresh('component')];
  const fields = promiseFields({ scope: { kind: 'components', models: [], versions: [], components } });
  return client.commitment.create({ contractId, vendorId: null, fields });
}

/** A statement for the model, of a file that nobody gave before. */
const mds2Input = ({ desk, modelId }: World) => ({
  uploadId: desk(xlsx([standardLayout(vendorStatement({ 'DOC-4': fresh('MDS2') }))])),
  fileName: 'mds2.xlsx',
  model: { id: modelId },
});

/** A statement that was taken in. */
async function addStatement(world: World) {
  const { statementId } = await world.client.mds2.take(mds2Input({ ...world, desk: world.upload }));
  if (statementId === null) throw new Error('the statement was not taken in');
  return statementId;
}

/** A form that went out, and what came back of it. */
async function returnedForm(world: World) {
  const { bytes } = await sendForm(world, world.assessmentId);
  const uploadId = world.desk(fillWorkbook(bytes, { 'BR-01': { answer: 'Partly', remark: fresh('after a visit') } }));
  return { uploadId, fileName: 'answers.xlsx', assessmentId: world.assessmentId };
}

const sbomInput = ({ desk, modelId }: World) => ({
  uploadId: desk(cycloneDx('1.6', [{ name: fresh('zlib'), version: '1.3', ends: { endOfSupport: '2031-05-31' } }])),
  fileName: 'bom.json',
  model: { id: modelId },
});

const gudidInput = ({ desk, modelId }: World) => ({
  files: [{ uploadId: desk(gudidAnswer({ brandName: fresh('Brand') })), fileName: 'gudid.json' }],
  modelId,
});

const advisoriesInput = ({ desk }: World) => ({
  files: [{ uploadId: desk(csaf({ id: fresh('NMSA') })), fileName: 'advisory.json' }],
});

/** An advisory that nobody else has. */
async function anAdvisory(world: World) {
  const { files } = await world.client.imports.advisories(advisoriesInput({ ...world, desk: world.upload }));
  return { id: files[0]?.advisory?.id };
}

const letterInput = ({ vendorId, modelId }: World) => ({
  vendorId,
  dates: [
    {
      modelIds: [modelId],
      softwareVersion: null,
      kind: 'end_of_support',
      on: { on: '2028-06-30', precision: 'day' },
      vendorTerm: 'End of service',
    },
  ],
});

/** A task about the model, still open. */
export function addTask({ client, modelId }: Pick<World, 'client' | 'modelId'>, title = fresh('Ask')) {
  return client.task.create({ ...NEW_TASK, title, modelId });
}

const NEW_TASK = {
  dueOn: null,
  assignee: null,
  vendorId: null,
  modelId: null,
  deviceId: null,
  documentId: null,
  notes: null,
};

/** An own date of a release, in place of the one that it may have. */
async function ownDateOf(client: TestApp['client'], releaseKey: string) {
  const { rows } = await client.catalogue.search({ search: releaseKey });
  return {
    releaseKey,
    revision: rows.find(({ key }) => key === releaseKey)?.override?.revision ?? null,
    securityEndOn: day('2026-12-31'),
    paidExtensionEndOn: null,
    reason: 'The maker said so by letter',
    documentId: null,
  };
}

const CURRENT = { passphrase: PASSPHRASE, keyFile: null };
const FIRST_PASSPHRASE = 'lantern copper meadow tide';

/** Somebody who may look. */
function addUser(client: TestApp['client']) {
  return client.user.add({ name: fresh('Ana'), role: 'viewer', passphrase: FIRST_PASSPHRASE });
}

/** A view of a list that was saved. */
function addView({ client }: Pick<World, 'client'>) {
  return client.view.create({
    page: 'devices',
    name: fresh('Ward round'),
    address: 'status=in_service&words.department=ICU',
  });
}

/** A change of several models at once. */
async function changeModels({ client }: Pick<World, 'client'>) {
  const { id } = await client.model.create(modelFields({ name: fresh('Pump') }));
  const { chosen } = await client.model.chosen({ ids: [id] });
  return { chosen, changes: { deviceType: fresh('Pump'), leadTimeMonths: 9, appendNotes: fresh('looked at') } };
}

/** A change of several contracts at once. */
async function changeContracts({ client }: Pick<World, 'client'>) {
  const { id } = await client.contract.create(contractFields({ number: fresh('C') }));
  const { chosen } = await client.contract.chosen({ ids: [id] });
  return { chosen, changes: { noticeAmount: 4, noticeUnit: 'months' as const, appendNotes: fresh('looked at') } };
}

/** A change of several devices at once. */
async function changeMany({ client, contractId }: Pick<World, 'client' | 'contractId'>) {
  const { id } = await client.device.create(deviceFields({ assetTag: fresh('MANY') }));
  const { chosen } = await client.device.chosen({ ids: [id] });
  return {
    chosen,
    changes: {
      department: fresh('Ward'),
      location: fresh('Room'),
      softwareVersion: fresh('9'),
      notTrackedReason: fresh('no software'),
      appendNotes: fresh('looked at'),
      contract: { id: contractId, startsOn: null, endsOn: null },
    },
  };
}

/** A line that needs a decision: the device has no date. */
async function anAlert({ client }: World) {
  await client.device.create(
    deviceFields({ assetTag: fresh('ASK'), manufacturer: fresh('Silent'), model: fresh('Model') }),
  );
  const { rows } = await client.alert.list({ kinds: ['ask_vendor'], limit: 1000 });
  const line = rows.at(-1);
  if (!line) throw new Error('nothing needs a decision');
  return { key: line.key, revision: line.revision };
}

async function aWeekOn({ client }: World) {
  return addDays((await client.alert.list({})).today as Day, 7);
}

/** Input with which each procedure succeeds. A procedure that is added to the promise does not compile here without one. */
const GOOD: GoodInputs = {
  program: {
    events: () => undefined,
    cancel: () => ({ jobId: 'none' }),
    counts: () => undefined,
    search: () => ({ text: 'GW' }),
  },
  vault: {
    status: () => undefined,
    create: () => ({ passphrase: PASSPHRASE, organisation: 'Another' }),
    confirmRecoveryKey: () => ({ recoveryKey: 'WRONG' }),
    unlock: () => ({ passphrase: PASSPHRASE }),
    lock: () => undefined,
    openSample: () => ({ devices: 20 }),
    fillSample: () => ({ devices: 20 }),
    info: () => undefined,
    verify: () => undefined,
    touch: () => undefined,
    acceptHistory: () => ({ current: CURRENT }),
    setPolicy: () => ({ ...DEFAULT_POLICY, autoLockMinutes: 3 }),
    newRecoveryKey: () => ({ current: CURRENT }),
    newShares: () => ({ needed: 2, total: 3, current: CURRENT }),
    rememberHere: () => ({ current: CURRENT }),
    removeWayIn: async ({ client }) => {
      const { slots } = await client.vault.info();
      return { id: slots.find(({ kind }) => kind === 'recovery_key')?.id };
    },
    rotateKey: () => ({ cipher: 'chacha20', current: CURRENT }),
  },
  user: {
    list: () => undefined,
    add: () => ({ name: fresh('Ana'), role: 'viewer', passphrase: FIRST_PASSPHRASE }),
    setRole: async ({ client }) => ({ ...(await addUser(client)), role: 'auditor' }),
    remove: async ({ client }) => addUser(client),
    resetPassphrase: async ({ client }) => ({ ...(await addUser(client)), passphrase: `${FIRST_PASSPHRASE} again` }),
    changePassphrase: () => ({ current: CURRENT, passphrase: PASSPHRASE, keyFile: 'none' }),
  },
  device: {
    list: () => ({ filter: { search: 'gw', band: ['approaching_3'] }, sort: { by: 'support', descending: true } }),
    facets: () => ({}),
    get: ({ deviceId }) => ({ id: deviceId }),
    create: () => deviceFields({ assetTag: fresh('NEW') }),
    update: async ({ client, deviceId: id }) => ({
      id,
      revision: (await client.device.get({ id })).revision,
      changes: { department: fresh('Ward') },
    }),
    tagRules: () => undefined,
    nextTag: () => ({ department: 'ICU' }),
    saveTagRules: async ({ client }) => ({
      revision: (await client.device.tagRules()).revision,
      rules: [{ pattern: `${fresh('Tag')}-{number:4}`, from: 1, department: fresh('Ward'), deviceType: null }],
    }),
    chosen: () => ({ filter: { status: ['in_service'] } }),
    previewMany: async (world) => ({
      ...(await changeMany(world)),
      outcome: 'changed',
    }),
    updateMany: changeMany,
    retire: async ({ client }) => ({
      ...(await client.device.create(deviceFields({ assetTag: fresh('OLD') }))),
      on: '2026-05-01',
      disposedOn: null,
      dataErasedOn: null,
      reason: null,
    }),
    saveComponent: ({ deviceId }) => ({
      deviceId,
      componentId: null,
      revision: null,
      fields: componentFields({ kind: 'library', label: fresh('OpenSSL') }),
    }),
    removeComponent: async ({ client, deviceId }) => ({
      deviceId,
      revision: 1,
      ...(await client.device.saveComponent({
        deviceId,
        componentId: null,
        revision: null,
        fields: componentFields({ kind: 'library', label: fresh('OpenSSL') }),
      })),
    }),
    judgeLegacy: ({ deviceId }) => ({ deviceId, ...JUDGEMENT }),
    recordExtension: ({ componentId }) => ({
      componentId,
      purchasedUntilOn: '2028-01-12',
      proof: 'licence 7',
      documentId: null,
      vendorApproved: true,
      approval: 'letter',
    }),
    recordStatement: ({ componentId }) => ({
      componentId,
      kind: 'maintained_by_vendor',
      statedOn: '2026-09-01',
      untilOn: '2028-10-31',
      documentId: null,
      note: null,
    }),
    history: ({ deviceId }) => ({ id: deviceId }),
  },
  model: {
    list: () => ({ search: 'infu' }),
    chosen: () => ({ search: 'infu' }),
    previewMany: async (world) => ({ ...(await changeModels(world)), outcome: 'changed' }),
    updateMany: changeModels,
    get: ({ modelId }) => ({ id: modelId }),
    create: () => modelFields({ name: fresh('Model') }),
    update: async ({ client, modelId: id }) => ({
      id,
      revision: (await client.model.get({ id })).revision,
      changes: { notes: fresh('note') },
    }),
    recordMilestone: ({ modelId }) => ({
      modelId,
      softwareVersion: null,
      kind: 'end_of_sales',
      on: { on: '2027-06-01', precision: 'month' },
      vendorTerm: 'EOL',
      source: 'letter',
      documentId: null,
      announcedOn: '2026-11-01',
      receivedOn: '2026-11-10',
      confidence: 'stated',
    }),
    milestoneKinds: () => undefined,
    addMilestoneKind: () => ({ name: fresh('End of spare parts') }),
    previewLetter: letterInput,
    recordLetter: (world) => ({
      ...letterInput(world),
      documentId: null,
      announcedOn: '2026-11-01',
      receivedOn: '2026-11-10',
      confidence: 'stated',
      source: 'letter',
      task: { title: fresh('Ask for an offer'), dueOn: '2026-12-21', assignee: 'Ana' },
    }),
    judgeLegacy: ({ modelId }) => ({ modelId, ...JUDGEMENT, legacy: false }),
    saveComponent: ({ modelId }) => ({
      modelId,
      softwareVersion: '6.0',
      componentId: null,
      revision: null,
      fields: componentFields({ kind: 'library', label: fresh('zlib') }),
    }),
    removeComponent: async ({ client, modelId }) => ({
      modelId,
      revision: 1,
      ...(await client.model.saveComponent({
        modelId,
        softwareVersion: null,
        componentId: null,
        revision: null,
        fields: componentFields({ kind: 'library', label: fresh('zlib') }),
      })),
    }),
    history: ({ modelId }) => ({ id: modelId }),
  },
  vendor: {
    list: () => ({}),
    get: ({ vendorId }) => ({ id: vendorId }),
    create: () => vendorFields({ name: fresh('Vendor'), aliases: [fresh('Alias')], roles: ['manufacturer'] }),
    update: async ({ client, vendorId: id }) => ({
      id,
      revision: (await client.vendor.get({ id })).revision,
      changes: { notes: fresh('note') },
    }),
    history: ({ vendorId }) => ({ id: vendorId }),
  },
  finding: {
    list: ({ vendorId }) => ({
      filter: { state: ['proposed', 'confirmed'], exploited: false, vendorId, search: 'cve' },
    }),
    groups: () => ({ by: 'model', filter: { confidence: ['likely'] } }),
    get: async (world) => ({ id: (await addFinding(world)).id }),
    counts: () => undefined,
    devices: async (world) => ({ id: (await addFinding(world)).id }),
    exploited: async (world) => ({ id: (await addFinding(world)).id, limit: 5 }),
    confirm: async (world) => ({ findings: [await openFinding(world)], remember: true }),
    reject: async (world) => ({ findings: [await openFinding(world)], reason: 'Not with this option' }),
    reopen: async (world) => ({ findings: [await addFinding(world)] }),
    link: ({ modelId, componentId }) => ({ cve: freshCve(), modelId, componentId, note: 'told by the maker' }),
  },
  cover: {
    lines: ({ contractId }) => ({ contractId, search: 'GW', limit: 10 }),
    summary: ({ contractId }) => ({ contractId }),
    saveLines: async ({ client, contractId }) => {
      const { rows } = await client.cover.lines({ contractId, limit: 1000 });
      const lines = rows.map(({ device, revision }) => ({ deviceId: device.id, revision }));
      return { contractId, lines, changes: { endsOn: '2027-01-30', priceShare: '100.00' } };
    },
    ofDevice: ({ deviceId }) => ({ deviceId }),
    gaps: ({ contractId }) => ({ contractId, months: 12 }),
  },
  entitlement: {
    ofContract: ({ contractId }) => ({ contractId }),
    create: ({ contractId }) => ({ contractId, ...ENTITLEMENT }),
    update: async (world) => ({ ...(await addEntitlement(world)), changes: { amount: 5 } }),
    remove: addEntitlement,
    recordUse: async (world) => ({ id: (await addEntitlement(world)).id, ...(await entitlementUse(world)) }),
    takeBackUse: async (world) => {
      const { id } = await addEntitlement(world);
      return world.client.entitlement.recordUse({ id, ...(await entitlementUse(world)) } as never);
    },
  },
  cost: { get: () => ({ by: 'device', years: 3, limit: 10 }) },
  conflict: {
    list: () => ({ kind: ['no_cover', 'two_contracts'] }),
    get: async ({ client }) => {
      await client.device.create(deviceFields({ assetTag: fresh('UNCOVERED'), model: 'Uncovered' }));
      const { rows } = await client.conflict.list({ kind: ['no_cover'] });
      return { key: rows[0]?.key ?? '' };
    },
    report: () => ({ asOf: '2026-12-03' }),
  },
  clause: {
    list: () => ({ retired: true }),
    get: async (world) => ({ id: (await aClause(world)).id }),
    grid: ({ vendorId }) => ({ vendorId: [vendorId], category: ['updates'], sort: 'vendor' }),
    ofContract: ({ contractId }) => ({ contractId }),
    proposals: ({ contractId }) => ({ contractId }),
    create: () => ({ ...CLAUSE, code: fresh('OWN') }),
    update: async (world) => ({ ...(await addClause(world)), changes: { text: fresh('Other words') } }),
    retire: async (world) => ({ ...(await addClause(world)), on: '2026-11-21' }),
    compare: async (world) => {
      const { documentId } = await addDocument(world);
      const finding = { state: 'partial', reference: '7.2', page: '12', documentId, note: 'only for critical ones' };
      const { id: clauseId, version } = await addClause(world);
      return { contractId: world.contractId, clauseId, version, revision: 0, takeOver: true, ...finding };
    },
    addCommitments: async (world) => {
      const { severity, clockStart, direction, amount, unit, obligor } = promiseFields();
      const figures = { severity, clockStart, direction, amount, unit, obligor };
      const { id: clauseId } = await aClause(world);
      return { contractId: world.contractId, lines: [{ ...figures, kind: 'ADVISORY_ANSWER', clauseId }] };
    },
    history: async (world) => ({ id: (await addClause(world)).id }),
  },
  commitment: {
    list: ({ contractId }) => ({ contractId, search: 'c' }),
    get: async (world) => ({ id: (await addCommitment(world)).id }),
    example: ({ contractId }) => ({ amount: 3, unit: 'business_days', direction: 'after', contractId }),
    regions: () => undefined,
    calendar: () => ({ code: 'DE-BY' }),
    history: async (world) => ({ id: (await addCommitment(world)).id }),
    create: async (world) => ({
      contractId: world.contractId,
      vendorId: null,
      fields: promiseFields({
        scope: { kind: 'components', models: [], versions: [], components: [fresh('component')] },
        documentId: (await addDocument(world)).documentId,
        stopClock: ['regulator', 'other'],
        severityBasis: 'cvss_3',
        validFrom: '2026-01-01' as Day,
        validTo: '2027-01-31' as Day,
        remedy: 'a credit of the price of a week',
        remedyAmount: { amount: '500.00', currency: 'EUR' },
        notes: 'as agreed in the talks of March',
      }),
    }),
    update: async (world) => ({ ...(await addCommitment(world)), changes: { amount: 21, clause: '9.1', page: '4' } }),
    remove: (world) => addCommitment(world),
    saveCalendar: async ({ client }) => ({
      revision: (await client.commitment.calendar({})).revision,
      code: 'DE-BY',
      daysOff: [{ on: '2026-12-24', name: fresh('Christmas Eve') }],
    }),
  },
  scorecard: {
    get: ({ vendorId }) => ({ vendorId, from: '2025-01-01', contractual: true }),
    compare: () => ({ to: '2026-12-31' }),
  },
  installation: {
    record: async ({ client, modelId }) => ({
      obligationId: await fixToInstall(client, modelId, fresh('Fix')),
      assetTags: ['GW-01', 'nowhere'],
      doneOn: '2026-11-10',
    }),
    remove: async ({ client, modelId, deviceId }) => {
      const obligationId = await fixToInstall(client, modelId, fresh('Fix'));
      await client.installation.record({ obligationId, deviceIds: [deviceId], doneOn: day('2026-11-10') });
      return { obligationId, deviceIds: [deviceId] };
    },
    ofDevice: ({ deviceId }) => ({ deviceId }),
    ofModel: ({ modelId }) => ({ modelId }),
  },
  contract: {
    list: () => ({ sort: 'vendor' }),
    chosen: () => ({ search: 'c-' }),
    previewMany: async (world) => ({ ...(await changeContracts(world)), outcome: 'changed' }),
    updateMany: changeContracts,
    get: ({ contractId }) => ({ id: contractId }),
    create: () => contractFields({ number: fresh('C') }),
    update: async ({ client, contractId: id }) => ({
      id,
      revision: (await client.contract.get({ id })).revision,
      changes: { notes: fresh('note') },
    }),
    recordCancellation: async ({ client }) => ({
      ...(await client.contract.create(contractFields({ number: fresh('C') }))),
      on: '2026-11-20',
      reason: 'too dear',
    }),
    recordDecision: async ({ client }) => ({
      ...(await client.contract.create(contractFields({ number: fresh('C') }))),
      termEndsOn: '2027-01-31',
      decision: 'renew',
      reason: 'no other offer',
      nextStep: 'sign it',
    }),
    addDevices: async ({ client, contractId }) => {
      const assetTag = fresh('COV');
      await client.device.create(deviceFields({ assetTag }));
      return { id: contractId, assetTags: [assetTag, 'nowhere'], startsOn: null, endsOn: '2026-12-31' };
    },
    removeDevices: ({ contractId, deviceId }) => ({ id: contractId, deviceIds: [deviceId] }),
    report: () => ({ asOf: '2026-12-03' }),
    history: ({ contractId }) => ({ id: contractId }),
  },
  plan: {
    settings: () => undefined,
    saveSettings: async ({ client }) => ({ ...(await client.plan.settings()), inflation: '2.5' }),
    scenarios: () => undefined,
    addScenario: async (world) => ({ ...SCENARIO, name: fresh('Scenario'), copyOf: (await addScenario(world)).id }),
    updateScenario: async (world) => ({ ...(await addScenario(world)), changes: { notes: 'first draft', years: 3 } }),
    removeScenario: async (world) => addScenario(world),
    get: () => ({ fromYear: 2027, years: 3, departments: ['ICU'] }),
    devices: async ({ client }) => ({ key: (await client.plan.get({})).lines[0]?.key ?? '' }),
    choose: async (world) => ({
      scenarioId: (await addScenario(world)).id,
      deviceIds: [world.deviceId],
      decision: 'keep',
      fiscalYear: 2029,
      price: { amount: '1200.00', currency: 'EUR' },
      reason: 'The new ward opens in 2029',
    }),
    unchoose: async (world) => ({ scenarioId: (await addScenario(world)).id, deviceIds: [world.deviceId] }),
    level: async (world) => ({ scenarioId: (await addScenario(world)).id }),
    applyLevel: async (world) => ({ scenarioId: (await addScenario(world)).id, reason: 'Within the budget' }),
  },
  exception: {
    list: ({ deviceId }) => ({ filter: { search: 'isolated', state: ['in_force', 'ending'], deviceId } }),
    get: async (world) => ({ id: (await addException(world)).id }),
    create: ({ modelId }) => ({ ...EXCEPTION, title: fresh('Risk'), devices: { filter: { modelId } } }),
    update: async (world) => ({ ...(await addException(world)), changes: { owner: fresh('Ana') } }),
    extend: async (world) => ({ ...(await addException(world)), endsOn: '2027-06-30', reason: 'Delivery is late' }),
    withdraw: async (world) => ({ ...(await addException(world)), on: '2026-11-21', reason: 'Replaced' }),
    addDevices: async (world) => ({
      id: (await addException(world)).id,
      devices: { deviceIds: [(await world.client.device.create(deviceFields({ assetTag: fresh('RX') }))).id] },
    }),
    removeDevices: async (world) => {
      const { id, deviceId } = await addException(world);
      return { id, deviceIds: [deviceId] };
    },
    report: () => ({ asOf: '2026-12-03' }),
    history: async (world) => ({ id: (await addException(world)).id }),
  },
  edit: {
    list: () => ({ limit: 50 }),
    next: () => undefined,
    preview: async (world) => ({ seq: await stepToUndo(world) }),
    undo: async (world) => ({ seq: await stepToUndo(world) }),
    redo: async (world) => {
      const seq = await stepToUndo(world);
      await world.client.edit.undo({ seq });
      return { seq };
    },
  },
  duplicate: {
    list: () => ({ noun: 'vendor' }),
    preview: async (world) => {
      const [from, into] = await twoSpellings(world);
      return { noun: 'vendor', fromId: from.id, intoId: into.id };
    },
    merge: async (world) => {
      const [from, into] = await twoSpellings(world);
      return { noun: 'vendor', from, into, choices: { name: 'from' } };
    },
    keepApart: async (world) => {
      const [from, into] = await twoSpellings(world);
      return { noun: 'vendor', firstId: from.id, secondId: into.id };
    },
  },
  signOff: {
    of: ({ assessmentId }) => ({ noun: 'checklist', recordId: assessmentId }),
    sign: async (world) => signing(world, 'checklist', (await addChecklist(world)).id),
    withdraw: async (world) => {
      const { id } = await world.client.signOff.sign(await signing(world, 'exception', (await addException(world)).id));
      return { id, reason: 'Signed by mistake' };
    },
  },
  obligation: {
    list: ({ vendorId }) => ({
      filter: { search: 'request', state: ['breached', 'waiting'], vendorId },
      sort: 'vendor',
    }),
    get: async (world) => ({ id: (await addObligation(world)).id }),
    devices: async (world) => ({ id: (await addObligation(world)).id }),
    report: () => ({ asOf: '2026-12-03' }),
    history: async (world) => ({ id: (await addObligation(world)).id }),
    startClock: async (world) => ({
      commitmentIds: [await addRequestPromise(world)],
      event: 'HOSPITAL_REQUEST',
      title: fresh('Question'),
      on: '2026-11-02',
      note: 'By mail',
    }),
    recordStart: async (world) => ({
      ...(await addObligation(world)),
      event: 'HOSPITAL_REQUEST',
      on: '2026-11-01',
      basis: 'stated',
    }),
    addEvidence: async (world) => ({
      ...(await addObligation(world)),
      kind: 'mail',
      on: '2026-11-09',
      note: 'Answered',
    }),
    removeEvidence: async (world) => {
      const { id, revision } = await addObligation(world);
      return world.client.obligation.addEvidence({ id, revision, kind: 'note', on: day('2026-11-09') });
    },
    pause: async (world) => ({
      ...(await addObligation(world)),
      from: '2026-11-03',
      until: '2026-11-05',
      reason: 'hospital_window',
    }),
    endPause: async (world) => {
      const { id, revision } = await addObligation(world);
      const pause = { from: day('2026-11-03'), until: null, reason: 'hospital_window' };
      const paused = await world.client.obligation.pause({ id, revision, ...pause });
      const { pauses } = await world.client.obligation.get({ id });
      return { ...paused, pauseId: pauses[0]?.id, until: '2026-11-06' };
    },
    decide: async (world) => ({ ...(await addObligation(world)), decision: 'waived', reason: 'Settled by phone' }),
  },
  handover: {
    ofModel: ({ modelId }) => ({ modelId }),
    list: () => ({}),
    start: async ({ client }) => ({
      modelId: (await client.model.create(modelFields({ name: fresh('Ending') }))).id,
      owner: 'Ana',
      dueOn: '2027-06-30',
      notes: 'two\nlines',
    }),
    update: async (world) => ({ ...(await addHandover(world)), changes: { owner: fresh('Ana') } }),
    setItem: async (world) => ({
      ...(await addHandover(world)),
      item: 'final_sbom',
      state: 'not_available',
      note: 'Refused by letter',
      documentId: null,
    }),
    complete: async (world) => {
      let { id, revision } = await addHandover(world);
      for (const item of HANDOVER_ITEMS)
        ({ revision } = await world.client.handover.setItem({
          id,
          revision,
          item,
          state: 'received',
          note: null,
          documentId: null,
        }));
      return { id, revision, on: '2026-11-21' };
    },
    reopen: async (world) => {
      const done = GOOD.handover.complete(world) as Promise<never>;
      return { ...(await world.client.handover.complete(await done)), reason: 'A part was missing' };
    },
  },
  support: {
    report: () => ({ within: 12 }),
    outlook: () => ({ filter: { status: ['in_service'], band: ['unknown'], bandAsOf: '2027-01-31' }, months: 12 }),
    today: () => undefined,
    identify: () => ({ name: 'Windows 10', edition: null }),
  },
  alert: {
    list: () => ({ state: 'all', kinds: ['contract_notice'], limit: 10 }),
    devices: async (world) => ({ key: (await anAlert(world)).key }),
    explain: ({ deviceId }) => ({ deviceId }),
    people: () => undefined,
    meanwhile: () => undefined,
    acknowledge: async (world) => ({ alerts: [await anAlert(world)], reason: fresh('known') }),
    snooze: async (world) => ({
      alerts: [await anAlert(world)],
      untilOn: await aWeekOn(world),
      reason: fresh('later'),
    }),
    assign: async (world) => ({ alerts: [await anAlert(world)], assignee: fresh('Ana') }),
    reopen: async (world) => {
      const { alerts } = await world.client.alert.acknowledge({ alerts: [await anAlert(world)] });
      return { alerts };
    },
    seen: () => undefined,
  },
  template: {
    list: () => undefined,
    get: async (world) => ({ id: (await addTemplate(world)).id }),
    copy: ({ templateId }) => ({ id: templateId, title: fresh('Questions') }),
    update: async (world) => ({ ...(await addTemplate(world)), changes: { note: fresh('New in it'), source: 'Own' } }),
    saveControl: async (world) => ({ ...(await addTemplate(world)), code: 'BR-01', control: ownControl() }),
    removeControl: async (world) => ({ ...(await addTemplate(world)), code: 'BR-01' }),
    reorder: async (world) => {
      const draft = await addTemplate(world);
      const { controls } = await world.client.template.get({ id: draft.id });
      return { ...draft, codes: controls.map(({ code }) => code).reverse() };
    },
    release: addTemplate,
    retire: async (world) => ({ ...(await releaseTemplate(world)), retired: true }),
    remove: addTemplate,
    compare: async (world) => ({ beforeId: world.templateId, afterId: (await addTemplate(world)).id }),
    previewFile: templateInput,
    importFile: templateInput,
    history: async (world) => ({ id: (await addTemplate(world)).id }),
  },
  checklist: {
    templates: () => undefined,
    previewTemplate: async (world) => ({ id: world.assessmentId, templateId: (await releaseTemplate(world)).id }),
    changeTemplate: async (world) => {
      const { id: templateId } = await releaseTemplate(world);
      const title = fresh('Tender');
      const made = await world.client.checklist.create({
        templateId: world.templateId,
        title,
        vendor: null,
        model: null,
      });
      return { ...made, templateId };
    },
    list: () => undefined,
    create: ({ templateId }) => ({ templateId, title: 'Tender', vendor: fresh('Bidder'), model: 'New model' }),
    score: ({ assessmentId }) => ({ id: assessmentId }),
    get: ({ assessmentId }) => ({ id: assessmentId }),
    update: async ({ client, assessmentId: id }) => ({
      id,
      revision: (await client.checklist.get({ id })).revision,
      changes: { plannedDeliveryOn: '2026-12-15', applicability: { uses_ml: false } },
    }),
    answer: ({ assessmentId }) => ({
      id: assessmentId,
      control: 'AM-02',
      answerRevision: 0,
      answer: 'no',
      remark: null,
      evidence: null,
    }),
    answerAll: ({ assessmentId }) => ({
      id: assessmentId,
      answers: [{ control: 'BR-01', answer: 'yes', remark: null, evidence: fresh('page') }],
    }),
    chooseStatement: async (world) => {
      const statementId = await addStatement(world);
      const { id, revision } = await world.client.checklist.get({ id: world.assessmentId });
      return { id, revision, statementId };
    },
    newIssue: async (world) => {
      const { id } = await addSignedChecklist(world);
      const { revision } = await world.client.checklist.get({ id });
      return { id, revision, reason: 'The vendor changed its offer' };
    },
    differences: ({ assessmentId }) => ({ id: assessmentId }),
    promises: ({ assessmentId, contractId }) => ({ id: assessmentId, contractId }),
    addPromises: async (world) => ({
      id: (await addSignedChecklist(world)).id,
      contractId: world.contractId,
      lines: [
        {
          control: 'PM-02',
          kind: 'REMEDIATE',
          severity: 'uncontrolled',
          clockStart: 'VENDOR_AWARE',
          direction: 'after',
          amount: 30,
          unit: 'calendar_days',
          obligor: 'vendor',
        },
      ],
      supportUntil: true,
    }),
    accept: async (world) => {
      const statementId = await addStatement(world);
      const { id, revision } = await world.client.checklist.get({ id: world.assessmentId });
      await world.client.checklist.chooseStatement({ id, revision, statementId });
      const { controls } = await world.client.checklist.get({ id });
      const answerRevision = controls.find(({ code }) => code === 'BR-01')?.answerRevision ?? 0;
      return { id, statementId, answers: [{ control: 'BR-01', answerRevision, suggestion: 'partial' }] };
    },
  },
  comparison: {
    get: async (world) => ({ caseId: (await addCase(world)).id, weights: { ...OWN_WEIGHTS, price: 60 } }),
    controls: async (world) => ({ caseId: (await addCase(world)).id }),
  },
  procurement: {
    list: () => ({ stage: ['request'], department: ['ICU'] }),
    get: async (world) => ({ id: (await addCase(world)).id }),
    history: async (world) => ({ id: (await addCase(world)).id }),
    create: ({ templateId }) => ({ ...caseFields({ number: fresh('P') }), templateId }),
    update: async (world) => ({ ...(await addCase(world)), changes: { plannedDeliveryOn: '2027-04-01' } }),
    addCandidate: async (world) => ({ id: (await addCase(world)).id, offer: offerFields() }),
    updateCandidate: async (world) => ({ ...(await addCandidate(world)), changes: { quoteNumber: fresh('Q') } }),
    withdrawCandidate: async (world) => ({ ...(await addCandidate(world)), reason: 'Too expensive' }),
    saveCosts: async (world) => ({
      ...(await addCandidate(world)),
      costs: [costLine(), costLine({ kind: 'service', lastYear: 10 })],
    }),
    setDisclosure: async (world) => ({
      ...(await addCandidate(world)),
      item: 'sbom',
      state: 'received',
      note: 'CycloneDX',
      documentId: (await addDocument(world)).documentId,
    }),
    startChecklist: (world) => addCandidate(world),
    linkChecklist: async (world) => ({ ...(await addCandidate(world)), assessmentId: null }),
    move: async (world) => ({ ...(await addCase(world)), to: 'specification', on: '2026-11-20', reason: null }),
    saveWeights: async (world) => ({ ...(await addCase(world)), weights: { ...OWN_WEIGHTS, price: 60 } }),
    choose: async (world) => ({ ...(await addDecidedCase(world)), candidateId: null, reason: 'Asked again' }),
  },
  vendorForm: {
    issue: ({ assessmentId }) => ({ assessmentId, format: 'html', dueOn: '2026-12-24' }),
    list: ({ assessmentId }) => ({ assessmentId }),
    preview: returnedForm,
    take: returnedForm,
    accept: async (world) => {
      const { form, rows } = await world.client.vendorForm.take(await returnedForm({ ...world, desk: world.upload }));
      const answerRevision = rows.find(({ control }) => control === 'BR-01')?.answerRevision ?? 0;
      return { formId: form.id, answers: [{ control: 'BR-01', answerRevision, value: 'partial' }] };
    },
    discard: async (world) => ({
      formId: (await world.client.vendorForm.take(await returnedForm({ ...world, desk: world.upload }))).form.id,
    }),
  },
  mds2: {
    preview: mds2Input,
    take: mds2Input,
    list: ({ modelId }) => ({ modelId }),
    get: async (world) => ({ id: await addStatement(world) }),
    compare: async (world) => ({ before: await addStatement(world), after: await addStatement(world) }),
    remove: async (world) => ({ id: await addStatement(world) }),
  },
  catalogue: {
    info: () => undefined,
    search: () => ({ search: 'windows 10 ltsc' }),
    preview: ({ desk }) => ({ uploadId: desk(shippedFile()), fileName: 'catalogue.json' }),
    replace: ({ desk }) => ({ uploadId: desk(shippedFile()), fileName: 'catalogue.json' }),
    backToShipped: () => undefined,
    override: ({ client }) => ownDateOf(client, 'openssl/3.4'),
    removeOverride: async ({ client }) => {
      const releaseKey = 'nodejs/18';
      const { revision } = await client.catalogue.override(await ownDateOf(client, releaseKey));
      return { releaseKey, revision };
    },
  },
  imports: {
    previewFolder: ({ desk }) => ({ source: { uploadId: desk('no archive', 'folder.zip') } }),
    folder: ({ desk }) => ({ source: { uploadId: desk('no archive', 'folder.zip') } }),
    preview: importInput,
    rows: dryRun,
    look: (world) => ({ noun: 'devices', uploadId: importInput(world).uploadId }),
    resultFile: async (world) => ({ ...(await dryRun(world)), format: 'csv' }),
    run: importInput,
    profiles: () => ({ noun: 'devices' }),
    saveProfile: () => profileFields(fresh('Source')),
    removeProfile: async ({ client }) => client.imports.saveProfile(profileFields(fresh('Source'))),
    previewSbom: sbomInput,
    sbom: sbomInput,
    previewGudid: gudidInput,
    gudid: gudidInput,
    previewAdvisories: advisoriesInput,
    advisories: advisoriesInput,
    list: () => undefined,
    previewUndo: async (world) => ({ id: await anImport(world) }),
    undo: async (world) => ({ id: await anImport(world) }),
  },
  exports: {
    folder: () => ({}),
    records: () => ({ noun: 'contracts', format: 'csv' }),
    supportReport: () => ({ format: 'csv' }),
    contractsReport: () => ({ format: 'json' }),
    contents: () => ({ of: 'devices', filter: {} }),
    labels: ({ deviceId }) => ({ deviceIds: [deviceId], layout: 'a4_70x37', code: 'qr', content: 'tag', start: 5 }),
    coverGaps: ({ contractId }) => ({ format: 'json', contractId }),
    contractCost: () => ({ format: 'csv', by: 'device' }),
    devices: () => ({ format: 'csv', filter: { status: ['in_service'] } }),
    conflicts: () => ({ format: 'csv' }),
    scorecard: ({ vendorId }) => ({ format: 'csv', vendorId, to: '2026-12-31' }),
    scorecards: () => ({ format: 'xlsx' }),
    comparison: async (world) => ({ format: 'csv', caseId: (await addCase(world)).id }),
    clauses: () => ({ format: 'csv', part: 'grid' }),
    handover: async (world) => {
      const { id } = await addHandover(world);
      const { rows } = await world.client.handover.list({ limit: 1000 });
      return { format: 'csv', modelId: rows.find((row) => row.id === id)?.modelId };
    },
    exceptions: () => ({ format: 'json', asOf: '2026-12-03' }),
    commitmentsReport: () => ({ format: 'json', asOf: '2026-12-03' }),
    plan: () => ({ format: 'json', fromYear: 2027, departments: ['ICU', ''] }),
    outlook: () => ({ format: 'csv', part: 'departments', filter: { status: ['in_service'] } }),
    list: ({ vendorId }) => ({
      format: 'csv',
      list: { name: 'models', question: { vendorId, sort: 'name', descending: true } },
      disclosure: { serials: 'pseudonym' },
    }),
    sheet: ({ deviceId }) => ({ format: 'json', noun: 'device', id: deviceId, disclosure: { people: 'leave_out' } }),
    history: () => ({ format: 'csv', filter: { noun: ['device'], to: '2026-12-31' } }),
    checklist: ({ assessmentId }) => ({ format: 'csv', assessmentId }),
    template: ({ templateId }) => ({ templateId }),
  },
  advisory: {
    list: () => ({ filter: { search: 'CVE-2026', severity: ['critical'], exploited: false, open: false } }),
    facets: () => undefined,
    get: anAdvisory,
    history: anAdvisory,
    kev: () => ({ search: 'mirth', ransomware: true, ours: true }),
  },
  document: {
    list: () => undefined,
    add: ({ desk }) => ({
      uploadId: desk(fresh('letter')),
      fileName: '../../etc/letter.txt',
      title: fresh('Letter'),
      kind: 'vendor_letter',
      datedOn: null,
      receivedOn: '2026-11-10',
    }),
    search: () => ({ text: 'letter', kind: 'vendor_letter', unused: true, limit: 10 }),
    get: async (world) => ({ id: (await addDocument(world)).documentId }),
    of: ({ deviceId }) => ({ noun: 'device', recordId: deviceId }),
    link: async (world) => ({ ...placed(world), documentId: (await addDocument(world)).documentId }),
    unlink: async (world) => {
      const { documentId } = await addDocument(world);
      const link = { ...placed(world), documentId };
      await world.client.document.link(link);
      return link;
    },
    open: async (world) => ({ id: (await addDocument(world)).documentId }),
  },
  trash: {
    preview: ({ modelId }) => ({ noun: 'model', ids: [modelId] }),
    remove: async (world) => ({ noun: 'task', ids: [(await addTask(world)).id] }),
    list: () => ({ search: 'ask', noun: 'task' }),
    restore: async (world) => ({ ids: [await addTrashed(world)] }),
    purge: async (world) => ({ ids: [await addTrashed(world)], current: { passphrase: PASSPHRASE, keyFile: null } }),
  },
  view: {
    list: () => ({ page: 'devices' }),
    create: () => ({ page: 'obligations', name: fresh('Overdue'), address: 'state=breached' }),
    update: async (world) => ({ ...(await addView(world)), changes: { name: fresh('Round') } }),
    share: async (world) => ({ ...(await addView(world)), everybody: true }),
    remove: (world) => addView(world),
    setDefault: async (world) => ({ page: 'devices', id: (await addView(world)).id }),
  },
  udi: {
    labels: ({ deviceId }) => ({ deviceIds: [deviceId], layout: 'roll_62x29', code: 'datamatrix', content: 'udi' }),
    read: () => ({ text: '(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234' }),
  },
  task: {
    list: ({ vendorId }) => ({ vendorId, state: 'open', search: 'ask' }),
    get: async (world) => ({ id: (await addTask(world)).id }),
    create: ({ deviceId }) => ({
      ...NEW_TASK,
      title: fresh('Ask'),
      deviceId,
      dueOn: '2026-12-01',
      notes: 'two\nlines',
    }),
    update: async (world) => ({ ...(await addTask(world)), changes: { assignee: 'Ana' } }),
    close: async (world) => ({ ...(await addTask(world)), as: 'done', reason: null }),
    reopen: async (world) =>
      world.client.task.close({ ...(await addTask(world)), as: 'dropped', reason: 'not needed' }),
    history: async (world) => ({ id: (await addTask(world)).id }),
  },
  history: {
    list: () => ({ filter: { search: 'gateway', noun: ['device'], from: '2026-01-01' }, limit: 10 }),
    entry: () => ({ seq: 1 }),
    facets: () => undefined,
  },
  backup: {
    list: () => undefined,
    found: () => undefined,
    make: () => ({}),
    check: async (world) => ({ source: { fileName: await addBackup(world) } }),
    restore: async (world) => ({
      source: { fileName: await addBackup(world) },
      proof: { passphrase: PASSPHRASE },
      replace: true,
    }),
    undoRestore: () => undefined,
    download: async (world) => ({ fileName: await addBackup(world) }),
  },
  publication: {
    list: () => undefined,
    create: (world) => ({ fields: keptFile(world) }),
    update: async (world) => ({ ...(await addPublication(world)), fields: keptFile(world) }),
    remove: addPublication,
    writeNow: () => ({}),
  },
};

interface Procedure {
  readonly name: string;
  readonly noun: string;
  readonly own: string;
  readonly access: Access;
  readonly takesInput: boolean;
  readonly good: (world: World) => unknown;
}

/** Work on an empty vault alone, and so never on one that a test has filled; test/data/open-folder.test.ts asks them. */
export const INTO_EMPTY_VAULT = ['imports.previewFolder', 'imports.folder'];

/** Every promised procedure with the input that suits it. */
export const PROCEDURES: readonly Procedure[] = Object.entries(promise).flatMap(([noun, procedures]) =>
  Object.entries(procedures).map(([own, procedure]) => {
    const definition = procedure['~orpc'] as { meta: { access?: Access }; inputSchema?: unknown };
    const good = (GOOD as unknown as Record<string, Record<string, Procedure['good']>>)[noun]?.[own];
    if (definition.meta.access === undefined || good === undefined) throw new Error(`no case for ${noun}.${own}`);
    return {
      name: `${noun}.${own}`,
      noun,
      own,
      access: definition.meta.access,
      takesInput: definition.inputSchema !== undefined,
      good,
    };
  }),
);

/** Calls a procedure by its name, as a host does that knows none of them. */
export function call({ client }: Pick<TestApp, 'client'>, name: string, input: unknown): Promise<unknown> {
  const [noun = '', own = ''] = name.split('.');
  const procedure: unknown = Reflect.get(Reflect.get(client, noun) as object, own);
  if (typeof procedure !== 'function') throw new Error(`no procedure ${name}`);
  return (procedure as (input: unknown) => Promise<unknown>)(input);
}
