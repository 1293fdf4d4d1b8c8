import { type SqlConnection, statement } from '../../data/connection.ts';
import type { ClockStart, SeverityBand } from '../../domain/commitment.ts';
import { contractPosition, termEndOn } from '../../domain/contract-term.ts';
import type { Day, Instant } from '../../domain/day.ts';
import type { Installer } from '../../domain/model.ts';
import { placeKey } from '../../domain/name.ts';
import {
  type AffectedTarget,
  milestoneTrigger,
  NOTICE_MILESTONES,
  noticeReceivedOn,
  readTriggerKey,
  type TriggerFacts,
  type TriggerKey,
} from '../../domain/obligation.ts';
import { localDayOf, type StartBasis, type StartFact } from '../../domain/obligation-clock.ts';
import { TERMS_COLUMNS, type TermsRow, termsOf } from '../contract/contract.store.ts';

/** An event with everything that decides what it makes due. */
export interface Trigger {
  readonly key: TriggerKey;
  readonly facts: TriggerFacts;
  /** In the words of its source. */
  readonly title: string;
  readonly advisoryId: string | null;
  readonly cve: string | null;
  readonly modelId: string | null;
  readonly contractId: string | null;
  readonly targets: readonly AffectedTarget[];
  readonly starts: readonly StartFact[];
  /** Day on which it became known that it is exploited. */
  readonly exploitedOn: Day | null;
  /** Day of the newest version of an advisory. */
  readonly revisedOn: Day | null;
  /** Day on which a letter told of the date. */
  readonly letterOn: Day | null;
}

const NOTICES = [...new Set(Object.values(NOTICE_MILESTONES))];

/** Every event that can make something due: those that did, and those that some promise is about. */
export function allTriggers(sql: SqlConnection, today: Day): TriggerKey[] {
  const keys = statement<[string], string>(
    sql,
    `SELECT "triggerKey" FROM "Obligation"
     UNION SELECT 'advisory:' || "advisoryId" FROM "Finding" WHERE "state" = 'confirmed' AND "advisoryId" IS NOT NULL
     UNION SELECT 'vulnerability:' || "cve" FROM "Finding" WHERE "state" = 'confirmed' AND "advisoryId" IS NULL AND "cve" IS NOT NULL
     UNION SELECT 'milestone:' || "modelId" || '|' || coalesce("softwareVersionId", '-') || '|' || "kind" FROM "Milestone"
       WHERE "deviceId" IS NULL AND "kind" IN (SELECT value FROM json_each(?)) AND EXISTS (SELECT 1 FROM "Commitment" WHERE "clockStart" = 'MILESTONE_DATE')`,
  )
    .pluck()
    .all(JSON.stringify(NOTICES)) as unknown as TriggerKey[];
  return [...new Set([...keys, ...runningTerms(sql, today)])];
}

/** The events that the present terms of contracts are; only of contracts of whose end a promise speaks. */
export function runningTerms(sql: SqlConnection, today: Day, contractIds?: readonly string[]): TriggerKey[] {
  const rows = statement<[string], TermsRow & { id: string }>(
    sql,
    `SELECT c."id", ${TERMS_COLUMNS} FROM "Contract" c
     WHERE c."id" IN (SELECT "contractId" FROM "Commitment" WHERE "clockStart" = 'CONTRACT_END' AND coalesce("validTo" >= ?, TRUE))`,
  ).all(today);
  return rows
    .filter(({ id }) => contractIds === undefined || contractIds.includes(id))
    .flatMap((row): TriggerKey[] => {
      const { runningEndsOn, status } = contractPosition(termsOf(row), today);
      return runningEndsOn === null || status === 'ended' ? [] : [`contract:${row.id}|${runningEndsOn}`];
    });
}

