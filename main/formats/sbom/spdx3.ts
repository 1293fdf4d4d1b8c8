import { ImportFileError } from '../../domain/import/problems.ts';
import type { ComponentKind } from '../../domain/model.ts';
import type { SbomDocument } from '../../domain/sbom.ts';
import type { JsonObject } from '../json.ts';
import { type BillEntry, BillOfMaterials, endOfSupport, isNothing, type StatedEnd } from './bill.ts';

const VERSIONS = /^3\.0(?:\.\d+)?$/;

/** Elements that are packages; a dataset and a file are no software whose support can end. */
const PACKAGES = new Set(['software_Package', 'ai_AIPackage']);

/** Purposes of a package; what is no purpose here is taken as a library. */
const KINDS: ReadonlyMap<string, ComponentKind | null> = new Map<string, ComponentKind | null>([
  ['application', 'application'],
  ['executable', 'application'],
  ['container', 'application'],
  ['install', 'application'],
  ['platform', 'runtime'],
  ['operatingSystem', 'operating_system'],
  ['device', 'hardware'],
  ['firmware', 'firmware'],
  ['data', null],
  ['documentation', null],
  ['evidence', null],
  ['file', null],
  ['requirement', null],
  ['specification', null],
]);

/** Levels of support by which a maker says that there is none any more. */
const OVER = new Set(['endOfSupport', 'noSupport']);

/** Reads an SPDX 3 document from parsed JSON-LD, in the form that the standard's own context gives it. @throws ImportFileError */
export function readSpdx3(root: JsonObject): SbomDocument {
  const elements = root.has('@graph') ? root.objects('@graph') : [root];
  const byId = new Map<string, JsonObject>();
  for (const element of elements) {
    const id = element.textOrNull('spdxId') ?? element.textOrNull('@id');
    if (id !== null) byId.set(id, element);
  }
  const typed = (type: string) => elements.filter((element) => typeOf(element) === type);
  const creation = typed('CreationInfo')[0] ?? typed('SpdxDocument')[0]?.object('creationInfo') ?? null;
  const version = requireVersion(creation?.text('specVersion') ?? '');
  const madeAt = creation?.text('created') ?? null;
  const packages = elements.filter((element) => PACKAGES.has(typeOf(element)));
  const product = productOf(packages, rootsOf(typed('SpdxDocument'), byId));
  const bill = new BillOfMaterials();
  for (const element of packages) {
    if (element === product) bill.leaveOut('product_itself');
    else bill.add(entryOf(element, byId, madeAt, bill));
  }
  const name = product?.text('name') ?? null;
  // A level of support is no date of the product: a bill that only says "over" says nothing of the day.
  const until = product?.text('validUntilTime') ?? null;
  const stated = until === null ? [] : [endOfSupport({ term: 'validUntilTime', value: until })];
  return bill.done({
    format: 'SPDX',
    version,
    madeAt,
    product:
      name === null
        ? null
        : {
            name,
            version: product?.text('software_packageVersion') ?? null,
            dates: bill.productDates(name, stated),
          },
  });
}

function typeOf(element: JsonObject): string {
  return element.textOrNull('type') ?? element.textOrNull('@type') ?? '';
}

function requireVersion(version: string): string {
  if (VERSIONS.test(version)) return version;
  throw new ImportFileError('sbom_version_not_supported', { format: 'SPDX', version: version.slice(0, 20) });
}

/** What the document is about, also through the bills that it holds. Each element is asked once, so that circles end. */
function rootsOf(documents: readonly JsonObject[], byId: ReadonlyMap<string, JsonObject>): ReadonlySet<JsonObject> {
  const found = new Set(documents);
  for (const element of found) {
    if (PACKAGES.has(typeOf(element))) continue;
    for (const id of element.texts('rootElement')) {
      const root = byId.get(id);
      if (root !== undefined) found.add(root);
    }
  }
  return found;
}

/** The one package that the document is about is the product, unless it is all there is. */
function productOf(packages: readonly JsonObject[], roots: ReadonlySet<JsonObject>): JsonObject | null {
  const about = packages.filter((element) => roots.has(element));
  return about.length === 1 && packages.length > 1 ? (about[0] ?? null) : null;
}

function entryOf(
  element: JsonObject,
  byId: ReadonlyMap<string, JsonObject>,
  madeAt: string | null,
  bill: BillOfMaterials,
): BillEntry {
  const kind = KINDS.get(element.text('software_primaryPurpose') ?? '');
  const identifiers = element.objects('externalIdentifier').map((one) => ({
    type: one.text('externalIdentifierType') ?? '',
    value: one.text('identifier'),
  }));
  const identifier = (...types: string[]) => identifiers.find(({ type }) => types.includes(type))?.value ?? null;
  const name = element.text('name');
  const version = element.text('software_packageVersion');
  return {
    kind: kind === undefined ? 'library' : kind,
    group: null,
    name: name !== null && isNothing(name) ? null : name,
    version: version !== null && isNothing(version) ? null : version,
    supplier: agentName(element, 'suppliedBy', byId) ?? agentName(element, 'originatedBy', byId),
    purl: element.text('software_packageUrl') ?? identifier('packageURL', 'packageUrl', 'purl'),
    cpe: identifier('cpe23', 'cpe22'),
    ends: endsOf(element, name ?? '', madeAt, bill),
  };
}

/**
 * A part whose maker says that support is over ends on the day that is given, else not later than the day on which the bill
 * was made.
 */
function endsOf(element: JsonObject, name: string, madeAt: string | null, bill: BillOfMaterials): StatedEnd[] {
  const validUntil = element.text('validUntilTime');
  if (validUntil !== null) return [{ term: 'validUntilTime', value: validUntil }];
  const over = element.texts('supportLevel').find((level) => OVER.has(level));
  if (over === undefined || madeAt === null) return [];
  bill.problem(name, 'ended_without_day', over);
  return [{ term: 'supportLevel', value: madeAt }];
}

/** The name of an organisation or person that is pointed at, or that stands in its place. */
function agentName(element: JsonObject, field: string, byId: ReadonlyMap<string, JsonObject>): string | null {
  const agent = element.first(field);
  return (typeof agent === 'string' ? byId.get(agent) : agent)?.textOrNull('name') ?? null;
}
