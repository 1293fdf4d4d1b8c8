import { PRODUCT_STATUSES, SEVERITIES, VERSION_KINDS } from '../../domain/advisory.ts';
import { ALERT_STATES } from '../../domain/alert.ts';
import { ANSWER_TYPES, APPLICABILITIES, WEIGHTS } from '../../domain/checklist.ts';
import { CLAUSE_CATEGORIES, CLAUSE_STATES } from '../../domain/clause.ts';
import {
  CLOCK_DIRECTIONS,
  CLOCK_STARTS,
  COMMITMENT_KINDS,
  COMMITMENT_SCOPES,
  DURATION_UNITS,
  OBLIGORS,
  SEVERITY_BANDS,
  SEVERITY_BASES,
  STOP_CLOCK_REASONS,
} from '../../domain/commitment.ts';
import { STATEMENT_KINDS } from '../../domain/component.ts';
import { CONTRACT_KINDS, LAST_DAYS, NOTICE_UNITS, RENEWAL_DECISIONS, RENEWALS } from '../../domain/contract.ts';
import { CRITICALITIES, DEVICE_CATEGORIES, DEVICE_STATUSES, TRISTATE } from '../../domain/device.ts';
import { DOCUMENT_KINDS } from '../../domain/document.ts';
import { ENTITLEMENT_KINDS, ENTITLEMENT_PERIODS } from '../../domain/entitlement.ts';
import { EXCEPTION_KINDS } from '../../domain/exception.ts';
import { CONFIDENCES, FINDING_SOURCES, FINDING_STATES } from '../../domain/finding.ts';
import { HANDOVER_ITEM_STATES, HANDOVER_ITEMS } from '../../domain/handover.ts';
import { IMPORT_KINDS, IMPORT_NOUNS } from '../../domain/import/headings.ts';
import { MDS2_ANSWERS } from '../../domain/mds2/answer.ts';
import { MDS2_EDITIONS } from '../../domain/mds2/read.ts';
import * as model from '../../domain/model.ts';
import { EVIDENCE_KINDS, TRIGGER_KINDS } from '../../domain/obligation.ts';
import { SIDE_STATES, START_BASES } from '../../domain/obligation-clock.ts';
import { PLAN_DECISIONS } from '../../domain/plan.ts';
import { DISCLOSURE_ITEMS, DISCLOSURE_STATES, GATES, STAGES } from '../../domain/procurement.ts';
import { COST_KINDS } from '../../domain/procurement-cost.ts';
import { PUBLICATION_FORMATS, PUBLISHED } from '../../domain/publication.ts';
import { ROLES } from '../../domain/role.ts';
import { CHECKLIST_STATUSES, DUTIES, SIGNED_NOUNS } from '../../domain/sign-off.ts';
import { TASK_STATES } from '../../domain/task.ts';
import { TEMPLATE_STATES } from '../../domain/template.ts';
import { FORM_FORMATS } from '../../domain/vendor-form.ts';
import { VERSION_FITS } from '../../domain/version-range.ts';

const PRECISIONS = ['day', 'month', 'year'] as const;

/** Columns that take a word of a vocabulary and nothing else, by table and column. */
export const VOCABULARIES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  VendorRole: { role: model.VENDOR_ROLES },
  DeviceModel: {
    category: DEVICE_CATEGORIES,
    stage: model.STAGES,
    updatesNeedContract: TRISTATE,
    whoInstalls: model.INSTALLERS,
  },
  SoftwareVersion: { releasedPrecision: PRECISIONS },
  Milestone: { precision: PRECISIONS, confidence: model.CONFIDENCES },
  Component: { kind: model.COMPONENT_KINDS, endPrecision: PRECISIONS },
  ComponentStatement: { kind: STATEMENT_KINDS },
  Device: { status: DEVICE_STATUSES, criticality: CRITICALITIES, networkConnected: TRISTATE, storesPhi: TRISTATE },
  Contract: {
    kind: CONTRACT_KINDS,
    lastDay: LAST_DAYS,
    renewal: RENEWALS,
    noticeUnit: NOTICE_UNITS,
    includesSecurityUpdates: TRISTATE,
    includesOsUpgrades: TRISTATE,
  },
  ContractLine: { includesSecurityUpdates: TRISTATE },
  RenewalDecision: { decision: RENEWAL_DECISIONS },
  Entitlement: { kind: ENTITLEMENT_KINDS, per: ENTITLEMENT_PERIODS },
  Clause: { category: CLAUSE_CATEGORIES },
  ContractClause: { state: CLAUSE_STATES },
  Commitment: {
    kind: COMMITMENT_KINDS,
    severity: SEVERITY_BANDS,
    severityBasis: SEVERITY_BASES,
    clockStart: CLOCK_STARTS,
    direction: CLOCK_DIRECTIONS,
    unit: DURATION_UNITS,
    obligor: OBLIGORS,
    scope: COMMITMENT_SCOPES,
  },
  Obligation: {
    triggerKind: TRIGGER_KINDS,
    band: SEVERITY_BANDS,
    startEvent: CLOCK_STARTS,
    startBasis: START_BASES,
    side: SIDE_STATES,
  },
  ObligationEvidence: { kind: EVIDENCE_KINDS },
  ObligationPause: { reason: STOP_CLOCK_REASONS },
  StartEvent: { event: CLOCK_STARTS, basis: START_BASES },
  Advisory: { hashChecked: ['matched', 'absent'] },
  AdvisoryProduct: { versionKind: VERSION_KINDS },
  AdvisoryVulnerability: { cvssSeverity: SEVERITIES },
  AdvisoryStatus: { status: PRODUCT_STATUSES },
  Finding: { source: FINDING_SOURCES, confidence: CONFIDENCES, versionFit: VERSION_FITS, state: FINDING_STATES },
  ChecklistTemplate: { state: TEMPLATE_STATES },
  ChecklistControl: {
    answerType: ANSWER_TYPES,
    weight: WEIGHTS,
    tier: ['core', 'extended'],
    appliesWhen: ['any', ...APPLICABILITIES],
    commitmentKind: COMMITMENT_KINDS,
  },
  Assessment: { status: CHECKLIST_STATUSES },
  Mds2Statement: { edition: MDS2_EDITIONS },
  Mds2Answer: { answer: MDS2_ANSWERS },
  VendorForm: { format: FORM_FORMATS },
  ProcurementCase: { stage: STAGES },
  ProcurementMove: { fromStage: STAGES, toStage: STAGES },
  CandidateCost: { kind: COST_KINDS },
  DisclosureItem: { item: DISCLOSURE_ITEMS, state: DISCLOSURE_STATES },
  RiskException: { kind: EXCEPTION_KINDS, gate: GATES },
  HandoverItem: { item: HANDOVER_ITEMS, state: HANDOVER_ITEM_STATES },
  SignOff: { noun: SIGNED_NOUNS, duty: DUTIES, role: ROLES },
  PlanChoice: { decision: PLAN_DECISIONS },
  Task: { state: TASK_STATES },
  AlertHandling: { state: ALERT_STATES },
  Publication: { what: PUBLISHED, format: PUBLICATION_FORMATS },
  Document: { kind: DOCUMENT_KINDS },
  DocumentLink: { noun: ['device', 'model', 'vendor', 'contract', 'procurement'] },
  ImportRun: { noun: IMPORT_KINDS },
  ImportProfile: { noun: IMPORT_NOUNS },
  DistinctNames: { noun: ['vendor', 'model'] },
  MergedRecord: { noun: ['vendor', 'model'] },
  User: { role: ROLES },
};
