/** English of obligations: one promise meeting one event (domain/obligation-clock.ts). */
export const obligation = {
  state: {
    waiting: 'Waiting for its start',
    running: 'Running',
    due_soon: 'Due soon',
    met: 'Met',
    met_late: 'Met late',
    breached: 'Not met',
    paused: 'Clock stands still',
    waived: 'Waived',
    not_applicable: 'Not applicable',
    disputed: 'Disputed',
    superseded: 'Another one holds',
  },
  /** How the start of a clock is known. */
  basis: { stated: 'stated', published: 'published', assumed: 'assumed' },
  /** What it comes from. */
  trigger: {
    advisory: 'Advisory',
    vulnerability: 'Vulnerability',
    milestone: 'Vendor’s date',
    contract: 'Contract',
    event: 'Started by hand',
  },
  evidence: {
    file: 'File',
    mail: 'Mail',
    ticket: 'Ticket',
    letter: 'Letter',
    advisory: 'Advisory',
    note: 'Note',
  },
  /** In place of a vendor, where the organisation owes it to itself. */
  own: 'We ourselves',
  startUnknown: 'Start not known',
  startText: '{{event}}, {{day}} ({{basis}})',
  report: {
    title: 'Commitments',
    subtitle_one: '{{count}} obligation: a promise that met an event',
    subtitle_other: '{{count, number}} obligations: promises that met an event',
    kind: 'Promise',
    clause: 'Clause',
    trigger: 'Because of',
    start: 'Clock starts',
    due: 'Due',
    met: 'Met on',
    state: 'State',
    late: 'Days late',
    footer:
      'A start that is assumed stands in for one that the vendor did not tell: the earliest publication. Of several promises of one kind the shortest holds.',
  },
} as const;
