import { statement } from '../../data/connection.ts';
import { addDays, addMonths, type Day } from '../../domain/day.ts';
import type { DeviceCategory, DeviceStatus, Tristate } from '../../domain/device.ts';
import type { MilestoneKind } from '../../domain/model.ts';
import { modelKey, placeKey, vendorKey } from '../../domain/name.ts';
import type { CommandContext } from '../context.ts';
import { madeBy, stamp } from '../records.ts';
import { makeAdvisories } from './advisories.ts';
import { makeAssessments } from './assessments.ts';
import { makeCatalogue } from './catalogue.ts';
import { makeClauses } from './clauses.ts';
import { type MadeContract, makeContracts } from './contracts.ts';
import { makeDocuments } from './documents.ts';
import { makeEntitlements } from './entitlements.ts';
import { makeExceptions } from './exceptions.ts';
import { makeHandled } from './handled.ts';
import { DEPARTMENTS, MODELS, type SampleModel, VENDORS } from './hospital.ts';
import { makeIdentifiers } from './identifiers.ts';
import { makeLetters } from './letters.ts';
import { makeNames } from './names.ts';
import { makeOwnTimes } from './own-times.ts';
import { makePlan } from './plan.ts';
import { makeProcurement } from './procurement.ts';
import { makePublications } from './publications.ts';
import { makeSignatures } from './signatures.ts';
import { makeStatements } from './statements.ts';
import { makeTemplates } from './templates.ts';
import { makeVendorForms } from './vendor-forms.ts';
import { makeViews } from './views.ts';

/** A small generator with a seed (mulberry32): the same seed makes the same hospital. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;

function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

/**
 * Fills an empty vault with a made-up hospital. Dates are counted from today, so that there is always something supported,
 * something ending soon, something over and something unknown.
 */
export async function fillSample(context: CommandContext, devices: number, seed: number) {
  const random = seeded(seed);
  const vendors = await makeVendors(context);
  const models = await makeModels(context, vendors);
  const contracts = await makeContracts(context, vendors);
  makeDevices(context, random, models, contracts, devices);
  makeIdentifiers(context);
  await makeEntitlements(context, contracts);
  await makeAssessments(context, vendors, models);
  await makeStatements(context);
  await makeVendorForms(context);
  const named = new Map(models.map(({ id, sample }) => [sample.name, id]));
  await makeExceptions(context, named);
  await makeProcurement(context, vendors);
  await makeSignatures(context);
  await makeCatalogue(context);
  await makeLetters(context, named);
  await makeOwnTimes(context, named);
  await makeAdvisories(context);
  makeHandled(context);
  makePublications(context);
  makeClauses(context, contracts);
  await makePlan(context, named);
  await makeTemplates(context);
  await makeDocuments(context);
  await makeNames(context);
  await makeViews(context);
  // The case of procurement brings models of its own.
  return { devices, models: await context.db.deviceModel.count(), vendors: vendors.size, contracts: contracts.length };
}

async function makeVendors(context: CommandContext): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const vendor of VENDORS) {
    const id = context.newId<'vendor'>();
    ids.set(vendor.name, id);
    await context.db.vendor.create({
      data: {
        id,
        name: vendor.name,
        nameKey: vendorKey(vendor.name),
        securityContact: vendor.securityContact,
        website: vendor.website,
        ...stamp(context),
        roles: { create: vendor.roles.map((role) => ({ role })) },
        aliases: { create: vendor.aliases.map((alias) => ({ alias, aliasKey: vendorKey(alias) })) },
      },
    });
  }
  return ids;
}

/** A new one costs about an eighth more, in round figures. */
function newPrice(price: number): string {
  const step = price < 10_000 ? 10 : 1000;
  return `${Math.round((price * 1.12) / step) * step}.00`;
}

/** A model of the made-up hospital as it was written. */
export interface MadeModel {
  readonly id: string;
  readonly vendor: string;
  readonly sample: SampleModel;
  readonly versions: readonly string[];
}

async function makeModels(context: CommandContext, vendors: ReadonlyMap<string, string>): Promise<MadeModel[]> {
  const made: MadeModel[] = [];
  for (const sample of MODELS) {
    const id = context.newId<'model'>();
    const category: DeviceCategory | null = sample.category;
    const updatesNeedContract: Tristate = sample.updatesNeedContract;
    await context.db.deviceModel.create({
      data: {
        id,
        vendorId: vendors.get(sample.vendor) ?? '',
        name: sample.name,
        nameKey: modelKey(sample.name),
        deviceType: sample.type,
        category,
        updatesNeedContract,
        whoInstalls: sample.whoInstalls,
        // Of small ones nobody has asked for a new price yet: what they once cost stands in.
        ...(sample.category === 'small_standalone'
          ? {}
          : { replacementPrice: newPrice(sample.price), replacementCurrency: 'EUR' }),
        ...stamp(context),
      },
    });
    for (const date of sample.dates)
      await makeMilestone(context, id, date.kind, addMonths(context.today, date.months), date);
    const versions: string[] = [];
    for (const name of sample.versions) {
      const versionId = context.newId<'softwareVersion'>();
      await context.db.softwareVersion.create({
        data: { id: versionId, modelId: id, name, nameKey: name, ...stamp(context) },
      });
      versions.push(versionId);
    }
    for (const component of sample.components) {
      await context.db.component.create({
        data: {
          id: context.newId<'component'>(),
          modelId: id,
          kind: component.kind,
          label: component.label,
          ...stamp(context),
        },
      });
    }
    made.push({ id, vendor: sample.vendor, sample, versions });
  }
  return made;
}

