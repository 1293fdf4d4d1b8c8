import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Confidence, FindingSource, FindingState } from '../../domain/finding.ts';
import type { AdvisoryId, FindingId, ModelId } from '../../domain/ids.ts';
import type { TriggerKey } from '../../domain/obligation.ts';
import type { VersionFit } from '../../domain/version-range.ts';
import type { CommandContext } from '../context.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { findMatches, type MatchScope, type MatchStep, type Proposal } from './match.ts';

/** What is matched anew: what some advisories say, the whole KEV catalogue, or what is new about some models. */
export type Matched =
  | { readonly advisoryIds: readonly AdvisoryId[] }
  | { readonly kev: true }
  | { readonly modelIds: readonly ModelId[] };

/** A finding as it is stored. */
export interface StoredFinding {
  readonly id: FindingId;
  readonly identityKey: string;
  readonly source: FindingSource;
  readonly advisoryId: AdvisoryId | null;
  readonly advisoryProductId: string | null;
  readonly cve: string | null;
  readonly modelId: ModelId;
  readonly softwareVersionId: string | null;
  readonly componentId: string | null;
  readonly deviceId: string | null;
  readonly confidence: Confidence;
  readonly reasons: string;
  readonly versionFit: VersionFit;
  readonly state: FindingState;
  readonly decidedReason: string | null;
  readonly decidedFacts: string | null;
  readonly revision: number;
}

const STORED =
  '"id", "identityKey", "source", "advisoryId", "advisoryProductId", "cve", "modelId", "softwareVersionId", "componentId", "deviceId", "confidence", "reasons", "versionFit", "state", "decidedReason", "decidedFacts", "revision"';

/** Findings between two pauses for other calls. */
const WRITTEN_PER_STEP = 500;

/**
 * Proposes where what a source says may concern what the organisation has. The same facts propose nothing twice; a finding that
 * was decided on other facts is opened again, and a proposal that nobody decided goes when its source no longer says it. Part of
 * the command that calls it.
 */
export async function proposeFindings(
  context: CommandContext,
  about: Matched,
  step?: MatchStep,
): Promise<{ proposed: number; reopened: number }> {
  const scope = scopeOf(about);
  if (scope.modelIds?.length === 0 || (scope.advisoryIds?.length === 0 && !scope.exploited)) return NOTHING;
  if (!hasSources(context.sql)) return NOTHING;
  const found = await findMatches(context.sql, scope, step);
  const known = new Map(storedIn(context.sql, scope).map((row) => [row.identityKey, row]));
  // Of a model of which something is still said, an answer for the model as a whole holds on beside those for its versions.
  const named = new Set(found.map(subjectOf));
  const triggers = new Set<TriggerKey>();
  let [proposed, reopened] = [0, 0];
  for (const [index, proposal] of found.entries()) {
    const before = known.get(proposal.identityKey);
    known.delete(proposal.identityKey);
    if (before === undefined) {
      insert(context, proposal);
      proposed += 1;
    } else if (rewrite(context, before, proposal)) {
      reopened += 1;
      for (const key of triggersOf(context.sql, before)) triggers.add(key);
    }
    if (index % WRITTEN_PER_STEP === WRITTEN_PER_STEP - 1) await step?.(index, found.length);
  }
  for (const row of known.values()) {
    if (row.state === 'proposed') remove(context.sql, row);
    else if (row.state === 'confirmed' && scope.modelIds === null && !named.has(subjectOf(row))) {
      const reasons = [...(JSON.parse(row.reasons) as unknown[]), { code: 'no_longer_named' }];
      reopen(context, row, { reasons: JSON.stringify(reasons), decidedFacts: null });
      reopened += 1;
      for (const key of triggersOf(context.sql, row)) triggers.add(key);
    }
  }
  reopened += reopenChangedParts(context, scope.modelIds, triggers);
  if (proposed + reopened > 0) context.touch('finding');
  if (triggers.size > 0) await refreshObligations(context, [...triggers]);
  return { proposed, reopened };
}

const NOTHING = { proposed: 0, reopened: 0 };