/** The events that the promises of a contract may concern: its terms, and what happened to what it covers. Empty where it promises nothing. */
export function contractTriggers(sql: SqlConnection, contractId: string, today: Day): TriggerKey[] {
  const promises = statement<[string], number>(sql, 'SELECT count(*) FROM "Commitment" WHERE "contractId" = ?').pluck();
  if (!promises.get(contractId)) return [];
  const known = statement<[string, string], string>(
    sql,
    `WITH asked AS (SELECT ? AS "id", ? AS "kinds"),
       covered AS (SELECT DISTINCT d."modelId" FROM asked JOIN "ContractLine" l ON l."contractId" = asked."id" JOIN "Device" d ON d."id" = l."deviceId")
     SELECT DISTINCT o."triggerKey" FROM asked JOIN "Commitment" p ON p."contractId" = asked."id" JOIN "Obligation" o ON o."commitmentId" = p."id"
     UNION SELECT 'advisory:' || "advisoryId" FROM "Finding" WHERE "state" = 'confirmed' AND "advisoryId" IS NOT NULL AND "modelId" IN covered
     UNION SELECT 'vulnerability:' || "cve" FROM "Finding" WHERE "state" = 'confirmed' AND "advisoryId" IS NULL AND "cve" IS NOT NULL AND "modelId" IN covered
     UNION SELECT 'milestone:' || "modelId" || '|' || coalesce("softwareVersionId", '-') || '|' || "kind" FROM "Milestone"
       WHERE "deviceId" IS NULL AND "kind" IN (SELECT value FROM asked, json_each(asked."kinds")) AND "modelId" IN covered`,
  )
    .pluck()
    .all(contractId, JSON.stringify(NOTICES)) as unknown as TriggerKey[];
  return [...new Set([...known, ...runningTerms(sql, today, [contractId])])];
}

/** The dates of a model, for whoever brought the first device of it into use. */
export function modelTriggers(sql: SqlConnection, modelId: string): TriggerKey[] {
  return statement<[string, string], string>(
    sql,
    `SELECT DISTINCT 'milestone:' || "modelId" || '|' || coalesce("softwareVersionId", '-') || '|' || "kind" FROM "Milestone"
     WHERE "deviceId" IS NULL AND "modelId" = ? AND "kind" IN (SELECT value FROM json_each(?))`,
  )
    .pluck()
    .all(modelId, JSON.stringify(NOTICES)) as unknown as TriggerKey[];
}

/** What is known of events. Those that are no longer true are left out: a finding that nobody confirms, a date that was taken back. */
export function readTriggers(sql: SqlConnection, keys: readonly TriggerKey[], zone: string): Trigger[] {
  const of = (kind: string) =>
    keys.flatMap((key) => {
      const read = readTriggerKey(key);
      return read?.kind === kind ? [read.rest] : [];
    });
  const typed = typedStarts(sql, keys);
  return [
    ...advisories(sql, of('advisory'), zone),
    ...vulnerabilities(sql, of('vulnerability'), zone),
    ...milestones(sql, of('milestone')),
    ...contracts(sql, of('contract')),
    ...events(of('event')),
  ].map((trigger) => {
    const said = typed.get(trigger.key) ?? [];
    // What a person recorded of an event stands for what a file told of it.
    const told = trigger.starts.filter(({ event }) => !said.some((one) => one.event === event));
    return { ...trigger, starts: [...told, ...said] };
  });
}

interface StartRow {
  readonly triggerKey: TriggerKey;
  readonly event: ClockStart;
  readonly onDay: Day;
  readonly at: Instant | null;
  readonly basis: StartBasis;
}

/** What people recorded of starts; the newest of each holds. */
function typedStarts(sql: SqlConnection, keys: readonly TriggerKey[]): ReadonlyMap<TriggerKey, readonly StartFact[]> {
  const result = new Map<TriggerKey, Map<ClockStart, StartFact>>();
  for (const { triggerKey, event, onDay, at, basis } of statement<[string], StartRow>(
    sql,
    `SELECT "triggerKey", "event", "onDay", "at", "basis" FROM "StartEvent" WHERE "triggerKey" IN (SELECT value FROM json_each(?)) ORDER BY "id"`,
  ).all(JSON.stringify(keys))) {
    const known = result.get(triggerKey) ?? new Map<ClockStart, StartFact>();
    result.set(triggerKey, known.set(event, { event, on: onDay, at, basis }));
  }
  return new Map([...result].map(([key, facts]) => [key, [...facts.values()]]));
}

