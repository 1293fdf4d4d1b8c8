/** English of signatures: who signs what, and why somebody cannot. */
export const signOff = {
  duty: {
    engineering_review: 'Engineering review',
    procurement_approval: 'Procurement approval',
    risk_acceptance: 'Risk accepted',
    decision: 'Decision',
  },
  /** Where a checklist stands. */
  status: { draft: 'Open', signed: 'Signed in part', final: 'Signed' },
  /** Why the program took a signature back. */
  changedSince: 'The record was changed after it was signed, and is signed anew',
  /** Where the date of a promise comes from. */
  promiseSource: 'Signed checklist “{{title}}”, {{control}}',
} as const;
