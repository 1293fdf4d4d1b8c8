import type { Command } from './command.ts';
import { FORCE, PAGED, VAULT } from './common-options.ts';

/** Commands about the trash and about documents. */
export const RECORD_COMMANDS: readonly Command[] = [
  {
    name: 'devices remove',
    operands: ['TAG...'],
    summary: 'move devices to the trash, with their parts; one that something refers to keeps them all where they are',
    options: { ...VAULT, 'dry-run': { type: 'boolean', help: 'show what would go and what keeps it, write nothing' } },
    load: async () => (await import('./trash-commands.ts')).removeDevices,
  },
  {
    name: 'trash list',
    operands: [],
    summary: 'what was removed and can be restored, the last first',
    options: { ...VAULT, filter: { type: 'string', value: 'TEXT', help: 'a part of the name' }, ...PAGED },
    load: async () => (await import('./trash-commands.ts')).listTrash,
  },
  {
    name: 'trash restore',
    operands: ['ID...'],
    summary: 'bring records back from the trash as they were',
    options: VAULT,
    load: async () => (await import('./trash-commands.ts')).restoreTrash,
  },
  {
    name: 'documents list',
    operands: [],
    summary: 'the documents of the vault and where each is needed',
    options: {
      ...VAULT,
      filter: { type: 'string', value: 'TEXT', help: 'a part of the title or of the file name' },
      unused: { type: 'boolean', help: 'only those that nothing needs' },
      ...PAGED,
    },
    load: async () => (await import('./document-commands.ts')).listDocuments,
  },
  {
    name: 'documents add',
    operands: ['FILE'],
    summary: 'keep a file in the vault, with a device or a contract; the same bytes are kept once',
    options: {
      ...VAULT,
      device: { type: 'string', value: 'TAG', help: 'the device with which it lies' },
      contract: { type: 'string', value: 'NUMBER', help: 'the contract with which it lies' },
      title: { type: 'string', value: 'T', help: 'its title; without it the name of the file' },
      kind: {
        type: 'string',
        value: 'KIND',
        help: 'vendor_letter, contract, certificate and so on; guessed from the name',
      },
      'dated-on': { type: 'string', value: 'DAY', help: 'its date; guessed from the name' },
    },
    load: async () => (await import('./document-commands.ts')).addDocument,
  },
  {
    name: 'documents save',
    operands: ['ID'],
    summary: 'write a copy of a document out of the vault, unencrypted',
    options: { ...VAULT, out: { type: 'string', value: 'FILE', help: 'write it there' }, ...FORCE },
    load: async () => (await import('./document-commands.ts')).saveDocument,
  },
];