const NO_FACTS = { advisoryId: null, cve: null, modelId: null, contractId: null, letterOn: null } as const;

interface AdvisoryRow {
  readonly id: string;
  readonly trackingId: string;
  readonly title: string;
  readonly initialReleaseAt: Instant | null;
  readonly currentReleaseAt: Instant | null;
  readonly receivedOn: Day;
}

interface VulnerabilityRow {
  readonly owner: string;
  readonly severity: string | null;
  readonly releasedAt: Instant | null;
  readonly remediations: string;
  readonly kevOn: Day | null;
  readonly initialReleaseAt: Instant | null;
}

const VULNERABILITY = `v."cvssSeverity" AS "severity", v."releasedAt", v."remediations", k."addedOn" AS "kevOn", a."initialReleaseAt"`;

function advisories(sql: SqlConnection, ids: readonly string[], zone: string): Trigger[] {
  if (ids.length === 0) return [];
  const asked = JSON.stringify(ids);
  const targets = targetsBy(sql, `f."advisoryId"`, `f."advisoryId" IN (SELECT value FROM json_each(?))`, asked);
  const vulnerabilitiesOf = Map.groupBy(
    statement<[string], VulnerabilityRow>(
      sql,
      `SELECT v."advisoryId" AS "owner", ${VULNERABILITY} FROM "AdvisoryVulnerability" v JOIN "Advisory" a ON a."id" = v."advisoryId"
       LEFT JOIN "KevEntry" k ON k."cve" = v."cve" WHERE v."advisoryId" IN (SELECT value FROM json_each(?))`,
    ).all(asked),
    ({ owner }) => owner,
  );
  return statement<[string], AdvisoryRow>(
    sql,
    `SELECT "id", "trackingId", "title", "initialReleaseAt", "currentReleaseAt", "receivedOn" FROM "Advisory" WHERE "id" IN (SELECT value FROM json_each(?))`,
  )
    .all(asked)
    .flatMap((row): Trigger[] => {
      const about = targets.get(row.id);
      if (about === undefined) return [];
      const told = readVulnerabilities(vulnerabilitiesOf.get(row.id) ?? [], zone);
      const received: StartFact = { event: 'ADVISORY_RECEIVED', on: row.receivedOn, at: null, basis: 'stated' };
      return [
        {
          ...NO_FACTS,
          ...told,
          key: `advisory:${row.id}`,
          facts: { kind: 'advisory', milestone: null, bands: told.bands },
          title: `${row.trackingId}: ${row.title}`,
          advisoryId: row.id,
          targets: about,
          starts: [...published(row.initialReleaseAt, zone), received, ...told.starts],
          revisedOn: row.currentReleaseAt && localDayOf(row.currentReleaseAt, zone),
        },
      ];
    });
}

/** A model that a confirmed advisory with the same vulnerability is about: the advisory makes due what it does, once. */
const TOLD_BY_ADVISORY = `EXISTS (SELECT 1 FROM "AdvisoryVulnerability" w JOIN "Finding" g ON g."advisoryId" = w."advisoryId"
  WHERE w."cve" = f."cve" AND g."state" = 'confirmed' AND g."modelId" = f."modelId")`;

