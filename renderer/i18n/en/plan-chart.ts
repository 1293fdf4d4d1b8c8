/** Texts of the pictures of the replacement plan. */
export const planChart = {
  title: 'Cost by budget year, in {{currency}}',
  label: 'Cost by budget year: {{years}}.',
  compareLabel: 'Cost by budget year of each plan. {{plans}}.',
  others_one: '{{count}} other department',
  others_other: '{{count}} other departments',
  budget: 'Budget {{amount}}',
  unpriced: 'Without a price',
  unpricedCount: '+ {{count}} without a price',
  foreign: 'Amounts that are not in {{currency}} are in the table.',
  department: 'Department',
  together: 'All departments',
  allYears: 'All years',
} as const;
