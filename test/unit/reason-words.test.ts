import { describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import type { Reason, ReasonCode } from '../../main/domain/reason.ts';
import { limitText, optionText, reasonText } from '../../main/words/reasons.ts';
import { createWords } from '../../main/words/words.ts';

const words = createWords('en');
const on = day('2027-01-12');
const later = day('2029-06-30');

/** At least one reason of every code; the type fails when a code is added without one here. */
const examples: { readonly [Code in ReasonCode]: readonly Extract<Reason, { code: Code }>[] } = {
  limited_by_model: [{ code: 'limited_by_model', milestone: 'end_of_support', endsOn: later }],
  limited_by_software_version: [{ code: 'limited_by_software_version', version: '4.1', endsOn: on }],
  limited_by_operating_system: [{ code: 'limited_by_operating_system', product: 'Windows Server 2016', endsOn: on }],
  limited_by_component: [{ code: 'limited_by_component', product: 'SQL Server 2016', endsOn: on }],
  limited_by_contract: [
    { code: 'limited_by_contract', contract: 'C-101', endsOn: on },
    { code: 'limited_by_contract', contract: '', endsOn: on },
  ],
  limited_by_warranty: [{ code: 'limited_by_warranty', endsOn: on }],
  next_limit: [
    { code: 'next_limit', name: 'end_of_support', endsOn: later },
    { code: 'next_limit', name: 'SQL Server 2022', endsOn: later },
    { code: 'next_limit', name: '', endsOn: later },
  ],
  guaranteed_support_only: [{ code: 'guaranteed_support_only' }],
  vendor_date_missing: [{ code: 'vendor_date_missing' }],
  vendor_date_not_announced: [{ code: 'vendor_date_not_announced' }],
  vendor_date_moved: [
    { code: 'vendor_date_moved', milestone: 'end_of_support', days: -549, from: day('2030-12-31'), to: later },
    { code: 'vendor_date_moved', milestone: 'end_of_security_support', days: 1, from: on, to: day('2027-01-13') },
  ],
  behind_supported_version: [{ code: 'behind_supported_version', version: '4.1' }],
  component_edition_missing: [
    { code: 'component_edition_missing', name: 'Windows 10', missing: 'edition' },
    { code: 'component_edition_missing', name: 'Windows 10', missing: 'channel' },
    { code: 'component_edition_missing', name: 'Windows 10', missing: 'version' },
  ],
  component_not_in_catalogue: [{ code: 'component_not_in_catalogue', name: 'OurOS' }],
  component_end_not_announced: [{ code: 'component_end_not_announced', name: 'OurOS' }],
  component_ended_day_unknown: [{ code: 'component_ended_day_unknown', name: 'OurOS' }],
  component_mitigated: [{ code: 'component_mitigated', name: 'OpenSSL 3.4' }],
  component_not_affected: [{ code: 'component_not_affected', name: 'OpenSSL 3.4' }],
  catalogue_end_overridden: [
    { code: 'catalogue_end_overridden', name: 'OpenSSL 3.4', from: later, to: on, why: 'Letter of the maker' },
    { code: 'catalogue_end_overridden', name: 'macOS 14', from: 'open', to: on, why: 'Letter of the maker' },
    { code: 'catalogue_end_overridden', name: 'Android 2.3', from: 'ended', to: on, why: 'Letter of the maker' },
  ],
  catalogue_extension_overridden: [
    { code: 'catalogue_extension_overridden', name: 'Windows 10', until: on, why: 'Letter of the maker' },
  ],
  component_maintained_by_vendor: [
    { code: 'component_maintained_by_vendor', name: 'OpenSSL 3.4', until: null },
    { code: 'component_maintained_by_vendor', name: 'OpenSSL 3.4', until: on },
  ],
  extension_counts: [{ code: 'extension_counts', name: 'Windows 10', until: on }],
  extension_not_approved: [{ code: 'extension_not_approved', name: 'Windows 10', until: on }],
  extension_without_proof: [{ code: 'extension_without_proof', name: 'Windows 10', until: on }],
  extension_possible: [{ code: 'extension_possible', name: 'Windows 10', until: on }],
  coverage_not_known: [{ code: 'coverage_not_known' }],
  updates_owed_without_contract: [{ code: 'updates_owed_without_contract' }],
  contract_renews: [{ code: 'contract_renews', contract: 'C-101' }],
  contract_updates_not_stated: [{ code: 'contract_updates_not_stated', contract: 'C-101' }],
  no_contract_in_force: [{ code: 'no_contract_in_force' }],
  warranty_counts_as_cover: [{ code: 'warranty_counts_as_cover' }],
  gap_in_cover: [
    { code: 'gap_in_cover', days: 1, from: on, until: on },
    { code: 'gap_in_cover', days: 3, from: on, until: day('2027-01-14') },
  ],
  not_later_than: [{ code: 'not_later_than', on }],
  day_not_confirmed: [
    { code: 'day_not_confirmed', precision: 'month' },
    { code: 'day_not_confirmed', precision: 'year' },
  ],
  limited_support_declared: [{ code: 'limited_support_declared' }],
  status_not_tracked: [{ code: 'status_not_tracked', status: 'retired' }],
  marked_not_tracked: [{ code: 'marked_not_tracked', why: 'no software, not connected' }],
};

describe('reasonText', () => {
  it.each(Object.entries(examples))('has a whole sentence for %s', (_, reasons) => {
    for (const reason of reasons) {
      const text = reasonText(reason, words);
      expect(text).not.toMatch(/^reason\.|\{\{|undefined|null|\d{4}-\d{2}-\d{2}|[a-z]_[a-z]/);
      expect(text.length).toBeGreaterThan(10);
    }
  });

  it('says how far and from where to where a vendor moved a date', () => {
    expect(examples.vendor_date_moved.map((reason) => reasonText(reason, words))).toEqual([
      'End of support moved earlier by 549 days: from 31 Dec 2030 to 30 Jun 2029.',
      'End of security support moved later by 1 day: from 12 Jan 2027 to 13 Jan 2027.',
    ]);
  });

  it('names the vendor, not its code word, as the next limit', () => {
    expect(reasonText({ code: 'next_limit', name: 'end_of_support', endsOn: later }, words)).toBe(
      'The vendor itself supports it until 30 Jun 2029.',
    );
  });

  it('leaves what people typed as it is', () => {
    expect(reasonText({ code: 'marked_not_tracked', why: '<b>scale & "tray"</b>' }, words)).toContain(
      '<b>scale & "tray"</b>',
    );
  });
});

describe('limitText and optionText', () => {
  it('speak of cover where there is no contract to name', () => {
    expect(limitText({ kind: 'contract', name: '' }, words)).toBe('Contract or warranty (renewable)');
    expect(limitText({ kind: 'contract', name: 'C-101' }, words)).toBe('Contract C-101 (renewable)');
    expect(optionText({ action: 'renew_contract', name: '' }, words)).toBe(
      'Conclude a contract that includes security updates',
    );
    expect(optionText({ action: 'renew_contract', name: 'C-101' }, words)).toBe('Renew contract C-101');
  });
});
