import type { z } from 'zod';
import type { gudidImports, gudidResultSchema } from '../../contract/gudid.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import { type GudidDevice, gudidName, gudidNameKeys } from '../../domain/gudid.ts';
import type { ModelId, VendorId } from '../../domain/ids.ts';
import { vendorKey } from '../../domain/name.ts';
import { datesOf } from '../model/milestone.store.ts';

export type GudidInput = z.output<NonNullable<(typeof gudidImports.previewGudid)['~orpc']['inputSchema']> & z.ZodType>;
type Line = z.input<typeof gudidResultSchema>['devices'][number];

/** A model as the register knows it. */
export interface KnownModel {
  readonly id: ModelId;
  readonly name: string;
  readonly vendorId: VendorId;
  readonly manufacturer: string;
  readonly vendorKey: string;
  readonly udiDi: string | null;
  readonly catalogNumber: string | null;
  readonly gmdnCode: string | null;
  readonly gmdnTerm: string | null;
}

/** A device of the database beside what the register has. */
export interface PlannedDevice {
  readonly device: GudidDevice;
  readonly outcome: Line['outcome'];
  readonly matchedBy: Line['matchedBy'];
  readonly model: KnownModel | null;
  readonly candidates: readonly KnownModel[];
  readonly changes: Line['changes'];
  readonly problems: Line['problems'];
}

const SELECT = `SELECT m."id", m."name", m."vendorId", v."name" AS "manufacturer", v."nameKey" AS "vendorKey", m."udiDi", m."catalogNumber",
  m."gmdnCode", m."gmdnTerm" FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId"`;

/** Models that a name may mean, of which one can be chosen. */
const MOST_CANDIDATES = 20;

/** What each device would change, in the order of the files. The newest version of a device counts. */
export function planGudid(sql: SqlConnection, devices: readonly GudidDevice[], input: GudidInput): PlannedDevice[] {
  const choices = new Map(input.choices.map(({ di, modelId }) => [di, modelId]));
  return newestOf(devices).map((device, _index, all) => {
    const [di = ''] = device.identifiers;
    const chosen = choices.has(di) ? (choices.get(di) ?? null) : all.length === 1 ? input.modelId : null;
    const found = matched(sql, device);
    if (found.model !== null) return planned(sql, device, found.model, found.by);
    if (chosen !== null) {
      const model = modelOf(sql, chosen);
      if (model !== null) return planned(sql, device, model, 'choice');
    }
    const none = { device, model: null, changes: [], problems: [], candidates: found.candidates };
    if (choices.has(di) && chosen === null && gudidName(device) !== null)
      return { ...none, outcome: 'created', matchedBy: 'choice', candidates: [] };
    if (found.candidates.length > 0) return { ...none, outcome: 'asked', matchedBy: 'name' };
    const makes = input.addUnknown && gudidName(device) !== null && device.company !== null;
    return { ...none, outcome: makes ? 'created' : 'left_out', matchedBy: null };
  });
}

/** One of each primary identifier: of several versions the newest, of equal ones the last that was read. */
function newestOf(devices: readonly GudidDevice[]): GudidDevice[] {
  const newest = new Map<string, GudidDevice>();
  for (const device of devices) {
    const [di = ''] = device.identifiers;
    const known = newest.get(di);
    if (known === undefined || (known.versionOn ?? '') <= (device.versionOn ?? '')) newest.set(di, device);
  }
  return [...newest.values()];
}

interface Match {
  readonly model: KnownModel | null;
  readonly by: 'identifier' | 'device' | null;
  readonly candidates: readonly KnownModel[];
}

/** By the identifier of a model, by that of its devices, else models that the name may mean. */
function matched(sql: SqlConnection, device: GudidDevice): Match {
  const ids = JSON.stringify(device.identifiers);
  const own = statement<[string], KnownModel>(
    sql,
    `${SELECT} WHERE m."udiDi" IN (SELECT value FROM json_each(?)) ORDER BY m."id"`,
  ).all(ids);
  if (own.length === 1) return { model: own[0] ?? null, by: 'identifier', candidates: [] };
  if (own.length > 1) return { model: null, by: null, candidates: own.slice(0, MOST_CANDIDATES) };
  const ofDevices = statement<[string], KnownModel>(
    sql,
    `${SELECT} WHERE m."id" IN (SELECT "modelId" FROM "Device" WHERE "udiDi" IN (SELECT value FROM json_each(?))) ORDER BY m."id"`,
  ).all(ids);
  if (ofDevices.length === 1) return { model: ofDevices[0] ?? null, by: 'device', candidates: [] };
  if (ofDevices.length > 1) return { model: null, by: null, candidates: ofDevices.slice(0, MOST_CANDIDATES) };
  return { model: null, by: null, candidates: byName(sql, device) };
}

