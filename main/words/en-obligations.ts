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
} as const;
