import type { AdvisoryProblem, AdvisoryProblemCode } from '../../domain/advisory.ts';
import type { Day, Instant } from '../../domain/day.ts';
import { parseDay } from '../../domain/day.ts';
import { ImportFileError, PROBLEM_VALUE_LENGTH } from '../../domain/import/problems.ts';
import type { JsonObject } from '../json.ts';
import { shownLine, shownText } from '../shown-text.ts';

/** Limits of one advisory; what passes them is refused, because half of an advisory would say something else. Inclusive. */
const CSAF_LIMITS = {
  products: 20_000,
  vulnerabilities: 2_000,
  /** Pairs of product and vulnerability, and products that remedies and reasons name. */
  statements: 500_000,
  /** UTF-16 units: longer texts are cut and the file stays what it is. */
  line: 1_000,
  text: 20_000,
} as const;

/** Problems that are kept of one file. */
const MOST_PROBLEMS = 50;
/** What is known to be so in files that are in order. */
const NOTES: ReadonlySet<AdvisoryProblemCode> = new Set(['due_before_added']);
const CVE = /^CVE-\d{4}-\d{4,19}$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** What is wrong with a file, each kind once with an example and how often it was met. */
export class Problems {
  readonly #found = new Map<
    AdvisoryProblemCode,
    { value: string; count: number; details: Record<string, string | number> }
  >();

  /** Notes a problem; `value` is what the file says there. */
  add(code: AdvisoryProblemCode, value: string, details: Record<string, string | number> = {}): void {
    const known = this.#found.get(code);
    if (known) known.count += 1;
    else this.#found.set(code, { value: shownLine(value, PROBLEM_VALUE_LENGTH) ?? '', count: 1, details });
  }

  list(): AdvisoryProblem[] {
    return [...this.#found].slice(0, MOST_PROBLEMS).map(([code, { value, count, details }]) => ({
      code,
      severity: NOTES.has(code) ? 'note' : 'warning',
      details: { ...details, value, count },
    }));
  }
}

/** Reads texts, days and lists of a file, and notes what of them is not as it should be. */
export class Reader {
  readonly problems = new Problems();
  #statements = 0;

  /** One line for people; null when it is absent or blank. */
  line(from: JsonObject, name: string): string | null {
    return this.#shortened(from.textOrNull(name), CSAF_LIMITS.line, shownLine);
  }

  /** Several lines for people. */
  text(from: JsonObject, name: string): string | null {
    return this.#shortened(from.textOrNull(name), CSAF_LIMITS.text, shownText);
  }

  /** A line that an advisory cannot do without. @throws ImportFileError `csaf_field_missing` */
  required(from: JsonObject, name: string): string {
    const line = this.line(from, name);
    if (line === null) throw missing(from, name);
    return line;
  }

  /** A moment in UTC; null when there is none that exists. */
  instant(from: JsonObject, name: string): Instant | null {
    const written = from.textOrNull(name);
    if (written === null) return null;
    const on = INSTANT.exec(written)?.[1] ?? written;
    const time = INSTANT.test(written) ? Date.parse(written.replace(' ', 'T')) : Date.parse(`${written}T00:00:00Z`);
    if (parseDay(on) === null || Number.isNaN(time)) {
      this.problems.add('date_not_recognised', written);
      return null;
    }
    return new Date(time).toISOString() as Instant;
  }

  /** The day as it is written, in whatever zone that was. */
  day(from: JsonObject, name: string): Day | null {
    const written = from.textOrNull(name);
    if (written === null) return null;
    const on = parseDay(written.slice(0, 10));
    if (on === null) this.problems.add('date_not_recognised', written);
    return on;
  }

  /** A CVE in capitals; null when it is absent or none. */
  cve(written: string | null): string | null {
    if (written === null) return null;
    const cve = written.toUpperCase();
    if (CVE.test(cve)) return cve;
    this.problems.add('cve_not_recognised', written);
    return null;
  }

  /** Identifiers of products; counts them against the limit of the file. @throws ImportFileError `csaf_too_large` */
  ids(written: readonly string[]): string[] {
    this.#statements += written.length;
    requireAtMost(this.#statements, 'statements');
    return [...new Set(written.map(productIdOf))];
  }

  #shortened(written: string | null, limit: number, shown: typeof shownLine): string | null {
    if (written !== null && written.length > limit) this.problems.add('text_shortened', written, { limit });
    return shown(written, limit);
  }
}

/** The identifier of a product as it is kept: readable, and never longer than a line. */
export function productIdOf(written: string): string {
  return shownLine(written, CSAF_LIMITS.line) ?? '';
}

export function missing(from: JsonObject, name: string): ImportFileError {
  return new ImportFileError('csaf_field_missing', { field: from.path === '' ? name : `${from.path}.${name}` });
}

/** @throws ImportFileError `csaf_too_large` */
export function requireAtMost(count: number, what: 'products' | 'vulnerabilities' | 'statements'): void {
  if (count > CSAF_LIMITS[what]) throw new ImportFileError('csaf_too_large', { what, limit: CSAF_LIMITS[what] });
}
