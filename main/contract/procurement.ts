import { z } from 'zod';
import { BANDS } from '../domain/band.ts';
import {
  CASE_STEPS,
  DISCLOSURE_ITEMS,
  DISCLOSURE_STATES,
  GATES,
  type GateReason,
  STAGES,
} from '../domain/procurement.ts';
import { COST_KINDS, COST_YEARS, MAX_COST_LINES } from '../domain/procurement-cost.ts';
import { weightsSchema } from './comparison.ts';
import { historyEntrySchema } from './history.ts';
import {
  command,
  daySchema,
  idSchema,
  instantSchema,
  lineSchema,
  moneySchema,
  nameSchema,
  pageSchema,
  query,
  revisionSchema,
  textSchema,
} from './shared.ts';
import { limitSchema, reasonSchema } from './support.ts';

/** What a person enters about a purchase. Days are inclusive. */
export const caseFieldsSchema = z.object({
  /** The hospital's own reference, of one case only. */
  number: nameSchema.nullable(),
  title: nameSchema,
  need: textSchema.nullable(),
  department: lineSchema().nullable(),
  /** Devices that are to be bought. */
  quantity: z.number().int().min(1).max(100_000),
  budget: moneySchema.nullable(),
  requestedOn: daySchema,
  plannedDeliveryOn: daySchema.nullable(),
  plannedReplacementOn: daySchema.nullable(),
  owner: nameSchema.nullable(),
  /** The checklist that candidates are asked. */
  templateId: idSchema('template').nullable(),
  /** The contract that came of it. */
  contractId: idSchema('contract').nullable(),
  notes: textSchema.nullable(),
});

/** What is offered. Vendor and model are named; new ones are made. */
export const offerSchema = z.object({
  vendor: nameSchema,
  model: nameSchema,
  softwareVersion: lineSchema(100).nullable(),
  quoteNumber: lineSchema(100).nullable(),
  quotedOn: daySchema.nullable(),
  /** Last day on which the quote holds. */
  quoteValidUntil: daySchema.nullable(),
  /** The quote itself. */
  documentId: idSchema('document').nullable(),
  notes: textSchema.nullable(),
});

/** What is paid in each of some years of use, see domain/procurement-cost.ts. */
export const costLineSchema = z.object({
  kind: z.enum(COST_KINDS),
  label: lineSchema().nullable(),
  amount: moneySchema.shape.amount.refine((amount) => !amount.startsWith('-'), 'amount'),
  currency: moneySchema.shape.currency,
  perDevice: z.boolean(),
  firstYear: z.number().int().min(1).max(COST_YEARS),
  lastYear: z.number().int().min(1).max(COST_YEARS),
  escalatorPercent: z
    .string()
    .regex(/^\d{1,2}(\.\d{1,2})?$/, 'percent')
    .nullable(),
});

const gateReasonSchema = z.custom<GateReason>(
  (value) => typeof value === 'object' && value !== null && 'code' in value && 'exceptionId' in value,
);

/** A gate of a candidate; it holds when each reason against it has an exception that answers it. */
export const gateStateSchema = z.object({
  gate: z.enum(GATES),
  holds: z.boolean(),
  reasons: z.array(gateReasonSchema),
  exceptionIds: z.array(z.string()),
});

const disclosureSchema = z.object({
  item: z.enum(DISCLOSURE_ITEMS),
  state: z.enum(DISCLOSURE_STATES),
  note: z.string().nullable(),
  documentId: idSchema('document').nullable(),
  document: z.string().nullable(),
  updatedAt: instantSchema.nullable(),
  updatedBy: z.string().nullable(),
});

/** The support of what is offered on the day of delivery (domain.md 1.4), without what a contract adds. */
const deliverySupportSchema = z.object({
  on: daySchema,
  band: z.enum(BANDS),
  declaredEnded: z.boolean(),
  endsOn: daySchema.nullable(),
  notLaterThan: daySchema.nullable(),
  /** Days from the day of delivery to the last day of support; negative where it ends before. */
  daysAfterDelivery: z.number().int().nullable(),
  limitedBy: limitSchema.nullable(),
  reasons: z.array(reasonSchema),
});

export const candidateSchema = offerSchema.extend({
  id: idSchema('candidate'),
  revision: revisionSchema,
  vendorId: idSchema('vendor'),
  modelId: idSchema('model'),
  document: z.string().nullable(),
  withdrawnOn: daySchema.nullable(),
  withdrawnReason: z.string().nullable(),
  costs: z.array(costLineSchema),
  /** By currency; amounts of different currencies are never added. */
  totals: z.array(z.object({ currency: z.string(), years: z.array(z.string()), total: z.string() })),
  checklist: z
    .object({
      id: idSchema('assessment'),
      title: z.string(),
      percentage: z.number(),
      answered: z.number().int(),
      applicable: z.number().int(),
      /** Controls whose critical red flag is up. */
      criticalFlags: z.array(z.string()),
    })
    .nullable(),
  /** Null while no delivery is planned. */
  support: deliverySupportSchema.nullable(),
  disclosure: z.array(disclosureSchema),
  gates: z.array(gateStateSchema),
});

const caseStepSchema = z.object({ step: z.enum(CASE_STEPS), count: z.number().int() });