async function makeMilestone(
  context: CommandContext,
  modelId: string,
  kind: MilestoneKind,
  on: Day,
  date: SampleModel['dates'][number],
): Promise<void> {
  const write = (when: Day, announcedDaysAgo: number, source: string) =>
    context.db.milestone.create({
      data: {
        id: context.newId<'milestone'>(),
        modelId,
        kind,
        onDay:
          date.precision === 'month'
            ? `${when.slice(0, 7)}-01`
            : date.precision === 'year'
              ? `${when.slice(0, 4)}-01-01`
              : when,
        precision: date.precision ?? 'day',
        vendorTerm: date.vendorTerm ?? null,
        source,
        announcedOn: addDays(context.today, -announcedDaysAgo - 6),
        receivedOn: addDays(context.today, -announcedDaysAgo),
        confidence: 'stated',
        ...madeBy(context),
      },
    });
  if (date.movedFromMonths !== undefined)
    await write(addMonths(context.today, date.movedFromMonths), 900, 'Product roadmap of the vendor');
  await write(
    on,
    date.movedFromMonths === undefined ? 400 : 11,
    date.movedFromMonths === undefined ? 'Support policy of the vendor' : 'Letter of the vendor',
  );
}

function makeDevices(
  context: CommandContext,
  random: Random,
  models: readonly MadeModel[],
  contracts: readonly MadeContract[],
  count: number,
): void {
  const { sql, now, actor, today } = context;
  const places = makePlaces(context);
  const weighted = models.flatMap((model) => Array<MadeModel>(model.sample.share).fill(model));
  const device = statement<unknown[]>(
    sql,
    `INSERT INTO "Device" ("id", "assetTag", "serialNumber", "modelId", "softwareVersionId", "departmentId", "locationId", "status", "acquiredOn", "inServiceOn", "purchasePrice", "currency",
       "warrantyEndsOn", "criticality", "networkConnected", "storesPhi", "notTrackedReason", "retiredOn", "revision", "createdAt", "createdBy", "updatedAt", "updatedBy")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'EUR', ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)`,
  );
  const component = statement<unknown[]>(
    sql,
    `INSERT INTO "Component" ("id", "deviceId", "kind", "label", "securityRelevant", "revision", "createdAt", "createdBy", "updatedAt", "updatedBy") VALUES (?, ?, 'operating_system', ?, 1, 1, ?, ?, ?, ?)`,
  );
  const line = statement<unknown[]>(
    sql,
    'INSERT INTO "ContractLine" ("id", "contractId", "deviceId", "revision", "createdAt", "createdBy", "updatedAt", "updatedBy") VALUES (?, ?, ?, 1, ?, ?, ?, ?)',
  );
  for (let index = 0; index < count; index++) {
    // Each model occurs at least once, whatever the number.
    const model = models[index] ?? pick(random, weighted);
    const { sample } = model;
    const place = pick(
      random,
      places.filter(({ department }) => sample.departments.includes(department)),
    );
    const ageDays = 60 + Math.floor(random() * 3200);
    const inServiceOn = addDays(today, -ageDays);
    const status: DeviceStatus =
      random() < 0.93 ? 'in_service' : pick(random, ['storage', 'retired', 'loaned', 'missing'] as const);
    const id = context.newId<'device'>();
    const tag = String(400 + index).padStart(6, '0');
    const price = (sample.price * (0.9 + random() * 0.2)).toFixed(2);
    const untracked =
      sample.components.length === 0 && sample.dates.length === 0 && sample.standalone
        ? 'No software, not connected'
        : null;
    device.run(
      id,
      tag,
      `${sample.serialPrefix}-${String(10_000 + Math.floor(random() * 89_999))}-${index}`,
      model.id,
      model.versions.length > 0 ? pick(random, model.versions) : null,
      place.departmentId,
      place.locationId,
      status,
      addDays(inServiceOn, -40),
      inServiceOn,
      price,
      addMonths(inServiceOn, 24),
      sample.criticality,
      sample.standalone ? 'no' : 'yes',
      sample.storesPhi ? 'yes' : 'no',
      untracked,
      status === 'retired' ? addDays(today, -Math.floor(random() * 400)) : null,
      now,
      actor,
      now,
      actor,
    );
    if (sample.systems.length > 0)
      component.run(context.newId<'component'>(), id, pick(random, sample.systems), now, actor, now, actor);
    const contract = contracts.find(({ vendor }) => vendor === model.vendor);
    if (contract && status === 'in_service' && random() < 0.9)
      line.run(context.newId<'contract_line'>(), contract.id, id, now, actor, now, actor);
  }
}

interface Place {
  readonly department: string;
  readonly departmentId: string;
  readonly locationId: string;
}

function makePlaces(context: CommandContext): readonly Place[] {
  const { sql, now, actor } = context;
  const department = statement<unknown[]>(
    sql,
    'INSERT INTO "Department" ("id", "name", "nameKey", "createdAt", "createdBy") VALUES (?, ?, ?, ?, ?)',
  );
  const location = statement<unknown[]>(
    sql,
    'INSERT INTO "Location" ("id", "name", "nameKey", "departmentId", "createdAt", "createdBy") VALUES (?, ?, ?, ?, ?, ?)',
  );
  return DEPARTMENTS.flatMap(({ name, rooms }) => {
    const departmentId = context.newId<'department'>();
    department.run(departmentId, name, placeKey(name), now, actor);
    return rooms.map((room): Place => {
      const locationId = context.newId<'location'>();
      const place = `${name}, ${room}`;
      location.run(locationId, place, placeKey(place), departmentId, now, actor);
      return { department: name, departmentId, locationId };
    });
  });
}
