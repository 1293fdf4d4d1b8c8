import { readFileSync } from 'node:fs';
import { CATALOGUE_COLUMNS } from '../../main/formats/catalogue.ts';

/** The shipped catalogue as the file that it is. */
export function shippedFile(): string {
  return readFileSync(new URL('../../main/domain/catalogue/catalogue-data.json', import.meta.url), 'utf8');
}

/** A release as tests say it; what is left out is null. A boolean is what other catalogues have in place of a day. */
export type ReleaseFields = Partial<Record<(typeof CATALOGUE_COLUMNS)[number], string | boolean | null>>;

/** A catalogue file of a few releases; `extra` goes into its root. */
export function catalogueFile(day: string, releases: readonly ReleaseFields[], extra: object = {}): string {
  return JSON.stringify({
    source: 'Our own list',
    licenceNote: 'ours',
    commitDate: day,
    columns: CATALOGUE_COLUMNS,
    kinds: { 'windows-server': 'operating_system', openssl: 'library' },
    releases: releases.map((release) => CATALOGUE_COLUMNS.map((column) => release[column] ?? null)),
    ...extra,
  });
}

/** Windows Server 2016 unless said otherwise. */
export function release(fields: ReleaseFields = {}): ReleaseFields {
  return {
    key: 'windows-server/2016',
    product: 'Windows Server',
    label: 'Windows Server 2016',
    version: '2016',
    channel: 'ltsc',
    securityEnd: '2027-01-12',
    ...fields,
  };
}
