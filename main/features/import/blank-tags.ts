import { TagGiver } from '../device/tag.store.ts';
import type { ModelFacts } from './model-facts.ts';
import type { ImportWork } from './work.ts';

/** Gives devices without a tag the next one, where somebody wants that of an import. */
export class BlankTags {
  readonly #work: ImportWork;
  readonly #facts: ModelFacts;
  readonly #giver: TagGiver;
  readonly #departments = new Map<string, string | null>();

  /** @param inFile the tags that the file gives to others, so that none of them is given before its row comes */
  constructor(work: ImportWork, facts: ModelFacts, inFile: readonly string[]) {
    this.#work = work;
    this.#facts = facts;
    this.#giver = new TagGiver(work.sql, inFile);
  }

  /** The next tag for the device of a row; null with a problem where no pattern is for it. */
  next(row: number, modelId: string, departmentId: string | null): string | null {
    const deviceType = this.#facts.typeOf(modelId);
    const tag = this.#giver.next({ department: this.#departmentOf(departmentId), deviceType });
    if (tag === null) this.#work.problem({ row, column: 'asset_tag', code: 'tag_not_made', severity: 'warning' });
    return tag;
  }

  #departmentOf(id: string | null): string | null {
    if (id === null) return null;
    const known = this.#departments.get(id) ?? this.#work.names.nameOf('departmentId', id);
    this.#departments.set(id, known);
    return known;
  }
}
