import { z } from 'zod';
import { BANDS } from '../domain/band.ts';
import { STATEMENT_KINDS } from '../domain/component.ts';
import { DEVICE_STATUSES } from '../domain/device.ts';
import { MILESTONE_OWNERS } from '../domain/milestone.ts';
import { COMPONENT_KINDS } from '../domain/model.ts';
import { LIMIT_KINDS } from '../domain/support.ts';
import { UDI_WARNINGS } from '../domain/udi/udi.ts';
import { releaseEndSchema } from './catalogue.ts';
import { deviceFieldsSchema } from './device-fields.ts';
import { deviceFilterSchema } from './device-filter.ts';
import { deviceMany } from './device-many.ts';
import { deviceTags } from './device-tags.ts';
import { historyEntrySchema } from './history.ts';
import { LEGACY_WORDS, legacyFieldsSchema, legacySchema } from './legacy.ts';
import {
  command,
  daySchema,
  idSchema,
  instantSchema,
  lineSchema,
  nameSchema,
  pageSchema,
  partialDaySchema,
  query,
  revisionSchema,
  tristateSchema,
} from './shared.ts';
import { limitSchema, reasonSchema, supportCellSchema, supportOptionSchema, supportTermSchema } from './support.ts';

export const DEVICE_SORTS = [
  'assetTag',
  'serialNumber',
  'manufacturer',
  'model',
  'department',
  'support',
  'actBy',
  'status',
] as const;

export const deviceRowSchema = z.object({
  id: idSchema('device'),
  assetTag: z.string(),
  serialNumber: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  modelId: idSchema('model'),
  deviceType: z.string(),
  softwareVersion: z.string(),
  department: z.string(),
  location: z.string(),
  status: z.enum(DEVICE_STATUSES),
  support: supportCellSchema,
});

export const componentSchema = z.object({
  id: idSchema('component'),
  revision: revisionSchema,
  kind: z.enum(COMPONENT_KINDS),
  /** As it was typed. */
  label: z.string(),
  edition: z.string().nullable(),
  version: z.string().nullable(),
  supplier: z.string().nullable(),
  /** What a bill of materials calls it: package URL and CPE name. */
  purl: z.string().nullable(),
  cpe: z.string().nullable(),
  /** Name of the one release in the catalogue that it is; null when none or several fit. */
  release: z.string().nullable(),
  releaseKey: z.string().nullable(),
  missing: z.enum(['edition', 'channel', 'version']).nullable(),
  endsOn: partialDaySchema.nullable(),
  ownEnd: partialDaySchema.nullable(),
  endSource: z.string().nullable(),
  securityRelevant: z.boolean(),
  /** Where it is recorded; only what hangs on the device itself can be changed on the device's page. */
  owner: z.enum(['device', 'software_version', 'model']),
  /** Name of the version that owns it; null where it is not a version's. */
  softwareVersion: z.string().nullable(),
  /** The organisation's own dates for this release, where `endsOn` is the catalogue's. */
  override: z
    .object({ reason: z.string(), securityEnd: releaseEndSchema, paidExtensionEndOn: daySchema.nullable() })
    .nullable(),
  statements: z.array(
    z.object({
      kind: z.enum(STATEMENT_KINDS),
      statedOn: daySchema,
      /** Last day for which it holds; null while it holds without an end. */
      untilOn: daySchema.nullable(),
      /** The day on which somebody has to look at it again. */
      reviewOn: daySchema.nullable(),
      /** Whether it is the vendor's newest word today, and not over. */
      holds: z.boolean(),
      note: z.string().nullable(),
      documentId: idSchema('document').nullable(),
    }),
  ),
  extensions: z.array(
    z.object({
      purchasedUntilOn: daySchema,
      proof: z.string().nullable(),
      documentId: idSchema('document').nullable(),
      vendorApproved: z.boolean(),
      approval: z.string().nullable(),
    }),
  ),
});

