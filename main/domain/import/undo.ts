/** What an import can have made or changed, as the history calls it, in the order in which it goes when it is taken back. */
export const UNDO_NOUNS = [
  'component',
  'contract_line',
  'milestone',
  'commitment',
  'device',
  'contract',
  'software_version',
  'model',
  'vendor',
  'location',
  'department',
] as const;
export type UndoNoun = (typeof UNDO_NOUNS)[number];

/** What can keep a record from going, by the table that refers to it; `other` stands for all the rest. */
export const UNDO_HOLDERS = [
  'device',
  'contract',
  'contract_line',
  'commitment',
  'obligation',
  'component',
  'milestone',
  'software_version',
  'model',
  'task',
  'checklist',
  'finding',
  'exception',
  'procurement',
  'plan',
  'mds2',
  'other',
] as const;
export type UndoHolder = (typeof UNDO_HOLDERS)[number];

/** Why an import cannot be taken back as a whole: it was already, it is of another kind, or it is older than the journal. */
export const UNDO_REFUSALS = ['import_undone', 'import_kind_not_undone', 'import_before_journal'] as const;
export type UndoRefusal = (typeof UNDO_REFUSALS)[number];
