import { ImportFileError } from '../../domain/import/problems.ts';
import type { ComponentKind, MilestoneKind } from '../../domain/model.ts';
import type { SbomDocument, SbomEndTerm } from '../../domain/sbom.ts';
import type { JsonObject } from '../json.ts';
import { readXmlText } from '../xml.ts';
import { type BillEntry, BillOfMaterials, type StatedDate, type StatedEnd } from './bill.ts';

const NAMESPACE = 'http://cyclonedx.org/schema/bom/';
/** Versions of the standard; 1.0 and 1.1 are XML only and name components as 1.2 does. */
const VERSIONS = /^1\.[0-7]$/;

/** Types of components, by what they are to a device; a type that is not here is refused by nobody and taken as software. */
const KINDS: ReadonlyMap<string, ComponentKind | null> = new Map<string, ComponentKind | null>([
  ['application', 'application'],
  ['framework', 'library'],
  ['library', 'library'],
  ['container', 'application'],
  ['platform', 'runtime'],
  ['operating-system', 'operating_system'],
  ['device', 'hardware'],
  ['device-driver', 'library'],
  ['firmware', 'firmware'],
  ['machine-learning-model', 'library'],
  ['file', null],
  ['data', null],
  ['cryptographic-asset', null],
]);

/** Properties that say until when a part is supported. `endOfLife` is no longer sold, and says nothing of support (domain.md 1.2). */
const ENDS: ReadonlyMap<string, SbomEndTerm> = new Map<string, SbomEndTerm>([
  ['cdx:lifecycle:milestone:endOfSupport', 'endOfSupport'],
  ['cdx:fda:end-of-support-date', 'end-of-support-date'],
  ['cdx:lifecycle:milestone:endOfBusinessOperations', 'endOfBusinessOperations'],
  ['cdx:lifecycle:milestone:endOfGuaranteedSupport', 'endOfGuaranteedSupport'],
]);

/**
 * Properties of the product as a whole that are dates of ours, by the map of domain.md 1.2. `endOfProduction` and
 * `endOfBusinessOperations` are near to some of them and equal to none, so a person has to say what they mean.
 */
const PRODUCT_DATES: ReadonlyMap<string, MilestoneKind> = new Map<string, MilestoneKind>([
  ['cdx:lifecycle:milestone:generalAvailability', 'general_availability'],
  ['cdx:lifecycle:milestone:endOfMarketing', 'end_of_sales'],
  ['cdx:lifecycle:milestone:endOfLife', 'end_of_life'],
  ['cdx:lifecycle:milestone:endOfGuaranteedSupport', 'end_of_guaranteed_support'],
  ['cdx:lifecycle:milestone:endOfSupport', 'end_of_support'],
  ['cdx:fda:end-of-support-date', 'end_of_support'],
]);

/** Reads a CycloneDX document from parsed JSON. @throws ImportFileError */
export function readCycloneDxJson(root: JsonObject): SbomDocument {
  const version = requireVersion(root.text('specVersion') ?? '');
  const metadata = root.object('metadata');
  const bill = new BillOfMaterials();
  const add = (component: JsonObject): void => {
    bill.add(jsonEntry(component));
    for (const part of component.objects('components')) add(part);
  };
  for (const component of root.objects('components')) add(component);
  const product = metadata?.object('component') ?? null;
  // What the product itself is made of is part of the bill like the rest.
  for (const part of product?.objects('components') ?? []) add(part);
  const name = product?.text('name') ?? null;
  return bill.done({
    format: 'CycloneDX',
    version,
    madeAt: metadata?.text('timestamp') ?? null,
    product:
      product === null || name === null
        ? null
        : { name, version: product.text('version'), dates: bill.productDates(name, productDates(product)) },
  });
}

function jsonEntry(component: JsonObject): BillEntry {
  const supplier = component.object('supplier')?.text('name') ?? component.object('manufacturer')?.text('name');
  return {
    kind: kindOf(component.text('type')),
    group: component.text('group'),
    name: component.text('name'),
    version: component.text('version'),
    supplier: supplier ?? component.text('publisher'),
    purl: component.text('purl'),
    cpe: component.text('cpe'),
    ends: component.objects('properties').flatMap((property) => {
      return statedEnd(property.text('name'), property.textOrNull('value'));
    }),
  };
}

function productDates(product: JsonObject): StatedDate[] {
  return product
    .objects('properties')
    .flatMap((property) => statedDate(property.text('name'), property.textOrNull('value')));
}

