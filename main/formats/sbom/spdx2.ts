import { ImportFileError } from '../../domain/import/problems.ts';
import type { ComponentKind } from '../../domain/model.ts';
import type { SbomDocument } from '../../domain/sbom.ts';
import type { JsonObject } from '../json.ts';
import { type BillEntry, BillOfMaterials, endOfSupport, isNothing, supplierName } from './bill.ts';

const VERSIONS = /^SPDX-(2\.[0-3])$/;
const DOCUMENT = 'SPDXRef-DOCUMENT';

/** Purposes of a package, in the spelling of 2.3; what is no purpose there is taken as a library. */
const KINDS: ReadonlyMap<string, ComponentKind | null> = new Map<string, ComponentKind | null>([
  ['APPLICATION', 'application'],
  ['CONTAINER', 'application'],
  ['INSTALL', 'application'],
  ['FRAMEWORK', 'library'],
  ['LIBRARY', 'library'],
  ['OPERATING-SYSTEM', 'operating_system'],
  ['DEVICE', 'hardware'],
  ['FIRMWARE', 'firmware'],
  ['FILE', null],
]);

/** A package with the identifier by which the document points at it. */
interface Package {
  readonly id: string | null;
  readonly entry: BillEntry;
}

/** Reads an SPDX 2 document from parsed JSON. @throws ImportFileError */
export function readSpdx2Json(root: JsonObject): SbomDocument {
  const version = requireVersion(root.text('spdxVersion') ?? '');
  const described = new Set(root.texts('documentDescribes'));
  for (const relationship of root.objects('relationships')) {
    const [from, type, to] = ['spdxElementId', 'relationshipType', 'relatedSpdxElement'].map((name) =>
      relationship.text(name),
    );
    if (type === 'DESCRIBES' && from === DOCUMENT && to) described.add(to);
    if (type === 'DESCRIBED_BY' && to === DOCUMENT && from) described.add(from);
  }
  const packages = root.objects('packages').map((one): Package => {
    const references = one.objects('externalRefs').map((reference) => ({
      type: reference.text('referenceType') ?? '',
      locator: reference.text('referenceLocator'),
    }));
    return {
      id: one.text('SPDXID'),
      entry: entryOf({
        name: one.text('name'),
        version: one.text('versionInfo'),
        supplier: one.text('supplier'),
        originator: one.text('originator'),
        purpose: one.text('primaryPackagePurpose'),
        validUntil: one.text('validUntilDate'),
        references,
      }),
    };
  });
  return billOf(version, root.object('creationInfo')?.text('created') ?? null, packages, described);
}

interface WrittenPackage {
  readonly name: string | null;
  readonly version: string | null;
  readonly supplier: string | null;
  readonly originator: string | null;
  readonly purpose: string | null;
  readonly validUntil: string | null;
  readonly references: readonly { readonly type: string; readonly locator: string | null }[];
}

function entryOf(written: WrittenPackage): BillEntry {
  const { name, version, purpose, validUntil, references } = written;
  const locator = (...types: string[]) => references.find(({ type }) => types.includes(type))?.locator ?? null;
  const kind = KINDS.get(purpose?.toUpperCase().replaceAll('_', '-') ?? 'LIBRARY');
  return {
    kind: kind === undefined ? 'library' : kind,
    group: null,
    name: name !== null && isNothing(name) ? null : name,
    version: version !== null && isNothing(version) ? null : version,
    supplier: supplierName(written.supplier) ?? supplierName(written.originator),
    purl: locator('purl'),
    cpe: locator('cpe23Type', 'cpe22Type'),
    ends: validUntil === null ? [] : [{ term: 'validUntilDate', value: validUntil }],
  };
}

/** The one package that the document is about is the product, unless it is all there is. */
function billOf(
  version: string,
  madeAt: string | null,
  packages: readonly Package[],
  described: ReadonlySet<string>,
): SbomDocument {
  const about = packages.filter(({ id }) => id !== null && described.has(id));
  const product = about.length === 1 && packages.length > 1 ? (about[0]?.entry ?? null) : null;
  const bill = new BillOfMaterials();
  for (const { entry } of packages) {
    if (entry === product) bill.leaveOut('product_itself');
    else bill.add(entry);
  }
  const name = product?.name ?? null;
  return bill.done({
    format: 'SPDX',
    version,
    madeAt,
    product:
      name === null || product === null
        ? null
        : { name, version: product.version, dates: bill.productDates(name, product.ends.map(endOfSupport)) },
  });
}

function requireVersion(version: string): string {
  const known = VERSIONS.exec(version)?.[1];
  if (known !== undefined) return known;
  throw new ImportFileError('sbom_version_not_supported', { format: 'SPDX', version: version.slice(0, 20) });
}

/** Tags of a package that are read, in the tag-value form. */
const TAGS = new Set([
  'PackageVersion',
  'PackageSupplier',
  'PackageOriginator',
  'PrimaryPackagePurpose',
  'ValidUntilDate',
]);

/** Reads an SPDX 2 document in its tag-value form, a `Tag: value` per line. @throws ImportFileError */
export function readSpdx2Tags(text: string): SbomDocument {
  let version: string | null = null;
  let madeAt: string | null = null;
  let current: {
    id: string | null;
    tags: Map<string, string>;
    references: WrittenPackage['references'][number][];
  } | null = null;
  const packages: Package[] = [];
  const described = new Set<string>();
  const finish = () => {
    if (current === null) return;
    const { id, tags, references } = current;
    const tag = (name: string) => tags.get(name) || null;
    packages.push({
      id,
      entry: entryOf({
        name: tag('PackageName'),
        version: tag('PackageVersion'),
        supplier: tag('PackageSupplier'),
        originator: tag('PackageOriginator'),
        purpose: tag('PrimaryPackagePurpose'),
        validUntil: tag('ValidUntilDate'),
        references,
      }),
    });
    current = null;
  };
  for (const [tag, value] of tagsOf(text)) {
    if (tag === 'SPDXVersion') version ??= requireVersion(value);
    else if (tag === 'Created') madeAt ??= value;
    else if (tag === 'PackageName') {
      finish();
      current = { id: null, tags: new Map([[tag, value]]), references: [] };
    } else if (tag === 'FileName' || tag === 'SnippetSPDXID') finish();
    else if (tag === 'SPDXID' && current !== null) current.id ??= value;
    else if (tag === 'Relationship') {
      const [from, type, to] = value.split(/\s+/);
      if (type === 'DESCRIBES' && from === DOCUMENT && to) described.add(to);
      if (type === 'DESCRIBED_BY' && to === DOCUMENT && from) described.add(from);
    } else if (tag === 'ExternalRef' && current !== null) {
      const [, type = '', locator = null] = value.split(/\s+/);
      current.references.push({ type, locator });
    } else if (current !== null && TAGS.has(tag)) current.tags.set(tag, value);
  }
  finish();
  if (version === null) throw new ImportFileError('sbom_not_recognised');
  return billOf(version, madeAt, packages, described);
}

/** Tags with their values; a value in `<text>` marks can have several lines, and none of them is a tag. */
function* tagsOf(text: string): Generator<readonly [tag: string, value: string]> {
  let inText = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (inText) {
      inText = !line.includes('</text>');
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 1 || line.startsWith('#')) continue;
    const value = line.slice(colon + 1).trim();
    inText = value.startsWith('<text>') && !value.includes('</text>');
    yield [line.slice(0, colon).trim(), value.replace(/^<text>|<\/text>$/g, '').trim()];
  }
}
