import type { KevEntry } from '../../main/domain/advisory.ts';

/** A product as tests say it: one version or a range of a vendor's product. */
export interface ProductSpec {
  readonly id: string;
  readonly vendor?: string;
  readonly name?: string;
  readonly version?: string;
  readonly range?: string;
  readonly helper?: object;
}

/** A vulnerability as tests say it; all products are affected unless it says otherwise. */
export interface VulnerabilitySpec {
  readonly cve?: string;
  readonly title?: string;
  readonly score?: number;
  readonly severity?: string;
  readonly status?: Readonly<Record<string, readonly string[]>>;
  readonly remedies?: readonly {
    category: string;
    details: string;
    date?: string;
    url?: string;
    products?: readonly string[];
  }[];
  readonly extra?: object;
}

export interface AdvisorySpec {
  readonly id?: string;
  readonly title?: string;
  readonly publisher?: string;
  readonly version?: string;
  readonly csafVersion?: string;
  readonly initial?: string;
  readonly current?: string;
  readonly tlp?: string;
  readonly products?: readonly ProductSpec[];
  readonly vulnerabilities?: readonly VulnerabilitySpec[];
  /** Goes into the product tree, besides the branches. */
  readonly tree?: object;
}

export const PACS: ProductSpec = {
  id: 'CSAFPID-0001',
  vendor: 'Norvia Medical',
  name: 'Vue Archive',
  range: '<12.2.8.410',
};

/** A CSAF advisory as a document; {@link csaf} is its text. */
export function csafDocument({
  id = 'NMSA-26-200-01',
  title = 'Norvia Vue Archive',
  publisher = 'Norvia Medical PSIRT',
  version = '1',
  csafVersion = '2.0',
  initial = '2026-10-20T10:00:00.000Z',
  current = initial,
  tlp = 'WHITE',
  products = [PACS],
  vulnerabilities = [{ cve: 'CVE-2026-40001', score: 9.8, severity: 'CRITICAL' }],
  tree = {},
}: AdvisorySpec = {}) {
  const ids = products.map((product) => product.id);
  return {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: csafVersion,
      distribution: { tlp: { label: tlp } },
      lang: 'en',
      notes: [{ category: 'summary', title: 'Risk', text: 'Somebody on the network could read images.' }],
      publisher: { category: 'vendor', name: publisher, namespace: 'https://norvia.example' },
      references: [{ category: 'self', summary: 'This advisory', url: 'https://norvia.example/psirt/1' }],
      title,
      tracking: {
        id,
        version,
        status: 'final',
        initial_release_date: initial,
        current_release_date: current,
        revision_history: [{ number: version, date: current, summary: 'Published' }],
      },
    },
    product_tree: { branches: products.map(branchOf), ...tree },
    vulnerabilities: vulnerabilities.map(
      ({ cve, title: name, score, severity, status = { known_affected: ids }, remedies = [], extra = {} }) => ({
        ...(cve === undefined ? {} : { cve }),
        ...(name === undefined ? {} : { title: name }),
        notes: [{ category: 'summary', text: 'The server does not check who asks.' }],
        product_status: status,
        remediations: remedies.map(({ products: of = ids, ...remedy }) => ({ ...remedy, product_ids: of })),
        ...(score === undefined
          ? {}
          : {
              scores: [
                {
                  products: ids,
                  cvss_v3: {
                    version: '3.1',
                    baseScore: score,
                    vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
                    ...(severity === undefined ? {} : { baseSeverity: severity }),
                  },
                },
              ],
            }),
        ...extra,
      }),
    ),
  };
}

/** The text of a CSAF advisory. */
export function csaf(spec: AdvisorySpec = {}): string {
  return JSON.stringify(csafDocument(spec));
}

function branchOf({ id, vendor = 'Norvia Medical', name = 'Vue Archive', version, range, helper }: ProductSpec) {
  const product = {
    name: [vendor, name, version ?? range].filter(Boolean).join(' '),
    product_id: id,
    ...(helper === undefined ? {} : { product_identification_helper: helper }),
  };
  const leaf =
    version === undefined && range === undefined
      ? { category: 'product_name', name, product }
      : {
          category: 'product_name',
          name,
          branches: [
            range === undefined
              ? { category: 'product_version', name: version, product }
              : { category: 'product_version_range', name: range, product },
          ],
        };
  return { category: 'vendor', name: vendor, branches: [leaf] };
}

/** An entry of the KEV catalogue, in our words. */
export function kevEntry(fields: Partial<KevEntry> = {}): KevEntry {
  return {
    cve: 'CVE-2023-43208',
    vendor: 'NextGen Healthcare',
    product: 'Mirth Connect',
    name: 'NextGen Healthcare Mirth Connect Deserialization of Untrusted Data Vulnerability',
    description: 'Mirth Connect contains a deserialization vulnerability.',
    requiredAction: 'Apply what the vendor says or stop using the product.',
    notes: 'https://norvia.example/a ; https://norvia.example/b',
    cwes: 'CWE-502, CWE-20',
    addedOn: '2024-05-20' as KevEntry['addedOn'],
    dueOn: '2024-06-10' as KevEntry['dueOn'],
    ransomware: true,
    ...fields,
  };
}

interface CatalogueSpec {
  readonly released?: string;
  readonly count?: number;
}

/** The KEV catalogue in JSON, with the escapes that CISA's own has. */
export function kevJson(entries: readonly KevEntry[], { released = '2026-11-10', count }: CatalogueSpec = {}): string {
  return JSON.stringify({
    title: 'Catalogue',
    catalogVersion: released.replaceAll('-', '.'),
    dateReleased: `${released}T17:04:19.9796Z`,
    count: count ?? entries.length,
    vulnerabilities: entries.map((entry) => {
      const { cwes, ...row } = Object.fromEntries(columnsOf(entry));
      return { ...row, cwes: cwes === '' ? [] : cwes?.split(', ') };
    }),
  }).replaceAll('/', '\\/');
}

/** The KEV catalogue as CSV. */
export function kevCsv(entries: readonly KevEntry[]): string {
  const heading = columnsOf(kevEntry()).map(([name]) => name);
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return [heading, ...entries.map((entry) => columnsOf(entry).map(([, value]) => quoted(value)))]
    .map((row) => row.join(','))
    .join('\r\n');
}

function columnsOf(entry: KevEntry): [string, string][] {
  return [
    ['cveID', entry.cve],
    ['vendorProject', entry.vendor],
    ['product', entry.product],
    ['vulnerabilityName', entry.name],
    ['dateAdded', entry.addedOn],
    ['shortDescription', entry.description],
    ['requiredAction', entry.requiredAction],
    ['dueDate', entry.dueOn ?? ''],
    ['knownRansomwareCampaignUse', entry.ransomware ? 'Known' : 'Unknown'],
    ['notes', entry.notes ?? ''],
    ['cwes', entry.cwes ?? ''],
  ];
}