function scopeOf(about: Matched): MatchScope {
  if ('kev' in about) return { advisoryIds: [], exploited: true, modelIds: null };
  if ('advisoryIds' in about) return { advisoryIds: about.advisoryIds, exploited: false, modelIds: null };
  return { advisoryIds: null, exploited: true, modelIds: about.modelIds };
}

/** Whether there is anything to match with; a register without advisories pays nothing for them. */
function hasSources(sql: SqlConnection): boolean {
  return (
    statement<[]>(
      sql,
      'SELECT 1 WHERE EXISTS (SELECT 1 FROM "Advisory") OR EXISTS (SELECT 1 FROM "KevEntry")',
    ).get() !== undefined
  );
}

function subjectOf({ source, advisoryId, modelId, identityKey }: Proposal | StoredFinding): string {
  return source === 'advisory' ? `${advisoryId}|${modelId}` : identityKey;
}

/** Findings that the scope would find again. What a person linked is nobody's proposal. */
function storedIn(sql: SqlConnection, { advisoryIds, exploited, modelIds }: MatchScope): StoredFinding[] {
  const parts: string[] = [];
  const asked: string[] = [];
  const sources = [
    ...(advisoryIds === null ? [`"source" = 'advisory'`] : []),
    ...(exploited ? [`("source" = 'kev' AND "cve" IS NULL)`] : []),
  ];
  if (advisoryIds !== null && advisoryIds.length > 0) {
    sources.push(`("source" = 'advisory' AND "advisoryId" IN (SELECT value FROM json_each(?)))`);
    asked.push(JSON.stringify(advisoryIds));
  }
  parts.push(`(${sources.join(' OR ')})`);
  if (modelIds !== null) {
    parts.push('"modelId" IN (SELECT value FROM json_each(?))');
    asked.push(JSON.stringify(modelIds));
  }
  return statement<string[], StoredFinding>(sql, `SELECT ${STORED} FROM "Finding" WHERE ${parts.join(' AND ')}`).all(
    ...asked,
  );
}

