import { type SqlConnection, statement } from '../../data/connection.ts';
import { bandOf, daysLeft } from '../../domain/band.ts';
import type { UpdateEntitlement } from '../../domain/cover.ts';
import type { Day } from '../../domain/day.ts';
import { versionKey } from '../../domain/name.ts';
import type { DeliverySupport } from '../../domain/procurement.ts';
import type { Reason } from '../../domain/reason.ts';
import { supportOf } from '../../domain/support.ts';
import { vaultCatalogue } from '../catalogue/catalogue.store.ts';
import { readComponents, readExtensions, readStatements } from './component-facts.ts';
import { effectiveComponents, NO_DATES, readDates, readModels, readVersions } from './facts.ts';

/** What is offered: a model, and the version that would come with it. */
export interface Offer {
  readonly modelId: string;
  readonly softwareVersion: string | null;
}

/** The support of an offer on a day with why it is so. */
export interface OfferedSupport extends DeliverySupport {
  /** Days from the day to the end of support; negative where it ended before. */
  readonly daysAfterDelivery: number | null;
  readonly reasons: readonly Reason[];
}

/** A contract that nobody has signed yet limits nothing; it is bought with the device (docs/decisions/0030). */
const NO_CONTRACT_YET: UpdateEntitlement = { needsContract: 'unknown', saidBy: null };

/**
 * How offers are supported on a day, by the rule for devices (domain.md 1.4) with what is recorded of model and version. A
 * version that nobody recorded has the dates of its model. In the order of the offers; null for a model that is not there.
 */
export function offeredSupport(
  sql: SqlConnection,
  offers: readonly Offer[],
  on: Day,
): readonly (OfferedSupport | null)[] {
  if (offers.length === 0) return [];
  const sources = {
    statements: readStatements(sql),
    extensions: readExtensions(sql),
    catalogue: vaultCatalogue(sql),
  };
  const components = readComponents(sql, sources);
  const dates = readDates(sql);
  const models = readModels(sql, components.byModel, dates.byModel);
  const versions = readVersions(sql, components.byVersion, dates.byVersion);
  return offers.map(({ modelId, softwareVersion }) => {
    const model = models.get(modelId);
    if (model === undefined) return null;
    const versionId = softwareVersion === null ? null : versionIdOf(sql, modelId, softwareVersion);
    const version = versionId === null ? null : (versions.get(versionId) ?? null);
    const support = supportOf(
      {
        status: 'ordered',
        notTrackedReason: null,
        declaredStage: model.declaredStage,
        softwareVersion: version?.name ?? softwareVersion,
        deviceDates: NO_DATES,
        versionDates: version?.dates ?? NO_DATES,
        modelDates: model.dates,
        components: effectiveComponents(model.components, version?.components ?? [], []),
        entitlement: model.entitlement.needsContract === 'no' ? model.entitlement : NO_CONTRACT_YET,
        cover: [],
      },
      on,
    );
    const band = bandOf(support, on);
    return {
      on,
      band,
      declaredEnded: support.stage === 'end_of_support',
      endsOn: support.effectiveEnd?.on ?? null,
      notLaterThan: band === 'unknown' ? support.endsUntil : null,
      daysAfterDelivery: daysLeft(support, on),
      limitedBy: support.limitedBy,
      reasons: support.reasons.filter(({ code }) => code !== 'coverage_not_known'),
    };
  });
}

function versionIdOf(sql: SqlConnection, modelId: string, name: string): string | null {
  const row = statement<[string, string], { id: string }>(
    sql,
    'SELECT "id" FROM "SoftwareVersion" WHERE "modelId" = ? AND "nameKey" = ?',
  ).get(modelId, versionKey(name));
  return row?.id ?? null;
}
