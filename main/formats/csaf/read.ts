import type { AdvisoryDocument, AdvisoryNote, AdvisoryProblem } from '../../domain/advisory.ts';
import { ImportFileError } from '../../domain/import/problems.ts';
import type { JsonObject } from '../json.ts';
import { missing, Reader, requireAtMost } from './fields.ts';
import { ProductTree } from './product-tree.ts';
import { readVulnerability } from './vulnerability.ts';

/** Labels that forbid passing an advisory on freely. */
const RESTRICTED = new Set(['AMBER', 'AMBER+STRICT', 'RED']);
/** Notes, references and versions that are kept of one advisory. */
const MOST_READ = 500;

/** An advisory as facts, with what of it could not be read. */
interface CsafFile {
  readonly advisory: AdvisoryDocument;
  readonly problems: readonly AdvisoryProblem[];
}

/** Whether a JSON document says that it is a CSAF document. */
export function isCsaf(root: JsonObject): boolean {
  return root.has('document') && (root.object('document')?.has('tracking') ?? false);
}

/**
 * Reads a CSAF advisory (OASIS, 2.0; 2.1 leniently: fields that are not known are passed over). What an advisory cannot do
 * without refuses it; a date, a score or an identifier that cannot be read is left out and noted.
 * @throws ImportFileError `csaf_version_not_supported`, `csaf_field_missing`, `csaf_product_repeated`, `csaf_too_large`,
 * `field_of_wrong_type`
 */
export function readCsaf(root: JsonObject): CsafFile {
  const reader = new Reader();
  const head = root.object('document');
  if (head === null) throw missing(root, 'document');
  const csafVersion = reader.required(head, 'csaf_version');
  if (!/^2\.\d{1,3}$/.test(csafVersion))
    throw new ImportFileError('csaf_version_not_supported', { version: csafVersion.slice(0, 120) });
  const [tracking, publisher] = [head.object('tracking'), head.object('publisher')];
  if (tracking === null) throw missing(head, 'tracking');
  if (publisher === null) throw missing(head, 'publisher');
  const tree = new ProductTree(root.object('product_tree'), reader);
  const written = root.objects('vulnerabilities');
  requireAtMost(written.length, 'vulnerabilities');
  const vulnerabilities = written.map((entry) => readVulnerability(entry, tree, reader));
  const distribution = head.object('distribution');
  const tlp = labelOf(distribution, reader);
  const advisory: AdvisoryDocument = {
    trackingId: reader.required(tracking, 'id'),
    publisher: reader.required(publisher, 'name'),
    publisherCategory: reader.line(publisher, 'category'),
    category: reader.line(head, 'category'),
    title: reader.required(head, 'title'),
    version: reader.required(tracking, 'version'),
    status: reader.line(tracking, 'status'),
    csafVersion,
    tlp,
    language: reader.line(head, 'lang'),
    severityText: severityOf(head, reader),
    initialReleaseAt: reader.instant(tracking, 'initial_release_date'),
    currentReleaseAt: reader.instant(tracking, 'current_release_date'),
    details: {
      notes: head
        .objects('notes')
        .slice(0, MOST_READ)
        .flatMap((note) => noteOf(note, reader)),
      references: head
        .objects('references')
        .slice(0, MOST_READ)
        .flatMap((one) => {
          const url = reader.line(one, 'url');
          const own = one.textOrNull('category') === 'self';
          return url === null ? [] : [{ summary: reader.line(one, 'summary') ?? '', url, own }];
        }),
      acknowledgements: head
        .objects('acknowledgments')
        .slice(0, MOST_READ)
        .map((one) => thanksOf(one, reader))
        .filter((text) => text !== ''),
      history: tracking
        .objects('revision_history')
        .slice(0, MOST_READ)
        .map((one) => ({
          number: reader.line(one, 'number') ?? '',
          at: reader.instant(one, 'date'),
          summary: reader.text(one, 'summary') ?? '',
        })),
    },
    products: tree.products,
    vulnerabilities,
  };
  const problems = reader.problems.list();
  if (tlp !== null && RESTRICTED.has(tlp))
    problems.unshift({ code: 'sharing_restricted', severity: 'note', details: { value: `TLP:${tlp}` } });
  return { advisory, problems };
}

function labelOf(distribution: JsonObject | null, reader: Reader): string | null {
  const tlp = distribution?.object('tlp') ?? null;
  return (tlp && reader.line(tlp, 'label')?.toUpperCase()) ?? null;
}

function severityOf(head: JsonObject, reader: Reader): string | null {
  const severity = head.object('aggregate_severity');
  return severity && reader.line(severity, 'text');
}

function noteOf(note: JsonObject, reader: Reader): AdvisoryNote[] {
  const text = reader.text(note, 'text');
  if (text === null) return [];
  return [{ category: reader.line(note, 'category') ?? 'other', title: reader.line(note, 'title'), text }];
}

function thanksOf(one: JsonObject, reader: Reader): string {
  const names = one.texts('names').map((name) => name.slice(0, 200));
  return [...names, reader.line(one, 'organization'), reader.line(one, 'summary')].filter(Boolean).join(', ');
}