/** Models of that name or number: those of the maker, and where the maker is not known by that name, of any. */
function byName(sql: SqlConnection, device: GudidDevice): KnownModel[] {
  const keys = gudidNameKeys(device);
  const vendorId = device.company === null ? null : vendorOf(sql, device.company);
  const models = statement<
    [string, string | null, string | null, string | null],
    KnownModel & { readonly key: string }
  >(
    sql,
    `${SELECT.replace('SELECT', 'SELECT m."nameKey" AS "key",')}
     WHERE (m."nameKey" IN (SELECT value FROM json_each(?)) OR m."catalogNumber" = ?) AND (? IS NULL OR m."vendorId" = ?)
     ORDER BY m."name", m."id" LIMIT ${MOST_CANDIDATES}`,
  ).all(JSON.stringify(keys), device.catalogNumber, vendorId, vendorId);
  const place = ({ key }: { readonly key: string }) => (keys.includes(key) ? keys.indexOf(key) : keys.length);
  return models.sort((a, b) => place(a) - place(b)).map(({ key: _key, ...model }) => model);
}

/** The vendor of that name or alias, or null. */
export function vendorOf(sql: SqlConnection, company: string): VendorId | null {
  const key = vendorKey(company);
  const row = statement<[string, string], { id: VendorId }>(
    sql,
    'SELECT "id" FROM "Vendor" WHERE "nameKey" = ? UNION ALL SELECT "vendorId" FROM "VendorAlias" WHERE "aliasKey" = ? LIMIT 1',
  ).get(key, key);
  return row?.id ?? null;
}

function modelOf(sql: SqlConnection, id: ModelId): KnownModel | null {
  return statement<[string], KnownModel>(sql, `${SELECT} WHERE m."id" = ?`).get(id) ?? null;
}

const FIELDS = ['catalogNumber', 'gmdnCode', 'gmdnTerm'] as const;

/** What an answer changes of a model: what it does not say stays, and so does an identifier that is there. */
function planned(
  sql: SqlConnection,
  device: GudidDevice,
  model: KnownModel,
  matchedBy: PlannedDevice['matchedBy'],
): PlannedDevice {
  const [di = ''] = device.identifiers;
  const changes: Line['changes'] = [];
  const problems: Line['problems'] = [];
  if (model.udiDi === null) changes.push({ field: 'udiDi', before: null, after: di });
  else if (!device.identifiers.includes(model.udiDi)) problems.push({ code: 'other_identifier', value: model.udiDi });
  for (const field of FIELDS)
    if (device[field] !== null && device[field] !== model[field])
      changes.push({ field, before: model[field], after: device[field] });
  const before = salesEndOf(sql, model.id);
  if (device.salesEndOn !== null && device.salesEndOn !== before)
    changes.push({ field: 'endOfSales', before, after: device.salesEndOn });
  if (device.company !== null && vendorKey(device.company) !== model.vendorKey) {
    const owner = vendorOf(sql, device.company);
    if (owner === null) changes.push({ field: 'alias', before: null, after: device.company });
    else if (owner !== model.vendorId) problems.push({ code: 'alias_of_other_vendor', value: device.company });
  }
  return {
    ...{ device, matchedBy, model, candidates: [], changes, problems },
    outcome: changes.length > 0 ? 'updated' : 'unchanged',
  };
}

/** The end of sales that holds so far. */
function salesEndOf(sql: SqlConnection, modelId: ModelId): Day | null {
  const slot = { modelId, softwareVersionId: null, deviceId: null, kind: 'end_of_sales' } as const;
  return datesOf(sql, slot).at(-1)?.on ?? null;
}

/** A device as the answer shows it. */
export function lineOf({ device, model, candidates, ...rest }: PlannedDevice): Line {
  const shown = ({ id, name, manufacturer }: KnownModel) => ({ id, name, manufacturer });
  const { company, brand, modelNumber, distribution, salesEndOn } = device;
  return {
    ...{ di: device.identifiers[0] ?? '', company, brand, modelNumber, distribution, salesEndOn },
    ...rest,
    model: model === null ? null : shown(model),
    candidates: candidates.map(shown),
  };
}
