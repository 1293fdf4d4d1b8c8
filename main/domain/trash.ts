/** Kinds of records that can be removed to the trash and come back from it. */
export const TRASH_NOUNS = [
  'device',
  'model',
  'vendor',
  'contract',
  'task',
  'checklist',
  'procurement',
  'exception',
  'document',
] as const;
export type TrashNoun = (typeof TRASH_NOUNS)[number];

/**
 * Why a record itself cannot be removed: somebody signed it, it is locked, or somebody decided it. Such a record shows what
 * people did, and stays.
 */
export const TRASH_REFUSALS = ['signed', 'locked', 'decided'] as const;
export type TrashRefusal = (typeof TRASH_REFUSALS)[number];

/**
 * Why a record cannot come back: what it belongs to is in the trash as well and has to come back first; that is gone for good; or its
 * tag, number or name was given to another record meanwhile.
 */
export type RestoreProblem = 'trash_needs' | 'trash_gone' | 'trash_taken';
