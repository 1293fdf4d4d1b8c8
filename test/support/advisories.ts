import type { Day } from '../../main/domain/day.ts';
import { csaf, kevEntry, kevJson } from './csaf.ts';

/** A product of an advisory: who makes it, its name, and the range that is meant; affected unless it says otherwise. */
export interface CsafProduct {
  readonly vendor: string;
  readonly product: string;
  readonly range: string;
  readonly status?: 'known_affected' | 'known_not_affected' | 'under_investigation' | 'fixed';
  readonly helper?: object;
}

interface AdvisoryOptions {
  readonly id?: string;
  readonly version?: string;
  readonly title?: string;
  readonly cves?: readonly string[];
}

/** An advisory that says of each product what it is to its vulnerabilities. */
export function csafFile(products: readonly CsafProduct[], options: AdvisoryOptions = {}): string {
  const { id = 'ICSMA-24-200-01', version = '1', title = 'Viewer with a flaw', cves = ['CVE-2031-10001'] } = options;
  const named = products.map(({ vendor, product, range, status = 'known_affected', helper }, at) => ({
    status,
    spec: { id: `P${at}`, vendor, name: product, range, ...(helper === undefined ? {} : { helper }) },
  }));
  const status = Object.fromEntries(
    [...Map.groupBy(named, (one) => one.status)].map(([name, of]) => [name, of.map(({ spec }) => spec.id)]),
  );
  const initial = '2024-07-18T06:00:00.000Z';
  return csaf({
    id,
    version,
    title,
    initial,
    current: initial.replace('18T', `${17 + Number(version)}T`),
    products: named.map(({ spec }) => spec),
    vulnerabilities: cves.map((cve) => ({ cve, score: 8.1, severity: 'HIGH', status })),
  });
}

/** An entry of the catalogue of known exploited vulnerabilities. */
export interface ExploitedEntry {
  readonly cve: string;
  readonly vendor: string;
  readonly product: string;
  readonly addedOn?: string;
}

/** The catalogue as a file. */
export function exploitedFile(entries: readonly ExploitedEntry[], released = '2026-11-20'): string {
  return kevJson(
    entries.map(({ addedOn = '2024-05-20', ...entry }) => kevEntry({ ...entry, addedOn: addedOn as Day })),
    { released },
  );
}
