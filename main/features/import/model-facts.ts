import { statement } from '../../data/connection.ts';
import type { ModelId } from '../../domain/ids.ts';
import type { DeviceImportRow } from '../../domain/import/row-types.ts';
import { type ImportWork, update } from './work.ts';

const FACTS = ['deviceType', 'catalogNumber', 'gmdnCode', 'gmdnTerm'] as const;
type Facts = { -readonly [K in (typeof FACTS)[number]]: string | null };
type Known = Facts & { readonly importId: string | null };

/** What rows of devices say of their models. It fills in what is empty; what is there stays, since many devices speak of one model. */
export class ModelFacts {
  readonly #work: ImportWork;
  readonly #known = new Map<string, Known>();

  constructor(work: ImportWork) {
    this.#work = work;
  }

  /** Fills in what nobody has said so far. True when a model changed by it that was there before. */
  fill(modelId: string, row: DeviceImportRow): boolean {
    if (FACTS.every((fact) => row[fact] === null)) return false;
    const known = this.#of(modelId, row.deviceType);
    const changes: Partial<Facts> = {};
    for (const fact of FACTS) if (known[fact] === null && row[fact] !== null) changes[fact] = row[fact];
    if (Object.keys(changes).length === 0) return false;
    const work = this.#work;
    const isNew = known.importId === work.importId;
    update(work, 'DeviceModel', isNew ? null : 'model', modelId, known, changes);
    Object.assign(known, changes);
    work.staleModels.add(modelId as ModelId);
    return !isNew;
  }

  /** The type of a model by all that was said of it so far. */
  typeOf(modelId: string): string | null {
    return this.#of(modelId, null).deviceType;
  }

  #of(modelId: string, deviceType: string | null): Known {
    const known = this.#known.get(modelId) ?? this.#read(modelId, deviceType);
    this.#known.set(modelId, known);
    return known;
  }

  #read(modelId: string, deviceType: string | null): Known {
    const select = statement<[string], Known>(
      this.#work.sql,
      'SELECT "deviceType", "catalogNumber", "gmdnCode", "gmdnTerm", "importId" FROM "DeviceModel" WHERE "id" = ?',
    );
    // A model that only a preview makes stands nowhere.
    const none = { catalogNumber: null, gmdnCode: null, gmdnTerm: null };
    return select.get(modelId) ?? { deviceType, ...none, importId: this.#work.importId };
  }
}