export const componentFieldsSchema = z.object({
  kind: z.enum(COMPONENT_KINDS),
  label: nameSchema,
  edition: lineSchema().nullable(),
  releaseKey: z.string().max(200).nullable(),
  ownEnd: partialDaySchema.nullable(),
  endSource: lineSchema(500).nullable(),
  securityRelevant: z.boolean(),
});

export const milestoneEntrySchema = z.object({
  id: idSchema('milestone'),
  /** One of the six words, or the identifier of a date of the organisation's own. */
  kind: z.string(),
  /** How the organisation calls its own date; null for one of the six. */
  ownName: z.string().nullable(),
  owner: z.enum(MILESTONE_OWNERS),
  softwareVersion: z.string().nullable(),
  on: partialDaySchema.nullable(),
  vendorTerm: z.string().nullable(),
  source: z.string().nullable(),
  documentId: idSchema('document').nullable(),
  announcedOn: daySchema.nullable(),
  receivedOn: daySchema.nullable(),
  confidence: z.string(),
  recordedAt: instantSchema,
  recordedBy: z.string(),
  /** Days by which this entry moved the date before it; negative when earlier, null when it is the first or moved nothing. */
  movedDays: z.number().int().nullable(),
  /** The same against the date that was announced first. */
  movedFromFirstDays: z.number().int().nullable(),
  current: z.boolean(),
});

export const deviceDetailSchema = deviceFieldsSchema.extend({
  udi: z.string().nullable(),
  lot: z.string().nullable(),
  manufacturedOn: partialDaySchema.nullable(),
  expiresOn: partialDaySchema.nullable(),
  /** What a person should look at in the identifier; empty where there is none. */
  udiWarnings: z.array(z.enum(UDI_WARNINGS)),
  /** The identifier of the model, which is the device's where it has none of its own. */
  modelDi: z.string().nullable(),
  id: idSchema('device'),
  revision: revisionSchema,
  modelId: idSchema('model'),
  vendorId: idSchema('vendor'),
  deviceType: z.string().nullable(),
  retiredOn: daySchema.nullable(),
  disposedOn: daySchema.nullable(),
  dataErasedOn: daySchema.nullable(),
  erasureDocumentId: idSchema('document').nullable(),
  legacy: legacySchema,
  createdAt: instantSchema,
  updatedAt: instantSchema,
  updatedBy: z.string(),
  support: supportCellSchema.extend({
    reasons: z.array(reasonSchema),
    terms: z.array(supportTermSchema),
    options: z.array(supportOptionSchema),
    limitedBy: limitSchema.nullable(),
    leadMonths: z.number().int(),
  }),
  components: z.array(componentSchema),
  milestones: z.array(milestoneEntrySchema),
  contracts: z.array(
    z.object({
      lineId: z.string(),
      contractId: idSchema('contract'),
      number: z.string(),
      vendor: z.string(),
      startsOn: daySchema.nullable(),
      endsOn: daySchema.nullable(),
      renews: z.boolean(),
      includesSecurityUpdates: tristateSchema,
    }),
  ),
});

const identified = z.object({ id: idSchema('device'), revision: revisionSchema });

