import { statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { FindingReason, FindingSource } from '../../domain/finding.ts';
import type { ComponentId, FindingId } from '../../domain/ids.ts';
import { vendorKey } from '../../domain/name.ts';
import type { TriggerKey } from '../../domain/obligation.ts';
import { productName } from '../../domain/product-name.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { ensureVersion } from '../model/model.store.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { found, nextRevision } from '../records.ts';
import { findingNamed, reopen, type StoredFinding, storedFindings, triggersOf } from './finding.store.ts';
import { findingCounts, findingDevices, findingGroups, findingRows, listFindings } from './finding-list.ts';

export const findingQueries = {
  list: ({ filter, offset, limit }, { sql }) => listFindings(sql, filter, { offset, limit }),
  groups: ({ by, filter, offset, limit }, { sql }) => findingGroups(sql, by, filter, { offset, limit }),
  get: ({ id }, { sql }) => found(findingRows(sql, [id])[0], 'finding', id),
  counts: (_input, { sql }) => findingCounts(sql),

  devices: ({ id, offset, limit }, { sql }) => {
    found(storedFindings(sql, [id])[0], 'finding', id);
    return findingDevices(sql, [id], { offset, limit });
  },

  exploited: ({ id, offset, limit }, { sql }) => {
    const finding = found(storedFindings(sql, [id])[0], 'finding', id);
    const { where, parameters } = entriesOf(finding);
    const total =
      statement<string[], { n: number }>(sql, `SELECT count(*) AS n FROM "KevEntry" WHERE ${where}`).get(...parameters)
        ?.n ?? 0;
    const rows = statement<
      (string | number)[],
      { cve: string; name: string; description: string; addedOn: Day; ransomware: number }
    >(
      sql,
      `SELECT "cve", "name", "description", "addedOn", "ransomware" FROM "KevEntry" WHERE ${where} ORDER BY "addedOn" DESC, "cve" DESC LIMIT ? OFFSET ?`,
    ).all(...parameters, limit, offset);
    return { total, rows: rows.map((row) => ({ ...row, ransomware: row.ransomware === 1 })) };
  },
} satisfies QueryHandlers<'finding', 'list' | 'groups' | 'get' | 'counts' | 'devices' | 'exploited'>;

export const findingCommands = {
  confirm: async ({ findings, cves, remember }, context) => {
    const rows = chosen(context, findings);
    const triggers = new Set<TriggerKey>();
    const about: string[] = [];
    for (const row of rows) {
      if (row.source === 'kev' && row.cve === null) {
        for (const cve of chosenEntries(context, row, cves)) {
          const id = confirmVulnerability(context, 'kev', cve, row, JSON.parse(row.reasons) as FindingReason[]);
          triggers.add(`vulnerability:${cve}`);
          about.push(id);
        }
      }
      decide(context, row, 'confirmed', null);
      if (remember) rememberNames(context, row);
      for (const key of triggersOf(context.sql, row)) triggers.add(key);
    }
    return decided(context, findings, [...about, ...rows.map(({ id }) => id)], triggers);
  },

  reject: async ({ findings, reason }, context) => {
    const rows = chosen(context, findings);
    const triggers = new Set<TriggerKey>();
    for (const row of rows) {
      if (row.state === 'confirmed') for (const key of triggersOf(context.sql, row)) triggers.add(key);
      decide(context, row, 'rejected', reason);
    }
    return decided(
      context,
      findings,
      rows.map(({ id }) => id),
      triggers,
    );
  },

  reopen: async ({ findings }, context) => {
    const rows = chosen(context, findings);
    const triggers = new Set<TriggerKey>();
    for (const row of rows.filter(({ state }) => state !== 'proposed')) {
      if (row.state === 'confirmed') for (const key of triggersOf(context.sql, row)) triggers.add(key);
      reopen(context, row, row);
    }
    return decided(
      context,
      findings,
      rows.map(({ id }) => id),
      triggers,
    );
  },

  link: async ({ cve, modelId, softwareVersion, componentId, note }, context) => {
    found(
      statement<[string], { id: string }>(context.sql, 'SELECT "id" FROM "DeviceModel" WHERE "id" = ?').get(modelId),
      'model',
      modelId,
    );
    if (componentId !== null) requireOwn(context, modelId, componentId);
    const softwareVersionId = await ensureVersion(context, modelId, softwareVersion);
    const target = { modelId, softwareVersionId, componentId, deviceId: null };
    const id = confirmVulnerability(context, 'typed', cve, target, [{ code: 'linked', note }]);
    const { devices, obligations } = await decided(context, [], [id], new Set<TriggerKey>([`vulnerability:${cve}`]));
    return { id, devices, obligations };
  },
} satisfies CommandHandlers<'finding', 'confirm' | 'reject' | 'reopen' | 'link'>;

type Chosen = readonly { readonly id: FindingId; readonly revision: number }[];

/** The findings that are meant. @throws AppError `not_found`, `stale_edit` */
function chosen(context: CommandContext, findings: Chosen): StoredFinding[] {
  const stored = new Map(
    storedFindings(
      context.sql,
      findings.map(({ id }) => id),
    ).map((row) => [row.id, row]),
  );
  return findings.map(({ id, revision }) => {
    const row = found(stored.get(id), 'finding', id);
    nextRevision(context, 'finding', row.revision, revision);
    return row;
  });
}

function decide(
  context: CommandContext,
  { id, state, decidedReason }: StoredFinding,
  next: 'confirmed' | 'rejected',
  reason: string | null,
): void {
  statement<(string | null)[]>(
    context.sql,
    `UPDATE "Finding" SET "state" = ?, "decidedOn" = ?, "decidedBy" = ?, "decidedReason" = ?, "reopenedOn" = NULL, "revision" = "revision" + 1,
       "updatedAt" = ?, "updatedBy" = ? WHERE "id" = ?`,
  ).run(next, context.today, context.user.name, reason, context.now, context.actor, id);
  context.record('finding', id, { state, decidedReason }, { state: next, decidedReason: reason });
}

async function decided(
  context: CommandContext,
  findings: Chosen,
  about: readonly string[],
  triggers: ReadonlySet<TriggerKey>,
) {
  const obligations = triggers.size === 0 ? 0 : await refreshObligations(context, [...triggers]);
  context.touch('finding', 'obligation');
  const { total } = findingDevices(context.sql, about, { offset: 0, limit: 0 });
  const now = new Map(
    storedFindings(
      context.sql,
      findings.map(({ id }) => id),
    ).map(({ id, revision }) => [id, revision]),
  );
  return {
    findings: findings.map(({ id, revision }) => ({ id, revision: now.get(id) ?? revision })),
    devices: total,
    obligations,
  };
}

/** The entries that a group of exploited vulnerabilities stands for. */
function entriesOf({ identityKey, modelId, cve, advisoryId }: StoredFinding): { where: string; parameters: string[] } {
  if (cve !== null) return { where: '"cve" = ?', parameters: [cve] };
  if (advisoryId !== null)
    return {
      where: '"cve" IN (SELECT v."cve" FROM "AdvisoryVulnerability" v WHERE v."advisoryId" = ?)',
      parameters: [advisoryId],
    };
  const key = identityKey.slice('kev|'.length, identityKey.indexOf(`|${modelId}|`));
  return { where: `"vendorKey" || '|' || "productKey" = ?`, parameters: [key] };
}

/** The vulnerabilities of a group that concern us. @throws AppError `input_refused` with `choose_vulnerabilities` */
function chosenEntries(context: CommandContext, row: StoredFinding, cves: readonly string[]): string[] {
  const { where, parameters } = entriesOf(row);
  const all = statement<string[], string>(context.sql, `SELECT "cve" FROM "KevEntry" WHERE ${where}`)
    .pluck()
    .all(...parameters) as unknown as string[];
  const [only] = all;
  if (cves.length === 0 && all.length === 1 && only !== undefined) return [only];
  const meant = all.filter((cve) => cves.includes(cve));
  if (meant.length === 0) throw new AppError('input_refused', { problem: 'choose_vulnerabilities', field: 'cves' });
  return meant;
}

/** Makes the finding of one vulnerability, or confirms the one that is there. */
function confirmVulnerability(
  context: CommandContext,
  source: Exclude<FindingSource, 'advisory'>,
  cve: string,
  {
    modelId,
    softwareVersionId,
    componentId,
    deviceId,
  }: Pick<StoredFinding, 'modelId' | 'softwareVersionId' | 'componentId' | 'deviceId'>,
  reasons: readonly FindingReason[],
): FindingId {
  const identityKey = `cve|${cve}|${modelId}|${softwareVersionId ?? '-'}|${componentId ?? '-'}|${deviceId ?? '-'}`;
  const known = findingNamed(context.sql, identityKey);
  if (known !== undefined) {
    if (known.state !== 'confirmed') decide(context, known, 'confirmed', null);
    return known.id;
  }
  const id = context.newId<'finding'>();
  const facts =
    componentId === null
      ? ''
      : statement<[string], { label: string }>(context.sql, 'SELECT "label" FROM "Component" WHERE "id" = ?').get(
          componentId,
        )?.label;
  statement<(string | null)[]>(
    context.sql,
    `INSERT INTO "Finding" ("id", "identityKey", "source", "cve", "modelId", "softwareVersionId", "componentId", "deviceId", "confidence", "reasons", "versionFit",
       "state", "decidedOn", "decidedBy", "decidedFacts", "createdAt", "createdBy", "updatedAt", "updatedBy")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'likely', ?, 'unknown', 'confirmed', ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    identityKey,
    source,
    cve,
    modelId,
    softwareVersionId,
    componentId,
    deviceId,
    JSON.stringify(reasons),
    context.today,
    context.user.name,
    facts ?? '',
    context.now,
    context.actor,
    context.now,
    context.actor,
  );
  context.record('finding', id, null, { state: 'confirmed', cve, modelId });
  return id;
}

/** @throws AppError `not_found`, `input_refused` with `component_of_other_model` */
function requireOwn(context: CommandContext, modelId: string, componentId: ComponentId): void {
  const owner = found(
    statement<[string], { modelId: string | null }>(
      context.sql,
      `SELECT coalesce(c."modelId", s."modelId", d."modelId") AS "modelId" FROM "Component" c LEFT JOIN "SoftwareVersion" s ON s."id" = c."softwareVersionId"
         LEFT JOIN "Device" d ON d."id" = c."deviceId" WHERE c."id" = ?`,
    ).get(componentId),
    'component',
    componentId,
  );
  if (owner.modelId !== modelId)
    throw new AppError('input_refused', { problem: 'component_of_other_model', field: 'componentId' });
}

/** What a source calls our model and its vendor is found by itself from now on. A name that is another's already stays that one's. */
function rememberNames(context: CommandContext, { advisoryProductId, modelId, componentId }: StoredFinding): void {
  if (advisoryProductId === null || componentId !== null) return;
  const named = statement<[string], { vendor: string | null; product: string | null; name: string }>(
    context.sql,
    'SELECT "vendor", "product", "name" FROM "AdvisoryProduct" WHERE "id" = ?',
  ).get(advisoryProductId);
  const ours = statement<[string], { name: string; vendorId: string; vendor: string }>(
    context.sql,
    'SELECT m."name", m."vendorId", v."name" AS "vendor" FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId" WHERE m."id" = ?',
  ).get(modelId);
  if (named === undefined || ours === undefined) return;
  const product = named.product ?? named.name;
  const { key } = productName(product, named.vendor);
  if (key !== productName(ours.name, ours.vendor).key) {
    const { changes } = statement<string[]>(
      context.sql,
      'INSERT OR IGNORE INTO "ModelAlias" ("id", "modelId", "alias", "aliasKey") VALUES (?, ?, ?, ?)',
    ).run(context.newId(), modelId, product, key);
    if (changes > 0) context.record('model', modelId, { alias: null }, { alias: product });
  }
  if (named.vendor === null || vendorKey(named.vendor) === vendorKey(ours.vendor)) return;
  const taken = statement<string[]>(context.sql, 'SELECT 1 FROM "Vendor" WHERE "nameKey" = ?').get(
    vendorKey(named.vendor),
  );
  if (taken !== undefined) return;
  const { changes } = statement<string[]>(
    context.sql,
    'INSERT OR IGNORE INTO "VendorAlias" ("aliasKey", "alias", "vendorId") VALUES (?, ?, ?)',
  ).run(vendorKey(named.vendor), named.vendor, ours.vendorId);
  if (changes > 0) {
    context.record('vendor', ours.vendorId, { alias: null }, { alias: named.vendor });
    context.touch('vendor');
  }
}
