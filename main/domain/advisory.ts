import type { Day, Instant } from './day.ts';
import type { ImportFileErrorCode } from './import/problems.ts';

/** What an advisory says of a product and a vulnerability (CSAF 2.0 3.2.3.9; `unknown` is of 2.1). */
export const PRODUCT_STATUSES = [
  'known_affected',
  'first_affected',
  'last_affected',
  'under_investigation',
  'known_not_affected',
  'fixed',
  'first_fixed',
  'recommended',
  'unknown',
] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];

/** What a vendor offers against a vulnerability; the last two are of CSAF 2.1, `other` is what neither knows. */
export const REMEDY_CATEGORIES = [
  'vendor_fix',
  'mitigation',
  'workaround',
  'no_fix_planned',
  'none_available',
  'fix_planned',
  'optional_patch',
  'other',
] as const;
export type RemedyCategory = (typeof REMEDY_CATEGORIES)[number];

/** Severity words that CVSS prints, the mildest first. */
export const SEVERITIES = ['none', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Whether the version of a product is one version, a range in whatever style, or not said. */
export const VERSION_KINDS = ['version', 'range', 'none'] as const;
export type VersionKind = (typeof VERSION_KINDS)[number];

/** Identifiers of a product, where an advisory gives any (CSAF 3.1.3.3). */
export interface ProductIdentifiers {
  readonly cpe?: string;
  readonly purls?: readonly string[];
  readonly modelNumbers?: readonly string[];
  readonly serialNumbers?: readonly string[];
  readonly skus?: readonly string[];
}

/** A product that an advisory names. Every text is hostile: show it as text only. */
export interface AdvisoryProduct {
  /** The identifier inside the advisory. */
  readonly productId: string;
  readonly vendor: string | null;
  readonly product: string | null;
  /** In the advisory's own words. */
  readonly versionText: string | null;
  readonly versionKind: VersionKind;
  readonly name: string;
  readonly identifiers: ProductIdentifiers;
  /** The productIds that it consists of: what is installed, then on what. */
  readonly related: readonly string[];
}

export interface AdvisoryRemedy {
  readonly category: RemedyCategory;
  readonly details: string;
  /** The day from which it is there, as it is written. */
  readonly on: Day | null;
  /** Text to copy, never a link. */
  readonly url: string | null;
  readonly productIds: readonly string[];
}

/** What else is said of a vulnerability and some products: a threat, a reason for not being affected (VEX), a further score. */
export interface AdvisoryStatement {
  readonly kind: 'threat' | 'flag' | 'score' | 'exploited';
  /** Of the standard: `exploit_status`, `vulnerable_code_not_present`, the version of CVSS. */
  readonly category: string;
  readonly text: string | null;
  readonly productIds: readonly string[];
}

/** A score as it is printed; nothing of it is computed. */
export interface PrintedScore {
  readonly version: string;
  readonly score: string | null;
  readonly severity: Severity | null;
  readonly vector: string | null;
}

export interface AdvisoryVulnerability {
  /** In capitals; null where the advisory gives none, or something else in its place. */
  readonly cve: string | null;
  readonly title: string | null;
  readonly cwe: string | null;
  readonly description: string | null;
  readonly releasedAt: Instant | null;
  readonly discoveredAt: Instant | null;
  /** The one that leads: CVSS 3 before 4 before 2, of these the highest. The others are statements. */
  readonly cvss: PrintedScore | null;
  readonly statuses: readonly { readonly productId: string; readonly status: ProductStatus }[];
  readonly remedies: readonly AdvisoryRemedy[];
  readonly statements: readonly AdvisoryStatement[];
}

export interface AdvisoryNote {
  readonly category: string;
  readonly title: string | null;
  readonly text: string;
}

/** Facts of an advisory that people only read. */
export interface AdvisoryDetails {
  readonly notes: readonly AdvisoryNote[];
  readonly references: readonly { readonly summary: string; readonly url: string; readonly own: boolean }[];
  readonly acknowledgements: readonly string[];
  /** What the publisher says of its versions, in its order. */
  readonly history: readonly { readonly number: string; readonly at: Instant | null; readonly summary: string }[];
}

/** A security advisory as facts (domain.md 5.1). */
export interface AdvisoryDocument {
  readonly trackingId: string;
  readonly publisher: string;
  readonly publisherCategory: string | null;
  readonly category: string | null;
  readonly title: string;
  /** Of the advisory: a whole number, or three with points. */
  readonly version: string;
  /** `draft`, `interim` or `final`, as it says itself. */
  readonly status: string | null;
  /** Of the standard. */
  readonly csafVersion: string;
  readonly tlp: string | null;
  readonly language: string | null;
  /** The publisher's own word for how severe it is. */
  readonly severityText: string | null;
  readonly initialReleaseAt: Instant | null;
  readonly currentReleaseAt: Instant | null;
  readonly details: AdvisoryDetails;
  readonly products: readonly AdvisoryProduct[];
  readonly vulnerabilities: readonly AdvisoryVulnerability[];
}

/** An entry of CISA's catalogue of known exploited vulnerabilities (domain.md 5.2). */
export interface KevEntry {
  readonly cve: string;
  readonly vendor: string;
  readonly product: string;
  readonly name: string;
  readonly description: string;
  readonly requiredAction: string;
  readonly notes: string | null;
  readonly cwes: string | null;
  readonly addedOn: Day;
  /** Binds US federal agencies only; 15 entries of 1,404 have it before `addedOn`. */
  readonly dueOn: Day | null;
  readonly ransomware: boolean;
}

/** A catalogue as facts. */
export interface KevCatalogue {
  /** The day it was released, or where it does not say that, of its latest entry. */
  readonly asOf: Day;
  readonly version: string | null;
  readonly entries: readonly KevEntry[];
}

/** What a person should know of a file that was read, or was not needed. The texts stand in main/words under `advisory.problem`. */
export const ADVISORY_PROBLEMS = [
  'older_than_known',
  'same_version_other_content',
  'cve_not_recognised',
  'product_not_defined',
  'relationship_cyclic',
  'relationship_incomplete',
  'score_not_recognised',
  'status_not_recognised',
  'date_not_recognised',
  'text_shortened',
  'sharing_restricted',
  'entry_refused',
  'entry_repeated',
  'due_before_added',
  'count_differs',
  'catalogue_old',
  'entries_vanished',
] as const;
export type AdvisoryProblemCode = (typeof ADVISORY_PROBLEMS)[number];

/** One finding about a file. */
export interface AdvisoryProblem {
  /** Why it was refused, or what is to be known of it. */
  readonly code: AdvisoryProblemCode | ImportFileErrorCode;
  readonly severity: 'error' | 'warning' | 'note';
  /** Facts for the text of the code. */
  readonly details: Readonly<Record<string, string | number>>;
}

/** What a version can have changed. The texts stand in main/words under `advisory.change`. */
export const ADVISORY_CHANGES = [
  'title',
  'severity',
  'products_added',
  'products_removed',
  'versions_changed',
  'vulnerabilities_added',
  'vulnerabilities_removed',
  'status_changed',
  'score_changed',
  'fix_added',
  'remedies_changed',
] as const;
type AdvisoryChangeCode = (typeof ADVISORY_CHANGES)[number];

export interface AdvisoryChange {
  readonly code: AdvisoryChangeCode;
  /** Products or vulnerabilities that it is about, at most {@link CHANGE_VALUES}. */
  readonly values: string[];
  readonly more: number;
}

/** Names that one change lists. */
const CHANGE_VALUES = 12;

const INTEGER = /^(?:0|[1-9]\d{0,8})$/;
const SEMANTIC = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]{1,100}))?(?:\+[0-9A-Za-z.-]{1,100})?$/;

