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

/** Why something of it was refused, and nothing was written. */
export const signOffRefused = {
  checklist_locked: 'The checklist is signed, and no answer changes under a signature. Make the next issue',
  checklist_open: 'Nobody has signed the checklist; it can simply be changed',
  checklist_not_signed: 'The checklist does not have all its signatures',
  superseded: 'A next issue follows this one',
  duty_not_known: 'The record has no such signature',
  role_does_not_sign: 'This role does not sign that',
  already_signed: 'It is signed already',
  second_person_needed: 'The same person signed the other part; somebody else has to sign this one',
  owner_signs: 'Who answers for the risk signs it',
  already_withdrawn: 'The signature was taken back already',
  others_signature: 'Only who signed it or an administrator takes a signature back',
  already_ordered: 'It is ordered; what led to it stays',
  other_vendor: 'The contract is with another vendor than the checklist',
  not_promised: 'The checklist does not promise that in {{control}}',
  acceptance_needed: 'Only an accepted risk opens a gate',
  not_of_gate: 'The gate does not ask for that',
} as const;
