import type { HistoryAlarm } from '../data/vault.ts';

/** What is known and what was found, as facts of an error or an entry. */
export function alarmFacts({ known, found }: HistoryAlarm) {
  return {
    knownEntries: known.entries,
    knownHash: known.hash,
    foundEntries: found.entries,
    foundHash: found.hash,
  };
}
