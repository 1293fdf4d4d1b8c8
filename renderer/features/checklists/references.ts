import type { ChecklistControl } from './types.ts';

type Reference = ChecklistControl['references'][number];

/** Short names under which the field knows its standards. Names of documents are the same in every language. */
const FRAMEWORK_NAMES: Readonly<Record<string, string>> = {
  'MDS2-2019': 'MDS2',
  'IEC-TR-80001-2-2-2012': 'IEC TR 80001-2-2',
  'IEC-80001-1-2021': 'IEC 80001-1',
  'IEC-81001-5-1-2021': 'IEC 81001-5-1',
  'ISO-TR-80001-2-6-2014': 'ISO TR 80001-2-6',
  'FDA-premarket-2026': 'FDA premarket 2026',
  'FDA-postmarket-2016': 'FDA postmarket 2016',
  'FD&C-524B': 'FD&C Act',
  'MDCG-2019-16r1': 'MDCG 2019-16',
  'IMDRF-N70-2023': 'IMDRF N70',
  'HIPAA-45CFR': '45 CFR',
  'NIST-CSF-2.0': 'CSF 2.0',
  'NIST-SP-800-53r5': '800-53r5',
  'HSCC-MC2-v2': 'MC2',
  'EU-law': 'EU',
  'NIST-other': 'NIST',
  other: '',
};

const MARKS: Readonly<Record<Reference['status'], string>> = { confirmed: '', secondary: ' [s]', unconfirmed: ' [u]' };

/** One line a framework: `MDS2 DTBK-3, DTBK-4`. The marks say what was not read in the source itself. */
export function referenceLines(references: readonly Reference[]): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const { framework, ref, status } of references) {
    const group = groups.get(framework) ?? [];
    group.push(`${ref}${MARKS[status]}`);
    groups.set(framework, group);
  }
  return [...groups].map(([framework, refs]) => `${FRAMEWORK_NAMES[framework] ?? framework} ${refs.join(', ')}`.trim());
}
