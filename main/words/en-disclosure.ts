/** What an export holds back, as the window asks and as the document says it. */
export const disclosure = {
  kind: {
    serials: 'serial numbers and asset tags',
    locations: 'departments and locations',
    people: 'names of people',
    prices: 'prices',
  },
  leftOut: 'Left out of this file: {{kinds}}.',
  pseudonyms: 'Under a pseudonym that only this hospital can resolve: {{kinds}}.',
  freeText: 'Remarks and other free text were not searched.',
} as const;
