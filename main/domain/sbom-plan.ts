import type { Catalogue } from './catalogue/catalogue.ts';
import type { Day, Precision } from './day.ts';
import type { ImportProblemCode } from './import/problems.ts';
import type { ComponentKind } from './model.ts';
import type { SbomComponent, SbomEndTerm } from './sbom.ts';

/** What a bill writes into the register of one component. */
export interface SbomFields {
  readonly kind: ComponentKind;
  /** Name and version, as people type them: `openssl 3.0.4`. */
  readonly label: string;
  readonly version: string | null;
  readonly supplier: string | null;
  readonly purl: string | null;
  readonly cpe: string | null;
  readonly releaseKey: string | null;
  readonly securityRelevant: boolean;
  readonly endOn: Day | null;
  readonly endPrecision: Precision | null;
  readonly endSource: string | null;
}

/** A component that is already recorded at the same model, or at the same software version of it. */
export type KnownPart = SbomFields & { readonly id: string };

/** What becomes of one component of a bill. */
export interface PlannedPart {
  readonly part: IdentifiedPart;
  readonly known: KnownPart | null;
  readonly fields: SbomFields;
  readonly outcome: 'created' | 'updated' | 'unchanged';
  readonly problem: ImportProblemCode | null;
}

/**
 * Package managers of operating systems and of programming languages. A name there is no product's name: a distribution looks
 * after its packages itself, and `npm/redis` is what talks to a Redis, not the Redis.
 */
const DISTRIBUTIONS = new Set(['deb', 'rpm', 'apk', 'alpm', 'opkg']);
const LANGUAGES = new Set(
  'npm pypi maven nuget gem cargo composer golang hex pub swift cocoapods conan conda cran hackage bower'.split(' '),
);

/** Where a date of a bill comes from, as the register keeps it. */
function endSource(fileName: string, term: SbomEndTerm): string {
  return `${fileName}: ${term}`;
}

const FROM_A_BILL =
  /: (?:endOfSupport|end-of-support-date|endOfBusinessOperations|endOfGuaranteedSupport|validUntilDate|validUntilTime|supportLevel)$/;

/**
 * Matches a bill with what is recorded and says what to write (docs/decisions/0013). The same part is the one of the same
 * kind and name; where several versions of it stand side by side, the one of the same version. Nothing is ever removed, and
 * what a person decided stays as long as the version does: a date of their own, a part that does not count, a release.
 */
export function planSbom(
  parts: readonly IdentifiedPart[],
  known: readonly KnownPart[],
  fileName: string,
): readonly PlannedPart[] {
  const wanted = parts.map((part) => ({ part, fields: wantedFields(part, fileName) }));
  const pairs = pair(wanted, known);
  return wanted.map((one): PlannedPart => {
    const before = pairs.get(one) ?? null;
    if (before === null) return { ...one, known: null, outcome: 'created', problem: null };
    const { fields, problem } = changed(before, one.fields);
    const same = (Object.keys(fields) as (keyof SbomFields)[]).every((key) => fields[key] === before[key]);
    return { part: one.part, known: before, fields, outcome: same ? 'unchanged' : 'updated', problem };
  });
}

/** A component with what it is in the catalogue. */
export interface IdentifiedPart extends SbomComponent {
  /** The one release that it is; null when none or several fit. */
  readonly releaseKey: string | null;
}

/** Looks a part up in the catalogue: its release, and for an application the kind that its product has there. */
export function identifyPart(part: SbomComponent, catalogue: Pick<Catalogue, 'match'>): IdentifiedPart {
  const { kind, name, version, purl } = part;
  const packages = /^pkg:([a-z0-9.+-]+)\//i.exec(purl ?? '')?.[1]?.toLowerCase() ?? '';
  if (DISTRIBUTIONS.has(packages) || kind === 'hardware') return { ...part, releaseKey: null };
  for (const text of version === null ? [name] : [`${name} ${version}`, name]) {
    const match = catalogue.match(text);
    if (match.kind === 'none') continue;
    const release = match.kind === 'release' ? match.release : null;
    const productKind = release?.kind ?? (match.kind === 'ambiguous' ? match.candidates[0]?.kind : undefined) ?? kind;
    if (LANGUAGES.has(packages) && productKind !== 'library') break;
    return { ...part, kind: kind === 'application' ? productKind : kind, releaseKey: release?.key ?? null };
  }
  return { ...part, releaseKey: null };
}

