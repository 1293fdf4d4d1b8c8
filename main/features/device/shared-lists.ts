/** A list with a text that is equal for equal lists. */
export interface SharedList<T> {
  readonly items: readonly T[];
  readonly signature: string;
}

interface Node<T> extends SharedList<T> {
  readonly longer: Map<string, Node<T>>;
}

/** Lists that grow row by row, one per owner. Owners with the same rows in the same order share one list. */
export class SharedLists<T> {
  readonly #empty: Node<T> = { items: [], signature: '', longer: new Map() };
  readonly #byOwner = new Map<string, Node<T>>();

  /** Adds an item to the list of an owner. `part` names it: equal for equal items. */
  add(owner: string, part: string, make: () => T): void {
    const list = this.#byOwner.get(owner) ?? this.#empty;
    let longer = list.longer.get(part);
    if (longer === undefined) {
      longer = { items: [...list.items, make()], signature: `${list.signature};${part}`, longer: new Map() };
      list.longer.set(part, longer);
    }
    this.#byOwner.set(owner, longer);
  }

  /** The list of an owner, empty where nothing was added. */
  of(owner: string): SharedList<T> {
    return this.#byOwner.get(owner) ?? this.#empty;
  }
}
