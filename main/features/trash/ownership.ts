import type { TrashNoun } from '../../domain/trash.ts';

/** The table of each noun that can be removed. */
export const TRASH_TABLES: Readonly<Record<TrashNoun, string>> = {
  device: 'Device',
  model: 'DeviceModel',
  vendor: 'Vendor',
  contract: 'Contract',
  task: 'Task',
  checklist: 'Assessment',
  procurement: 'ProcurementCase',
  exception: 'RiskException',
  document: 'Document',
};

/**
 * Columns by which a row only belongs to the record that it refers to and goes with it. Whatever else refers to a record
 * keeps it, also tables that do not exist yet: the database is asked, and what does not stand here holds.
 */
export const PARTS: ReadonlySet<string> = new Set([
  ...['Component', 'Milestone', 'ContractLine', 'LegacyJudgement', 'PlanChoice', 'Finding'].map(of('deviceId')),
  ...['SoftwareVersion', 'Component', 'Milestone', 'ModelAlias', 'Mds2Statement'].map(of('modelId')),
  ...['LegacyJudgement', 'Handover', 'Finding', 'Obligation'].map(of('modelId')),
  ...['Component', 'Milestone', 'Finding'].map(of('softwareVersionId')),
  ...['ComponentStatement', 'ComponentExtension', 'Finding'].map(of('componentId')),
  ...['VendorAlias', 'VendorRole', 'VendorContact'].map(of('vendorId')),
  ...['ContractLine', 'Commitment', 'Entitlement', 'ContractClause'].map(of('contractId')),
  ...['CommitmentScope', 'Obligation'].map(of('commitmentId')),
  ...['Answer', 'VendorForm'].map(of('assessmentId')),
  ...['ProcurementMove', 'Candidate'].map(of('caseId')),
  ...['CandidateCost', 'DisclosureItem'].map(of('candidateId')),
  'EntitlementUse.entitlementId',
  'Mds2Answer.statementId',
  'HandoverItem.handoverId',
  'AnswerEvidence.answerId',
  'VendorFormAnswer.formId',
  'ExceptionDevice.exceptionId',
  'DocumentContent.documentId',
]);

function of(column: string): (table: string) => string {
  return (table) => `${table}.${column}`;
}

/** Where people meet a row: kind and identifier of the record that they can open, as SQL on the alias `c`. */
export interface Place {
  readonly noun: string;
  readonly id: string;
}

const itself = (noun: string): Place => ({ noun: `'${noun}'`, id: 'c."id"' });
const at = (noun: string, id: string): Place => ({ noun: `'${noun}'`, id });
/** Of a device where it names one, else of its model. */
const DEVICE_OR_MODEL: Place = {
  noun: `CASE WHEN c."deviceId" IS NULL THEN 'model' ELSE 'device' END`,
  id: 'coalesce(c."deviceId", c."modelId")',
};
const ofComponent = (field: 'noun' | 'id') =>
  `(SELECT ${field === 'noun' ? `CASE WHEN k."deviceId" IS NULL THEN 'model' ELSE 'device' END` : 'coalesce(k."deviceId", k."modelId", s."modelId")'}
    FROM "Component" k LEFT JOIN "SoftwareVersion" s ON s."id" = k."softwareVersionId" WHERE k."id" = c."componentId")`;
const COMPONENT: Place = { noun: ofComponent('noun'), id: ofComponent('id') };
const parent = (noun: string, table: string, key: string, column: string): Place =>
  at(noun, `(SELECT p."${column}" FROM "${table}" p WHERE p."id" = c."${key}")`);

/** Where the rows of a table are met. A table that is not here is met nowhere by itself. */
export const PLACES: Readonly<Record<string, Place>> = {
  Device: itself('device'),
  DeviceModel: itself('model'),
  Vendor: itself('vendor'),
  Contract: itself('contract'),
  Task: itself('task'),
  Assessment: itself('checklist'),
  ProcurementCase: itself('procurement'),
  RiskException: itself('exception'),
  Obligation: itself('obligation'),
  Advisory: itself('advisory'),
  Finding: itself('finding'),
  Document: itself('document'),
  Milestone: DEVICE_OR_MODEL,
  LegacyJudgement: DEVICE_OR_MODEL,
  Component: {
    noun: DEVICE_OR_MODEL.noun,
    id: 'coalesce(c."deviceId", c."modelId", (SELECT s."modelId" FROM "SoftwareVersion" s WHERE s."id" = c."softwareVersionId"))',
  },
  ComponentStatement: COMPONENT,
  ComponentExtension: COMPONENT,
  SoftwareVersion: at('model', 'c."modelId"'),
  Handover: at('model', 'c."modelId"'),
  HandoverItem: parent('model', 'Handover', 'handoverId', 'modelId'),
  Mds2Statement: at('model', 'c."modelId"'),
  ContractLine: at('contract', 'c."contractId"'),
  ContractClause: at('contract', 'c."contractId"'),
  RenewalDecision: at('contract', 'c."contractId"'),
  Entitlement: at('contract', 'c."contractId"'),
  EntitlementUse: parent('contract', 'Entitlement', 'entitlementId', 'contractId'),
  Commitment: {
    noun: `CASE WHEN c."contractId" IS NOT NULL THEN 'contract' WHEN c."vendorId" IS NOT NULL THEN 'vendor' ELSE 'commitment' END`,
    id: 'coalesce(c."contractId", c."vendorId", c."id")',
  },
  CommitmentScope: parent('contract', 'Commitment', 'commitmentId', 'contractId'),
  ObligationEvidence: at('obligation', 'c."obligationId"'),
  ObligationPause: at('obligation', 'c."obligationId"'),
  Installation: at('obligation', 'c."obligationId"'),
  Answer: at('checklist', 'c."assessmentId"'),
  AnswerEvidence: parent('checklist', 'Answer', 'answerId', 'assessmentId'),
  VendorForm: at('checklist', 'c."assessmentId"'),
  Candidate: at('procurement', 'c."caseId"'),
  DisclosureItem: parent('procurement', 'Candidate', 'candidateId', 'caseId'),
  ExceptionDevice: at('exception', 'c."exceptionId"'),
  PlanChoice: at('plan', 'c."scenarioId"'),
  CatalogueOverride: at('catalogue', 'c."releaseKey"'),
  DocumentLink: { noun: 'c."noun"', id: 'c."recordId"' },
};

/** Kinds under which the history speaks of parts that go with a record. */
export const RECORDED_PARTS = {
  Component: 'component',
  ContractLine: 'contract_line',
  Commitment: 'commitment',
  Entitlement: 'entitlement',
  Handover: 'handover',
  Mds2Statement: 'mds2',
  Candidate: 'candidate',
  VendorForm: 'vendorForm',
} as const;
