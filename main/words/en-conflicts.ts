/** English of contradictions between contracts, cover and the life of devices. */
export const conflict = {
  kind: {
    paying_past_retirement: 'Paid for after retirement',
    paying_past_support: 'Paid for without support',
    two_contracts: 'Two contracts on one device',
    updates_without_contract: 'Updates need a contract',
    uncovered_beside_covered: 'Not covered like the others',
    no_cover: 'No warranty and no contract',
    ends_before_replacement: 'Cover ends before the replacement',
  },
  /** What is wrong, in a sentence. */
  text: {
    paying_past_retirement: 'Retired or disposed of, and still on {{contracts}}.',
    paying_past_support: 'Technical support is over; {{contracts}} goes on.',
    two_contracts: 'On {{contracts}} at the same time.',
    updates_without_contract: 'Security updates need a contract, and none that includes them is in force.',
    uncovered_beside_covered: 'Other devices of the model are covered, these are not.',
    no_cover: 'In use without warranty and without a contract.',
    ends_before_replacement: 'The planned replacement is up to {{days}} days after the end of cover.',
  },
  report: {
    title: 'Conflicts',
    subtitle_one: '{{count}} contradiction between contracts, cover and support',
    subtitle_other: '{{count, number}} contradictions between contracts, cover and support',
    kind: 'Conflict',
    what: 'What is wrong',
    contracts: 'Contracts',
    devices: 'Devices',
    atStake: 'At stake a year',
    tags: 'Tags',
    paidForNothing: 'Paid for nothing',
    withoutCover: 'Without cover',
    footer:
      'At stake is what these devices cost on a contract in a year: their own share, or an equal part of the price. Nothing is reckoned where no price is recorded.',
  },
} as const;
