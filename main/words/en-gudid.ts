/** English of answers of AccessGUDID, the device database of the FDA. */
export const gudid = {
  outcome: {
    created: 'New model',
    updated: 'Changes',
    unchanged: 'Unchanged',
    asked: 'Which model?',
    left_out: 'None of ours',
  },
  matchedBy: {
    identifier: 'Found by its identifier',
    device: 'Found by the identifier of a device',
    name: 'Found by its name',
    choice: 'Chosen',
  },
  field: {
    udiDi: 'UDI device identifier',
    catalogNumber: 'Catalogue number',
    gmdnCode: 'GMDN code',
    gmdnTerm: 'GMDN name',
    endOfSales: 'End of sales',
    alias: 'Other name of the vendor',
  },
  problem: {
    other_identifier: 'The model keeps its own identifier: {{value}}',
    alias_of_other_vendor: 'Another vendor is called {{value}}',
  },
} as const;
