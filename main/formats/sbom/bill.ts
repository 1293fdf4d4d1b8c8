import { lastDayOf, type PartialDay, parsePartialDay } from '../../domain/day.ts';
import { ImportFileError, type ImportProblemCode, PROBLEM_VALUE_LENGTH } from '../../domain/import/problems.ts';
import type { ComponentKind, MilestoneKind } from '../../domain/model.ts';
import {
  SBOM_TEXT,
  type SbomComponent,
  type SbomDocument,
  type SbomEndTerm,
  type SbomProblem,
  type SbomProductDate,
  type SbomSkip,
} from '../../domain/sbom.ts';

/** Entries of one bill (reliability.md 5). */
export const MOST_COMPONENTS = 200_000;
/** Problems that are kept; a bill with more is wrong as a whole. */
const MOST_PROBLEMS = 1000;

/** One entry of a bill as its standard writes it. */
export interface BillEntry {
  /** What it is in our words; null for what is no software and no hardware: data, certificates, documents. */
  readonly kind: ComponentKind | null;
  readonly group: string | null;
  readonly name: string | null;
  readonly version: string | null;
  readonly supplier: string | null;
  readonly purl: string | null;
  readonly cpe: string | null;
  readonly ends: readonly StatedEnd[];
}

/** A last day of support as a bill words it. */
export interface StatedEnd {
  readonly term: SbomEndTerm;
  readonly value: string;
}

/** A date of the product as a bill words it, and which of our dates it means. */
export interface StatedDate {
  readonly kind: MilestoneKind;
  readonly term: string;
  readonly value: string;
}

/** Ends that are sure; what is only guaranteed until a day counts where nothing else was said (docs/decisions/0013). */
const GUARANTEED: SbomEndTerm = 'endOfGuaranteedSupport';
const YEARS = { first: '1980', last: '2150' } as const;

/** Gathers the entries of a bill into components, and keeps the count of those that are none. */
export class BillOfMaterials {
  readonly #components = new Map<string, SbomComponent>();
  readonly #skipped: Partial<Record<SbomSkip, number>> = {};
  readonly #problems: SbomProblem[] = [];
  #entries = 0;

  /** Takes an entry. @throws ImportFileError `too_many_components` */
  add(entry: BillEntry): void {
    this.#entries += 1;
    if (this.#entries > MOST_COMPONENTS) throw new ImportFileError('too_many_components', { limit: MOST_COMPONENTS });
    const component = this.#read(entry);
    if (typeof component === 'string') {
      this.#skip(component);
      return;
    }
    const key = JSON.stringify([component.kind, component.name.toLowerCase(), component.version]);
    const known = this.#components.get(key);
    if (known !== undefined) this.#skip('repeated');
    // One part that stands in several places is one part; what one place leaves open another may say.
    this.#components.set(key, known === undefined ? component : merged(known, component));
  }

  #read(entry: BillEntry): SbomComponent | SbomSkip {
    const name = plainLine(entry.name);
    if (name === null) return 'no_name';
    if (entry.kind === null) return 'not_software';
    const group = entry.kind === 'library' ? plainLine(entry.group) : null;
    const component: SbomComponent = {
      kind: entry.kind,
      name: group === null || name.startsWith(`${group}/`) ? name : `${group}/${name}`,
      version: plainLine(entry.version),
      supplier: plainLine(entry.supplier),
      purl: plainLine(entry.purl),
      cpe: plainLine(entry.cpe),
      end: this.#end(name, entry.ends),
    };
    return fits(component) ? component : 'text_too_long';
  }

  /** Counts an entry that is no component. */
  leaveOut(why: SbomSkip): void {
    this.#entries += 1;
    this.#skip(why);
  }

