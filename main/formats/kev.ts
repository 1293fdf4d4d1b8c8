import type { AdvisoryProblem, KevCatalogue, KevEntry } from '../domain/advisory.ts';
import { type Day, parseDay } from '../domain/day.ts';
import { ImportFileError } from '../domain/import/problems.ts';
import { Problems } from './csaf/fields.ts';
import type { DelimitedTable } from './csv.ts';
import type { JsonObject } from './json.ts';
import { shownLine, shownText } from './shown-text.ts';

/** Entries of one catalogue; the real one has some 1,400 and grows by 20 a month. Inclusive. */
const MOST_KEV_ENTRIES = 100_000;

const LINE = 500;
const TEXT = 20_000;
const CVE = /^CVE-\d{4}-\d{4,19}$/;
/** The columns without which a table is no catalogue. */
const NEEDED = ['cveid', 'vendorproject', 'product', 'dateadded'];

/** A catalogue as facts, with what of it could not be read. */
interface KevFile {
  readonly catalogue: KevCatalogue;
  readonly problems: readonly AdvisoryProblem[];
}

/** Whether a JSON document says that it is a KEV catalogue. */
export function isKev(root: JsonObject): boolean {
  return root.has('vulnerabilities') && (root.has('catalogVersion') || root.has('dateReleased'));
}

/** Whether a table has the columns of a KEV catalogue in its first row. */
export function isKevTable({ rows }: DelimitedTable): boolean {
  const columns = new Set(rows[0]?.map(columnOf));
  return NEEDED.every((name) => columns.has(name));
}

/** Reads the catalogue in JSON. @throws ImportFileError `kev_without_entries`, `too_many_rows`, `field_of_wrong_type` */
export function readKevJson(root: JsonObject): KevFile {
  const written = root.objects('vulnerabilities');
  const problems = new Problems();
  const count = root.number('count');
  if (count !== null && count !== written.length)
    problems.add('count_differs', String(count), { stated: count, found: written.length });
  const cells = written.map((one) => {
    const cwes = one.has('cwes') ? one.texts('cwes').join(', ') : null;
    return (name: string) => (name === 'cwes' ? cwes : one.textOrNull(name));
  });
  const released = parseDay(root.textOrNull('dateReleased')?.slice(0, 10) ?? '');
  return catalogueOf(cells, { released, version: shownLine(root.textOrNull('catalogVersion'), 50) }, problems);
}

/** Reads the catalogue as a table, which says neither its version nor when it was released. @throws ImportFileError */
export function readKevTable({ rows: [header = [], ...rows] }: DelimitedTable): KevFile {
  const columns = new Map(header.map((name, index) => [columnOf(name), index]));
  const cells = rows
    .filter((row) => row.some((cell) => cell.trim() !== ''))
    .map((row) => (name: string) => row[columns.get(name.toLowerCase()) ?? -1]?.trim() || null);
  return catalogueOf(cells, { released: null, version: null }, new Problems());
}

function columnOf(heading: string): string {
  return heading.trim().toLowerCase();
}

type Cells = (name: string) => string | null;

function catalogueOf(
  written: readonly Cells[],
  { released, version }: { readonly released: Day | null; readonly version: string | null },
  problems: Problems,
): KevFile {
  if (written.length > MOST_KEV_ENTRIES) throw new ImportFileError('too_many_rows', { limit: MOST_KEV_ENTRIES });
  const entries = new Map<string, KevEntry>();
  for (const cells of written) {
    const entry = entryOf(cells, problems);
    if (entry === null) continue;
    if (entries.has(entry.cve)) problems.add('entry_repeated', entry.cve);
    else entries.set(entry.cve, entry);
  }
  const latest = [...entries.values()].reduce<Day | null>(
    (day, { addedOn }) => (day === null || addedOn > day ? addedOn : day),
    null,
  );
  if (latest === null) throw new ImportFileError('kev_without_entries');
  return {
    catalogue: { asOf: released ?? latest, version, entries: [...entries.values()] },
    problems: problems.list(),
  };
}

/** One entry; null when it names no vulnerability or no day, without which it says nothing. */
function entryOf(cells: Cells, problems: Problems): KevEntry | null {
  const line = (name: string) => shownLine(cells(name), LINE) ?? '';
  const cve = line('cveID').toUpperCase();
  const addedOn = parseDay(line('dateAdded'));
  if (!CVE.test(cve) || addedOn === null) {
    problems.add('entry_refused', cve || line('product'));
    return null;
  }
  const due = line('dueDate');
  const dueOn = parseDay(due);
  if (due !== '' && dueOn === null) problems.add('date_not_recognised', due);
  if (dueOn !== null && dueOn < addedOn) problems.add('due_before_added', cve);
  return {
    cve,
    vendor: line('vendorProject'),
    product: line('product'),
    name: line('vulnerabilityName'),
    description: shownText(cells('shortDescription'), TEXT) ?? '',
    requiredAction: shownText(cells('requiredAction'), TEXT) ?? '',
    notes: shownText(cells('notes'), TEXT),
    cwes: shownLine(cells('cwes'), LINE),
    addedOn,
    dueOn,
    // Anything but "Known" is not known.
    ransomware: line('knownRansomwareCampaignUse').toLowerCase() === 'known',
  };
}