export const device = {
  /** One page of the register. */
  list: query
    .input(
      pageSchema.extend({
        filter: deviceFilterSchema.default({}),
        sort: z
          .object({ by: z.enum(DEVICE_SORTS), descending: z.boolean() })
          .default({ by: 'assetTag', descending: false }),
      }),
    )
    .output(z.object({ total: z.number().int(), rows: z.array(deviceRowSchema) })),
  /** The values that filters can take, with counts, most frequent first. */
  facets: query.input(z.object({ filter: deviceFilterSchema.default({}) })).output(
    z.object({
      manufacturer: z.array(z.object({ value: z.string(), count: z.number().int() })),
      model: z.array(z.object({ value: z.string(), count: z.number().int() })),
      department: z.array(z.object({ value: z.string(), count: z.number().int() })),
      limitKind: z.array(z.object({ value: z.enum(LIMIT_KINDS), count: z.number().int() })),
      status: z.array(z.object({ value: z.enum(DEVICE_STATUSES), count: z.number().int() })),
      band: z.array(z.object({ value: z.enum(BANDS), count: z.number().int() })),
      legacy: z.array(z.object({ value: z.enum(LEGACY_WORDS), count: z.number().int() })),
    }),
  ),
  /** One device by its id or its asset tag. `asOf` answers for another day. */
  get: query
    .input(z.object({ id: idSchema('device').optional(), assetTag: z.string().optional(), asOf: daySchema.optional() }))
    .output(deviceDetailSchema),
  /**
   * Where another device of the same identifier has the same serial number, somebody has to say that these are two (domain.md 5.4).
   * @throws AppError `already_exists` with `field` and the `id` of the other one
   */
  create: command
    .input(
      deviceFieldsSchema.extend({
        twoDevices: z.boolean().optional(),
        /** Takes the next free tag instead of `assetTag`. @throws AppError `input_refused` with `no_tag_rule` */
        nextTag: z.boolean().optional(),
      }),
    )
    .output(identified.extend({ assetTag: z.string().nullable() })),
  /** Fields that are left out stay as they are. @throws AppError as `create` */
  update: command
    .input(identified.extend({ changes: deviceFieldsSchema.partial(), twoDevices: z.boolean().optional() }))
    .output(identified),
  /**
   * Retired devices leave the alarms and stay in history. Disposing of one needs the day of erasure with its certificate, or a
   * reason why there is none (domain.md story 14, E12, LC-07). @throws AppError `input_refused` with `erasure_needed` or `certificate_needed`
   */
  retire: command
    .input(
      identified.extend({
        on: daySchema,
        disposedOn: daySchema.nullable(),
        dataErasedOn: daySchema.nullable(),
        /** The certificate of the erasure; what is kept stays where it is left out. */
        erasureDocumentId: idSchema('document').nullable().optional(),
        reason: lineSchema(500).nullable(),
      }),
    )
    .output(identified),
  saveComponent: command
    .input(
      z.object({
        deviceId: idSchema('device'),
        componentId: idSchema('component').nullable(),
        revision: revisionSchema.nullable(),
        fields: componentFieldsSchema,
      }),
    )
    .output(z.object({ componentId: idSchema('component') })),
  removeComponent: command
    .input(z.object({ deviceId: idSchema('device'), componentId: idSchema('component'), revision: revisionSchema }))
    .output(z.object({ removed: z.literal(true) })),
  /** Records a paid extension. It counts once proof and the vendor's approval are there (domain.md E2). */
  recordExtension: command
    .input(
      z.object({
        componentId: idSchema('component'),
        purchasedUntilOn: daySchema,
        proof: lineSchema(500).nullable(),
        documentId: idSchema('document').nullable(),
        vendorApproved: z.boolean(),
        approval: lineSchema(500).nullable(),
      }),
    )
    .output(z.object({ recorded: z.literal(true) })),
  /** Records what the device's vendor says of a component (domain.md E15). */
  recordStatement: command
    .input(
      z.object({
        componentId: idSchema('component'),
        kind: z.enum(STATEMENT_KINDS),
        statedOn: daySchema,
        untilOn: daySchema.nullable(),
        reviewOn: daySchema.nullable().default(null),
        documentId: idSchema('document').nullable(),
        note: lineSchema(500).nullable(),
      }),
    )
    .output(z.object({ recorded: z.literal(true) })),
  /** Adds a person's judgement; it goes before that of the model. @throws AppError `input_refused` with `judged_in_future` */
  judgeLegacy: command
    .input(legacyFieldsSchema.extend({ deviceId: idSchema('device') }))
    .output(z.object({ recorded: z.literal(true) })),
  /** Who changed what on the device, its model, its components and its contracts, from what to what, newest first. */
  history: query.input(z.object({ id: idSchema('device') })).output(z.array(historyEntrySchema)),
  ...deviceMany,
  ...deviceTags,
};
