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
