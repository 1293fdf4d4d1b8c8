import type { Day, PartialDay } from '../day.ts';
import { readGs1 } from './gs1.ts';
import { readHibcc } from './hibcc.ts';
import { readIccbba } from './iccbba.ts';
import { readDigitalLink } from './link.ts';
import { cleanScan, symbologyOf } from './scan.ts';

/** Agencies that issue device identifiers (domain.md 5.4). */
export const UDI_AGENCIES = ['gs1', 'hibcc', 'iccbba'] as const;
export type UdiAgency = (typeof UDI_AGENCIES)[number];

/** Whether the check digit or character fits; `absent` where the identifier has none. */
export const UDI_CHECKS = ['correct', 'wrong', 'absent'] as const;
export type UdiCheck = (typeof UDI_CHECKS)[number];

/** What a person should look at; none of them keeps the identifier from being taken. */
export const UDI_WARNINGS = [
  /** The check digit or character does not fit what stands before it. */
  'check_wrong',
  /** A date that does not exist, or is written in a way that is not known; it is left out. */
  'date_unreadable',
  /** A device identifier of fewer than 14 digits; zeros were put before it. */
  'di_padded',
  /** A part whose meaning is not known here; it is kept with the identifier. */
  'part_unknown',
  /** The same part twice, with different values; the first one holds. */
  'part_twice',
  /** Only the production part was scanned: which model it is, is said by another code. */
  'di_missing',
  'expires_before_made',
] as const;
export type UdiWarning = (typeof UDI_WARNINGS)[number];

/** Why a text is no identifier. */
export const UDI_PROBLEMS = ['empty', 'too_long', 'unknown_format', 'unreadable'] as const;
export type UdiProblem = (typeof UDI_PROBLEMS)[number];

/** A part as the identifier has it: an application identifier of GS1, a flag of HIBCC (`$$3`), a data identifier of ICCBBA (`=,`). */
export interface UdiElement {
  readonly code: string;
  readonly value: string;
}

/** What one part says. */
export interface UdiFacts {
  readonly di: string | null;
  readonly serial: string | null;
  readonly lot: string | null;
  /** Only the month, where the source gave no day. */
  readonly manufacturedOn: PartialDay | null;
  readonly expiresOn: PartialDay | null;
  /** Of blood, cells and tissue. */
  readonly donationNumber: string | null;
  /** Software version of the device, where the identifier names one (GS1 8012). */
  readonly softwareVersion: string | null;
  readonly quantity: number | null;
}

/** A device identifier that was read. */
export interface Udi extends UdiFacts {
  readonly agency: UdiAgency;
  /** Parts in their order; what {@link formatUdi} writes down again. */
  readonly elements: readonly UdiElement[];
  readonly check: UdiCheck;
  /** The check character of HIBCC as it was read, right or wrong. */
  readonly checkCharacter: string | null;
  /** The link character of a HIBCC secondary code that stands alone. */
  readonly link: string | null;
  readonly warnings: readonly UdiWarning[];
}

export type UdiReading = { readonly udi: Udi } | { readonly problem: UdiProblem };

/** Longest text that is looked at; the longest identifier in use has fewer than 200 characters. */
export const UDI_LENGTH = 1000;

/**
 * Reads a device identifier as a scanner sends it or a person types it. A wrong check character warns and never refuses
 * (domain.md 5.4). `today` gives years of two digits their century. Every text is answered, in time in proportion to its length.
 */
export function readUdi(text: string, today: Day): UdiReading {
  if (text.length > UDI_LENGTH) return { problem: 'too_long' };
  const scanned = symbologyOf(cleanScan(text));
  const { data } = scanned;
  if (data === '') return { problem: 'empty' };
  if (/^https?:\/\//i.test(data)) return readDigitalLink(data, today);
  if (data.startsWith('+')) return readHibcc(data, today);
  if (data.startsWith('=') || data.startsWith('&')) return readIccbba(data);
  return readGs1(scanned, today);
}
