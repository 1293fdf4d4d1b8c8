import { type SqlConnection, statement } from '../../data/connection.ts';
import {
  type Likeness,
  modelBlocks,
  modelLikeness,
  modelName,
  vendorBlocks,
  vendorLikeness,
  vendorName,
} from '../../domain/duplicate.ts';

/** New names of one import that are compared. A file that brings more brings a register of its own. */
const COMPARED = 2000;

/** The column in which a file of each kind names its vendor. */
export const MAKER_COLUMNS = {
  devices: 'manufacturer',
  models: 'manufacturer',
  milestones: 'manufacturer',
  vendors: 'name',
  contracts: 'vendor',
  commitments: 'vendor',
} as const;

/** A name, also another one, and how what bears it is called. */
interface Named {
  readonly name: string;
  readonly called: string;
}

/** Names by the blocks in which they meet. */
class Known<Name> {
  readonly #blocks = new Map<string, { readonly name: string; readonly read: Name }[]>();
  readonly #blocksOf: (name: Name) => readonly string[];
  readonly #likenessOf: (one: Name, other: Name) => Likeness | null;

  constructor(blocksOf: (name: Name) => readonly string[], likenessOf: (one: Name, other: Name) => Likeness | null) {
    this.#blocksOf = blocksOf;
    this.#likenessOf = likenessOf;
  }

  add(name: string, read: Name): void {
    for (const block of this.#blocksOf(read)) {
      const met = this.#blocks.get(block);
      if (met) met.push({ name, read });
      else this.#blocks.set(block, [{ name, read }]);
    }
  }

  /** What bears a name that is likely this one, as it is called now; null where nothing does. */
  like(read: Name): string | null {
    for (const block of this.#blocksOf(read)) {
      for (const { name, read: other } of this.#blocks.get(block) ?? [])
        if (this.#likenessOf(read, other)?.likelihood === 'likely') return name;
    }
    return null;
  }
}

/** Tells, while a file is taken in, whether a vendor or model that it would make has a name that is likely one that is there. */
export class LikeKnown {
  readonly #sql: SqlConnection;
  #vendors: Known<ReturnType<typeof vendorName>> | null = null;
  readonly #models = new Map<string, Known<ReturnType<typeof modelName>>>();
  #compared = 0;

  constructor(sql: SqlConnection) {
    this.#sql = sql;
  }

  /** The known vendor that a new name is likely to mean; the name is known from then on. */
  vendor(name: string): string | null {
    if (this.#isEnough()) return null;
    this.#vendors ??= this.#readVendors();
    const read = vendorName(name);
    const like = this.#vendors.like(read);
    this.#vendors.add(name, read);
    return like;
  }

  /** The known model of the same vendor that a new name is likely to mean. */
  model(vendorId: string, vendor: string, name: string): string | null {
    if (this.#isEnough()) return null;
    const known = this.#models.get(vendorId) ?? this.#readModels(vendorId, vendor);
    this.#models.set(vendorId, known);
    const read = modelName(name, vendor);
    const like = known.like(read);
    known.add(name, read);
    return like;
  }

  #isEnough(): boolean {
    this.#compared += 1;
    return this.#compared > COMPARED;
  }

  #readVendors() {
    const known = new Known(vendorBlocks, vendorLikeness);
    // What this import has made already is written, or was asked about before.
    const rows = statement<[], Named>(
      this.#sql,
      `SELECT "name", "name" AS "called" FROM "Vendor"
       UNION ALL SELECT a."alias", v."name" FROM "VendorAlias" a JOIN "Vendor" v ON v."id" = a."vendorId"`,
    );
    for (const { name, called } of rows.all()) known.add(called, vendorName(name));
    return known;
  }

  #readModels(vendorId: string, vendor: string) {
    const known = new Known(modelBlocks, modelLikeness);
    const rows = statement<[string, string], Named>(
      this.#sql,
      `SELECT * FROM (SELECT "name", "name" AS "called" FROM "DeviceModel" WHERE "vendorId" = ? ORDER BY "id" LIMIT 2000)
       UNION ALL SELECT * FROM (SELECT a."alias", m."name" FROM "ModelAlias" a JOIN "DeviceModel" m ON m."id" = a."modelId"
       WHERE m."vendorId" = ? ORDER BY a."id" LIMIT 2000)`,
    );
    for (const { name, called } of rows.all(vendorId, vendorId)) known.add(called, modelName(name, vendor));
    return known;
  }
}