function statedDate(name: string | null, value: string | null): StatedDate[] {
  const kind = PRODUCT_DATES.get(name ?? '');
  return kind === undefined || name === null || value === null
    ? []
    : [{ kind, term: name.slice(name.lastIndexOf(':') + 1), value }];
}

function kindOf(type: string | null): ComponentKind | null {
  const kind = KINDS.get(type ?? 'library');
  return kind === undefined ? 'library' : kind;
}

function statedEnd(name: string | null, value: string | null): StatedEnd[] {
  const term = ENDS.get(name ?? '');
  return term === undefined || value === null ? [] : [{ term, value }];
}

function requireVersion(version: string): string {
  if (VERSIONS.test(version)) return version;
  throw new ImportFileError('sbom_version_not_supported', { format: 'CycloneDX', version: version.slice(0, 20) });
}

/** A component of an XML file while it is read. */
interface Draft {
  readonly type: string | null;
  readonly fields: Map<string, string>;
  readonly ends: StatedEnd[];
  /** Read as dates of the product where it is the product. */
  readonly dates: StatedDate[];
  /** The place in the path where it began. */
  readonly depth: number;
}

/** Fields of a component by their path below it. */
const FIELDS = new Set(['group', 'name', 'version', 'publisher', 'purl', 'cpe', 'supplier/name', 'manufacturer/name']);
const PROPERTY = 'properties/property';
/** Where the product stands that a bill is about. */
const ABOUT = 'bom/metadata/component';

/** Reads a CycloneDX document from XML text. @throws ImportFileError */
export function readCycloneDxXml(text: string): SbomDocument {
  const bill = new BillOfMaterials();
  const path: string[] = [];
  const drafts: Draft[] = [];
  const parts: Draft[] = [];
  let version: string | null = null;
  let product: SbomDocument['product'] = null;
  let madeAt: string | null = null;
  let value = '';
  let property: string | null = null;

  readXmlText(text, {
    open(name, attributes, namespace) {
      version ??= rootVersion(name, namespace);
      path.push(name);
      value = '';
      property = attributes.get('name') ?? null;
      if (name !== 'component') return;
      const place = path.slice(drafts.at(-1)?.depth ?? 0).join('/');
      // Tools and earlier forms of a component are components too, but none of what the bill is about.
      const isPart = place === (drafts.length === 0 ? 'bom/components/component' : 'components/component');
      if (!isPart && place !== ABOUT) return;
      const draft = {
        type: attributes.get('type') ?? null,
        fields: new Map(),
        ends: [],
        dates: [],
        depth: path.length,
      };
      drafts.push(draft);
      if (isPart) parts.push(draft);
    },
    text(piece) {
      value += piece;
    },
    close(name) {
      const draft = drafts.at(-1);
      const place = draft === undefined ? '' : path.slice(draft.depth).join('/');
      if (draft !== undefined && FIELDS.has(place)) draft.fields.set(place, value.trim());
      else if (place === PROPERTY) {
        draft?.ends.push(...statedEnd(property, value.trim() || null));
        draft?.dates.push(...statedDate(property, value.trim() || null));
      } else if (draft?.depth === path.length) {
        drafts.pop();
        const { name: about, version: of } = xmlEntry(draft);
        if (path.join('/') === ABOUT && about !== null)
          product = { name: about, version: of, dates: bill.productDates(about, draft.dates) };
      } else if (name === 'timestamp' && path.join('/') === 'bom/metadata/timestamp') madeAt = value.trim() || null;
      path.pop();
      value = '';
    },
  });
  if (version === null) throw new ImportFileError('sbom_not_recognised');
  // In the order of the file: what stands around others ends after them.
  for (const draft of parts) bill.add(xmlEntry(draft));
  return bill.done({ format: 'CycloneDX', version, madeAt, product });
}

function rootVersion(name: string, namespace: string): string {
  if (name !== 'bom' || !namespace.startsWith(NAMESPACE)) throw new ImportFileError('sbom_not_recognised');
  return requireVersion(namespace.slice(NAMESPACE.length).replace(/\/$/, ''));
}

function xmlEntry({ type, fields, ends }: Draft): BillEntry {
  const field = (name: string) => fields.get(name) || null;
  return {
    kind: kindOf(type),
    group: field('group'),
    name: field('name'),
    version: field('version'),
    supplier: field('supplier/name') ?? field('manufacturer/name') ?? field('publisher'),
    purl: field('purl'),
    cpe: field('cpe'),
    ends,
  };
}
