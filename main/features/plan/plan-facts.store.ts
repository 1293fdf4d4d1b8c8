import { type SqlConnection, statement } from '../../data/connection.ts';
import { leadTimeMonths } from '../../domain/action.ts';
import { type Band, bandOf } from '../../domain/band.ts';
import type { Day } from '../../domain/day.ts';
import type { Criticality, DeviceCategory, Tristate } from '../../domain/device.ts';
import { isAmount, isCurrency, type Money, NO_CURRENCY } from '../../domain/money.ts';
import { type PlanPlace, placeOf, type TechnicalEnd } from '../../domain/plan.ts';
import type { PlanSettings } from '../../domain/plan-settings.ts';
import { type Limit, type LimitKind, type Support, supportOf } from '../../domain/support.ts';
import { loadFacts } from '../device/facts.ts';
import { storedDay } from '../device/stored-day.ts';

/** What a plan has to know of a model. */
export interface PlanModel {
  readonly id: string;
  readonly name: string;
  readonly vendorId: string;
  readonly vendor: string;
  readonly deviceType: string;
  readonly leadMonths: number;
  readonly price: Money | null;
}

/** What devices with the same dates share. */
export interface PlanEnd {
  readonly place: PlanPlace;
  /** Of the technical end. */
  readonly band: Band;
  /** What is technical and limits; null where a contract ends first. */
  readonly limit: Limit | null;
  /** The contract that ends before anything technical does. */
  readonly contract: { readonly name: string; readonly endsOn: Day | null } | null;
}

/** One device as a plan sees it. */
export interface PlanDevice {
  readonly deviceId: string;
  readonly model: PlanModel;
  readonly department: string;
  readonly end: PlanEnd;
  readonly criticality: Criticality | null;
  readonly networkConnected: Tristate;
  readonly storesPhi: Tristate;
  readonly plannedReplacementOn: Day | null;
  /** What it cost once. */
  readonly purchase: Money | null;
}

/** What devices of one model in one department with the same dates share; one object for all of them. */
export interface Standing {
  readonly model: PlanModel;
  readonly department: string;
  readonly end: PlanEnd;
}

/** What a device has of its own, as it is read. */
export type OwnRow = readonly [
  id: string,
  seq: number,
  criticality: Criticality | null,
  networkConnected: Tristate,
  storesPhi: Tristate,
  plannedReplacementOn: Day | null,
  price: string | null,
  currency: string | null,
];

/**
 * Every device with what decides its place in a plan on a day. For the register's own day its dates are read from the narrow
 * index that holds them, and joined here: the rows themselves are ten times as wide, and each page costs its decryption.
 */
export async function planDevices(
  sql: SqlConnection,
  settings: PlanSettings,
  today: Day,
  asOf: Day,
  visit: (standing: Standing, row: OwnRow) => void,
): Promise<void> {
  const models = readModels(sql, settings);
  const standings = asOf === today ? registered(sql, models, asOf) : await computed(sql, models, asOf);
  const rows = statement<[], OwnRow>(
    sql,
    `SELECT d."id", l."seq", d."criticality", d."networkConnected", d."storesPhi", d."plannedReplacementOn", d."purchasePrice", d."currency"
     FROM "Device" d JOIN "DeviceListing" l ON l."deviceId" = d."id"`,
  ).raw();
  for (const row of rows.iterate()) {
    const standing = standings[row[1]];
    if (standing !== undefined) visit(standing, row);
  }
}

/** A device that was read, with names for its parts. */
export function planDevice({ model, department, end }: Standing, row: OwnRow): PlanDevice {
  const [deviceId, , criticality, networkConnected, storesPhi, plannedReplacementOn] = row;
  return {
    deviceId,
    model,
    department,
    end,
    criticality,
    networkConnected,
    storesPhi,
    plannedReplacementOn,
    purchase: purchaseOf(row),
  };
}

/** What a device cost once. */
export function purchaseOf([, , , , , , price, currency]: OwnRow): Money | null {
  return money(price, currency);
}

interface ModelRow {
  readonly id: string;
  readonly name: string;
  readonly vendorId: string;
  readonly vendor: string;
  readonly deviceType: string | null;
  readonly own: number | null;
  readonly category: DeviceCategory | null;
  readonly price: string | null;
  readonly currency: string | null;
}

function readModels(sql: SqlConnection, settings: PlanSettings): ReadonlyMap<string, PlanModel> {
  const rows = statement<[], ModelRow>(
    sql,
    `SELECT m."id", m."name", m."vendorId", v."name" AS "vendor", m."deviceType", m."leadTimeMonths" AS "own", m."category",
       m."replacementPrice" AS "price", m."replacementCurrency" AS "currency"
     FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId"`,
  ).all();
  return new Map(
    rows.map(({ own, category, price, currency, deviceType, ...row }) => [
      row.id,
      {
        ...row,
        deviceType: deviceType ?? '',
        leadMonths: leadTimeMonths(own, category, settings.leadMonths),
        price: money(price, currency),
      },
    ]),
  );
}