  #skip(why: SbomSkip): void {
    this.#skipped[why] = (this.#skipped[why] ?? 0) + 1;
  }

  problem(component: string, code: ImportProblemCode, value: string): void {
    if (this.#problems.length >= MOST_PROBLEMS) return;
    const cut = (text: string) => text.slice(0, PROBLEM_VALUE_LENGTH).toWellFormed();
    this.#problems.push({ component: cut(component), code, value: cut(value) });
  }

  /** The dates of the product that the bill is about, one of a kind; of several the first day counts. */
  productDates(name: string, stated: readonly StatedDate[]): SbomProductDate[] {
    const dates = new Map<MilestoneKind, SbomProductDate>();
    for (const { kind, term, value } of stated) {
      const on = this.#day(name, value);
      const known = dates.get(kind);
      if (on !== null && (known === undefined || lastDayOf(on) < lastDayOf(known.on)))
        dates.set(kind, { kind, term, on });
    }
    return [...dates.values()];
  }

  /** The bill. @throws ImportFileError `sbom_without_components` */
  done(about: Pick<SbomDocument, 'format' | 'version' | 'madeAt' | 'product'>): SbomDocument {
    if (this.#entries === 0) {
      throw new ImportFileError('sbom_without_components', { format: about.format, version: about.version });
    }
    return {
      ...about,
      components: [...this.#components.values()],
      skipped: this.#skipped,
      problems: this.#problems,
    };
  }

  #end(name: string, ends: readonly StatedEnd[]): SbomComponent['end'] {
    const read = ends.flatMap(({ term, value }) => {
      const on = this.#day(name, value);
      return on === null ? [] : [{ on, term }];
    });
    const sure = read.filter(({ term }) => term !== GUARANTEED);
    return (sure.length > 0 ? sure : read).reduce<SbomComponent['end']>(
      (best, other) => (best === null || lastDayOf(other.on) < lastDayOf(best.on) ? other : best),
      null,
    );
  }

  /** The day as it is written: a time and its zone say nothing of what day the maker means. */
  #day(name: string, value: string): PartialDay | null {
    const written = /^(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T[\d:.,]+(?:Z|[+-]\d{2}:?\d{2})?)?$/i.exec(value.trim());
    const text = written?.[1] ?? '';
    const inReason = text >= YEARS.first && text.slice(0, 4) <= YEARS.last;
    const on = inReason ? parsePartialDay(text) : null;
    if (on !== null) return on;
    this.problem(name, text === '' || inReason ? 'date_not_recognised' : 'date_placeholder', value);
    return null;
  }
}

/** Until when SPDX says a package is valid, as a date of the product. */
export function endOfSupport({ term, value }: StatedEnd): StatedDate {
  return { kind: 'end_of_support', term, value };
}

/** What a supplier field of SPDX means: `Organization: Acme (mail)` is Acme, `NOASSERTION` nobody. */
export function supplierName(written: string | null): string | null {
  if (written === null || isNothing(written)) return null;
  const name = written.replace(/^(?:Organization|Person|Tool):\s*/i, '').replace(/\([^()]*\)\s*$/, '');
  return name.trim() || null;
}

/** Words of SPDX for "nobody says" and "there is none". */
export function isNothing(text: string): boolean {
  return text === 'NOASSERTION' || text === 'NONE';
}

/** One line without control characters and without marks that turn letters round; null when nothing is left. */
function plainLine(text: string | null): string | null {
  const plain = text
    ?.toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();
  return plain || null;
}

function fits({ name, version, supplier, purl, cpe }: SbomComponent): boolean {
  // The label that a person sees is the name with its version.
  return (
    name.length + 1 + (version?.length ?? 0) <= SBOM_TEXT.name &&
    (version?.length ?? 0) <= SBOM_TEXT.version &&
    (supplier?.length ?? 0) <= SBOM_TEXT.supplier &&
    (purl?.length ?? 0) <= SBOM_TEXT.identifier &&
    (cpe?.length ?? 0) <= SBOM_TEXT.identifier
  );
}

function merged(one: SbomComponent, other: SbomComponent): SbomComponent {
  const end =
    one.end === null || (other.end !== null && lastDayOf(other.end.on) < lastDayOf(one.end.on)) ? other.end : one.end;
  return {
    ...one,
    supplier: one.supplier ?? other.supplier,
    purl: one.purl ?? other.purl,
    cpe: one.cpe ?? other.cpe,
    end,
  };
}
