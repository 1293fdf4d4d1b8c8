/** Where a step stands: as it was carried out, or taken back. A new edit forgets what the same person has taken back. */
export const EDIT_STATES = ['done', 'undone'] as const;
export type EditState = (typeof EDIT_STATES)[number];

/** The two ways that a step can go. */
export const EDIT_WAYS = ['undo', 'redo'] as const;
export type EditWay = (typeof EDIT_WAYS)[number];

/** Why a command is never taken back as a step, whatever was done since. */
export const EDIT_BARS = [
  /** It has its own way back, record by record (decision 0036). */
  'import',
  /** A signature is withdrawn with a reason and stays in sight. */
  'signature',
  /** People have been asked it, or it was given out for good. */
  'sent',
  'released',
  'catalogue',
  'publication',
  'people',
  'keys',
  /** It was removed for good, and the steps that held it with it. */
  'erased',
  /** It changed more than is kept for taking back. */
  'too_big',
] as const;
export type EditBar = (typeof EDIT_BARS)[number];

/** Why a step cannot be taken back, or carried out again, as things stand. */
export const EDIT_REFUSALS = [
  ...EDIT_BARS,
  /** It is taken back already; or it never was, and cannot be carried out again. */
  'not_now',
  /** Somebody else did it, and only administrators take back what others did. */
  'of_others',
  /** The role may no longer do what the step did. */
  'role',
  /** An older version of the program wrote it, with other columns. */
  'older_version',
  /** A record of the step was changed, removed or put back since. */
  'edited_since',
  /** Something that is not of the step refers to a record that would go. */
  'in_use',
  /** What a record referred to is gone. */
  'missing',
  /** A name, tag or number belongs to another record by now. */
  'taken',
  /** The record was signed since. */
  'signed',
  /** The order is out. */
  'ordered',
] as const;
export type EditRefusal = (typeof EDIT_REFUSALS)[number];

/** What becomes of a command: a step, a step that only says why it is none, or nothing at all. */
export type EditRule = 'step' | 'none' | EditBar;

/** Steps that are kept, and how much of all of them; older ones go. */
export const STEPS_KEPT = 500;
export const BYTES_KEPT = 20_000_000;
/** The most that one step may hold. */
export const STEP_BYTES = 12_000_000;

/** By procedure, or by noun for all of its procedures, what is no step. A procedure goes before its noun. */
const RULES: Readonly<Record<string, EditRule>> = {
  'imports.run': 'import',
  'imports.sbom': 'import',
  'imports.advisories': 'import',
  'imports.folder': 'import',
  'imports.undo': 'import',
  signOff: 'signature',
  'vendorForm.issue': 'sent',
  'template.release': 'released',
  'catalogue.replace': 'catalogue',
  'catalogue.backToShipped': 'catalogue',
  publication: 'publication',
  'trash.purge': 'erased',
  user: 'people',
  'vault.setPolicy': 'keys',
  'vault.newRecoveryKey': 'keys',
  'vault.newShares': 'keys',
  'vault.rememberHere': 'keys',
  'vault.removeWayIn': 'keys',
  'vault.rotateKey': 'keys',
  // What nobody would want to take back, and what the program does by itself.
  edit: 'none',
  vault: 'none',
  access: 'none',
  backup: 'none',
  export: 'none',
  'alert.seen': 'none',
  'obligation.refresh': 'none',
  'publication.write': 'none',
  'publication.writeNow': 'none',
  'publication.fail': 'none',
};

/** What becomes of a command, by the procedure that was called: `device.update`. */
export function editRuleOf(procedure: string): EditRule {
  return ruleAt(procedure) ?? ruleAt(procedure.split('.')[0] ?? '') ?? 'step';
}

function ruleAt(key: string): EditRule | undefined {
  return Object.hasOwn(RULES, key) ? RULES[key] : undefined;
}

/** Commands that write so many rows that not even the look at whether they are noted should be paid for. */
const BULK = new Set(['imports.run', 'imports.undo', 'imports.advisories', 'imports.folder', 'vault.fillSample']);

/** Whether a command may write a hundred thousand rows. */
export function isBulk(procedure: string): boolean {
  return BULK.has(procedure);
}
