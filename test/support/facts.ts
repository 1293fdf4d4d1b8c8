import type { Catalogue } from '../../main/domain/catalogue/catalogue.ts';
import { shippedCatalogue } from '../../main/domain/catalogue/shipped.ts';
import type { ComponentFact } from '../../main/domain/component.ts';
import type { ContractTerms } from '../../main/domain/contract-term.ts';
import { type Day, day, parsePartialDay } from '../../main/domain/day.ts';
import type { MilestoneEntry, MilestoneHistory } from '../../main/domain/milestone.ts';
import type { MilestoneKind } from '../../main/domain/model.ts';
import type { SupportFacts } from '../../main/domain/support.ts';

/** The day on which the cases of domain.md are told. */
export const TODAY = day('2026-11-21');

/** A day, or null for none: short, because tables of cases are full of them. */
export function dayOrNull(text: string | null): Day | null {
  return text === null ? null : day(text);
}

/** What a case says of a component beyond its name; the shipped catalogue says the rest. */
type ComponentFields = Partial<ComponentFact> & { releaseKey?: string | null; catalogue?: Catalogue };

/** A component of which nothing but its name is known; an operating system unless said otherwise. */
export function component(
  name: string,
  { releaseKey = null, catalogue = shippedCatalogue(), ...fields }: ComponentFields = {},
): ComponentFact {
  return {
    kind: 'operating_system',
    name,
    edition: null,
    match: catalogue.identify({ name, edition: fields.edition ?? null, releaseKey }),
    securityRelevant: true,
    ownEnd: null,
    statements: [],
    extensions: [],
    ...fields,
  };
}

/** A component whose end somebody entered: `2027-06-30`, `2027-06` or `2027`. */
export function componentUntil(end: string, name = 'A part'): ComponentFact {
  return component(name, { kind: 'library', ownEnd: parsePartialDay(end) });
}

/** A paid extension with proof and approval unless said otherwise. */
export function extension(until: string, fields: { hasProof?: boolean; vendorApproved?: boolean } = {}) {
  return { purchasedUntilOn: day(until), hasProof: true, vendorApproved: true, ...fields };
}

/** The history of dates; several days of one kind are its entries, oldest first. */
export function dates(
  kinds: Partial<Record<MilestoneKind, string | null | readonly (string | null)[]>>,
): MilestoneHistory {
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, value]) => {
      const entries = Array.isArray(value) ? value : [value];
      return [kind, entries.map((on): MilestoneEntry => entry(kind as MilestoneKind, on))];
    }),
  );
}

function entry(kind: MilestoneKind, on: string | null): MilestoneEntry {
  return {
    kind,
    on: on === null ? null : parsePartialDay(on),
    vendorTerm: null,
    source: null,
    announcedOn: null,
    receivedOn: null,
    confidence: 'stated',
  };
}

/** A device in service of a model without any date, whose updates need no contract. */
export function supportFacts(fields: Partial<SupportFacts> = {}): SupportFacts {
  return {
    status: 'in_service',
    notTrackedReason: null,
    declaredStage: null,
    softwareVersion: null,
    deviceDates: {},
    versionDates: {},
    modelDates: {},
    components: [],
    entitlement: { needsContract: 'no', saidBy: 'model' },
    cover: [],
    ...fields,
  };
}

/** A device of which only the vendor's end of support is known. */
export function endingOn(on: string, fields: Partial<SupportFacts> = {}): SupportFacts {
  return supportFacts({ modelDates: dates({ end_of_support: on }), ...fields });
}

/** The terms of contract C-101 of domain.md 7 unless said otherwise. */
export function contractTerms(
  fields: Partial<Record<'startsOn' | 'endsOn' | 'cancelledOn', string | null>> &
    Partial<Omit<ContractTerms, 'startsOn' | 'endsOn' | 'cancelledOn'>> = {},
): ContractTerms {
  const { startsOn = '2024-02-01', endsOn = '2027-01-31', cancelledOn = null, ...rest } = fields;
  return {
    startsOn: dayOrNull(startsOn),
    endsOn: dayOrNull(endsOn),
    firstTermMonths: null,
    lastDay: 'anniversary',
    signedTerms: 0,
    notifyDays: null,
    cancelledOn: dayOrNull(cancelledOn),
    renewal: 'tacit',
    renewalMonths: 12,
    noticeAmount: 60,
    noticeUnit: 'days',
    ...rest,
  };
}
