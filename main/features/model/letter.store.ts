import type { z } from 'zod';
import type { letterDatesSchema, letterPreviewSchema } from '../../contract/letter.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { BANDS, type Band, bandLimits, bandOf } from '../../domain/band.ts';
import type { DeviceId, ModelId } from '../../domain/ids.ts';
import { distancesOf, type MilestoneEntry, type MilestoneHistory } from '../../domain/milestone.ts';
import { isMilestoneKind } from '../../domain/model.ts';
import { versionKey } from '../../domain/name.ts';
import { type SupportFacts, supportOf } from '../../domain/support.ts';
import type { QueryContext } from '../context.ts';
import { type DeviceFacts, loadFacts } from '../device/facts.ts';
import { datesOf, ownMilestoneNames } from './milestone.store.ts';

type LetterDates = z.output<typeof letterDatesSchema>;
type LetterDate = LetterDates['dates'][number];
type Preview = z.input<typeof letterPreviewSchema>;
type Counts = Partial<Record<Band, number>>;

/** What a letter names, looked up: its models, and its devices by model; null for all devices of the models. */
export interface LetterScope {
  readonly models: ReadonlyMap<ModelId, { readonly id: ModelId; readonly name: string }>;
  readonly devices: ReadonlyMap<ModelId, DeviceId[]> | null;
  /** Entries that it adds. */
  readonly entries: number;
}

/** One device that stands for all with the same facts. */
interface Alike {
  readonly deviceId: DeviceId;
  readonly modelId: ModelId;
  readonly devices: number;
}

/**
 * What a letter would change: the same rule is asked with and without its dates. Devices with the same facts change alike, so
 * one of each is computed; only where a letter is about single devices is each of them asked.
 */
export async function previewLetter(
  { sql, today }: Pick<QueryContext, 'sql' | 'today'>,
  letter: LetterDates,
  scope: LetterScope,
): Promise<Preview> {
  const names = ownMilestoneNames(sql);
  const alike = new Map(alikeOf(sql, scope).map((one) => [one.deviceId, one]));
  const tallies = new Map<ModelId, { devices: number; before: Counts; after: Counts }>();
  const limits = bandLimits(today);
  const band = (facts: SupportFacts) => bandOf(supportOf(facts, today), today, limits);
  for (const portion of loadFacts(sql, [...alike.keys()])) {
    for (const loaded of portion) {
      const group = alike.get(loaded.device.id as DeviceId);
      const said = group && letter.dates.filter((date) => isFor(date, loaded));
      if (!group || !said || said.length === 0) continue;
      const tally = tallies.get(group.modelId) ?? { devices: 0, before: {}, after: {} };
      tallies.set(group.modelId, tally);
      tally.devices += group.devices;
      count(tally.before, band(loaded.facts), group.devices);
      count(
        tally.after,
        band(said.reduce((facts, date) => withDate(facts, date, scope.devices !== null), loaded.facts)),
        group.devices,
      );
    }
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return {
    entries: scope.entries,
    models: [...scope.models.values()].map(({ id, name }) => ({
      modelId: id,
      model: name,
      devices: tallies.get(id)?.devices ?? 0,
      changes: letter.dates
        .filter(({ modelIds }) => modelIds.includes(id))
        .map((date) => ({
          kind: date.kind,
          ownName: names.get(date.kind) ?? null,
          softwareVersion: date.softwareVersion,
          ...changeOf(sql, id, date, scope),
        })),
      bandsBefore: inOrder(tallies.get(id)?.before ?? {}),
      bandsAfter: inOrder(tallies.get(id)?.after ?? {}),
    })),
  };
}

/** Devices of the scope, those with the same facts and software version as one: `stateId` names what devices of the register share. */
function alikeOf(sql: SqlConnection, { models, devices }: LetterScope): Alike[] {
  if (devices !== null)
    return [...devices].flatMap(([modelId, ids]) => ids.map((deviceId) => ({ deviceId, modelId, devices: 1 })));
  return statement<[string], Alike>(
    sql,
    `SELECT min("deviceId") AS "deviceId", "modelId", count(*) AS "devices" FROM "DeviceListing"
     WHERE "modelId" IN (SELECT value FROM json_each(?)) GROUP BY "modelId", "softwareVersion", "stateId"`,
  ).all(JSON.stringify([...models.keys()]));
}

function isFor({ modelIds, softwareVersion }: LetterDate, { device, version }: DeviceFacts): boolean {
  if (!modelIds.some((id) => id === device.modelId)) return false;
  return !softwareVersion?.trim() || (version !== null && versionKey(version.name) === versionKey(softwareVersion));
}

/** The facts of a device as they would be with one more date. */
function withDate(facts: SupportFacts, date: LetterDate, ofDevice: boolean): SupportFacts {
  const { kind } = date;
  if (!isMilestoneKind(kind)) return facts;
  const entry: MilestoneEntry = {
    kind,
    on: date.on,
    vendorTerm: date.vendorTerm,
    source: null,
    announcedOn: null,
    receivedOn: null,
    confidence: 'stated',
  };
  const more = (history: MilestoneHistory): MilestoneHistory => ({
    ...history,
    [kind]: [...(history[kind] ?? []), entry],
  });
  if (ofDevice) return { ...facts, deviceDates: more(facts.deviceDates) };
  return date.softwareVersion?.trim()
    ? { ...facts, versionDates: more(facts.versionDates) }
    : { ...facts, modelDates: more(facts.modelDates) };
}

/** How the date that holds would move. Several devices can each have another one, and then none is named. */
function changeOf(
  sql: SqlConnection,
  modelId: ModelId,
  { kind, softwareVersion, on }: LetterDate,
  { devices }: LetterScope,
) {
  const own = devices?.get(modelId) ?? [];
  const [deviceId = null] = own;
  const versionId = softwareVersion?.trim() ? versionOf(sql, modelId, softwareVersion) : null;
  const unknownVersion = Boolean(softwareVersion?.trim()) && versionId === null;
  const earlier =
    own.length > 1 || unknownVersion ? [] : datesOf(sql, { modelId, softwareVersionId: versionId, deviceId, kind });
  const days = earlier.map((one) => one?.on ?? null);
  return { before: earlier.at(-1) ?? null, after: on, ...distancesOf(days, on?.on ?? null) };
}

function versionOf(sql: SqlConnection, modelId: ModelId, name: string): string | null {
  const select = statement<[string, string], { id: string }>(
    sql,
    'SELECT "id" FROM "SoftwareVersion" WHERE "modelId" = ? AND "nameKey" = ?',
  );
  return select.get(modelId, versionKey(name))?.id ?? null;
}

function count(counts: Counts, band: Band, devices: number): void {
  counts[band] = (counts[band] ?? 0) + devices;
}

function inOrder(counts: Counts): Counts {
  return Object.fromEntries(BANDS.flatMap((band) => (counts[band] === undefined ? [] : [[band, counts[band]]])));
}
