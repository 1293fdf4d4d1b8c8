/**
 * Everything that can go wrong in a way that someone can act on. Codes travel; sentences are made where they are shown
 * (design.md 4). The number is the HTTP status under which the window sees it, `exit` the command line's code (cli.md).
 */
export const ERRORS = {
  /** The vault is locked, or was never opened. */
  vault_locked: { status: 423, exit: 3 },
  vault_missing: { status: 404, exit: 3 },
  vault_exists: { status: 409, exit: 5 },
  wrong_credentials: { status: 401, exit: 3 },
  /** Too many failures in a row; `seconds` until the next attempt is looked at. */
  too_many_attempts: { status: 429, exit: 3 },
  /** The person's role does not allow the procedure. */
  not_permitted: { status: 403, exit: 3 },
  /** Something has to be done first; `step` says what: a new passphrase, a key file. */
  step_required: { status: 403, exit: 3 },
  /** The last administrator can be neither removed nor given another role. */
  last_administrator: { status: 409, exit: 5 },
  /** This computer offers no key store, or the policy does not allow it. */
  key_store_unavailable: { status: 409, exit: 4 },
  /** The log of changes does not hold what was last known of it; nothing is written until an administrator decides. */
  history_went_back: { status: 409, exit: 6 },
  /** The vault is there but not as it was written. `part` says which: `vault_file` or `database`. */
  vault_damaged: { status: 422, exit: 6 },
  /** A backup is not as it was written. `how` says it; see main/data/backup-head.ts. */
  backup_damaged: { status: 422, exit: 6 },
  /** Made by a newer version of the program; nothing was touched. */
  vault_newer: { status: 409, exit: 5 },
  folder_read_only: { status: 403, exit: 4 },
  disk_full: { status: 507, exit: 4 },
  /** The disk, or the way to it, did not do what it was told; `why` is the code of the system or of SQLite. */
  disk_failed: { status: 500, exit: 4 },
  /** Another program holds the vault. */
  vault_busy: { status: 409, exit: 5 },
  passphrase_too_weak: { status: 422, exit: 4 },
  /** What was typed back is not the recovery key. */
  recovery_key_mistyped: { status: 422, exit: 4 },
  /** The key file, the second factor, is not as it was written. `how` says it: `empty`, `malformed` or `altered`. */
  key_file_refused: { status: 422, exit: 3 },
  /**
   * A share of the recovery secret does not fit. `how` says it: `mistyped`, `other_set`, `repeated` or `too_few`;
   * `number` counts what was given from 1, `needed` and `given` are numbers of shares.
   */
  share_refused: { status: 422, exit: 3 },
  not_found: { status: 404, exit: 4 },
  /** Someone changed the record meanwhile; nothing was written. */
  stale_edit: { status: 409, exit: 5 },
  /** Records were edited since an import, and nobody said what is to become of them; `edited` says how many. */
  edited_since: { status: 409, exit: 5 },
  /**
   * A step cannot be taken back, or carried out again. `reason` is a word of domain/edit.ts; `title`, `by` and `at` say which record
   * somebody touched since, as far as that is known; `inTheWay` counts such records.
   */
  step_stays: { status: 409, exit: 5 },
  /** A record with this name, tag or number exists. */
  already_exists: { status: 409, exit: 5 },
  /** The input does not fit the contract, or breaks a rule of the domain; `issues` or `problem` say where. */
  input_refused: { status: 422, exit: 4 },
  /**
   * A gate of a purchase does not hold. `gates` names those that are closed, `controls` the flags and items in their way,
   * each list separated by blanks; see domain/procurement.ts.
   */
  gate_closed: { status: 409, exit: 4 },
  file_refused: { status: 422, exit: 4 },
  upload_missing: { status: 404, exit: 4 },
  cancelled: { status: 409, exit: 5 },
  /** Two files or commands of the same name. */
  file_exists: { status: 409, exit: 4 },
  usage: { status: 400, exit: 2 },
  unforeseen: { status: 500, exit: 1 },
} as const;

export type ErrorCode = keyof typeof ERRORS;
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** An expected failure: a code with its facts. Never carries a secret or a stack to the outside. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}
