import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { catalogueChangesSchema, catalogueOverrideSchema } from '../../contract/catalogue.ts';
import { catalogueAge } from '../../domain/catalogue/age.ts';
import { type Catalogue, type CatalogueData, catalogueOf } from '../../domain/catalogue/catalogue.ts';
import { compareCatalogues } from '../../domain/catalogue/compare.ts';
import type { CatalogueRelease } from '../../domain/catalogue/release.ts';
import { shippedCatalogue } from '../../domain/catalogue/shipped.ts';
import type { Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import { ImportFileError } from '../../domain/import/problems.ts';
import type { CommandContext, CommandHandlers, QueryContext, QueryHandlers } from '../context.ts';
import { found, madeBy, nextRevision, plainFileName, stamp } from '../records.ts';
import {
  editionInUse,
  KEPT_EDITION,
  type StoredOverride,
  storedOverride,
  storedOverrides,
  vaultCatalogue,
  withVaultOverrides,
} from './catalogue.store.ts';
import { changedDevices } from './changed-devices.ts';
import type { ReleaseRow } from './read-catalogue.ts';
import { devicesByRelease, namesByRelease } from './usage.store.ts';

type Changes = z.input<typeof catalogueChangesSchema>;
type OverrideView = z.input<typeof catalogueOverrideSchema>;

/** Changed releases that an answer carries. */
const LISTED = 200;

export const catalogueQueries = {
  info: (_input, { sql, today }) => {
    const catalogue = vaultCatalogue(sql);
    const shipped = shippedCatalogue();
    const edition = editionInUse(sql);
    const { days, months, standing } = catalogueAge(catalogue.day, today);
    const overrides = storedOverrides(sql);
    return {
      day: catalogue.day,
      ageDays: days,
      ageMonths: months,
      standing,
      source: catalogue.source,
      products: productsOf(catalogue),
      releases: catalogue.releases.length,
      replacedBy: edition && { fileName: edition.fileName, by: edition.createdBy, at: edition.createdAt },
      shipped: { day: shipped.day, source: shipped.source, releases: shipped.releases.length },
      overrides: overrides.length,
      withoutRelease: overrides
        .filter(({ releaseKey }) => !catalogue.byKey.has(releaseKey))
        .map((row) => ({ key: row.releaseKey, ...overrideView(row, undefined) })),
    };
  },

  search: ({ search, only, offset, limit }, { sql }) => {
    const catalogue = vaultCatalogue(sql);
    const overrides = new Map(storedOverrides(sql).map((row) => [row.releaseKey, row]));
    const names = namesByRelease(sql, catalogue);
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    const fitting = catalogue.releases.filter(({ key, label }) => {
      if (only === 'used' && !names.has(key)) return false;
      if (only === 'overridden' && !overrides.has(key)) return false;
      const text = `${label} ${key}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    // Whoever types a whole name means that one, and not "Windows Server Core 2016".
    const wanted = words.join(' ');
    const nearest = wanted === '' ? fitting : [...fitting].sort((a, b) => rank(a, wanted) - rank(b, wanted));
    const rows = nearest.slice(offset, offset + limit);
    const running = devicesByRelease(sql, new Map(rows.flatMap(({ key }) => entry(names, key))));
    return {
      total: fitting.length,
      rows: rows.map((release) => {
        const { key, product, label, kind, version, edition, channel, activeSupportEndOn } = release;
        const override = overrides.get(key);
        return {
          key,
          product,
          label,
          kind,
          version,
          edition,
          channel,
          activeSupportEndOn,
          securityEnd: release.securityEnd,
          paidExtensionEndOn: release.paidExtensionEndOn,
          devices: running.get(key) ?? 0,
          override: override === undefined ? null : overrideView(override, release),
        };
      }),
    };
  },

  preview: async ({ uploadId }, context) =>
    changesOf(context, vaultCatalogue(context.sql), await read(context, uploadId)),
} satisfies QueryHandlers<'catalogue', 'info' | 'search' | 'preview'>;

export const catalogueCommands = {
  replace: async ({ uploadId, fileName, force, jobId }, context) => {
    const job = context.job(jobId);
    await job.step(0, 3);
    const data = await read(context, uploadId);
    const before = vaultCatalogue(context.sql);
    const day = data.commitDate as Day;
    if (day < before.day && !force) throw new ImportFileError('catalogue_older', { day, known: before.day });
    await job.step(1, 3);
    const changes = await changesOf(context, before, data);
    await job.step(2, 3);
    const { db } = context;
    await db.catalogueEdition.deleteMany();
    const id = context.newId<'catalogueEdition'>();
    const edition = {
      day,
      releases: data.releases.length,
      fileName: plainFileName(fileName) || 'catalogue.json',
      sha256: createHash('sha256').update(context.files.upload(uploadId)).digest('hex'),
    };
    await db.catalogueEdition.create({ data: { id, ...edition, content: JSON.stringify(data), ...madeBy(context) } });
    await keep(context, day < shippedCatalogue().day ? id : null);
    note(context, before, edition.fileName, edition.sha256);
    await job.step(3, 3);
    return changes;
  },

  backToShipped: async (_input, context) => {
    const before = vaultCatalogue(context.sql);
    await context.db.catalogueEdition.deleteMany();
    await keep(context, null);
    note(context, before, null, null);
    return { day: shippedCatalogue().day };
  },

  override: async ({ releaseKey, revision, ...fields }, context) => {
    const { db } = context;
    const release = found(vaultCatalogue(context.sql).byKey.get(releaseKey), 'catalogue', releaseKey);
    requireSense(fields, release);
    const current = storedOverride(context.sql, releaseKey);
    if (current === null) {
      if (revision !== null) throw new AppError('not_found', { noun: 'catalogue', id: releaseKey });
      // A row that counts for nothing stands in nobody's way.
      await db.catalogueOverride.deleteMany({ where: { releaseKey } });
      await db.catalogueOverride.create({ data: { releaseKey, ...fields, ...stamp(context) } });
      recordOverride(context, release, null, fields);
    } else {
      const next = nextRevision(context, 'catalogue', current.revision, revision ?? 0);
      await db.catalogueOverride.update({ where: { releaseKey }, data: { ...fields, ...next } });
      recordOverride(context, release, current, fields);
    }
    context.relist.shared();
    return { revision: (current?.revision ?? 0) + 1 };
  },

  removeOverride: async ({ releaseKey, revision }, context) => {
    const { db } = context;
    const current = found(storedOverride(context.sql, releaseKey), 'catalogue', releaseKey);
    nextRevision(context, 'catalogue', current.revision, revision);
    await db.catalogueOverride.delete({ where: { releaseKey } });
    const release = vaultCatalogue(context.sql).byKey.get(releaseKey);
    recordOverride(context, release ?? { key: releaseKey, label: releaseKey }, current, null);
    context.relist.shared();
    return { removed: true };
  },
} satisfies CommandHandlers<'catalogue', 'replace' | 'backToShipped' | 'override' | 'removeOverride'>;

/** Reads the file aside. @throws ImportFileError, AppError `upload_missing` */
async function read(context: QueryContext, uploadId: string): Promise<CatalogueData> {
  const { head, releases } = await context.readCatalogue({ kind: 'catalogue', bytes: context.files.upload(uploadId) });
  const all: ReleaseRow[] = [];
  for await (const release of releases) all.push(release);
  if (head.commitDate > context.today) throw new ImportFileError('catalogue_from_future', { day: head.commitDate });
  return { ...head, releases: all };
}

async function changesOf(context: QueryContext, before: Catalogue, data: CatalogueData): Promise<Changes> {
  const { sql, today } = context;
  const after = withVaultOverrides(sql, catalogueOf(data));
  const { added, removed, changed } = compareCatalogues(before, after);
  const used = namesByRelease(sql, after);
  const shown = changed.map((change) => ({ ...change, used: used.has(change.key) }));
  return {
    day: after.day,
    source: after.source,
    products: productsOf(after),
    releases: after.releases.length,
    age: after.day > before.day ? 'newer' : after.day < before.day ? 'older' : 'same',
    known: before.day,
    added: added.length,
    removed: removed.length,
    changed: changed.length,
    changes: [...shown.filter((one) => one.used), ...shown.filter((one) => !one.used)].slice(0, LISTED),
    overridesWithoutRelease: storedOverrides(sql).filter(({ releaseKey }) => !after.byKey.has(releaseKey)).length,
    devices: await changedDevices(sql, today, after),
  };
}

/** Notes which edition holds although it is older than the shipped catalogue; null for none. */
async function keep({ db, now }: CommandContext, id: string | null): Promise<void> {
  const where = { key: KEPT_EDITION };
  if (id === null) await db.setting.deleteMany({ where });
  else
    await db.setting.upsert({
      where,
      create: { ...where, value: id, updatedAt: now },
      update: { value: id, updatedAt: now },
    });
}

/** The history tells the day and the source, before and after; the releases themselves are facts of everybody's. */
function note(context: CommandContext, before: Catalogue, fileName: string | null, sha256: string | null): void {
  const after = vaultCatalogue(context.sql);
  const told = ({ day, source, releases }: Catalogue) => ({ day, source, releases: releases.length });
  context.record('catalogue', 'catalogue', { ...told(before) }, { ...told(after), ...(fileName ? { fileName } : {}) });
  context.note({ day: after.day, ...(fileName ? { fileName } : {}), ...(sha256 ? { sha256 } : {}) });
  context.relist.shared();
}

type OverrideFields = Pick<StoredOverride, 'securityEndOn' | 'paidExtensionEndOn' | 'reason' | 'documentId'>;

/** @throws AppError `input_refused` */
function requireSense({ securityEndOn, paidExtensionEndOn }: OverrideFields, release: CatalogueRelease): void {
  if (securityEndOn === null && paidExtensionEndOn === null) {
    throw new AppError('input_refused', { problem: 'override_without_date' });
  }
  const end = securityEndOn ?? release.override?.securityEnd ?? release.securityEnd;
  if (paidExtensionEndOn !== null && end !== 'open' && end !== 'ended' && paidExtensionEndOn <= end) {
    throw new AppError('input_refused', { problem: 'extension_before_end', end });
  }
}

function recordOverride(
  context: CommandContext,
  { key, label }: Pick<CatalogueRelease, 'key' | 'label'>,
  before: OverrideFields | null,
  after: OverrideFields | null,
): void {
  const fields = (of: OverrideFields | null) =>
    of && {
      label,
      securityEndOn: of.securityEndOn,
      paidExtensionEndOn: of.paidExtensionEndOn,
      reason: of.reason,
      documentId: of.documentId,
    };
  context.record('catalogue', key, fields(before), fields(after));
}

function overrideView(row: StoredOverride, release: CatalogueRelease | undefined): OverrideView {
  const { revision, securityEndOn, paidExtensionEndOn, reason, documentId, updatedBy: by, updatedAt: at } = row;
  const says = release?.override;
  return {
    revision,
    securityEndOn,
    paidExtensionEndOn,
    reason,
    documentId,
    by,
    at,
    catalogue: says ? { securityEnd: says.securityEnd, paidExtensionEndOn: says.paidExtensionEndOn } : null,
  };
}

/** 0 for the name itself, 1 for one that begins with it, 2 for any other. */
function rank({ label, key }: CatalogueRelease, wanted: string): number {
  const name = label.toLowerCase();
  if (name === wanted || key === wanted) return 0;
  return name.startsWith(wanted) ? 1 : 2;
}

function productsOf({ releases }: Catalogue): number {
  return new Set(releases.map(({ product }) => product)).size;
}

function entry<T>(map: ReadonlyMap<string, T>, key: string): [string, T][] {
  const value = map.get(key);
  return value === undefined ? [] : [[key, value]];
}