/**
 * Which of two versions of an advisory is the later one, by whole numbers and by semantic versions (CSAF 3.1.11); a whole number
 * is the first of the three. Negative when `a` is earlier, 0 when they are the same, null when they cannot be compared.
 */
export function compareTrackingVersions(a: string, b: string): number | null {
  if (a === b) return 0;
  const [one, other] = [parts(a), parts(b)];
  if (one === null || other === null) return null;
  for (let index = 0; index < 3; index += 1) {
    const difference = (one.numbers[index] ?? 0) - (other.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return comparePreReleases(one.pre, other.pre);
}

function parts(text: string): { numbers: readonly number[]; pre: string | null } | null {
  if (INTEGER.test(text)) return { numbers: [Number(text), 0, 0], pre: null };
  const match = SEMANTIC.exec(text);
  if (!match) return null;
  return { numbers: [Number(match[1]), Number(match[2]), Number(match[3])], pre: match[4] ?? null };
}

function comparePreReleases(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  const [one, other] = [a.split('.'), b.split('.')];
  for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
    const [left, right] = [one[index], other[index]];
    if (left === right) continue;
    if (left === undefined) return -1;
    if (right === undefined) return 1;
    const [leftIsNumber, rightIsNumber] = [INTEGER.test(left), INTEGER.test(right)];
    if (leftIsNumber && rightIsNumber) return Number(left) - Number(right);
    if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return 0;
}

/** How a vulnerability is called: its CVE, else its title. */
export function vulnerabilityName({ cve, title }: Pick<AdvisoryVulnerability, 'cve' | 'title'>): string {
  return cve ?? title ?? '?';
}

/** What tells a product of an advisory from another, whatever identifier the version gives it. */
export function productContentKey(product: Omit<AdvisoryProduct, 'productId' | 'identifiers' | 'related'>): string {
  const { vendor, product: name, versionText, versionKind } = product;
  return JSON.stringify([vendor, name, versionKind, versionText, product.name]);
}

/** What a newer version says otherwise than the one before. Words that people only read do not count. */
export function changesBetween(before: AdvisoryDocument, after: AdvisoryDocument): AdvisoryChange[] {
  const changes: AdvisoryChange[] = [];
  const note = (code: AdvisoryChangeCode, values: readonly string[], always = false) => {
    const each = [...new Set(values)];
    if (always || each.length > 0)
      changes.push({ code, values: each.slice(0, CHANGE_VALUES), more: Math.max(0, each.length - CHANGE_VALUES) });
  };
  if (before.title !== after.title) note('title', [after.title]);
  if (before.severityText !== after.severityText)
    note('severity', after.severityText ? [after.severityText] : [], true);

  const named = ({ vendor, product, name }: AdvisoryProduct) => JSON.stringify([vendor, product ?? name]);
  const [oldNames, newNames] = [new Set(before.products.map(named)), new Set(after.products.map(named))];
  note('products_added', after.products.filter((one) => !oldNames.has(named(one))).map(shortName));
  note('products_removed', before.products.filter((one) => !newNames.has(named(one))).map(shortName));
  const [oldContent, newContent] = [
    new Set(before.products.map(productContentKey)),
    new Set(after.products.map(productContentKey)),
  ];
  note('versions_changed', [
    ...after.products
      .filter((one) => oldNames.has(named(one)) && !oldContent.has(productContentKey(one)))
      .map(shortName),
    ...before.products
      .filter((one) => newNames.has(named(one)) && !newContent.has(productContentKey(one)))
      .map(shortName),
  ]);

  const [old, now] = [byName(before), byName(after)];
  note(
    'vulnerabilities_added',
    [...now.keys()].filter((name) => !old.has(name)),
  );
  note(
    'vulnerabilities_removed',
    [...old.keys()].filter((name) => !now.has(name)),
  );
  const both = [...now.keys()].filter((name) => old.has(name));
  const differs = (of: (facts: VulnerabilityFacts) => string) =>
    both.filter((name) => of(old.get(name) as VulnerabilityFacts) !== of(now.get(name) as VulnerabilityFacts));
  note(
    'status_changed',
    differs(({ statuses }) => statuses),
  );
  note(
    'score_changed',
    differs(({ score }) => score),
  );
  const fixed = both.filter((name) => !old.get(name)?.hasFix && now.get(name)?.hasFix);
  note('fix_added', fixed);
  note(
    'remedies_changed',
    differs(({ remedies }) => remedies).filter((name) => !fixed.includes(name)),
  );
  return changes;
}

interface VulnerabilityFacts {
  readonly statuses: string;
  readonly score: string;
  readonly remedies: string;
  readonly hasFix: boolean;
}

/** By name, with products told by what they are: the identifiers of one version mean nothing in the next. */
function byName({ products, vulnerabilities }: AdvisoryDocument): Map<string, VulnerabilityFacts> {
  const keys = new Map(products.map((product) => [product.productId, productContentKey(product)]));
  const told = (productIds: readonly string[]) => [...new Set(productIds.map((id) => keys.get(id) ?? id))].sort();
  return new Map(
    vulnerabilities.map((one) => [
      vulnerabilityName(one),
      {
        statuses: JSON.stringify(
          one.statuses.map(({ productId, status }) => [status, keys.get(productId)].join()).sort(),
        ),
        score: JSON.stringify(one.cvss),
        remedies: JSON.stringify(
          one.remedies.map(({ category, details, on, url, productIds }) => [
            category,
            details,
            on,
            url,
            told(productIds),
          ]),
        ),
        hasFix: one.remedies.some(({ category }) => category === 'vendor_fix'),
      },
    ]),
  );
}

function shortName({ vendor, product, name }: AdvisoryProduct): string {
  return product === null ? name : [vendor, product].filter(Boolean).join(' ');
}

/** A version of an advisory that is there already. */
interface KnownAdvisory {
  readonly sha256: string;
  readonly document: AdvisoryDocument;
}

/**
 * What becomes of a file that brings an advisory: a higher version replaces, a lower one is left alone. Versions that cannot be
 * compared are told apart by their release. The same version with other facts replaces only when it was released later;
 * otherwise `differs` says that somebody should look.
 */
export function judgeAdvisory(
  known: KnownAdvisory | null,
  { sha256, document }: KnownAdvisory,
): { readonly outcome: 'created' | 'updated' | 'unchanged' | 'older'; readonly differs: boolean } {
  if (known === null) return { outcome: 'created', differs: false };
  if (known.sha256 === sha256) return { outcome: 'unchanged', differs: false };
  const byVersion = compareTrackingVersions(document.version, known.document.version) ?? 0;
  if (byVersion !== 0) return { outcome: byVersion > 0 ? 'updated' : 'older', differs: false };
  const [ours, theirs] = [known.document.currentReleaseAt ?? '', document.currentReleaseAt ?? ''];
  if (theirs > ours) return { outcome: 'updated', differs: false };
  if (theirs < ours && document.version !== known.document.version) return { outcome: 'older', differs: false };
  return { outcome: 'unchanged', differs: changesBetween(known.document, document).length > 0 };
}

/** Days after which a KEV catalogue is called old (domain.md 5.2). */
export const KEV_OLD_DAYS = 30;