/** An amount that a file brought may be none, or have no currency. */
function money(amount: string | null, currency: string | null): Money | null {
  if (amount === null || !isAmount(amount)) return null;
  return { amount, currency: currency !== null && isCurrency(currency) ? currency : NO_CURRENCY };
}

/** What the index of the register holds; only of devices that a contract limits the row has to say more. */
type IndexRow = readonly [
  seq: number,
  modelId: string,
  department: string,
  support: string,
  endsFrom: Day | null,
  endsUntil: Day | null,
  limitKind: LimitKind | null,
  limitName: string | null,
];

/** By the number of the device's row in the register. */
function registered(sql: SqlConnection, models: ReadonlyMap<string, PlanModel>, asOf: Day): readonly Standing[] {
  const technical = new Map(
    statement<[], [number, Day | null]>(
      sql,
      `SELECT "seq", "technicalOn" FROM "DeviceListing" WHERE "seq" IN
         (SELECT "seq" FROM "DeviceListing" INDEXED BY "DeviceListing_filter" WHERE "limitKind" = 'contract')`,
    )
      .raw()
      .all(),
  );
  const rows = statement<[], IndexRow>(
    sql,
    `SELECT "seq", "modelId", "department", "support", "endsFrom", "endsUntil", "limitKind", "limitName"
     FROM "DeviceListing" INDEXED BY "DeviceListing_filter" WHERE "support" <> 'not_tracked'`,
  ).raw();
  const standings: Standing[] = [];
  // Equal ones lie side by side in the index.
  let lastKey = '';
  let standing: Standing | undefined;
  for (const [seq, modelId, department, support, from, until, limitKind, limitName] of rows.iterate()) {
    const own = limitKind === 'contract' ? (technical.get(seq) ?? null) : null;
    const key = `${modelId}|${department}|${support}|${from}|${until}|${limitKind}|${limitName}|${own}`;
    if (standing === undefined || lastKey !== key) {
      const model = models.get(modelId);
      if (model === undefined) continue;
      const complete = support !== 'unknown';
      const ended = support === 'ended';
      const end =
        limitKind === 'contract'
          ? planEnd({ tracked: true, complete, ended, from: own, until: own }, model, asOf, null, {
              name: limitName ?? '',
              endsOn: storedDay(until, asOf),
            })
          : planEnd(
              { tracked: true, complete, ended, from, until },
              model,
              asOf,
              limitKind && { kind: limitKind, name: limitName ?? '', renewable: false },
              null,
            );
      lastKey = key;
      standing = { model, department, end };
    }
    standings[seq] = standing;
  }
  return standings;
}

/** The same for another day: every device is computed for it, those with the same facts once. */
async function computed(
  sql: SqlConnection,
  models: ReadonlyMap<string, PlanModel>,
  asOf: Day,
): Promise<readonly Standing[]> {
  const places = new Map(
    statement<[], [string, number]>(sql, 'SELECT "deviceId", "seq" FROM "DeviceListing"').raw().all(),
  );
  const ends = new Map<string, PlanEnd>();
  const standings: Standing[] = [];
  for (const portion of loadFacts(sql, null)) {
    for (const {
      device,
      model: { id },
      facts,
      signature,
    } of portion) {
      const model = models.get(id);
      const seq = places.get(device.id);
      if (model === undefined || seq === undefined) continue;
      const end = ends.get(signature) ?? supportEnd(supportOf(facts, asOf), model, asOf);
      ends.set(signature, end);
      standings[seq] = { model, department: device.department ?? '', end };
    }
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return standings;
}

function supportEnd(support: Support, model: PlanModel, asOf: Day): PlanEnd {
  const { tracked, complete, ended, limitedBy, technicalEnd } = support;
  if (limitedBy?.kind !== 'contract') {
    const { endsFrom: from, endsUntil: until } = support;
    return planEnd({ tracked, complete, ended, from, until }, model, asOf, limitedBy, null);
  }
  // The register keeps no more of a technical end that something else comes before.
  const from = technicalEnd?.on ?? null;
  const contract = { name: limitedBy.name, endsOn: support.coverageEnd };
  return planEnd({ tracked, complete, ended, from, until: from }, model, asOf, null, contract);
}

function planEnd(
  end: TechnicalEnd,
  { leadMonths }: PlanModel,
  asOf: Day,
  limit: Limit | null,
  contract: PlanEnd['contract'],
): PlanEnd {
  const band = bandOf({ ...end, endsFrom: end.from, endsUntil: end.until }, asOf);
  return { place: placeOf(end, leadMonths, asOf), band, limit, contract };
}
