import { z } from 'zod';
import { CLAUSE_CATEGORIES, CLAUSE_STATES } from '../domain/clause.ts';
import {
  CLOCK_DIRECTIONS,
  CLOCK_STARTS,
  COMMITMENT_KINDS,
  DURATION_UNITS,
  OBLIGORS,
  SEVERITY_BANDS,
} from '../domain/commitment.ts';
import { historyEntrySchema } from './history.ts';
import {
  command,
  daySchema,
  idSchema,
  instantSchema,
  lineSchema,
  nameSchema,
  pageSchema,
  query,
  revisionSchema,
  textSchema,
} from './shared.ts';

const figuresSchema = z.object({
  kind: z.enum(COMMITMENT_KINDS),
  severity: z.enum(SEVERITY_BANDS),
  clockStart: z.enum(CLOCK_STARTS),
  direction: z.enum(CLOCK_DIRECTIONS),
  amount: z.number().int().min(1).max(100_000),
  unit: z.enum(DURATION_UNITS),
  obligor: z.enum(OBLIGORS),
});

/** A commitment that a clause proposes. */
export const proposedCommitmentSchema = figuresSchema.extend({
  /** Belongs to the set that is offered at first. */
  byDefault: z.boolean(),
});

/** What makes a new version of a clause when it changes. */
const versionFieldsSchema = z.object({
  text: textSchema.min(1),
  guidance: textSchema.nullable(),
  /** Where it comes from, such as "MC2-style". */
  source: lineSchema(500).nullable(),
  commitments: z.array(proposedCommitmentSchema).max(20),
});

export const clauseFieldsSchema = versionFieldsSchema.extend({
  /** Short name that files and columns use, such as VN-02. */
  code: lineSchema(12).regex(/^[\p{L}\p{N}][\p{L}\p{N}.-]*$/u, 'code'),
  title: nameSchema,
  category: z.enum(CLAUSE_CATEGORIES),
});

const identified = z.object({ id: idSchema('clause'), revision: revisionSchema });
const stateSchema = z.enum(CLAUSE_STATES);

/** How many contracts that are not over say what of a clause. */
const countsSchema = z.object({
  present: z.number().int(),
  partial: z.number().int(),
  absent: z.number().int(),
  not_applicable: z.number().int(),
  notLookedAt: z.number().int(),
});

const clauseLineSchema = z.object({
  id: idSchema('clause'),
  code: z.string(),
  title: z.string(),
  category: z.enum(CLAUSE_CATEGORIES),
  /** Number of the version that holds. */
  version: z.number().int(),
  counts: countsSchema,
});

/** Which contracts, and which clauses of the library. What is not named lets everything through. */
export const clauseFilterSchema = z.object({
  search: z.string().max(200).default(''),
  vendorId: z.array(idSchema('vendor')).max(500).optional(),
  category: z.array(z.enum(CLAUSE_CATEGORIES)).optional(),
  /** Contracts that are over too. */
  ended: z.boolean().default(false),
});

/** What a person found in a contract. */
const findingSchema = z.object({
  reference: lineSchema(200).nullable(),
  page: lineSchema(50).nullable(),
  documentId: idSchema('document').nullable(),
  note: textSchema.nullable(),
});

