import { describe, expect, it } from 'vitest';
import {
  actionsSaying,
  actionText,
  changeText,
  factsText,
  fieldText,
  hasActionWords,
  nounText,
  plainDays,
  shownChanges,
} from '../../main/words/history.ts';
import { createWords } from '../../main/words/words.ts';
import { PROCEDURES } from '../support/cases.ts';

const words = createWords();

/**
 * Asked before a vault is open, and never written down. `vault.openSample` is written down as what it calls; undoing a
 * restore puts files back and needs no key. What an open folder would bring is looked at without writing; that one left is
 * written down as every export is.
 */
const NOT_WRITTEN_DOWN = [
  'program.events',
  'program.cancel',
  'vault.status',
  'vault.touch',
  'vault.openSample',
  'backup.found',
  'backup.undoRestore',
  'imports.previewFolder',
  'exports.folder',
];

describe('the words of the history', () => {
  it.each(PROCEDURES.filter(({ access, name }) => access !== 'query' && !NOT_WRITTEN_DOWN.includes(name)))(
    'has a sentence for $name',
    ({ name }) => {
      expect([name, hasActionWords(name)]).toEqual([name, true]);
      expect(actionText(name, words)).toMatch(/^[A-Z][a-z]+ [a-z -]+$/);
    },
  );

  it('has a sentence for what was refused, and says what it was', () => {
    expect(actionText('access.refused', words)).toBe('Was refused what the role does not allow');
    expect(factsText({ procedure: 'user.add', importId: 'x' }, words)).toBe('What: Added a person');
  });

  it('tells an action, a kind and a field that it does not know by their codes', () => {
    expect(actionText('moon.landOn', words)).toBe('Did something that this version has no words for (moon.landOn)');
    expect([nounText('moon', words), fieldText('landing_site', words), fieldText('landedOn', words)]).toEqual([
      'Moon',
      'Landing site',
      'Landed on',
    ]);
    expect(actionText('constructor.name', words)).toContain('constructor.name');
  });

  it('finds actions by what people call them', () => {
    expect(actionsSaying('UNLOCKED', words)).toEqual(['vault.unlock']);
    expect(actionsSaying('a contract', words)).toContain('contract.update');
    expect(actionsSaying('no such thing', words)).toEqual([]);
  });

  it('tells changes in plain words', () => {
    const told = (field: string, before: string | null, after: string | null) =>
      shownChanges([{ field, before, after }], words).map((change) => changeText(change, words));
    expect(told('end_of_support', '2029-06-30', '2029-01-31')).toEqual(['End of support: 30 Jun 2029 → 31 Jan 2029']);
    expect(told('status', 'in_service', 'retired')).toEqual(['Status: In service → Retired']);
    expect(told('kind', null, 'operating_system')).toEqual(['Kind: Operating system']);
    expect(told('kind', 'service', 'lease')).toEqual(['Kind: Service → Lease']);
    expect(told('securityRelevant', 'true', 'false')).toEqual(['Counts for support: Yes → No']);
    expect(told('notes', 'high', null)).toEqual(['Notes: high → nothing']);
    expect(told('vendorId', null, '0198f3c2-1111-7000-8000-000000000000')).toEqual(['Vendor: another one']);
    expect(told('nameKey', 'a', 'b')).toEqual([]);
  });

  it('reads days as they are shown', () => {
    expect(plainDays('to 31 Jan 2029')).toBe('to 2029-01-31');
    expect(plainDays('1 february 2029')).toBe('2029-02-01');
    expect(plainDays('31 Feb 2029, 7 Xyz 2029')).toBe('31 Feb 2029, 7 Xyz 2029');
  });
});
