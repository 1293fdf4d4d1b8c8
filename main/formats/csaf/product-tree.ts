import type { AdvisoryProduct, ProductIdentifiers, VersionKind } from '../../domain/advisory.ts';
import { ImportFileError } from '../../domain/import/problems.ts';
import type { JsonObject } from '../json.ts';
import { missing, productIdOf, type Reader, requireAtMost } from './fields.ts';

/** What the branches above a product say of it. */
interface Above {
  readonly vendor: string | null;
  readonly family: string | null;
  readonly product: string | null;
  readonly version: string | null;
  readonly versionKind: VersionKind;
  /** Service pack and patch level, which stand behind a version. */
  readonly level: string | null;
}

const NOTHING: Above = {
  vendor: null,
  family: null,
  product: null,
  version: null,
  versionKind: 'none',
  level: null,
};

/** Identifiers of one kind that are kept of a product. */
const MOST_IDENTIFIERS = 50;

/** Every product that an advisory names, and its groups of them (CSAF 3.2.2). */
export class ProductTree {
  readonly #products = new Map<string, AdvisoryProduct>();
  readonly #groups = new Map<string, readonly string[]>();
  readonly #reader: Reader;

  /** @throws ImportFileError `csaf_field_missing`, `csaf_product_repeated`, `csaf_too_large` */
  constructor(tree: JsonObject | null, reader: Reader) {
    this.#reader = reader;
    if (tree === null) return;
    for (const branch of tree.objects('branches')) this.#walk(branch, NOTHING);
    for (const product of tree.objects('full_product_names')) this.#add(product, NOTHING, []);
    this.#relate(tree.objects('relationships'));
    for (const group of tree.objects('product_groups')) {
      const id = group.textOrNull('group_id');
      if (id !== null) this.#groups.set(productIdOf(id), reader.ids(group.texts('product_ids')));
    }
  }

  /** All products, also those that are only referred to. */
  get products(): readonly AdvisoryProduct[] {
    return [...this.#products.values()];
  }

  /** The products that an entry names, by themselves and by its groups. One that is defined nowhere is kept by its identifier. */
  named(entry: JsonObject, field = 'product_ids'): string[] {
    const groups = entry.texts('group_ids').flatMap((id) => this.#groups.get(productIdOf(id)) ?? []);
    const ids = this.#reader.ids([...entry.texts(field), ...groups]);
    for (const id of ids) this.#define(id);
    return ids;
  }

  #walk(branch: JsonObject, above: Above): void {
    const below = this.#below(branch, above);
    const product = branch.object('product');
    if (product !== null) this.#add(product, below, []);
    for (const inner of branch.objects('branches')) this.#walk(inner, below);
  }

  #below(branch: JsonObject, above: Above): Above {
    const name = this.#reader.line(branch, 'name');
    switch (branch.textOrNull('category')) {
      case 'vendor':
        return { ...above, vendor: name };
      case 'product_family':
        return { ...above, family: above.family === null ? name : `${above.family} ${name ?? ''}`.trim() };
      case 'product_name':
        return { ...above, product: name };
      case 'product_version':
        return { ...above, version: name, versionKind: name === null ? 'none' : 'version' };
      case 'product_version_range':
        return { ...above, version: name, versionKind: name === null ? 'none' : 'range' };
      case 'service_pack':
      case 'patch_level':
        return { ...above, level: above.level === null ? name : `${above.level} ${name ?? ''}`.trim() };
      default:
        return above;
    }
  }

  /** @throws ImportFileError `csaf_product_repeated` when one identifier names two products */
  #add(full: JsonObject, { vendor, family, product, version, versionKind, level }: Above, related: string[]): void {
    const written = full.text('product_id');
    if (written === null) throw missing(full, 'product_id');
    const productId = productIdOf(written);
    const name = this.#reader.line(full, 'name') ?? productId;
    const versionText = [version, level].filter(Boolean).join(' ') || null;
    const made: AdvisoryProduct = {
      productId,
      vendor,
      product: product ?? family,
      versionText,
      versionKind: versionText === null ? 'none' : versionKind === 'none' ? 'version' : versionKind,
      name,
      identifiers: this.#identifiers(full.object('product_identification_helper')),
      related,
    };
    const known = this.#products.get(productId);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(made))
      throw new ImportFileError('csaf_product_repeated', { value: productId.slice(0, 120) });
    this.#products.set(productId, made);
    requireAtMost(this.#products.size, 'products');
  }

