import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { ComponentExtension, ComponentFact, ComponentStatement } from '../../domain/component.ts';
import type { Day, Precision } from '../../domain/day.ts';
import type { ComponentKind } from '../../domain/model.ts';
import { type SharedList, SharedLists } from './shared-lists.ts';

/** What is a device's own, with a text that is equal where it is equal. */
export type Own<T> = SharedList<T>;

interface ComponentRow {
  readonly id: string;
  readonly modelId: string | null;
  readonly softwareVersionId: string | null;
  readonly deviceId: string | null;
  readonly kind: ComponentKind;
  readonly label: string;
  readonly edition: string | null;
  readonly releaseKey: string | null;
  readonly securityRelevant: number;
  readonly endOn: Day | null;
  readonly endPrecision: Precision | null;
}
const COMPONENT_COLUMNS =
  '"id", "modelId", "softwareVersionId", "deviceId", "kind", "label", "edition", "releaseKey", "securityRelevant", "endOn", "endPrecision"';

/** Statements of vendors by component. */
export type Statements = ReadonlyMap<string, readonly ComponentStatement[]>;
/** Paid extensions by component. */
export type Extensions = ReadonlyMap<string, readonly ComponentExtension[]>;
/** What a component's row is read together with. */
export interface ComponentSources {
  readonly statements: Statements;
  readonly extensions: Extensions;
  readonly catalogue: Catalogue;
}

function componentFact(row: ComponentRow, { statements, extensions, catalogue }: ComponentSources): ComponentFact {
  return {
    kind: row.kind,
    name: row.label,
    edition: row.edition,
    match: catalogue.identify({ name: row.label, edition: row.edition, releaseKey: row.releaseKey }),
    securityRelevant: row.securityRelevant === 1,
    ownEnd: row.endOn && { on: row.endOn, precision: row.endPrecision ?? 'day' },
    statements: statements.get(row.id) ?? [],
    extensions: extensions.get(row.id) ?? [],
  };
}

/**
 * Of a model's components only those count that limit support. Of a version's, one that does not limit can still stand in
 * for one of the model that does; the hundreds of libraries of a bill of materials do neither, and are not read at all.
 */
const COUNTING = `"deviceId" IS NULL AND ("securityRelevant" = 1 OR ("softwareVersionId" IS NOT NULL AND ("kind" = 'operating_system'
   OR "kind" || '|' || lower("label") IN
     (SELECT "kind" || '|' || lower("label") FROM "Component" WHERE "modelId" IS NOT NULL AND "securityRelevant" = 1))))`;

/** Components of models and of versions, as far as they matter. */
export function readComponents(sql: SqlConnection, sources: ComponentSources) {
  const byModel = new Map<string, ComponentFact[]>();
  const byVersion = new Map<string, ComponentFact[]>();
  for (const row of statement<[], ComponentRow>(
    sql,
    `SELECT ${COMPONENT_COLUMNS} FROM "Component" WHERE ${COUNTING}`,
  ).all()) {
    const fact = componentFact(row, sources);
    if (row.modelId !== null) append(byModel, row.modelId, fact);
    else if (row.softwareVersionId !== null) append(byVersion, row.softwareVersionId, fact);
  }
  return { byModel, byVersion };
}

/** Rows without names, because there can be hundreds of thousands. The last is the id of a component with proofs of its own. */
type OwnRow = readonly [
  deviceId: string,
  kind: ComponentKind,
  label: string,
  edition: string | null,
  releaseKey: string | null,
  securityRelevant: number,
  endOn: Day | null,
  endPrecision: Precision | null,
  special: string | null,
];
const SPECIAL = `"id" IN (SELECT "componentId" FROM "ComponentStatement" UNION ALL SELECT "componentId" FROM "ComponentExtension")`;

/** Components of single devices. Equal ones are one object, because a fleet of thousands runs the same few systems. */
export function readOwnComponents(
  sql: SqlConnection,
  where: string,
  scope: string[],
  sources: ComponentSources,
): SharedLists<ComponentFact> {
  const result = new SharedLists<ComponentFact>();
  const select = statement<string[], OwnRow>(
    sql,
    `SELECT "deviceId", "kind", "label", "edition", "releaseKey", "securityRelevant", "endOn", "endPrecision", CASE WHEN ${SPECIAL} THEN "id" END
     FROM "Component" ${where}`,
  ).raw();
  for (const row of select.iterate(...scope)) {
    const [deviceId, kind, label, edition, releaseKey, securityRelevant, endOn, endPrecision, special] = row;
    const part = row.slice(1).join('\u001f');
    result.add(deviceId, part, () =>
      componentFact(
        {
          id: special ?? '',
          modelId: null,
          softwareVersionId: null,
          deviceId,
          kind,
          label,
          edition,
          releaseKey,
          securityRelevant,
          endOn,
          endPrecision,
        },
        sources,
      ),
    );
  }
  return result;
}

/** What vendors said. A later entry of the same day corrects the one before it. */
export function readStatements(sql: SqlConnection): Statements {
  const result = new Map<string, ComponentStatement[]>();
  const rows = statement<[], ComponentStatement & { readonly componentId: string }>(
    sql,
    'SELECT "componentId", "kind", "statedOn", "untilOn" FROM "ComponentStatement" ORDER BY "id"',
  );
  for (const { componentId, ...one } of rows.all()) {
    const before = result.get(componentId) ?? [];
    const approves = one.kind === 'approved';
    const kept = before.filter((said) => said.statedOn !== one.statedOn || (said.kind === 'approved') !== approves);
    result.set(componentId, [...kept, one]);
  }
  return result;
}

export function readExtensions(sql: SqlConnection): Extensions {
  const result = new Map<string, ComponentExtension[]>();
  const rows = statement<[], { componentId: string; purchasedUntilOn: Day; hasProof: number; vendorApproved: number }>(
    sql,
    'SELECT "componentId", "purchasedUntilOn", ("proof" IS NOT NULL OR "proofDocumentId" IS NOT NULL) AS "hasProof", "vendorApproved" FROM "ComponentExtension"',
  );
  for (const { componentId, purchasedUntilOn, hasProof, vendorApproved } of rows.all()) {
    append(result, componentId, { purchasedUntilOn, hasProof: hasProof === 1, vendorApproved: vendorApproved === 1 });
  }
  return result;
}

/** Adds to the list of a key. */
export function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
