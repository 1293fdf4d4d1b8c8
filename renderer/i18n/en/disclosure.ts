/** What leaves the house with an export. */
export const disclosure = {
  choose: 'Choose what leaves…',
  title: 'What leaves the house',
  intro:
    'Keep it, leave it out, or put a pseudonym in its place: the same value has the same pseudonym in every file of this vault, and only this vault can tell what it stands for.',
  format: 'Format',
  export: 'Export',
  nothing: 'No serial numbers, departments, names or prices in fields of their own.',
  kind: {
    serials: 'Serial numbers and asset tags',
    locations: 'Departments and locations',
    people: 'Names of people',
    prices: 'Prices',
  },
  values_one: '{{count}} value',
  values_other: '{{count, number}} values',
  treatment: { keep: 'Keep', leave_out: 'Leave out', pseudonym: 'Pseudonym' },
  freeTexts_one:
    '{{count}} text was written freely (remark, evidence, comment). It leaves as it stands: read it first.',
  freeTexts_other:
    '{{count, number}} texts were written freely (remarks, evidence, comments). They leave as they stand: read them first.',
} as const;
