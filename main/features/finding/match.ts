import { setImmediate } from 'node:timers/promises';
import { type SqlConnection, statement } from '../../data/connection.ts';
import {
  type Confidence,
  confidenceOf,
  confidenceRank,
  type FindingReason,
  type FindingSource,
  type IdentifierKind,
} from '../../domain/finding.ts';
import { readyExploited } from '../../domain/known-exploited.ts';
import { NAME_RELATIONS, type NameRelation, nameRelation, type VendorRelation } from '../../domain/product-name.ts';
import { isEveryVersion, VERSION_FITS, type VersionFit, versionFit } from '../../domain/version-range.ts';
import { type ExploitedGroup, type NamedProduct, readExploited, readProducts } from './sources.ts';
import { type ModelTarget, readTargets, type Targets, WATCHED_DEVICE } from './targets.ts';

/** What a machine proposes. */
export interface Proposal {
  readonly identityKey: string;
  readonly source: Exclude<FindingSource, 'typed'>;
  readonly advisoryId: string | null;
  readonly advisoryProductId: string | null;
  readonly modelId: string;
  readonly softwareVersionId: string | null;
  readonly componentId: string | null;
  readonly deviceId: string | null;
  readonly confidence: Confidence;
  readonly versionFit: VersionFit;
  readonly reasons: readonly FindingReason[];
  /** What a decision is about: when this changes, a decision is asked for again. */
  readonly facts: string;
}

/** Sources that are matched: all advisories and the whole catalogue, or a part. */
export interface MatchScope {
  /** Null for all advisories, empty for none. */
  readonly advisoryIds: readonly string[] | null;
  readonly exploited: boolean;
  /** Null for all models. */
  readonly modelIds: readonly string[] | null;
}

/** Products between two pauses for other calls. */
const PRODUCTS_PER_STEP = 50;

/** Called between two pieces of work with how much of it is done. */
export type MatchStep = (done: number, total: number) => Promise<void>;

/** Everything that may concern the organisation, each pair of source and target once, in an order that no file decides. */
export async function findMatches(sql: SqlConnection, scope: MatchScope, step?: MatchStep): Promise<Proposal[]> {
  const products = scope.advisoryIds?.length === 0 ? [] : readProducts(sql, scope.advisoryIds);
  const groups = scope.exploited ? readExploited(sql) : [];
  if (products.length === 0 && groups.length === 0) return [];
  await setImmediate();
  const targets = readTargets(sql, scope.modelIds);
  const bySerial = serialNumbers(sql, products, scope.modelIds);
  const models = new Map(targets.models.map((model) => [model.id, model]));
  const total = products.length + groups.length;
  const best = new Map<string, Candidate[]>();
  const add = (candidate: Candidate): void => {
    const known = best.get(candidate.identityKey);
    if (known) known.push(candidate);
    else best.set(candidate.identityKey, [candidate]);
  };
  for (const [index, product] of products.entries()) {
    for (const candidate of ofProduct(product, targets, models, bySerial)) add(candidate);
    if (index % PRODUCTS_PER_STEP === 0) await (step ? step(index, total) : setImmediate());
  }
  for (const [index, group] of groups.entries()) {
    for (const candidate of ofExploited(group, targets)) add(candidate);
    if (index % PRODUCTS_PER_STEP === 0) await (step ? step(products.length + index, total) : setImmediate());
  }
  return joined([...best.values()].map(bestOf)).sort((a, b) => (a.identityKey < b.identityKey ? -1 : 1));
}

interface Candidate extends Proposal {
  readonly name: NameRelation;
  readonly productId: string;
}

function ofProduct(
  product: NamedProduct,
  targets: Targets,
  models: ReadonlyMap<string, ModelTarget>,
  bySerial: ReadonlyMap<string, readonly { readonly id: string; readonly modelId: string }[]>,
): Candidate[] {
  const result: Candidate[] = [];
  for (const model of targets.modelsLike(product.parsed)) {
    const name = model.aliases.has(product.parsed.key) ? 'alias' : nameRelation(product.parsed, model.parsed);
    if (name === null) continue;
    const vendor = model.vendorIs(product.vendor, product.product);
    for (const version of model.versions) {
      const own = version.name ?? model.parsed.version;
      const range = rangeOf(product);
      result.push(
        ...candidate(product, {
          key: `${model.id}|${version.id ?? '-'}`,
          modelId: model.id,
          softwareVersionId: version.id,
          componentId: null,
          deviceId: null,
          vendor,
          name,
          fit: versionFit(range, own),
          range,
          version: own,
          ours: model.name,
          ourVendor: model.vendor,
          more: identifierReasons(product, model),
        }),
      );
    }
  }
  for (const serial of serialsOf(product)) {
    for (const device of bySerial.get(serial) ?? []) {
      const model = models.get(device.modelId);
      const vendor = model?.vendorIs(product.vendor, product.product) ?? 'other';
      if (model === undefined || vendor === 'other') continue;
      result.push(
        ...candidate(product, {
          key: `${model.id}|device ${device.id}`,
          modelId: model.id,
          softwareVersionId: null,
          componentId: null,
          deviceId: device.id,
          vendor,
          name: 'same',
          fit: 'inside',
          range: product.range,
          version: null,
          ours: model.name,
          ourVendor: model.vendor,
          more: [{ code: 'identifier', kind: 'serial', value: serial }],
        }),
      );
    }
  }
  const asked = readyExploited({ vendor: product.vendor ?? '', product: product.product });
  for (const part of targets.partsLike(product.parsed.telling)) {
    const fits = part.ready.fits(asked);
    // A part has a short name: anything less than the same is another part.
    if (fits === null || fits.name !== 'same') continue;
    const range = rangeOf(product);
    result.push(
      ...candidate(product, {
        key: `${part.modelId}|part ${part.key}`,
        modelId: part.modelId,
        softwareVersionId: part.softwareVersionId,
        componentId: part.componentId,
        deviceId: null,
        ...fits,
        fit: versionFit(range, part.version),
        range,
        version: part.version,
        ours: part.label,
        ourVendor: null,
        more: [{ code: 'component', label: part.label }],
      }),
    );
  }
  return result;
}

