import { z } from 'zod';
import {
  ADVISORY_CHANGES,
  PRODUCT_STATUSES,
  REMEDY_CATEGORIES,
  SEVERITIES,
  VERSION_KINDS,
} from '../domain/advisory.ts';
import { historyEntrySchema } from './history.ts';
import { daySchema, idSchema, instantSchema, pageSchema, query } from './shared.ts';

/** What a newer version of an advisory says otherwise. */
export const advisoryChangeSchema = z.object({
  code: z.enum(ADVISORY_CHANGES),
  values: z.array(z.string()),
  /** Names beyond those that are listed. */
  more: z.number().int(),
});

export const advisoryFilterSchema = z.object({
  search: z.string().max(200).optional(),
  publisher: z.array(z.string().max(1000)).optional(),
  /** The worst that its vulnerabilities print. */
  severity: z.array(z.enum(SEVERITIES)).optional(),
  /** With a vulnerability that is known to be exploited. */
  exploited: z.boolean().optional(),
  /** With matches that nobody decided yet. */
  open: z.boolean().optional(),
  /** Only those that name a product of this vendor. */
  vendorId: idSchema('vendor').optional(),
});

export const advisoryRowSchema = z.object({
  id: idSchema('advisory'),
  trackingId: z.string(),
  publisher: z.string(),
  title: z.string(),
  version: z.string(),
  status: z.string().nullable(),
  tlp: z.string().nullable(),
  /** As printed; null where no vulnerability has one. */
  severity: z.enum(SEVERITIES).nullable(),
  score: z.string().nullable(),
  exploited: z.boolean(),
  vulnerabilities: z.number().int(),
  products: z.number().int(),
  /** Matches that nobody decided yet, and those that somebody confirmed. */
  open: z.number().int(),
  confirmed: z.number().int(),
  releasedOn: daySchema.nullable(),
  receivedOn: daySchema,
});

const kevEntrySchema = z.object({
  cve: z.string(),
  vendor: z.string(),
  product: z.string(),
  name: z.string(),
  description: z.string(),
  requiredAction: z.string(),
  notes: z.string().nullable(),
  addedOn: daySchema,
  dueOn: daySchema.nullable(),
  ransomware: z.boolean(),
  /** It concerns something that the organisation has, or may: found and not rejected. */
  ours: z.boolean(),
  /** Advisories here that name it. */
  advisories: z.number().int(),
});

export const advisory = {
  /** Advisories in their newest versions, the latest release first. */
  list: query
    .input(pageSchema.extend({ filter: advisoryFilterSchema.default({}) }))
    .output(z.object({ total: z.number().int(), rows: z.array(advisoryRowSchema) })),
  /** How many there are of each value that a filter offers. */
  facets: query.output(
    z.object({
      publisher: z.array(z.object({ key: z.string(), count: z.number().int() })),
      severity: z.partialRecord(z.enum(SEVERITIES), z.number().int()),
      exploited: z.number().int(),
      open: z.number().int(),
    }),
  ),
  /** One advisory with what it says. Every text comes from the file. @throws not_found */
  get: query.input(z.object({ id: idSchema('advisory') })).output(
    advisoryRowSchema.extend({
      publisherCategory: z.string().nullable(),
      category: z.string().nullable(),
      csafVersion: z.string(),
      language: z.string().nullable(),
      severityText: z.string().nullable(),
      initialReleaseAt: instantSchema.nullable(),
      currentReleaseAt: instantSchema.nullable(),
      documentId: idSchema('document'),
      sha256: z.string(),
      hash: z.enum(['matched', 'absent']),
      notes: z.array(z.object({ category: z.string(), title: z.string().nullable(), text: z.string() })),
      references: z.array(z.object({ summary: z.string(), url: z.string(), own: z.boolean() })),
      acknowledgements: z.array(z.string()),
      /** What the publisher says of its versions. */
      history: z.array(z.object({ number: z.string(), at: instantSchema.nullable(), summary: z.string() })),
      /** Versions that were here before this one, the last first, with what the next one changed. */
      revisions: z.array(
        z.object({
          version: z.string(),
          releasedOn: daySchema.nullable(),
          replacedOn: daySchema,
          documentId: idSchema('document'),
          changes: z.array(advisoryChangeSchema),
        }),
      ),
      /** At most a thousand; `products` is how many there are. */
      productRows: z.array(
        z.object({
          vendor: z.string().nullable(),
          product: z.string().nullable(),
          version: z.string().nullable(),
          versionKind: z.enum(VERSION_KINDS),
          name: z.string(),
          modelNumbers: z.array(z.string()),
          statuses: z.array(z.enum(PRODUCT_STATUSES)),
          /** What it is installed on or a part of. */
          on: z.string().nullable(),
        }),
      ),
      vulnerabilityRows: z.array(
        z.object({
          cve: z.string().nullable(),
          title: z.string().nullable(),
          cwe: z.string().nullable(),
          description: z.string().nullable(),
          releasedAt: instantSchema.nullable(),
          cvss: z
            .object({
              version: z.string(),
              score: z.string().nullable(),
              severity: z.enum(SEVERITIES).nullable(),
              vector: z.string().nullable(),
            })
            .nullable(),
          /** Since when CISA lists it as exploited; null when it does not. */
          exploitedSince: daySchema.nullable(),
          ransomware: z.boolean(),
          statuses: z.partialRecord(z.enum(PRODUCT_STATUSES), z.number().int()),
          remedies: z.array(
            z.object({
              category: z.enum(REMEDY_CATEGORIES),
              details: z.string(),
              on: daySchema.nullable(),
              url: z.string().nullable(),
              /** How many products it is for. */
              products: z.number().int(),
            }),
          ),
          statements: z.array(
            z.object({
              kind: z.enum(['threat', 'flag', 'score', 'exploited']),
              category: z.string(),
              text: z.string().nullable(),
              products: z.number().int(),
            }),
          ),
        }),
      ),
    }),
  ),
  history: query.input(z.object({ id: idSchema('advisory') })).output(z.array(historyEntrySchema)),
  /** CISA's catalogue of known exploited vulnerabilities, the latest first. */
  kev: query
    .input(
      pageSchema.extend({
        search: z.string().max(200).optional(),
        ransomware: z.boolean().optional(),
        /** Only what concerns something that the organisation has, or may. */
        ours: z.boolean().optional(),
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        rows: z.array(kevEntrySchema),
        /** Null while there is no catalogue. */
        catalogue: z
          .object({
            asOf: daySchema,
            version: z.string().nullable(),
            importedOn: daySchema,
            entries: z.number().int(),
            ransomware: z.number().int(),
            ours: z.number().int(),
            /** Days since `asOf`. */
            age: z.number().int(),
          })
          .nullable(),
      }),
    ),
};
