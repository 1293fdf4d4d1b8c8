/** English of cover, entitlements and what contracts cost, wherever they are told: window, exports, command line. */
export const cover = {
  warranty: 'Warranty',
  gaps: {
    title: 'Gaps in cover',
    subtitle_one: '{{count}} gap until {{until}}',
    subtitle_other: '{{count, number}} gaps until {{until}}',
    from: 'Without cover from',
    until: 'Until',
    days: 'Days',
    before: 'Covered before by',
    after: 'Covered again by',
    devices: 'Devices',
    between: 'Between two lines',
    open: 'Without end',
    contract: 'Devices on contract {{number}}',
    footer:
      'Days on which neither warranty nor contract covers a device that is in use. Without a first day it was never covered; without a last one nothing follows.',
  },
} as const;

export const entitlement = {
  kind: {
    maintenance_visit: 'Maintenance visits',
    upgrade: 'Upgrades',
    training: 'Training',
    loan_device: 'Loan devices',
    spare_part: 'Spare parts',
    work_hour: 'Hours of work',
    other: 'Other',
  },
  per: { year: 'a year of the contract', term: 'a term', contract: 'the whole contract' },
} as const;

export const cost = {
  standing: { bound: 'Bound', renews: 'Renews by itself', possible: 'If signed again' },
  report: {
    title: 'Cost of contracts',
    subtitle: '{{from}} to {{to}}, in {{currency}}',
    by: { contract: 'By contract', department: 'By department', device: 'By device' },
    name: { contract: 'Contract', department: 'Department', device: 'Device' },
    detail: { contract: 'Vendor', department: '', device: 'Model' },
    sum: 'In all',
    unshared: 'On no device',
    byYear: 'Cost by year in {{currency}}',
    totals: 'By year',
    year: 'Fiscal year',
    otherCurrencies: 'Contracts in {{currencies}} are not in these amounts: currencies are never added.',
    unpriced_one: '{{count}} contract runs without a recorded price: {{numbers}}.',
    unpriced_other: '{{count}} contracts run without a recorded price: {{numbers}}.',
    footer:
      'Prices by days of each year of the contract, with its escalator. Bound until nobody can leave any more; what renews by itself as if nobody acts; what needs a signature as if it came.',
  },
} as const;
