/** Kinds of content that not everybody outside may see. */
export const SENSITIVE_KINDS = ['serials', 'locations', 'people', 'prices'] as const;
export type SensitiveKind = (typeof SENSITIVE_KINDS)[number];

/** What becomes of a kind in an export. Prices know no pseudonym: a figure that is none would be read as one. */
export const TREATMENTS = ['keep', 'leave_out', 'pseudonym'] as const;
export type Treatment = (typeof TREATMENTS)[number];

/** What an export holds back; a kind that is not named is kept. */
export interface Disclosure {
  readonly serials?: Treatment | undefined;
  readonly locations?: Treatment | undefined;
  readonly people?: Treatment | undefined;
  readonly prices?: Exclude<Treatment, 'pseudonym'> | undefined;
}

/** Makes the pseudonym of a value; equal values of a kind get equal ones. */
export type Pseudonym = (kind: SensitiveKind, value: string) => string;

/** The kinds that are held back, in their order. */
export function heldBack(disclosure: Disclosure, how: Exclude<Treatment, 'keep'>): SensitiveKind[] {
  return SENSITIVE_KINDS.filter((kind) => disclosure[kind] === how);
}

/** True when everything is kept. */
export function keepsAll(disclosure: Disclosure): boolean {
  return SENSITIVE_KINDS.every((kind) => (disclosure[kind] ?? 'keep') === 'keep');
}

/**
 * A text as the export may hold it: itself, its pseudonym, or empty. Blank text stays blank: there is nothing in it to hide, and
 * a pseudonym would say that there is.
 */
export function disclosedText(kind: SensitiveKind, text: string, disclosure: Disclosure, pseudonym: Pseudonym): string {
  const treatment = disclosure[kind] ?? 'keep';
  if (treatment === 'keep' || text.trim() === '') return text;
  return treatment === 'pseudonym' ? pseudonym(kind, text) : '';
}

/** Names of fields whose texts are of a kind, as reports and their JSON forms call them. */
const FIELDS: Readonly<Record<string, SensitiveKind>> = {
  assetTag: 'serials',
  assetTags: 'serials',
  /** Where it is a list of tags; a number of devices tells nothing. */
  devices: 'serials',
  serialNumber: 'serials',
  department: 'locations',
  departments: 'locations',
  location: 'locations',
  owner: 'people',
  assignee: 'people',
  createdBy: 'people',
  updatedBy: 'people',
  decidedBy: 'people',
  securityContact: 'people',
  owners: 'people',
  person: 'people',
  doneBy: 'people',
  deletedBy: 'people',
  recordedBy: 'people',
};

/** What is done with each text of a kind, and with an amount of money. */
interface Visitor {
  text(kind: SensitiveKind, text: string): string;
  /** Whether an amount stays. */
  amount(): boolean;
}

/**
 * The same value with every field of a sensitive kind held back, however deep it lies: texts become their pseudonym or empty,
 * lists of texts lose what is left out, amounts of money become null. Fields are known by their names; free text is not searched.
 */
export function disclosed<Value>(value: Value, disclosure: Disclosure, pseudonym: Pseudonym): Value {
  if (keepsAll(disclosure)) return value;
  const text = (kind: SensitiveKind, one: string) => disclosedText(kind, one, disclosure, pseudonym);
  return visited(value, { text, amount: () => (disclosure.prices ?? 'keep') === 'keep' }) as Value;
}

/** How many different values of each kind there are. */
export function sensitiveCounts(value: unknown): Record<SensitiveKind, number> {
  const seen = { serials: new Set<string>(), locations: new Set<string>(), people: new Set<string>() };
  let prices = 0;
  const note = (kind: SensitiveKind, text: string) => {
    if (kind !== 'prices' && text.trim() !== '') seen[kind].add(text.trim());
    return text;
  };
  visited(value, {
    text: note,
    amount() {
      prices += 1;
      return true;
    },
  });
  return { serials: seen.serials.size, locations: seen.locations.size, people: seen.people.size, prices };
}

function visited(value: unknown, visitor: Visitor, kind: SensitiveKind | null = null): unknown {
  if (typeof value === 'string') return kind === null ? value : visitor.text(kind, value);
  if (Array.isArray(value)) {
    const all = value.map((one) => visited(one, visitor, kind));
    // Nothing is left of these, not even a gap that could be counted.
    return all.filter((one, index) => (kind === null || one !== '') && (one !== null || value[index] === null));
  }
  if (typeof value !== 'object' || value === null) return value;
  if ('amount' in value && 'currency' in value && !visitor.amount()) return null;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, visited(one, visitor, FIELDS[key] ?? null)]),
  );
}