function insert(context: CommandContext, proposal: Proposal): void {
  const { identityKey, source, advisoryId, advisoryProductId, modelId, softwareVersionId, componentId, deviceId } =
    proposal;
  statement<(string | number | null)[]>(
    context.sql,
    `INSERT INTO "Finding" ("id", "identityKey", "source", "advisoryId", "advisoryProductId", "modelId", "softwareVersionId", "componentId", "deviceId",
       "confidence", "reasons", "versionFit", "decidedFacts", "createdAt", "createdBy", "updatedAt", "updatedBy")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    context.newId(),
    identityKey,
    source,
    advisoryId,
    advisoryProductId,
    modelId,
    softwareVersionId,
    componentId,
    deviceId,
    proposal.confidence,
    JSON.stringify(proposal.reasons),
    proposal.versionFit,
    proposal.facts,
    context.now,
    context.actor,
    context.now,
    context.actor,
  );
}

/** Brings a known finding up to date; true when it was decided on other facts and is open again. */
function rewrite(context: CommandContext, before: StoredFinding, proposal: Proposal): boolean {
  const reasons = JSON.stringify(proposal.reasons);
  const same =
    before.reasons === reasons &&
    before.confidence === proposal.confidence &&
    before.versionFit === proposal.versionFit &&
    before.advisoryProductId === proposal.advisoryProductId &&
    before.componentId === proposal.componentId &&
    before.decidedFacts === proposal.facts;
  if (same) return false;
  statement<(string | null)[]>(
    context.sql,
    `UPDATE "Finding" SET "advisoryProductId" = ?, "componentId" = ?, "confidence" = ?, "reasons" = ?, "versionFit" = ? WHERE "id" = ?`,
  ).run(proposal.advisoryProductId, proposal.componentId, proposal.confidence, reasons, proposal.versionFit, before.id);
  if (before.state === 'proposed') {
    statement<string[]>(context.sql, 'UPDATE "Finding" SET "decidedFacts" = ? WHERE "id" = ?').run(
      proposal.facts,
      before.id,
    );
    return false;
  }
  if (before.decidedFacts === proposal.facts) return false;
  reopen(context, before, { reasons, decidedFacts: proposal.facts });
  return true;
}

/** Opens a decided finding again. Who decided and why stays readable until the next decision, and in the history. */
export function reopen(
  context: CommandContext,
  before: Pick<StoredFinding, 'id' | 'state'>,
  { reasons, decidedFacts }: Pick<StoredFinding, 'reasons' | 'decidedFacts'>,
): void {
  statement<(string | null)[]>(
    context.sql,
    `UPDATE "Finding" SET "state" = 'proposed', "reasons" = ?, "decidedFacts" = ?, "reopenedOn" = ?, "revision" = "revision" + 1, "updatedAt" = ?, "updatedBy" = ?
     WHERE "id" = ?`,
  ).run(reasons, decidedFacts, context.today, context.now, context.actor, before.id);
  context.record('finding', before.id, { state: before.state }, { state: 'proposed' });
}

function remove(sql: SqlConnection, { id }: StoredFinding): void {
  statement<[string]>(sql, 'DELETE FROM "Finding" WHERE "id" = ?').run(id);
}

/** What was linked to a part of a version asks again when the part is another version now. */
function reopenChangedParts(
  context: CommandContext,
  modelIds: readonly string[] | null,
  triggers: Set<TriggerKey>,
): number {
  if (modelIds === null) return 0;
  const rows = statement<[string], StoredFinding & { label: string }>(
    context.sql,
    `SELECT ${STORED.split(', ')
      .map((column) => `f.${column}`)
      .join(', ')}, c."label" FROM "Finding" f JOIN "Component" c ON c."id" = f."componentId"
     WHERE f."cve" IS NOT NULL AND f."state" <> 'proposed' AND f."modelId" IN (SELECT value FROM json_each(?)) AND f."decidedFacts" <> c."label"`,
  ).all(JSON.stringify(modelIds));
  for (const { label, ...row } of rows) {
    reopen(context, row, { reasons: row.reasons, decidedFacts: label });
    for (const key of triggersOf(context.sql, row)) triggers.add(key);
  }
  return rows.length;
}

/** The events that a finding starts promises with, once it is confirmed. */
export function triggersOf(
  sql: SqlConnection,
  { advisoryId, cve }: Pick<StoredFinding, 'advisoryId' | 'cve'>,
): TriggerKey[] {
  if (cve !== null) return [`vulnerability:${cve}`];
  if (advisoryId === null) return [];
  const cves = statement<[string], string>(
    sql,
    'SELECT DISTINCT "cve" FROM "AdvisoryVulnerability" WHERE "advisoryId" = ? AND "cve" IN (SELECT "cve" FROM "Finding" WHERE "cve" IS NOT NULL)',
  )
    .pluck()
    .all(advisoryId) as unknown as string[];
  return [`advisory:${advisoryId}`, ...cves.map((one): TriggerKey => `vulnerability:${one}`)];
}

/** Matches anew what an import brought: models that it made or changed, and those of its devices. */
export async function proposeForImport(
  context: CommandContext,
  importId: string,
  {
    staleDevices,
    staleModels,
  }: { readonly staleDevices: ReadonlySet<string>; readonly staleModels: ReadonlySet<string> },
): Promise<void> {
  if (!hasSources(context.sql)) return;
  const modelIds = statement<[string, string, string], ModelId>(
    context.sql,
    `SELECT "id" FROM "DeviceModel" WHERE "importId" = ? UNION SELECT value FROM json_each(?)
     UNION SELECT d."modelId" FROM json_each(?) JOIN "Device" d ON d."id" = value`,
  )
    .pluck()
    .all(importId, JSON.stringify([...staleModels]), JSON.stringify([...staleDevices])) as unknown as ModelId[];
  await proposeFindings(context, { modelIds });
}

/** Findings by their ids, in no order. */
export function storedFindings(sql: SqlConnection, ids: readonly string[]): StoredFinding[] {
  return statement<[string], StoredFinding>(
    sql,
    `SELECT ${STORED} FROM "Finding" WHERE "id" IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(ids));
}

/** The finding of that name; undefined when there is none. */
export function findingNamed(sql: SqlConnection, identityKey: string): StoredFinding | undefined {
  return statement<[string], StoredFinding>(sql, `SELECT ${STORED} FROM "Finding" WHERE "identityKey" = ?`).get(
    identityKey,
  );
}
