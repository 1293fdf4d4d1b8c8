/** Every failure says what happened, what is safe and what to do. Keys are the codes of main/domain/error.ts. */
export const failure = {
  vault_locked: {
    what: 'The vault is locked.',
    safe: 'Everything that was saved is in the vault.',
    next: 'Unlock it to go on.',
  },
  vault_missing: {
    what: 'There is no vault in this folder.',
    safe: 'Nothing was changed.',
    next: 'Create a vault, or start MedSteward with the folder that holds yours.',
  },
  vault_exists: {
    what: 'There is a vault in this folder already.',
    safe: 'It was not touched.',
    next: 'Unlock it, or choose another folder for the new one.',
  },
  wrong_credentials: {
    what: 'That does not open this vault.',
    safe: 'Nothing was changed.',
    next: 'Check capital letters and the keyboard layout, and try again.',
  },
  vault_damaged: {
    what: 'The vault is not as it was written.',
    safe: 'Nothing was changed, and nothing was deleted.',
    next: 'Copy the folder to a safe place, then bring back a backup.',
  },
  backup_damaged: {
    what: 'This backup is not as it was written.',
    safe: 'Nothing was changed. The vault is as it was.',
    next: 'Take another backup; each one holds everything.',
  },
  vault_newer: {
    what: 'This vault was made by a newer version of MedSteward.',
    safe: 'Nothing was changed.',
    next: 'Install the newer version and open it there.',
  },
  folder_read_only: {
    what: 'The folder of the vault cannot be written to.',
    safe: 'Nothing was changed.',
    next: 'Ask for the right to write to this folder, or copy the vault to a folder of your own.',
  },
  disk_full: {
    what: 'The disk is full.',
    safe: 'What was saved before is safe. The last change was not saved.',
    next: 'Free some space and try again.',
  },
  disk_failed: {
    what: 'The disk of the vault does not work as it should.',
    safe: 'What was saved before is safe. The last change may not have been saved.',
    next: 'Check the disk and its cable or network, then lock the vault, open it again and look at your last change.',
  },
  vault_busy: {
    what: 'Another program has this vault open.',
    safe: 'Nothing was changed.',
    next: 'Close the other MedSteward, also on other computers that share the folder, and try again.',
  },
  passphrase_too_weak: {
    what: 'This passphrase is not taken.',
    safe: 'Nothing was changed.',
    next: '$t(words:passphraseProblem.{{problem}})',
  },
  too_many_attempts: {
    what: 'The last attempts failed.',
    safe: 'Nothing was changed.',
    next: 'Try again in {{seconds}} seconds.',
  },
  not_permitted: {
    what: 'Your role does not allow this.',
    safe: 'Nothing was changed.',
    next: 'Ask an administrator of this vault.',
  },
  step_required: {
    what: 'Something has to be done first.',
    safe: 'Nothing was changed.',
    next: 'Replace your passphrase, or take a key file.',
  },
  last_administrator: {
    what: 'This is the last administrator who can sign in.',
    safe: 'Nothing was changed.',
    next: 'Make somebody else an administrator first.',
  },
  key_store_unavailable: {
    what: 'The key store of this computer cannot be used.',
    safe: 'Nothing was changed.',
    next: 'Sign in with your passphrase.',
  },
  history_went_back: {
    what: 'The log of changes is not the one that was last known.',
    safe: 'Nothing was changed. You can look at everything.',
    next: 'Restore a backup, or let an administrator accept the log as it is.',
  },
  recovery_key_mistyped: {
    what: 'That is not the recovery key of this vault.',
    safe: 'Nothing was changed.',
    next: 'Compare it group by group with what you wrote down.',
  },
  key_file_refused: {
    what: 'This key file cannot be used. $t(words:keyFileRefused.{{how}})',
    safe: 'Nothing was changed.',
    next: 'Take your second copy of the key file.',
  },
  share_refused: {
    what: 'The shares do not open this vault. $t(words:shareRefused.{{how}})',
    safe: 'Nothing was changed.',
    next: 'Compare each share group by group with what was written down.',
  },
  not_found: {
    what: 'This record is not here.',
    safe: 'Nothing was changed.',
    next: 'It may have been removed, or belong to another vault.',
  },
  edited_since: {
    what: 'Some of these records were edited meanwhile.',
    safe: 'Nothing was changed.',
    next: 'Say for each of them whether it is kept.',
  },
  step_stays: {
    what: 'This step stays. $t(words:edit.refused.{{reason}})',
    safe: 'Nothing was changed.',
    next: 'Look at the record as it is now, and change it by hand.',
  },
  stale_edit: {
    what: 'Someone changed this record meanwhile.',
    safe: 'Their change is saved. Yours was not.',
    next: 'Look at the record as it is now and make your change again.',
  },
  already_exists: {
    what: 'There is a record of this name or number already.',
    safe: 'Nothing was changed.',
    next: 'Choose another one, or open the record that is there.',
  },
  input_refused: {
    what: 'Something in the input does not fit.',
    safe: 'Nothing was changed.',
    next: 'Check the fields and try again.',
  },
  gate_closed: {
    what: 'A gate of this purchase does not hold.',
    safe: 'Nothing was changed.',
    next: 'The gates of the candidate say what is missing.',
  },
  /** What to do about a refusal that says by itself what does not fit. */
  inputRefused: {
    tooManyRows: 'Take another format, or a report with one line per model, which any number of devices fits into.',
  },
  file_refused: {
    what: 'This file cannot be taken in.',
    safe: 'Nothing was changed.',
    next: 'Check that it is the right file, or save it again and try once more.',
  },
  upload_missing: {
    what: 'The file is no longer here.',
    safe: 'Nothing was changed.',
    next: 'Choose the file again.',
  },
  cancelled: { what: 'It was stopped.', safe: 'Nothing was left half done.', next: 'Start it again when you like.' },
  file_exists: {
    what: 'There is a file of this name already.',
    safe: 'It was not touched.',
    next: 'Choose another name.',
  },
  usage: { what: 'The request was not understood.', safe: 'Nothing was changed.', next: 'Reload the window.' },
  unforeseen: {
    what: 'Something went wrong that should not have.',
    safe: 'What was saved before is safe.',
    next: 'Try again. If it happens again, tell the person who looks after MedSteward what you did.',
  },
  unreachable: {
    what: 'MedSteward does not answer.',
    safe: 'What was saved before is safe.',
    next: 'It may be starting. Try again; if it stays silent, close it and start it anew.',
  },
} as const;