  #identifiers(helper: JsonObject | null): ProductIdentifiers {
    if (helper === null) return {};
    const lines = (name: string) =>
      helper
        .texts(name)
        .map((text) => productIdOf(text))
        .filter(Boolean)
        .slice(0, MOST_IDENTIFIERS);
    const cpe = this.#reader.line(helper, 'cpe');
    const purls = [...lines('purl'), ...lines('purls')];
    const [modelNumbers, serialNumbers, skus] = [lines('model_numbers'), lines('serial_numbers'), lines('skus')];
    return {
      ...(cpe === null ? {} : { cpe }),
      ...(purls.length === 0 ? {} : { purls }),
      ...(modelNumbers.length === 0 ? {} : { modelNumbers }),
      ...(serialNumbers.length === 0 ? {} : { serialNumbers }),
      ...(skus.length === 0 ? {} : { skus }),
    };
  }

  /**
   * Products that are made of others, such as firmware that is installed on a camera. What is installed gives vendor, name and
   * version. A relationship may refer to another one, in any order; those that come back to themselves keep their name alone.
   */
  #relate(relationships: readonly JsonObject[]): void {
    const waiting = new Map<string, { full: JsonObject; of: string; on: string }>();
    for (const relationship of relationships) {
      const full = relationship.object('full_product_name');
      const [of, on] = [relationship.text('product_reference'), relationship.text('relates_to_product_reference')];
      if (full === null) throw missing(relationship, 'full_product_name');
      const id = full.text('product_id');
      if (id === null) throw missing(full, 'product_id');
      if (of === null || on === null) {
        this.#reader.problems.add('relationship_incomplete', id);
        this.#add(full, NOTHING, [of, on].filter((one) => one !== null).map(productIdOf));
      } else {
        const key = productIdOf(id);
        const known = waiting.get(key);
        if (known !== undefined && (known.of !== productIdOf(of) || known.on !== productIdOf(on)))
          throw new ImportFileError('csaf_product_repeated', { value: key.slice(0, 120) });
        waiting.set(key, { full, of: productIdOf(of), on: productIdOf(on) });
      }
    }
    for (const key of waiting.keys()) this.#settle(key, waiting);
  }

  /** Follows what is installed to its product, without recursion: a file chooses how long that way is. */
  #settle(key: string, waiting: Map<string, { full: JsonObject; of: string; on: string }>): void {
    const way: string[] = [];
    const met = new Set<string>();
    for (let at = key; waiting.has(at) && !met.has(at); at = waiting.get(at)?.of ?? '') {
      met.add(at);
      way.push(at);
    }
    const last = waiting.get(way.at(-1) ?? '');
    const cyclic = last !== undefined && met.has(last.of);
    for (const id of way.toReversed()) {
      const one = waiting.get(id);
      if (one === undefined) continue;
      waiting.delete(id);
      if (cyclic) this.#reader.problems.add('relationship_cyclic', id);
      else this.#define(one.of);
      const part = cyclic ? undefined : this.#products.get(one.of);
      const above: Above =
        part === undefined
          ? NOTHING
          : {
              ...NOTHING,
              vendor: part.vendor,
              product: part.product,
              version: part.versionText,
              versionKind: part.versionKind,
            };
      this.#add(one.full, above, cyclic ? [] : [one.of, one.on]);
      if (!cyclic && !waiting.has(one.on)) this.#define(one.on);
    }
  }

  #define(productId: string): void {
    if (this.#products.has(productId)) return;
    this.#reader.problems.add('product_not_defined', productId);
    this.#products.set(productId, {
      productId,
      vendor: null,
      product: null,
      versionText: null,
      versionKind: 'none',
      name: productId,
      identifiers: {},
      related: [],
    });
    requireAtMost(this.#products.size, 'products');
  }
}