/** What a part would be if nothing were recorded yet. */
function wantedFields(
  { kind, name, version, supplier, purl, cpe, end, releaseKey }: IdentifiedPart,
  fileName: string,
): SbomFields {
  return {
    kind,
    label: labelOf(name, version),
    version,
    supplier,
    purl,
    cpe,
    releaseKey,
    // Of nine hundred libraries hardly one has a date: they are listed, and only what can be judged limits support.
    securityRelevant: kind === 'operating_system' || releaseKey !== null || end !== null,
    endOn: end?.on.on ?? null,
    endPrecision: end?.on.precision ?? null,
    endSource: end && endSource(fileName, end.term),
  };
}

function labelOf(name: string, version: string | null): string {
  return version === null || name.toLowerCase().endsWith(version.toLowerCase()) ? name : `${name} ${version}`;
}

/** The label without its version, by which a part is known again when the version changes. */
function nameOf(label: string, version: string | null): string {
  const name = label.toLowerCase();
  return version !== null && name.endsWith(` ${version.toLowerCase()}`) ? name.slice(0, -version.length - 1) : name;
}

type Wanted = Pick<PlannedPart, 'part' | 'fields'>;

/** Each part of the bill with the recorded part that it is. */
function pair(wanted: readonly Wanted[], known: readonly KnownPart[]): ReadonlyMap<Wanted, KnownPart> {
  const pairs = new Map<Wanted, KnownPart>();
  const left = new Set(known);
  const groupOf = ({ kind, label, version }: KnownPart) => `${kind}|${nameOf(label, version)}`;
  const byVersion = Map.groupBy(known, (part) => `${groupOf(part)}|${part.version}`);
  const byLabel = Map.groupBy(known, ({ kind, label }) => `${kind}|${label.toLowerCase()}`);
  const open = Map.groupBy(
    wanted.filter((one) => {
      const { kind, label, version } = one.fields;
      const same = [`${kind}|${one.part.name.toLowerCase()}|${version}`, `${kind}|${label.toLowerCase()}`];
      const found = [byVersion.get(same[0] ?? ''), byLabel.get(same[1] ?? '')].flatMap((some) => {
        while (some?.[0] !== undefined && !left.has(some[0])) some.shift();
        return some?.slice(0, 1) ?? [];
      })[0];
      if (found === undefined) return true;
      pairs.set(one, found);
      left.delete(found);
      return false;
    }),
    ({ part, fields }) => `${fields.kind}|${part.name.toLowerCase()}`,
  );
  // One part of that name on either side, in another version: it was updated.
  const leftByName = Map.groupBy(left, groupOf);
  for (const [name, [one, ...more]] of open) {
    const [part, ...others] = leftByName.get(name) ?? [];
    if (one !== undefined && part !== undefined && more.length === 0 && others.length === 0) pairs.set(one, part);
  }
  return pairs;
}

/**
 * A recorded part after the bill. Null in a bill means that it says nothing: what is known stays, except an end that a bill
 * gave to another version.
 */
function changed(known: KnownPart, wanted: SbomFields): { fields: SbomFields; problem: ImportProblemCode | null } {
  const otherVersion = wanted.version !== null && wanted.version !== known.version;
  const typed = known.version === null || nameOf(known.label, known.version) === known.label.toLowerCase();
  const fromBill = known.endSource !== null && FROM_A_BILL.test(known.endSource);
  // Another version has another end: what a bill said of the old one is over.
  const old = otherVersion && fromBill ? { endOn: null, endPrecision: null, endSource: null } : known;
  const mayDate = old.endOn === null || fromBill;
  const sameDate = wanted.endOn === old.endOn && wanted.endPrecision === old.endPrecision;
  const end = wanted.endOn !== null && mayDate && !sameDate ? wanted : old;
  const releaseKey = otherVersion && !(typed && wanted.releaseKey === null) ? wanted.releaseKey : known.releaseKey;
  const dated = end.endOn !== null && end.endOn !== known.endOn;
  return {
    fields: {
      kind: known.kind,
      label: otherVersion && !typed ? wanted.label : known.label,
      version: wanted.version ?? known.version,
      supplier: wanted.supplier ?? known.supplier,
      // Both name the version too.
      purl: wanted.purl ?? (otherVersion ? null : known.purl),
      cpe: wanted.cpe ?? (otherVersion ? null : known.cpe),
      releaseKey,
      securityRelevant: known.securityRelevant
        ? !(otherVersion && fromBill) || wanted.securityRelevant
        : dated || (otherVersion && wanted.securityRelevant),
      endOn: end.endOn,
      endPrecision: end.endPrecision,
      endSource: end.endSource,
    },
    problem: wanted.endOn !== null && !mayDate && !sameDate ? 'own_date_kept' : null,
  };
}
