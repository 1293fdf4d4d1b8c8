import { type Day, parseDay } from '../domain/day.ts';
import { type GudidDevice, gudidIdentifier } from '../domain/gudid.ts';
import { ImportFileError } from '../domain/import/problems.ts';
import { readDelimited } from './csv.ts';
import { JSON_LIMITS, JsonObject, parseJsonText } from './json.ts';
import { shownLine } from './shown-text.ts';
import { decodeUnicode } from './unicode.ts';
import { readXmlText } from './xml.ts';

/** Devices of one file; the whole database has millions, an extract of what one hospital owns some thousand. Inclusive. */
const MOST_DEVICES = 5_000;
/** Identifiers of one device: it is packed in a few ways. */
const MOST_IDENTIFIERS = 50;
const LINE = 200;

/**
 * Reads what AccessGUDID answers, as a file: a lookup, a history (of which the newest version counts), what was read from an
 * identifier, a list of any of these, or an extract as a table with the columns of the download. Fields that we do not know are
 * passed over.
 * @throws ImportFileError `gudid_not_recognised`, `too_many_rows`, and what JSON, XML and tables are refused for
 */
export function readGudid(bytes: Uint8Array): GudidDevice[] {
  const first = Buffer.from(bytes.subarray(0, 256)).toString('latin1');
  if (!/^[^!-~]*[[{]/.test(first)) return fromTable(bytes);
  if (bytes.length > JSON_LIMITS.bytes)
    throw new ImportFileError('file_too_large', { limit: JSON_LIMITS.bytes, size: bytes.length });
  const root = parseJsonText(decodeUnicode(bytes));
  const answers = Array.isArray(root) ? root : [root];
  requireFew(answers.length);
  if (answers.length === 0) throw new ImportFileError('gudid_not_recognised');
  return answers.map((answer, index) => fromAnswer(new JsonObject(answer, Array.isArray(root) ? `[${index}]` : '')));
}

function requireFew(devices: number): void {
  if (devices > MOST_DEVICES) throw new ImportFileError('too_many_rows', { limit: MOST_DEVICES });
}

function fromAnswer(answer: JsonObject): GudidDevice {
  const lookup = answer.object('gudid');
  if (lookup !== null) return fromDevice(lookup.object('device') ?? refuse());
  const history = answer.object('history');
  if (history !== null) return newestOf(history);
  if (answer.has('identifiers')) return fromDevice(answer);
  // What was read from an identifier names no maker and no model; it is found by its identifier alone.
  const di = answer.has('udi') || answer.has('issuingAgency') ? answer.text('di') : null;
  return di === null ? refuse() : known({ identifiers: [di] });
}

function refuse(): never {
  throw new ImportFileError('gudid_not_recognised');
}

function fromDevice(device: JsonObject): GudidDevice {
  const identifiers = (device.object('identifiers') ?? refuse()).objects('identifier').slice(0, MOST_IDENTIFIERS);
  const isFirst = (one: JsonObject) => one.textOrNull('deviceIdType') === 'Primary';
  const gmdn = device.object('gmdnTerms')?.objects('gmdn')[0] ?? null;
  return known({
    identifiers: [...identifiers.filter(isFirst), ...identifiers.filter((one) => !isFirst(one))].flatMap(
      (one) => one.text('deviceId') ?? [],
    ),
    company: device.text('companyName'),
    brand: device.text('brandName'),
    modelNumber: device.text('versionModelNumber'),
    catalogNumber: device.text('catalogNumber'),
    gmdnCode: gmdn?.textOrNull('gmdnCode') ?? null,
    gmdnTerm: gmdn?.textOrNull('gmdnPTName') ?? null,
    salesEndOn: device.text('deviceCommDistributionEndDate'),
    distribution: device.textOrNull('deviceCommDistributionStatus'),
    versionOn: device.textOrNull('publicVersionDate'),
  });
}

/** The version with the highest number; each holds its record as XML. */
function newestOf(history: JsonObject): GudidDevice {
  const versions = history.names().map((name) => history.object(name) ?? refuse());
  const numberOf = (version: JsonObject) =>
    Number(version.textOrNull('publicVersionNumber') ?? version.number('publicVersionNumber') ?? 0);
  const newest = versions.reduce<JsonObject | null>(
    (best, one) => (best === null || numberOf(one) > numberOf(best) ? one : best),
    null,
  );
  const xml = newest?.text('xml') ?? refuse();
  return fromXml(xml);
}

/** Where in the XML of a version each fact stands; the first one of each counts. */
const PLACES = {
  company: 'device/companyName',
  brand: 'device/brandName',
  modelNumber: 'device/versionModelNumber',
  catalogNumber: 'device/catalogNumber',
  gmdnCode: 'device/gmdnTerms/gmdn/gmdnCode',
  gmdnTerm: 'device/gmdnTerms/gmdn/gmdnPTName',
  salesEndOn: 'device/deviceCommDistributionEndDate',
  distribution: 'device/deviceCommDistributionStatus',
  versionOn: 'device/publicVersionDate',
} as const;
const IDENTIFIER = 'device/identifiers/identifier';

function fromXml(xml: string): GudidDevice {
  const path: string[] = [];
  const facts = new Map<string, string>();
  const identifiers: { di: string; primary: boolean }[] = [];
  let text = '';
  let di = '';
  let primary = false;
  readXmlText(xml, {
    open(name) {
      path.push(name);
      text = '';
    },
    text(piece) {
      text += piece;
    },
    close() {
      const place = path.join('/');
      path.pop();
      if (place === `${IDENTIFIER}/deviceId`) di = text;
      else if (place === `${IDENTIFIER}/deviceIdType`) primary = text === 'Primary';
      else if (place === IDENTIFIER) {
        if (di.trim() !== '' && identifiers.length < MOST_IDENTIFIERS) identifiers.push({ di, primary });
        di = '';
        primary = false;
      } else if (!facts.has(place)) facts.set(place, text);
      text = '';
    },
  });
  const fact = (name: keyof typeof PLACES) => facts.get(PLACES[name])?.trim() || null;
  return known({
    identifiers: [...identifiers].sort((a, b) => Number(b.primary) - Number(a.primary)).map((one) => one.di),
    ...Object.fromEntries((Object.keys(PLACES) as (keyof typeof PLACES)[]).map((name) => [name, fact(name)])),
  });
}

/** Columns of the download and of extracts of it, without their spaces and signs. */
const COLUMNS = {
  company: ['companyname', 'labeler'],
  brand: ['brandname'],
  modelNumber: ['versionmodelnumber', 'versionormodelnumber', 'versionormodel'],
  catalogNumber: ['catalognumber'],
  gmdnCode: ['gmdncode'],
  gmdnTerm: ['gmdnptname', 'gmdntermname', 'gmdnterm'],
  salesEndOn: ['devicecommdistributionenddate', 'commercialdistributionenddate'],
  distribution: ['devicecommdistributionstatus', 'commercialdistributionstatus'],
  versionOn: ['publicversiondate'],
} as const;
const IDENTIFIERS = ['primarydi', 'deviceid', 'primarydinumber', 'di'];

function fromTable(bytes: Uint8Array): GudidDevice[] {
  const { rows } = readDelimited(bytes);
  const [headings = [], ...lines] = rows;
  const names = headings.map((heading) => heading.toLowerCase().replaceAll(/[^a-z]/g, ''));
  const columnOf = (known: readonly string[]) => names.findIndex((name) => known.includes(name));
  const identifier = columnOf(IDENTIFIERS);
  const columns = (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]).map(
    (name) => [name, columnOf(COLUMNS[name])] as const,
  );
  // Other tables have identifiers too; without maker and brand it is none of the database.
  const has = (name: keyof typeof COLUMNS) => columns.some(([one, at]) => one === name && at >= 0);
  if (identifier < 0 || !has('company') || !(has('brand') || has('modelNumber')))
    throw new ImportFileError('gudid_not_recognised');
  const filled = lines.filter((line) => (line[identifier] ?? '').trim() !== '');
  requireFew(filled.length);
  return filled.map((line) =>
    known({
      identifiers: [line[identifier] ?? ''],
      ...Object.fromEntries(columns.map(([name, at]) => [name, at < 0 ? null : (line[at] ?? '').trim() || null])),
    }),
  );
}

type Said = { readonly [Fact in Exclude<keyof GudidDevice, 'identifiers'>]?: string | null } & {
  readonly identifiers: readonly string[];
};

/** What was said as facts: hostile text becomes one line, an end of sales that is no day refuses the file. */
function known({ identifiers, salesEndOn, versionOn, ...said }: Said): GudidDevice {
  const line = (text: string | null | undefined) => shownLine(text, LINE);
  const all = [...new Set(identifiers.map((text) => gudidIdentifier(shownLine(text, 100) ?? '')).filter(Boolean))];
  if (all.length === 0) throw new ImportFileError('gudid_not_recognised');
  return {
    identifiers: all,
    company: line(said.company),
    brand: line(said.brand),
    modelNumber: line(said.modelNumber),
    catalogNumber: line(said.catalogNumber),
    gmdnCode: line(said.gmdnCode),
    gmdnTerm: line(said.gmdnTerm),
    distribution: line(said.distribution),
    salesEndOn: dayOf(salesEndOn ?? null),
    versionOn: dayOf(versionOn ?? null),
  };
}

/** The day as it stands there: midnights in UTC are how the database writes days. @throws ImportFileError `field_of_wrong_type` */
function dayOf(text: string | null): Day | null {
  if (text === null || text.trim() === '') return null;
  const day = parseDay(text.trim().slice(0, 10));
  if (day === null) throw new ImportFileError('field_of_wrong_type', { field: 'deviceCommDistributionEndDate' });
  return day;
}