function vulnerabilities(sql: SqlConnection, cves: readonly string[], zone: string): Trigger[] {
  if (cves.length === 0) return [];
  const asked = JSON.stringify(cves);
  const targets = targetsBy(
    sql,
    `f."cve"`,
    `f."advisoryId" IS NULL AND f."cve" IN (SELECT value FROM json_each(?)) AND NOT ${TOLD_BY_ADVISORY}`,
    asked,
  );
  const rows = Map.groupBy(
    statement<[string], VulnerabilityRow>(
      sql,
      `SELECT v."cve" AS "owner", ${VULNERABILITY} FROM "AdvisoryVulnerability" v JOIN "Advisory" a ON a."id" = v."advisoryId"
       LEFT JOIN "KevEntry" k ON k."cve" = v."cve" WHERE v."cve" IN (SELECT value FROM json_each(?))`,
    ).all(asked),
    ({ owner }) => owner,
  );
  const entries = new Map(
    statement<[string], { cve: string; name: string; addedOn: Day }>(
      sql,
      'SELECT "cve", "name", "addedOn" FROM "KevEntry" WHERE "cve" IN (SELECT value FROM json_each(?))',
    )
      .all(asked)
      .map((entry) => [entry.cve, entry]),
  );
  return cves.flatMap((cve): Trigger[] => {
    const about = targets.get(cve);
    if (about === undefined) return [];
    const entry = entries.get(cve);
    const known = rows.get(cve) ?? [];
    const told = readVulnerabilities(known, zone);
    const exploitedOn = entry?.addedOn ?? null;
    const bands = new Set<SeverityBand>([...told.bands, ...(entry ? (['exploited'] as const) : [])]);
    return [
      {
        ...NO_FACTS,
        key: `vulnerability:${cve}`,
        facts: { kind: 'vulnerability', milestone: null, bands },
        title: entry ? `${cve}: ${entry.name}` : cve,
        cve,
        targets: about,
        starts: [
          ...known.flatMap(({ initialReleaseAt }) => published(initialReleaseAt, zone)),
          ...told.starts.filter(({ event }) => event !== 'KEV_ADDED'),
          ...kevStart(exploitedOn),
        ],
        exploitedOn,
        revisedOn: null,
      },
    ];
  });
}

/** What the vulnerabilities of one event say together: the gravest band counts, the first fix, the first entry. */
function readVulnerabilities(rows: readonly VulnerabilityRow[], zone: string) {
  const bands = new Set<SeverityBand>();
  const gravest = (['critical', 'high', 'medium', 'low'] as const).find((band) =>
    rows.some(({ severity }) => severity?.toLowerCase() === band),
  );
  if (gravest !== undefined) bands.add(gravest);
  const exploitedOn = rows.flatMap(({ kevOn }) => kevOn ?? []).sort()[0] ?? null;
  if (exploitedOn !== null) bands.add('exploited');
  const fixes = rows.flatMap(({ remediations }) => fixDays(remediations)).sort();
  const [fix] = fixes;
  const starts: StartFact[] = [
    ...rows.flatMap(({ releasedAt }) => published(releasedAt, zone)),
    ...(fix === undefined ? [] : [{ event: 'FIX_AVAILABLE', on: fix, at: null, basis: 'stated' } as const]),
    ...kevStart(exploitedOn),
  ];
  return { bands, exploitedOn, starts };
}

function published(at: Instant | null, zone: string): StartFact[] {
  return at === null ? [] : [{ event: 'PUBLIC_DISCLOSURE', on: localDayOf(at, zone), at, basis: 'published' }];
}

function kevStart(on: Day | null): StartFact[] {
  return on === null ? [] : [{ event: 'KEV_ADDED', on, at: null, basis: 'published' }];
}

/** The days from which the vendor's fixes are there. */
function fixDays(remediations: string): Day[] {
  const remedies = JSON.parse(remediations) as readonly { category?: string; on?: Day | null }[];
  return remedies.flatMap(({ category, on }) => (category === 'vendor_fix' && on ? [on] : []));
}

interface TargetRow {
  readonly owner: string;
  readonly modelId: string;
  readonly vendorId: string;
  readonly whoInstalls: Installer | null;
  readonly softwareVersionId: string | null;
  readonly component: string | null;
}

/** What people confirmed to be affected. */
function targetsBy(
  sql: SqlConnection,
  owner: string,
  condition: string,
  asked: string,
): ReadonlyMap<string, readonly AffectedTarget[]> {
  const rows = statement<[string], TargetRow>(
    sql,
    `SELECT DISTINCT ${owner} AS "owner", f."modelId", m."vendorId", m."whoInstalls",
       coalesce(f."softwareVersionId", CASE WHEN f."deviceId" IS NULL THEN NULL ELSE d."softwareVersionId" END) AS "softwareVersionId", c."label" AS "component"
     FROM "Finding" f JOIN "DeviceModel" m ON m."id" = f."modelId" LEFT JOIN "Component" c ON c."id" = f."componentId"
     LEFT JOIN "Device" d ON d."id" = f."deviceId" WHERE f."state" = 'confirmed' AND ${condition}`,
  ).all(asked);
  return Map.groupBy(
    rows.map(({ component, ...row }) => ({ ...row, component: component === null ? null : placeKey(component) })),
    (row) => row.owner,
  );
}