interface Target {
  readonly key: string;
  readonly modelId: string;
  readonly softwareVersionId: string | null;
  readonly componentId: string | null;
  readonly deviceId: string | null;
  readonly vendor: VendorRelation;
  readonly name: NameRelation;
  readonly fit: VersionFit;
  readonly range: string | null;
  readonly version: string | null;
  readonly ours: string;
  readonly ourVendor: string | null;
  readonly more: readonly FindingReason[];
}

function candidate(product: NamedProduct, target: Target): Candidate[] {
  const statedNotAffected = !product.affected && product.investigated === 0;
  const identified = target.more.some(({ code }) => code === 'identifier');
  const telling = product.parsed.telling.length;
  const confidence = identified
    ? 'likely'
    : confidenceOf(target.vendor, target.name, target.fit, { statedNotAffected, telling });
  if (confidence === null) return [];
  const stated: FindingReason[] = [];
  if (product.notAffected > 0)
    stated.push({ code: 'stated', status: 'known_not_affected', vulnerabilities: product.notAffected });
  if (product.investigated > 0)
    stated.push({ code: 'stated', status: 'under_investigation', vulnerabilities: product.investigated });
  const { key, modelId, softwareVersionId, componentId, deviceId, vendor, name, fit, range, version } = target;
  return [
    {
      identityKey: `advisory|${product.advisoryId}|${key}`,
      source: 'advisory',
      advisoryId: product.advisoryId,
      advisoryProductId: product.rowId,
      modelId,
      softwareVersionId,
      componentId,
      deviceId,
      confidence: identified && statedNotAffected ? 'weak' : confidence,
      versionFit: fit,
      reasons: [
        { code: 'vendor', relation: vendor, theirs: product.vendor, ours: target.ourVendor },
        { code: 'name', relation: name, theirs: product.product, ours: target.ours },
        { code: 'version', fit, range, version },
        ...target.more,
        ...stated,
      ],
      facts: JSON.stringify([product.product, product.range, product.statuses, fit, version]),
      name,
      productId: product.productId,
    },
  ];
}

/** What an advisory says of versions; a version in a product's own name where it says that all of them are meant. */
function rangeOf({ range, parsed }: NamedProduct): string | null {
  return parsed.version !== null && (range === null || isEveryVersion(range)) ? parsed.version : range;
}

/** The surest of several products of one source that are like one thing of ours; which stands first in the file does not matter. */
function bestOf(candidates: readonly Candidate[]): Proposal {
  const [first, ...others] = [...candidates].sort(
    (a, b) =>
      confidenceRank(a.confidence) - confidenceRank(b.confidence) ||
      NAME_RELATIONS.indexOf(a.name) - NAME_RELATIONS.indexOf(b.name) ||
      fitRank(a.versionFit) - fitRank(b.versionFit) ||
      (a.facts < b.facts ? -1 : a.facts > b.facts ? 1 : a.productId < b.productId ? -1 : 1),
  );
  if (first === undefined) throw new RangeError('no candidate');
  const { name, productId, ...proposal } = first;
  const more = new Set(others.map(({ advisoryProductId }) => advisoryProductId)).size;
  return more === 0
    ? proposal
    : { ...proposal, reasons: [...proposal.reasons, { code: 'more_products', count: more }] };
}

/** What says most comes first: a version inside, one that nobody knows, and only last one outside. */
function fitRank(fit: VersionFit): number {
  return fit === 'outside' ? VERSION_FITS.length : VERSION_FITS.indexOf(fit);
}