export const caseRowSchema = z.object({
  id: idSchema('case'),
  number: z.string().nullable(),
  title: z.string(),
  department: z.string().nullable(),
  stage: z.enum(STAGES),
  quantity: z.number().int(),
  budget: moneySchema.nullable(),
  requestedOn: daySchema,
  plannedDeliveryOn: daySchema.nullable(),
  owner: z.string().nullable(),
  /** Open ones. */
  candidates: z.number().int(),
  /** Vendor and model of the one that was chosen. */
  chosen: z.string().nullable(),
  /** What is next; null when nothing is. */
  next: caseStepSchema.nullable(),
});

export const moveSchema = z.object({
  from: z.enum(STAGES),
  to: z.enum(STAGES),
  on: daySchema,
  reason: z.string().nullable(),
  by: z.string(),
  /** The gates of the chosen candidate on that day; empty where none was. */
  gates: z.array(gateStateSchema),
});

const identified = z.object({ id: idSchema('case'), revision: revisionSchema });
const offered = z.object({ candidateId: idSchema('candidate'), revision: revisionSchema });
const givenReason = textSchema.min(1);

export const procurement = {
  /** Cases that are under way first, by the day of delivery; those that are over last, the newest first. */
  list: query
    .input(
      pageSchema.extend({
        /** Occurs in number, title, department, or in vendor or model of a candidate. */
        search: z.string().max(200).default(''),
        stage: z.array(z.enum(STAGES)).default([]),
        /** Any of them; none keeps all. */
        department: z.array(lineSchema()).max(200).default([]),
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        rows: z.array(caseRowSchema),
        /** Of all cases, whatever the filter keeps. */
        stages: z.partialRecord(z.enum(STAGES), z.number().int()),
        departments: z.array(z.object({ name: z.string(), cases: z.number().int() })),
      }),
    ),
  get: query.input(z.object({ id: idSchema('case') })).output(
    caseFieldsSchema.extend({
      id: idSchema('case'),
      revision: revisionSchema,
      stage: z.enum(STAGES),
      /** Where it can go, the next stage first. */
      canMoveTo: z.array(z.enum(STAGES)),
      next: caseStepSchema.nullable(),
      template: z.string().nullable(),
      contract: z.string().nullable(),
      chosenCandidateId: idSchema('candidate').nullable(),
      decidedOn: daySchema.nullable(),
      decisionReason: z.string().nullable(),
      /** In their order, those that were withdrawn too. */
      candidates: z.array(candidateSchema),
      /** Newest first. */
      moves: z.array(moveSchema),
    }),
  ),
  /** @throws AppError `already_exists` where the number is taken, `not_found` for template or contract */
  create: command.input(caseFieldsSchema).output(identified),
  /** Also gives its days to the open checklists of its candidates. @throws AppError like `create` */
  update: command.input(identified.extend({ changes: caseFieldsSchema.partial() })).output(identified),
  /** @throws AppError `input_refused` with `too_many_candidates`, `candidate_twice` or `ordered_already` */
  addCandidate: command.input(z.object({ id: idSchema('case'), offer: offerSchema })).output(offered),
  /** Vendor and model stay: another product is another candidate. */
  updateCandidate: command
    .input(offered.extend({ changes: offerSchema.omit({ vendor: true, model: true }).partial() }))
    .output(offered),
  /**
   * Takes a candidate out of the case; with `reason` null it comes back.
   * @throws AppError `input_refused` with `candidate_chosen`, `too_many_candidates`, `candidate_twice` or `ordered_already`
   */
  withdrawCandidate: command.input(offered.extend({ reason: givenReason.nullable() })).output(offered),
  /** All lines of a candidate at once. @throws AppError `input_refused` with `years_reversed` */
  saveCosts: command.input(offered.extend({ costs: z.array(costLineSchema).max(MAX_COST_LINES) })).output(offered),
  /** @throws AppError `input_refused` with `reason_needed` or `evidence_needed` */
  setDisclosure: command
    .input(
      offered.extend({
        item: z.enum(DISCLOSURE_ITEMS),
        state: z.enum(DISCLOSURE_STATES),
        note: textSchema.nullable(),
        documentId: idSchema('document').nullable(),
      }),
    )
    .output(offered),
  /** Makes the checklist of a candidate from the template of the case. @throws AppError `input_refused` with `no_template` or `has_checklist` */
  startChecklist: command.input(offered).output(offered.extend({ assessmentId: idSchema('assessment') })),
  /** Takes a checklist of the same model, or null for none. @throws AppError `input_refused` with `other_model`, `checklist_linked` or `ordered_already` */
  linkChecklist: command.input(offered.extend({ assessmentId: idSchema('assessment').nullable() })).output(offered),
  /**
   * To another stage. Going back before the decision takes the choice back.
   * @throws AppError `gate_closed` with `gates` and `controls`; `input_refused` with a problem of domain/procurement.ts
   */
  move: command
    .input(identified.extend({ to: z.enum(STAGES), on: daySchema, reason: textSchema.nullable() }))
    .output(identified),
  /**
   * Decides for a candidate, or for none again. Only in the stage of the decision.
   * @throws AppError `gate_closed`; `input_refused` with `not_in_decision` or `candidate_withdrawn`
   */
  choose: command
    .input(identified.extend({ candidateId: idSchema('candidate').nullable(), reason: givenReason }))
    .output(identified),
  /** Keeps how much each criterion of the comparison counts. @throws AppError `input_refused` with `no_weight` where none does */
  saveWeights: command.input(identified.extend({ weights: weightsSchema })).output(identified),
  history: query.input(z.object({ id: idSchema('case') })).output(z.array(historyEntrySchema)),
};
