/** Texts of the times that the organisation sets itself, in renderer/features/vendors. */
export const ownTimes = {
  title: 'Our own times',
  subtitle: 'By when we install a fix that is out, where we install it ourselves',
  set: 'Set times',
  card: 'Times for installing',
  intro:
    'They count from the day on which a fix is available, for devices on which the hospital installs updates, or of which nobody has said who does.',
  severity: 'Severity',
  within: 'Install within',
  state: 'State',
  counts: 'Holds',
  ended: 'Held until {{day}}',
  proposal: 'Proposal, does not hold',
  none: 'No time set',
  any: 'Any other',
  dialog: {
    title: 'Set our own times',
    intro:
      'Leave a field empty where no time shall hold. Nothing holds before you save. What an earlier time made due stays.',
    amount: '{{band}}: within',
    unit: 'Unit',
    done: 'Saved',
  },
} as const;