/** Versions of a model of which an advisory says the same are one proposal for the model. */
function joined(proposals: readonly Proposal[]): Proposal[] {
  const groups = Map.groupBy(proposals, (one) =>
    one.source === 'advisory' && one.componentId === null && one.deviceId === null
      ? `${one.advisoryId}|${one.modelId}`
      : one.identityKey,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    const same = group.every(
      ({ confidence, versionFit: fit, advisoryProductId }) =>
        confidence === first.confidence && fit === first.versionFit && advisoryProductId === first.advisoryProductId,
    );
    if (!same) return group;
    const reasons = first.reasons.map((reason) => (reason.code === 'version' ? { ...reason, version: null } : reason));
    const [product, range, statuses, fit] = JSON.parse(first.facts) as unknown[];
    return [
      {
        ...first,
        identityKey: `advisory|${first.advisoryId}|${first.modelId}|-`,
        softwareVersionId: null,
        reasons,
        facts: JSON.stringify([product, range, statuses, fit, null]),
      },
    ];
  });
}

function ofExploited(group: ExploitedGroup, targets: Targets): Candidate[] {
  const { key, vendor, product, entries, newestOn, cves } = group;
  const facts = JSON.stringify([entries, newestOn, cves]);
  const exploited: FindingReason = { code: 'exploited', vendor, product, entries, newestOn, cves };
  const result: Candidate[] = [];
  const add = (
    own: Pick<Proposal, 'modelId' | 'softwareVersionId' | 'componentId'>,
    fits: { vendor: VendorRelation; name: NameRelation },
    part: string,
    label: string,
    reasons: readonly FindingReason[],
  ) => {
    const telling = Math.max(...group.names.map(({ words }) => words.length));
    const confidence = confidenceOf(fits.vendor, fits.name, 'unknown', { telling });
    if (confidence === null) return;
    result.push({
      ...own,
      identityKey: `kev|${key}|${own.modelId}|${part}`,
      source: 'kev',
      advisoryId: null,
      advisoryProductId: null,
      deviceId: null,
      confidence,
      versionFit: 'unknown',
      reasons: [
        exploited,
        { code: 'vendor', relation: fits.vendor, theirs: vendor, ours: null },
        { code: 'name', relation: fits.name, theirs: product, ours: label },
        ...reasons,
      ],
      facts,
      name: fits.name,
      productId: key,
    });
  };
  const words = [...new Set(group.names.flatMap((name) => name.words))];
  for (const part of targets.partsLike(words)) {
    const fits = part.ready.fits(group);
    if (fits === null) continue;
    const { modelId, softwareVersionId, componentId, label } = part;
    add({ modelId, softwareVersionId, componentId }, fits, part.key, label, [{ code: 'component', label }]);
  }
  const named = new Map(
    group.names.flatMap(({ parsed }) => targets.modelsLike(parsed).map((model) => [model, parsed])),
  );
  for (const [model, parsed] of named) {
    const name = nameRelation(parsed, model.parsed);
    const relation = model.vendorIs(vendor, product);
    // The catalogue lists programs; a model is one only when it is called the same.
    if (name !== 'same') continue;
    add(
      { modelId: model.id, softwareVersionId: null, componentId: null },
      { vendor: relation, name },
      '-',
      model.name,
      [],
    );
  }
  return result;
}

/** Model numbers that an advisory gives and that stand in the name of our model. */
function identifierReasons(product: NamedProduct, model: ModelTarget): FindingReason[] {
  const given = listed(product.identifiers, 'modelNumbers', 'model_numbers', 'skus');
  const ours = new Set(model.parsed.telling);
  return given
    .filter((value) => /\d/.test(value) && ours.has(value.toLowerCase()))
    .map((value) => ({ code: 'identifier', kind: 'model_number' satisfies IdentifierKind, value }));
}

function serialsOf({ identifiers }: NamedProduct): string[] {
  return listed(identifiers, 'serialNumbers', 'serial_numbers');
}

function listed(identifiers: Readonly<Record<string, unknown>>, ...names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const value = identifiers[name];
    return (Array.isArray(value) ? value : [value]).filter(
      (one): one is string => typeof one === 'string' && one !== '',
    );
  });
}

function serialNumbers(sql: SqlConnection, products: readonly NamedProduct[], modelIds: readonly string[] | null) {
  const serials = [...new Set(products.flatMap(serialsOf))];
  if (serials.length === 0) return new Map<string, { id: string; modelId: string }[]>();
  const rows = statement<[string], { id: string; modelId: string; serial: string }>(
    sql,
    `SELECT d."id", d."modelId", d."serialNumber" AS "serial" FROM json_each(?) JOIN "Device" d ON d."serialNumber" = value WHERE ${WATCHED_DEVICE} ORDER BY d."id"`,
  ).all(JSON.stringify(serials));
  const asked = modelIds && new Set(modelIds);
  return Map.groupBy(
    rows.filter(({ modelId }) => asked?.has(modelId) ?? true),
    ({ serial }) => serial,
  );
}