interface EntryRow {
  readonly modelId: string;
  readonly softwareVersionId: string | null;
  readonly kind: string;
  readonly on: Day | null;
  readonly receivedOn: Day | null;
  readonly vendorId: string;
  readonly whoInstalls: Installer | null;
  readonly title: string;
}

function milestones(sql: SqlConnection, rests: readonly string[]): Trigger[] {
  const wanted = new Set(rests.map((rest) => `milestone:${rest}`));
  const models = [...new Set(rests.map((rest) => rest.split('|')[0]))];
  const rows =
    models.length === 0
      ? []
      : statement<[string, string], EntryRow>(
          sql,
          `SELECT s."modelId", s."softwareVersionId", s."kind", s."onDay" AS "on", s."receivedOn", m."vendorId", m."whoInstalls",
             v."name" || ' ' || m."name" || coalesce(' ' || w."name", '') AS "title"
           FROM "Milestone" s JOIN "DeviceModel" m ON m."id" = s."modelId" JOIN "Vendor" v ON v."id" = m."vendorId"
           LEFT JOIN "SoftwareVersion" w ON w."id" = s."softwareVersionId"
           WHERE s."deviceId" IS NULL AND s."modelId" IN (SELECT value FROM json_each(?)) AND s."kind" IN (SELECT value FROM json_each(?)) ORDER BY s."id"`,
        ).all(JSON.stringify(models), JSON.stringify(NOTICES));
  const histories = Map.groupBy(rows, (row) => milestoneTrigger(row.modelId, row.softwareVersionId, row.kind));
  return [...histories].flatMap(([key, entries]): Trigger[] => {
    const last = entries.at(-1);
    if (!wanted.has(key) || !last || last.on === null) return [];
    const { modelId, vendorId, whoInstalls, softwareVersionId } = last;
    return [
      {
        ...NO_FACTS,
        key,
        facts: { kind: 'milestone', milestone: last.kind, bands: new Set() },
        title: last.title,
        modelId,
        targets: [{ modelId, vendorId, whoInstalls, softwareVersionId, component: null }],
        starts: [{ event: 'MILESTONE_DATE', on: last.on, at: null, basis: 'stated' }],
        exploitedOn: null,
        revisedOn: null,
        letterOn: noticeReceivedOn(entries),
      },
    ];
  });
}

/** Terms of contracts; one whose days were corrected is no longer there. */
function contracts(sql: SqlConnection, rests: readonly string[]): Trigger[] {
  if (rests.length === 0) return [];
  const rows = new Map(
    statement<[], TermsRow & { id: string; number: string }>(
      sql,
      `SELECT c."id", c."number", ${TERMS_COLUMNS} FROM "Contract" c`,
    )
      .all()
      .map((row) => [row.id, row]),
  );
  return rests.flatMap((rest): Trigger[] => {
    const [contractId = '', end = ''] = rest.split('|');
    const row = rows.get(contractId);
    if (row === undefined || termEndOn(termsOf(row), end as Day) !== end) return [];
    return [
      {
        ...NO_FACTS,
        key: `contract:${rest}`,
        facts: { kind: 'contract', milestone: null, bands: new Set() },
        title: row.number,
        contractId,
        targets: [],
        starts: [{ event: 'CONTRACT_END', on: end as Day, at: null, basis: 'stated' }],
        exploitedOn: null,
        revisedOn: null,
      },
    ];
  });
}

/** What a person started: its promises and its title stand in the obligations themselves. */
function events(rests: readonly string[]): Trigger[] {
  return rests.map((rest) => ({
    ...NO_FACTS,
    key: `event:${rest}`,
    facts: { kind: 'event', milestone: null, bands: new Set<SeverityBand>() },
    title: '',
    targets: [],
    starts: [],
    exploitedOn: null,
    revisedOn: null,
  }));
}
