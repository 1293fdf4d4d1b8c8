import type { Command, OptionSpecs } from './command.ts';
import { RECOVERY_WAY, VAULT } from './common-options.ts';

/** A new passphrase, for oneself or for somebody else. */
const NEW_PASSPHRASE: OptionSpecs = {
  'new-passphrase-file': {
    type: 'string',
    value: 'FILE',
    help: 'file with the new passphrase, - for standard input; else you are asked',
  },
};
const RECOVERY_FILE: OptionSpecs = {
  'recovery-file': { type: 'string', value: 'FILE', help: 'write the recovery key there instead of printing it' },
};
const ROLE_HELP = 'administrator, biomedical_engineer, procurement_officer, auditor or viewer';

/** Commands about the vault itself: its keys, the ways into it and the people who use it. */
export const ACCESS_COMMANDS: readonly Command[] = [
  {
    name: 'vault create',
    operands: [],
    summary: 'make a new vault; --user names its owner, --key-file the key file, which is made when it is not there',
    options: {
      ...VAULT,
      organisation: { type: 'string', value: 'NAME', help: 'the hospital, as exports print it' },
      ...RECOVERY_FILE,
    },
    load: async () => (await import('./vault-commands.ts')).createVault,
  },
  {
    name: 'vault info',
    operands: [],
    summary: 'schema version, counts, ways in, head of the audit log',
    options: VAULT,
    load: async () => (await import('./vault-commands.ts')).vaultInfo,
  },
  {
    name: 'vault verify',
    operands: [],
    summary: 'read every page and the whole audit log; exit code 6 when something is wrong',
    options: {
      ...VAULT,
      against: { type: 'string', value: 'FILE', help: 'a signed export: the log must hold what the export knew of it' },
    },
    load: async () => (await import('./vault-commands.ts')).verifyVault,
  },
  {
    name: 'vault change-passphrase',
    operands: [],
    summary:
      'replace your passphrase, and the key file beside it; the key file of before is kept unless an option says otherwise',
    options: {
      ...VAULT,
      ...NEW_PASSPHRASE,
      'new-key-file': { type: 'string', value: 'FILE', help: 'key file from now on; made when it is not there' },
      'no-key-file': { type: 'boolean', help: 'the passphrase alone from now on' },
      ...RECOVERY_WAY,
    },
    load: async () => (await import('./key-commands.ts')).changePassphrase,
  },
  {
    name: 'vault rotate-key',
    operands: [],
    summary: 'encrypt everything under a new data key; with --new-passphrase-file your passphrase is replaced too',
    options: {
      ...VAULT,
      ...NEW_PASSPHRASE,
      cipher: { type: 'string', value: 'NAME', help: 'sqlcipher, chacha20 or aegis; else the cipher of before' },
    },
    load: async () => (await import('./key-commands.ts')).rotateKey,
  },
  {
    name: 'vault recovery-key',
    operands: [],
    summary: 'make a new recovery key; the old one opens nothing any more',
    options: { ...VAULT, ...RECOVERY_FILE },
    load: async () => (await import('./key-commands.ts')).newRecoveryKey,
  },
  {
    name: 'vault shares',
    operands: [],
    summary: 'make recovery shares, a file for each person; they replace the shares of before',
    options: {
      ...VAULT,
      needed: { type: 'string', value: 'K', help: 'how many of them open the vault, 2 to 10' },
      total: { type: 'string', value: 'N', help: 'how many are made, 2 to 10' },
      'out-dir': { type: 'string', value: 'DIR', help: 'folder for the files' },
    },
    load: async () => (await import('./key-commands.ts')).newShares,
  },
  {
    name: 'vault accept-history',
    operands: [],
    summary: 'take the log as it is for the true one, although it is not the one that was last known',
    options: VAULT,
    load: async () => (await import('./key-commands.ts')).acceptHistory,
  },
  {
    name: 'vault policy',
    operands: [],
    summary: 'what is asked of everybody who uses the vault; --set changes it',
    options: {
      ...VAULT,
      set: {
        type: 'string',
        value: 'KEY=VALUE',
        multiple: true,
        help: 'keyFileFor=administrators and so on; several times',
      },
    },
    load: async () => (await import('./key-commands.ts')).policy,
  },
  {
    name: 'users list',
    operands: [],
    summary: 'who uses the vault, in which role',
    options: VAULT,
    load: async () => (await import('./user-commands.ts')).listUsers,
  },
  {
    name: 'users add',
    operands: ['NAME'],
    summary: 'let another person in, with a first passphrase that has to be replaced at the first use',
    options: { ...VAULT, ...NEW_PASSPHRASE, role: { type: 'string', value: 'ROLE', help: ROLE_HELP } },
    load: async () => (await import('./user-commands.ts')).addUser,
  },
  {
    name: 'users set-role',
    operands: ['NAME', 'ROLE'],
    summary: `give a person another role: ${ROLE_HELP}`,
    options: VAULT,
    load: async () => (await import('./user-commands.ts')).setRole,
  },
  {
    name: 'users remove',
    operands: ['NAME'],
    summary: 'take away every way in of a person',
    options: VAULT,
    load: async () => (await import('./user-commands.ts')).removeUser,
  },
  {
    name: 'users reset-passphrase',
    operands: ['NAME'],
    summary: 'a first passphrase for somebody who forgot the own one',
    options: { ...VAULT, ...NEW_PASSPHRASE },
    load: async () => (await import('./user-commands.ts')).resetPassphrase,
  },
];