export const clause = {
  /** The library in its order. */
  list: query.input(z.object({ retired: z.boolean().default(false) })).output(
    z.array(
      clauseLineSchema.extend({
        revision: revisionSchema,
        text: z.string(),
        source: z.string().nullable(),
        commitments: z.array(proposedCommitmentSchema),
        retiredOn: daySchema.nullable(),
      }),
    ),
  ),
  /** One clause with all its versions, newest first. */
  get: query.input(z.object({ id: idSchema('clause') })).output(
    clauseLineSchema.extend({
      revision: revisionSchema,
      retiredOn: daySchema.nullable(),
      versions: z.array(
        versionFieldsSchema.extend({
          version: z.number().int(),
          createdAt: instantSchema,
          createdBy: z.string(),
          /** Contracts that were last compared with this version. */
          contracts: z.number().int(),
        }),
      ),
    }),
  ),
  /** @throws already_exists when the code is taken */
  create: command.input(clauseFieldsSchema).output(identified.extend({ version: z.number().int() })),
  /** Changed words or proposals make a new version; title, category and code do not. */
  update: command
    .input(identified.extend({ changes: clauseFieldsSchema.partial() }))
    .output(identified.extend({ version: z.number().int() })),
  /** Takes a clause out of the grid, or with `on` null back in. What was found about it stays. */
  retire: command.input(identified.extend({ on: daySchema.nullable() })).output(identified),
  /** Contracts by clauses; a cell that is not there was not looked at. */
  grid: query
    .input(
      clauseFilterSchema.extend({
        ...pageSchema.shape,
        sort: z.enum(['number', 'vendor', 'gaps']).default('gaps'),
        descending: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        clauses: z.array(clauseLineSchema),
        vendors: z.array(z.object({ id: idSchema('vendor'), name: z.string(), contracts: z.number().int() })),
        rows: z.array(
          z.object({
            id: idSchema('contract'),
            number: z.string(),
            vendor: z.string(),
            gaps: z.number().int(),
            notLookedAt: z.number().int(),
            cells: z.record(
              z.string(),
              z.object({
                state: stateSchema,
                /** The version that it was compared with is not the one that holds. */
                outdated: z.boolean(),
              }),
            ),
          }),
        ),
      }),
    ),
  /** A contract beside every clause of the library. */
  ofContract: query.input(z.object({ contractId: idSchema('contract') })).output(
    z.object({
      contractId: idSchema('contract'),
      number: z.string(),
      vendor: z.string(),
      clauses: z.array(
        findingSchema.extend({
          id: idSchema('clause'),
          code: z.string(),
          title: z.string(),
          category: z.enum(CLAUSE_CATEGORIES),
          version: z.number().int(),
          text: z.string(),
          guidance: z.string().nullable(),
          source: z.string().nullable(),
          state: stateSchema.nullable(),
          /** 0 while nobody looked. */
          revision: z.number().int(),
          /** Version that it was compared with. */
          comparedWith: z.number().int().nullable(),
          comparedAt: instantSchema.nullable(),
          comparedBy: z.string().nullable(),
          document: z.string().nullable(),
          /** Commitments of this contract that came from the clause, and how many of them name neither clause nor page. */
          commitments: z.number().int(),
          notContractual: z.number().int(),
        }),
      ),
    }),
  ),
  /**
   * Notes what the contract says of a clause, compared with the version that `version` names; `state` null means that nobody
   * looked. `revision` is 0 while nothing was noted. @throws stale_edit also when the clause got a newer version meanwhile
   */
  compare: command
    .input(
      findingSchema.extend({
        contractId: idSchema('contract'),
        clauseId: idSchema('clause'),
        version: z.number().int().min(1),
        revision: z.number().int().min(0),
        state: stateSchema.nullable(),
        /** Writes clause, page and document into the commitments of the contract that came from this clause. */
        takeOver: z.boolean().default(false),
      }),
    )
    .output(z.object({ revision: z.number().int(), commitments: z.number().int() })),
  /** The commitments that the library proposes for a contract, and what of them is there already. */
  proposals: query.input(z.object({ contractId: idSchema('contract') })).output(
    z.array(
      proposedCommitmentSchema.extend({
        clauseId: idSchema('clause'),
        code: z.string(),
        title: z.string(),
        source: z.string().nullable(),
        /** The same promise in this contract, perhaps with other figures. */
        known: figuresSchema.pick({ amount: true, unit: true, obligor: true }).nullable(),
      }),
    ),
  ),
  /** Makes commitments of proposals as they were edited; a promise that the contract has is left as it is. */
  addCommitments: command
    .input(
      z.object({
        contractId: idSchema('contract'),
        lines: z
          .array(figuresSchema.extend({ clauseId: idSchema('clause') }))
          .min(1)
          .max(100),
      }),
    )
    .output(z.object({ added: z.number().int(), left: z.number().int() })),
  history: query.input(z.object({ id: idSchema('clause') })).output(z.array(historyEntrySchema)),
};
