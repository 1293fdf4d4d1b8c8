import type { OptionSpecs } from './command.ts';

/** Options of every command. */
export const COMMON: OptionSpecs = {
  json: { type: 'boolean', help: 'print one JSON document' },
  help: { type: 'boolean', help: 'show this text' },
};

/** Where the vault is. */
export const VAULT_FOLDER: OptionSpecs = {
  vault: { type: 'string', value: 'DIR', help: 'folder of the vault; else MEDSTEWARD_VAULT, else your data folder' },
};

/** Options of every command that opens a vault. */
export const VAULT: OptionSpecs = {
  ...VAULT_FOLDER,
  'passphrase-file': {
    type: 'string',
    value: 'FILE',
    help: 'file with the passphrase, - for standard input; else MEDSTEWARD_PASSPHRASE, else you are asked',
  },
  'key-file': { type: 'string', value: 'FILE', help: 'key file, the second factor beside the passphrase' },
  user: { type: 'string', value: 'NAME', help: 'who you are' },
  'as-of': { type: 'string', value: 'DAY', help: 'day that replaces today, YYYY-MM-DD' },
};

export const FORCE: OptionSpecs = { force: { type: 'boolean', help: 'replace a file that is there' } };

/** A command that writes, tried out. */
export const DRY_RUN: OptionSpecs = {
  'dry-run': { type: 'boolean', help: 'show what would happen, write nothing' },
};

/** A part of a long list. */
export const PAGED: OptionSpecs = {
  limit: { type: 'string', value: 'N', help: 'rows at most (100)' },
  offset: { type: 'string', value: 'N', help: 'rows to leave out first (0)' },
};

/** Ways in beside the passphrase. */
export const RECOVERY_WAY: OptionSpecs = {
  'recovery-key-file': { type: 'string', value: 'FILE', help: 'get in with the recovery key in this file instead' },
  'share-file': {
    type: 'string',
    value: 'FILE',
    multiple: true,
    help: 'get in with the recovery share in this file instead; once for each share',
  },
};
