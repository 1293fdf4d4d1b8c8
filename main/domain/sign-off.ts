import type { Role } from './role.ts';

/** What people sign. */
export const SIGNED_NOUNS = ['checklist', 'exception', 'procurement'] as const;
export type SignedNoun = (typeof SIGNED_NOUNS)[number];

/** What a signature says. */
export const DUTIES = ['engineering_review', 'procurement_approval', 'risk_acceptance', 'decision'] as const;
export type Duty = (typeof DUTIES)[number];

/** Which signatures a record needs; all of them make it final. */
export const DUTIES_OF: Readonly<Record<SignedNoun, readonly Duty[]>> = {
  checklist: ['engineering_review', 'procurement_approval'],
  exception: ['risk_acceptance'],
  procurement: ['decision'],
};

/** Who may sign for which duty. */
export const DUTY_ROLES: Readonly<Record<Duty, readonly Role[]>> = {
  engineering_review: ['administrator', 'biomedical_engineer'],
  procurement_approval: ['administrator', 'procurement_officer'],
  risk_acceptance: ['administrator', 'biomedical_engineer', 'procurement_officer'],
  decision: ['administrator', 'procurement_officer'],
};

/**
 * Where a checklist stands. The first signature locks it, because no answer may change under a signature; with all of them it
 * is final.
 */
export const CHECKLIST_STATUSES = ['draft', 'signed', 'final'] as const;
export type ChecklistStatus = (typeof CHECKLIST_STATUSES)[number];

/** A signature that holds, as far as the rules look at it. */
export interface HeldSignature {
  readonly duty: Duty;
  readonly userId: string;
}

/** A person of the vault. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/**
 * Why somebody cannot sign. `second_person_needed`: the same person signed for the other duty, although the vault has another
 * who may sign for this one. `owner_signs`: who answers for the risk is another person of the vault.
 */
export const SIGN_PROBLEMS = [
  'duty_not_known',
  'role_does_not_sign',
  'already_signed',
  'second_person_needed',
  'owner_signs',
] as const;
type SignProblem = (typeof SIGN_PROBLEMS)[number];

/**
 * Whether a person may sign for a duty; null when nothing speaks against it. Two people sign a checklist where the vault has two
 * with fitting roles; in a vault of one, one person signs for both duties, and both signatures say so. `owner` is the name of
 * who answers for an exception: where that is a person of the vault who may sign, nobody else does.
 */
export function signProblem(
  noun: SignedNoun,
  duty: Duty,
  who: Person,
  record: {
    readonly signatures: readonly HeldSignature[];
    readonly people: readonly Person[];
    readonly owner: string | null;
  },
): SignProblem | null {
  if (!DUTIES_OF[noun].includes(duty)) return 'duty_not_known';
  if (!maySign(duty, who.role)) return 'role_does_not_sign';
  if (record.signatures.some((one) => one.duty === duty)) return 'already_signed';
  const others = record.people.filter(({ id, role }) => id !== who.id && maySign(duty, role));
  if (record.signatures.some(({ userId }) => userId === who.id) && others.length > 0) return 'second_person_needed';
  if (others.some(({ name }) => name === record.owner)) return 'owner_signs';
  return null;
}

/** Where a checklist with these signatures stands. */
export function statusOf(signatures: readonly HeldSignature[]): ChecklistStatus {
  if (signatures.length === 0) return 'draft';
  return isComplete('checklist', signatures) ? 'final' : 'signed';
}

/** Whether every duty of a record is signed. */
export function isComplete(noun: SignedNoun, signatures: readonly Pick<HeldSignature, 'duty'>[]): boolean {
  return DUTIES_OF[noun].every((duty) => signatures.some((one) => one.duty === duty));
}

function maySign(duty: Duty, role: Role): boolean {
  return DUTY_ROLES[duty].includes(role);
}
