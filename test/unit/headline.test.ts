import { describe, expect, it } from 'vitest';
import { bandOf } from '../../main/domain/band.ts';
import { day } from '../../main/domain/day.ts';
import { optionsFor, type SupportFacts, supportOf } from '../../main/domain/support.ts';
import { headline } from '../../main/words/headline.ts';
import { createWords } from '../../main/words/words.ts';
import { component, componentUntil, endingOn, extension, supportFacts, TODAY } from '../support/facts.ts';

const words = createWords();

function said(facts: SupportFacts) {
  const support = supportOf(facts, TODAY);
  const unlimited = support.complete && support.endsFrom === null;
  const options = optionsFor(facts, TODAY);
  return headline({ ...support, band: bandOf(support, TODAY), unlimited, options }, words);
}

const server = component('Windows Server 2016');
const cover = (contract: string | null, endsOn: string) => ({
  contract,
  startsOn: null,
  endsOn: day(endsOn),
  renews: false,
  includesSecurityUpdates: 'yes' as const,
});
const needed = { needsContract: 'yes', saidBy: 'model' } as const;

describe('the headline of a device', () => {
  it('names what limits, what is next after it, and what would change it (domain.md E7)', () => {
    expect(said(endingOn('2029-06-30', { components: [server] }))).toEqual({
      answer: 'Support ends on 12 January 2027 because Windows Server 2016 does',
      more: 'Engineering has to plan for it. The vendor supports the device until 30 June 2029, but not without a supported operating system. With an approved extension: 30 Jun 2029.',
    });
  });

  it('leads to the next limit once the first is dealt with (domain.md E7)', () => {
    const extended = { ...server, extensions: [extension('2030-01-12')] };
    const { answer, more } = said(endingOn('2029-06-30', { components: [extended] }));
    expect(answer).toBe('The vendor ends support on 30 June 2029');
    expect(more).toContain('The next limit is Windows Server 2016, on 12 Jan 2030.');
    expect(more).not.toContain('With');
  });

  it('says that procurement can renew, and to when that would lead (domain.md 1.4)', () => {
    const facts = endingOn('2035-01-31', { entitlement: needed, cover: [cover('C-101', '2027-01-31')] });
    expect(said(facts)).toEqual({
      answer: 'Support ends on 31 January 2027 with contract C-101',
      more: 'Procurement can renew it. The vendor itself supports it until 31 Jan 2035. With contract C-101 renewed: 31 Jan 2035.',
    });
  });

  it('tells of a component whose vendor could maintain it, and of one that is known to the month', () => {
    const { answer, more } = said(endingOn('2035-01-31', { components: [componentUntil('2028-02', 'Qt 5')] }));
    expect(answer).toBe('Support ends in February 2028 because Qt 5 does');
    expect(more).toContain('The vendor supports the device until 31 January 2035, but not without a supported Qt 5.');
    expect(more).toContain('With the vendor maintaining Qt 5: 31 Jan 2035.');
  });

  it('never makes unknown sound supported, and says what is known (domain.md E4)', () => {
    expect(said(supportFacts({ components: [component('Windows 10')] })).answer).toBe(
      'Nobody has said until when this device is supported',
    );
    const partly = said(supportFacts({ components: [server] }));
    expect(partly.more).toContain('12 Jan 2027');
    expect(partly.more).toContain('It does not count as supported.');
  });

  it('asks nobody to plan while nothing ends soon', () => {
    expect(said(endingOn('2040-12-31')).more).toBe('');
    expect(said(endingOn('2030-01-01')).more).toBe('');
    expect(said(endingOn('2028-01-01')).more).toBe('Engineering has to plan for it.');
  });
});
