import { createHash } from 'node:crypto';
import { addDays, type Day } from '../../domain/day.ts';
import { createAdvisory } from '../advisory/advisory-write.ts';
import { planKev, writeKev } from '../advisory/kev.store.ts';
import { readAdvisoryFile } from '../advisory/read-advisories.ts';
import type { CommandContext } from '../context.ts';
import { proposeFindings } from '../finding/finding.store.ts';

/** A product as an advisory of the made-up vendors names it. */
interface SampleProduct {
  readonly vendor: string;
  readonly product: string;
  readonly range: string;
  readonly status: 'known_affected' | 'known_not_affected';
}

/** Advisories of the made-up vendors; days are counted from the day on which the hospital is made. No number of a real vulnerability is theirs. */
const ADVISORIES: readonly {
  readonly id: string;
  readonly publisher: string;
  readonly title: string;
  readonly text: string;
  readonly score: number;
  readonly severity: string;
  readonly published: number;
  readonly fix: number | null;
  readonly products: readonly SampleProduct[];
}[] = [
  {
    id: 'NMSA-07',
    publisher: 'Norvia Medical PSIRT',
    title: 'InfuSmart Gateway: session that never ends',
    text: 'Who has signed in once stays signed in, also after the password was changed.',
    score: 8.1,
    severity: 'HIGH',
    published: -16,
    fix: -4,
    products: [
      { vendor: 'Norvia Medical', product: 'InfuSmart Gateway', range: '< 5.3', status: 'known_affected' },
      { vendor: 'Norvia Medical', product: 'InfuSmart 300', range: 'vers:all/*', status: 'known_not_affected' },
    ],
  },
  {
    id: 'AGENCY-112',
    publisher: 'Agency for Device Security',
    title: 'Acme PACS Archive and Tomo 64: query that reads too much',
    text: 'A query with a long name answers with pictures of other patients.',
    score: 9.1,
    severity: 'CRITICAL',
    published: -9,
    fix: null,
    products: [
      { vendor: 'Acme', product: 'PACS Archive Server', range: '<= 12.2.x', status: 'known_affected' },
      { vendor: 'Acme', product: 'Tomo 64', range: '< july 2025', status: 'known_affected' },
    ],
  },
];

/** Entries of the public catalogue of exploited vulnerabilities: what a few of them say, as facts. */
const EXPLOITED = [
  ['CVE-2020-0601', 'Microsoft', 'Windows', '2021-11-03', 'Windows CryptoAPI takes forged certificates for true.'],
  ['CVE-2021-34527', 'Microsoft', 'Windows', '2021-11-03', 'The print spooler runs code of others.'],
  ['CVE-2021-44228', 'Apache', 'Log4j2', '2021-12-10', 'A line in a log runs code of others.'],
] as const;

/** Advisories and exploited vulnerabilities that may concern the hospital; nobody has looked at them yet. */
export async function makeAdvisories(context: CommandContext): Promise<void> {
  const importId = context.newId();
  const advisoryIds = [];
  for (const sample of ADVISORIES) {
    const bytes = new TextEncoder().encode(JSON.stringify(csafOf(sample, context.today)));
    const reading = readAdvisoryFile(bytes);
    if (reading.kind !== 'csaf') throw new TypeError(`no advisory: ${sample.id}`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = { document: reading.advisory, fileName: `${sample.id}.json`, bytes, sha256, hash: 'absent' } as const;
    advisoryIds.push(await createAdvisory(context, file, importId));
  }
  const entries = EXPLOITED.map(([cve, vendor, product, addedOn, description]) => ({
    cve,
    vendor,
    product,
    name: `${vendor} ${product}`,
    description,
    requiredAction: 'Apply what the vendor says.',
    notes: null,
    cwes: null,
    addedOn: addedOn as Day,
    dueOn: null,
    ransomware: false,
  }));
  const catalogue = { asOf: addDays(context.today, -3), version: null, entries };
  writeKev(context, catalogue, planKev(context.sql, catalogue), importId);
  await proposeFindings(context, { advisoryIds });
  await proposeFindings(context, { kev: true });
}

function csafOf(sample: (typeof ADVISORIES)[number], today: Day): object {
  const at = (days: number) => `${addDays(today, days)}T09:00:00.000Z`;
  const ids = sample.products.map((_, index) => `P${index + 1}`);
  const of = (status: SampleProduct['status']) => ids.filter((_, index) => sample.products[index]?.status === status);
  const published = at(sample.published);
  const [affected, notAffected] = [of('known_affected'), of('known_not_affected')];
  return {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: '2.0',
      title: sample.title,
      publisher: { category: 'vendor', name: sample.publisher, namespace: 'https://advisories.example' },
      tracking: {
        id: sample.id,
        version: '1',
        status: 'final',
        initial_release_date: published,
        current_release_date: published,
        revision_history: [{ number: '1', date: published, summary: 'Published' }],
      },
    },
    product_tree: {
      branches: sample.products.map(({ vendor, product, range }, index) => ({
        category: 'vendor',
        name: vendor,
        branches: [
          {
            category: 'product_name',
            name: product,
            branches: [
              {
                category: 'product_version_range',
                name: range,
                product: { product_id: ids[index], name: `${vendor} ${product} ${range}` },
              },
            ],
          },
        ],
      })),
    },
    vulnerabilities: [
      {
        title: sample.title,
        notes: [{ category: 'summary', text: sample.text }],
        product_status: {
          known_affected: affected,
          ...(notAffected.length === 0 ? {} : { known_not_affected: notAffected }),
        },
        scores: [
          {
            products: affected,
            cvss_v3: {
              version: '3.1',
              baseScore: sample.score,
              baseSeverity: sample.severity,
              vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N',
            },
          },
        ],
        remediations:
          sample.fix === null
            ? [
                {
                  category: 'mitigation',
                  details: 'Let only the reading rooms reach the server.',
                  product_ids: affected,
                },
              ]
            : [{ category: 'vendor_fix', details: 'Update to 5.3.', date: at(sample.fix), product_ids: affected }],
      },
    ],
  };
}
