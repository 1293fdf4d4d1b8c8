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
