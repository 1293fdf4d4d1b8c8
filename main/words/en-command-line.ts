/** English of the command line: notes that it writes beside its answer. Failures and wrong usage stand in en.ts. */
export const commandLine = {
  waiting_one: 'The last attempt failed. Waiting {{count}} second for the next.',
  waiting_other: 'The last attempts failed. Waiting {{count}} seconds for the next.',
  keyFileHint: 'Somebody in this vault signs in with a key file too: name it with --key-file.',
  fromCopy: 'The vault file was damaged. Its copy was read instead, and put in its place.',
  clockBehind: 'The clock of this computer is behind the last entry of the log.',
  secretNotWritten: '{{file}} could not be written, so what belongs into it is shown here.',
  /** The passphrase is replaced, and the data key could not be. */
  passphraseOnly: 'The passphrase was replaced. The data key was not; run the command again.',
  waysInLost_one: '{{count}} way in could not follow to the new data key and is gone: {{names}}.',
  waysInLost_other: '{{count}} ways in could not follow to the new data key and are gone: {{names}}.',
  passphrase: 'Passphrase',
  newPassphrase: 'New passphrase',
  onceMore: 'The same once more',
  /** What an import of advisories found beside what it wrote. */
  matches: 'Matches to decide: {{proposed}} new, {{reopened}} opened again because the facts changed.',
} as const;
