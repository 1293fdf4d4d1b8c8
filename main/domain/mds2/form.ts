/** Sections of the form of 2019 in its order, by the letters of their identifiers (domain.md 4.1). OTHR holds free text. */
export const MDS2_SECTIONS = [
  'DOC',
  'MPII',
  'ALOF',
  'AUDT',
  'AUTH',
  'CSUP',
  'DIDT',
  'DTBK',
  'EMRG',
  'IGAU',
  'MLDP',
  'NAUT',
  'CONN',
  'PAUT',
  'PLOK',
  'RDMP',
  'SBOM',
  'SAHD',
  'SGUD',
  'STCF',
  'TXCF',
  'TXIG',
  'RMOT',
  'OTHR',
] as const;
export type Mds2Section = (typeof MDS2_SECTIONS)[number];

/** Numbers of the rows of a section, each followed by what is asked below it. */
const NUMBERS: Readonly<Record<Exclude<Mds2Section, 'OTHR'>, string>> = {
  DOC: '1 2 3 4 5 6 7 8 9 10 11 11.1 11.2 11.3 11.4',
  MPII: '1 2 2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 2.9 3 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9 3.10',
  ALOF: '1 2',
  AUDT: '1 1.1 1.2 2 2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 2.8.1 2.8.2 2.9 2.10 2.11 3 4 4.1 4.1.1 5 5.1 5.2 5.3 5.4 6 7 7.1 8',
  AUTH: '1 1.1 1.2 1.3 2 3 4 5',
  CSUP: '1 2 2.1 2.2 2.3 2.4 3 3.1 3.2 3.3 3.4 4 4.1 4.2 4.3 4.4 5 5.1 5.2 5.3 5.4 6 6.1 6.2 6.3 6.4 7 8 9 10 10.1 11 11.1 11.2',
  DIDT: '1 1.1',
  DTBK: '1 2 3 4 5 6',
  EMRG: '1',
  IGAU: '1 2',
  MLDP: '1 2 2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 3 4 5 5.1 5.2',
  NAUT: '1 2 2.1 3',
  CONN: '1 1.1 1.1.1 1.1.2 1.1.3 1.1.4 1.2 1.2.1 1.2.2 1.2.3 1.2.4 2 3 4 5 6 7 7.1 8',
  PAUT: '1 1.1 2 3 4 5 6 7 8 9 10 11 12 13 14 14.1',
  PLOK: '1 2 3 4',
  RDMP: '1 2 3 4',
  SBOM: '1 2 2.1 2.2 2.3 2.4 3 4',
  SAHD: '1 2 3 3.1 3.2 4 5 5.1 6 6.1 6.2 7 8 9 10 11 12 13 14 14.1 15 16',
  SGUD: '1 2 3 3.1 4',
  STCF: '1 1.1 1.2 1.3 2 3 4',
  TXCF: '1 2 2.1 3 4 5',
  TXIG: '1 2',
  RMOT: '1 1.1 1.2 1.3 2 3',
};

/** The 240 identifiers of ANSI/NEMA HN 1-2019 in the order of the form: 15 of the description, 225 of questions. */
export const MDS2_IDENTIFIERS: readonly string[] = Object.entries(NUMBERS).flatMap(([section, numbers]) =>
  numbers.split(' ').map((number) => `${section}-${number}`),
);

const POSITIONS: ReadonlyMap<string, number> = new Map(
  MDS2_IDENTIFIERS.map((identifier, index) => [identifier, index]),
);

/** Rows of the description that are texts or a day and never an answer (domain.md 4.1). */
export const MDS2_TEXT_ROWS: ReadonlySet<string> = new Set([1, 2, 3, 4, 5, 6, 7].map((number) => `DOC-${number}`));

/** Whether the form of 2019 has this row. */
export function isMds2Identifier(identifier: string): boolean {
  return POSITIONS.has(identifier);
}

/** Letters of an identifier. */
export function mds2SectionOf(identifier: string): Mds2Section {
  const letters = identifier.slice(0, identifier.indexOf('-'));
  return MDS2_SECTIONS.find((section) => section === letters) ?? 'OTHR';
}

/** Order of the form; rows that it does not have come after their section, by the parts of their number (domain.md 4.1). */
export function compareMds2Identifiers(a: string, b: string): number {
  const bySection = MDS2_SECTIONS.indexOf(mds2SectionOf(a)) - MDS2_SECTIONS.indexOf(mds2SectionOf(b));
  if (bySection !== 0) return bySection;
  const [left, right] = [numberParts(a), numberParts(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? -1) - (right[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numberParts(identifier: string): readonly number[] {
  return identifier
    .slice(identifier.indexOf('-') + 1)
    .split('.')
    .map(Number);
}

/** How an identifier can stand at the beginning of a cell or line, with the misprint SHAD and other dashes (domain.md 4.2, 3). */
const AT_START =
  /^[\s\u00a0"'“]*(DOC|MPII|ALOF|AUDT|AUTH|CSUP|DIDT|DTBK|EMRG|IGAU|MLDP|NAUT|CONN|PAUT|PLOK|RDMP|SBOM|SAHD|SHAD|SGUD|STCF|TXCF|TXIG|RMOT|OTHR)[\s\u00a0]*[-.\u2010-\u2015\u2212\u00ad][\s\u00a0]*(\d{1,3}(?:\.\d{1,3}){0,3})(?![\d])\.?/i;

/** An identifier as the standard writes it, as it was written, and what follows it in the same text. */
export interface FoundIdentifier {
  readonly identifier: string;
  readonly written: string;
  readonly rest: string;
}

/** The identifier at the beginning of a text; null where there is none. `SHAD-15` is SAHD-15, `SBoM-1` is SBOM-1. */
export function findMds2Identifier(text: string): FoundIdentifier | null {
  const match = AT_START.exec(text.length > 400 ? text.slice(0, 400) : text);
  if (match === null) return null;
  const [whole, letters = '', number = ''] = match;
  const upper = letters.toUpperCase();
  return {
    identifier: `${upper === 'SHAD' ? 'SAHD' : upper}-${number}`,
    written: whole.replace(/[\s\u00a0"'“]+/g, '').replace(/[\u2010-\u2015\u2212\u00ad]/, '-'),
    rest: text.slice(whole.length),
  };
}
