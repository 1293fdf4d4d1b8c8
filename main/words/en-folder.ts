/** What is said of the open folder, where people read it outside of the window too. */
export const folderRefused = {
  vault_not_empty: 'This vault holds records already; a folder goes into an empty one',
  archive_too_large:
    'Everything together is too large for one file (limit {{limit}} bytes); "export folder" of the command line writes it',
  folder_not_recognised: 'This is no open folder: its list, manifest.json, is missing or not one',
  folder_newer: 'A newer version of the program wrote this folder',
  folder_withheld: 'Something was held back from this folder; only a whole one can be taken in',
  folder_signature: 'The signature of the list does not fit: it was changed after it was signed',
  folder_list_wrong: 'The list of the folder does not hold what the format asks for ({{field}})',
  folder_file_missing: '{{file}} is missing',
  folder_file_changed: '{{file}} is not the file that the list names',
  folder_link: '{{file}} is a link or no plain file; it is not read',
  folder_line_too_long: '{{file}} has a line that is too long (limit {{limit}} bytes)',
  folder_not_a_record: 'Record {{record}} of {{file}} is not a record on a line of its own',
  folder_field_missing: 'Record {{record}} of {{file}} has no {{field}}',
  folder_field_unknown: 'Record {{record}} of {{file}} has {{field}}, which this version does not know',
  folder_field_empty: 'Record {{record}} of {{file}} has nothing in {{field}}',
  folder_field_wrong: 'Record {{record}} of {{file}}: {{field}} does not hold what the format asks for',
  folder_record_repeated: 'Record {{record}} of {{file}} is there twice, or has the name of another',
  folder_record_missing: 'Record {{record}} of {{file}} refers to a record that is not there',
  folder_not_reckoned: 'The dates and figures of the folder cannot be reckoned with',
  folder_reference: 'A record of {{file}} refers to one that is not there, or belongs to none',
} as const;

export const folder = {
  notEncrypted: 'What is written is not encrypted: whoever has it can read all of it.',
  notSigned: 'nobody; it has no signature',
  /** README.txt in the folder, paragraph by paragraph. */
  readme: {
    title: 'Everything that the register of {{organisation}} holds, as open files.',
    made: 'Written {{at}} by MedSteward {{version}} (schema {{schema}}).',
    open: 'NOT ENCRYPTED: whoever has this folder can read all of it. Keep it where only those come who may, and remove it once it is no longer needed. A backup is the encrypted way to keep a copy.',
    withheld: 'Held back: {{kinds}}. A folder from which something was held back cannot be taken into a vault again.',
    what: [
      'manifest.json   the list of the files with their sizes and SHA-256 hashes, signed',
      'records/        one file for each kind of record: devices, models, contracts and so on',
      'documents/      the documents, under the hash of their bytes; records/documents.json has their names',
      'history/        who changed what, and when',
    ].join('\n'),
    form: 'The files of records are JSON in UTF-8: a list with one record on each line. Any JSON reader can read them whole, any text editor line by line. Every field is described in docs/open-folder.md of MedSteward.',
    check: 'To check that nothing was changed: medsteward verify manifest.json. No vault is needed for it.',
    back: 'To take all of it into a new, empty vault: medsteward import folder, or "Start from an open folder" where the vault is made.',
  },
} as const;

/** The files of records that an import takes back. */
export const recordsFile = {
  title: '{{noun}} for an import',
  subtitle_one: '{{count}} record',
  subtitle_other: '{{count}} records',
  note: 'The headings are those that an import knows in every language.',
  devices: 'Devices',
  models: 'Models',
  milestones: 'Support dates',
  vendors: 'Vendors',
  contracts: 'Contracts',
  commitments: 'Promises',
};
