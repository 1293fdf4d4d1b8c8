import { z } from 'zod';
import { proposedCommitmentSchema } from '../../contract/clause.ts';
import { findingReasonSchema } from '../../contract/finding.ts';
import { scenarioFieldsSchema } from '../../contract/plan.ts';
import { gateStateSchema } from '../../contract/procurement.ts';
import { publicationOptionsSchema } from '../../contract/publication.ts';
import { REMEDY_CATEGORIES } from '../../domain/advisory.ts';
import { type CatalogueData, catalogueOf } from '../../domain/catalogue/catalogue.ts';
import { APPLICABILITIES } from '../../domain/checklist.ts';
import { STOP_CLOCK_REASONS } from '../../domain/commitment.ts';
import { MDS2_FINDINGS } from '../../domain/mds2/read.ts';
import { controlDetailsSchema } from '../checklist/checklist.store.ts';

const texts = z.array(z.string());
const text = z.string().nullable();
const plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** Fields of a record, as history and journal keep them. */
const fields = z.record(z.string(), plain);

/** The catalogue is put together once to see whether it can be. */
function isCatalogue(value: unknown): boolean {
  try {
    return catalogueOf(value as CatalogueData).releases.length > 0;
  } catch {
    return false;
  }
}

/** What the JSON texts of the vault hold, by table and column. A key that is not named is kept as it is. */
export const JSON_COLUMNS: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  Commitment: { stopClock: z.array(z.enum(STOP_CLOCK_REASONS)) },
  ClauseVersion: { commitments: z.array(proposedCommitmentSchema) },
  Advisory: {
    revisions: z.array(
      z.looseObject({
        version: z.string(),
        currentReleaseAt: text,
        documentId: z.string(),
        sha256: z.string(),
        replacedOn: z.string(),
        changes: z.array(z.looseObject({ code: z.string() })),
      }),
    ),
    details: z.looseObject({
      notes: z.array(z.looseObject({ category: z.string(), title: text, text: z.string() })),
      references: z.array(z.looseObject({ summary: z.string(), url: z.string(), own: z.boolean() })),
      acknowledgements: texts,
      history: z.array(z.looseObject({ number: z.string(), at: text, summary: z.string() })),
    }),
  },
  AdvisoryProduct: {
    identifiers: z.looseObject({
      cpe: z.string().optional(),
      purls: texts.optional(),
      modelNumbers: texts.optional(),
      serialNumbers: texts.optional(),
      skus: texts.optional(),
    }),
    related: texts,
  },
  AdvisoryVulnerability: {
    remediations: z.array(
      z.looseObject({
        category: z.enum(REMEDY_CATEGORIES),
        details: z.string(),
        on: text,
        url: text,
        productIds: texts,
      }),
    ),
    statements: z.array(z.looseObject({ kind: z.string(), category: z.string(), text, productIds: texts })),
  },
  Finding: { reasons: z.array(findingReasonSchema) },
  ChecklistControl: { details: controlDetailsSchema },
  Assessment: { applicability: z.partialRecord(z.enum(APPLICABILITIES), z.boolean()) },
  Mds2Statement: { findings: z.array(z.looseObject({ code: z.enum(MDS2_FINDINGS) })) },
  VendorForm: { findings: z.array(z.union([z.string(), z.looseObject({})])) },
  ProcurementCase: { weights: z.record(z.string(), z.unknown()) },
  ProcurementMove: { gates: z.array(gateStateSchema) },
  RiskException: { controls: texts },
  PlanScenario: { settings: scenarioFieldsSchema.omit({ name: true, notes: true }).partial() },
  AlertHandling: {
    facts: z.looseObject({ name: z.string(), decidedBy: text, decidedOn: text, facts: z.array(z.looseObject({})) }),
  },
  Publication: { options: publicationOptionsSchema },
  ImportChange: { before: fields },
  ImportProfile: { options: z.looseObject({}) },
  CatalogueEdition: { content: z.custom<CatalogueData>(isCatalogue, 'catalogue') },
  MergedRecord: { moved: z.array(z.unknown()) },
  TrashedRecord: { rows: z.unknown() },
  FormerEntry: { summary: fields },
  FormerChange: { before: fields, after: fields },
};
