/** English of risk exceptions, of judgements and of the hand-over at the end of support. */
export const exception = {
  kind: { risk_acceptance: 'Risk acceptance', compensating_control: 'Compensating control' },
  state: { in_force: 'In force', ending: 'Ends soon', ended: 'Ended', withdrawn: 'Withdrawn' },
  report: {
    title: 'Risk exceptions',
    subtitle_one: '{{count}} exception, what ends next first',
    subtitle_other: '{{count, number}} exceptions, what ends next first',
    heading: 'What',
    kind: 'Kind',
    state: 'State',
    endsOn: 'Ends on',
    daysLeft: 'Days left',
    owner: 'Owner',
    decidedOn: 'Decided on',
    devices: 'Devices',
    reason: 'Reason',
    document: 'Document',
    withdrawn: 'Withdrawn',
    obligation: 'Still owed beside it',
    signed: 'Signed',
    candidate: 'Offer and gate',
    candidateText: '{{candidate}}: {{gate}}',
    withdrawnText: '{{day}}: {{reason}}',
    footer:
      'An exception never changes the support of a device. Accepted risks are quiet until the day on which they end.',
  },
} as const;

export const handover = {
  item: {
    last_updates: 'Last updates',
    final_sbom: 'Final bill of materials',
    ports_and_addresses: 'Ports and addresses',
    security_guide: 'Security guide',
    upgrade_options: 'Ways to upgrade',
    decommissioning: 'How to take it out of service',
  },
  sheet: {
    title: 'Hand-over: {{vendor}} {{model}}',
    subtitle: 'What the vendor hands over at the end of support',
    owner: 'Owner',
    startedOn: 'Begun on',
    dueOn: 'Complete by',
    completedOn: 'Complete on',
    endsOn: 'End of support',
    item: 'What',
    state: 'State',
    document: 'Document',
    note: 'Note',
    changedOn: 'Recorded on',
    changedBy: 'Recorded by',
  },
  itemState: { open: 'Open', received: 'Received', not_available: 'Not available' },
} as const;

export const legacy = { legacy: 'Legacy', not_legacy: 'Not legacy', not_judged: 'Not judged' } as const;
