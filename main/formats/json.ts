import { ImportFileError } from '../domain/import/problems.ts';

/** Limits of one JSON file (reliability.md 5). All are inclusive. */
export const JSON_LIMITS = { bytes: 100 * 1024 * 1024, depth: 64, text: 1024 * 1024 } as const;

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = new Set([91, 123]);
const CLOSE = new Set([93, 125]);

/**
 * Reads JSON text within {@link JSON_LIMITS}, which are checked before anything is built. Keys like `__proto__` come as
 * plain keys; read objects through {@link JsonObject}, which looks at nothing that the file did not say.
 * @throws ImportFileError `nested_too_deep`, `text_too_long`, `file_damaged`
 */
export function parseJsonText(text: string): unknown {
  requireLimits(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new ImportFileError('file_damaged', { kind: 'JSON' });
    throw error;
  }
}

function requireLimits(text: string): void {
  let depth = 0;
  let start = -1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (start >= 0) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) {
        if (at - start > JSON_LIMITS.text + 1) throw new ImportFileError('text_too_long', { limit: JSON_LIMITS.text });
        start = -1;
      }
    } else if (code === QUOTE) start = at;
    else if (OPEN.has(code)) {
      depth += 1;
      if (depth > JSON_LIMITS.depth) throw new ImportFileError('nested_too_deep', { limit: JSON_LIMITS.depth });
    } else if (CLOSE.has(code)) depth -= 1;
  }
}

/** An object of a JSON file, read field by field: a field of another type than asked for refuses the file and says where. */
export class JsonObject {
  readonly #fields: object;
  /** Where it stands in the file: `components[3].supplier`; empty for the whole. */
  readonly path: string;

  /** @throws ImportFileError `field_of_wrong_type` when the value is no object */
  constructor(value: unknown, path = '') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(path);
    this.#fields = value;
    this.path = path;
  }

  has(name: string): boolean {
    return this.#value(name) !== null;
  }

  /** A text, trimmed; null when it is absent, null or blank. @throws ImportFileError `field_of_wrong_type` */
  text(name: string): string | null {
    const value = this.#value(name);
    if (value === null) return null;
    if (typeof value !== 'string') throw wrongType(this.#at(name));
    return value.trim() || null;
  }

  /** A text, or null for what is no text: for fields that several versions of a standard use differently. */
  textOrNull(name: string): string | null {
    const value = this.#value(name);
    return typeof value === 'string' ? value.trim() || null : null;
  }

  /** A number, or null for what is none. */
  number(name: string): number | null {
    const value = this.#value(name);
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  }

  /** An object; null when it is absent. @throws ImportFileError `field_of_wrong_type` */
  object(name: string): JsonObject | null {
    const value = this.#value(name);
    return value === null ? null : new JsonObject(value, this.#at(name));
  }

  /** The objects of a list; empty when it is absent. @throws ImportFileError `field_of_wrong_type` */
  objects(name: string): JsonObject[] {
    return this.#list(name).map((value, index) => new JsonObject(value, `${this.#at(name)}[${index}]`));
  }

  /** The names of its fields, also those that objects have of their own, such as `__proto__`. */
  names(): string[] {
    return Object.keys(this.#fields);
  }

  /** The values of a list as they are; empty when it is absent. @throws ImportFileError `field_of_wrong_type` */
  values(name: string): readonly unknown[] {
    return this.#list(name);
  }

  /** The texts of a list, or the one text that stands in its place. @throws ImportFileError `field_of_wrong_type` */
  texts(name: string): string[] {
    const value = this.#value(name);
    if (typeof value === 'string') return [value];
    return this.#list(name).map((one, index) => {
      if (typeof one !== 'string') throw wrongType(`${this.#at(name)}[${index}]`);
      return one;
    });
  }

  /** What stands there, or first in the list that stands there: a text or an object. @throws ImportFileError `field_of_wrong_type` */
  first(name: string): string | JsonObject | null {
    const value = this.#value(name);
    const [one = null] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    return one === null || typeof one === 'string' ? one : new JsonObject(one, this.#at(name));
  }

  #list(name: string): readonly unknown[] {
    const value = this.#value(name);
    if (value === null) return [];
    if (!Array.isArray(value)) throw wrongType(this.#at(name));
    return value;
  }

  /** Only what the file itself says: `toString` of every object is none of it. */
  #value(name: string): unknown {
    return Object.hasOwn(this.#fields, name) ? ((Reflect.get(this.#fields, name) as unknown) ?? null) : null;
  }

  #at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

function wrongType(path: string): ImportFileError {
  return new ImportFileError('field_of_wrong_type', { field: path.slice(0, 200) });
}
