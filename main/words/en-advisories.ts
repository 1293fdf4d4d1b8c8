/** English of advisories and of the catalogue of known exploited vulnerabilities. */
export const advisory = {
  severity: { none: 'None', low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' },
  /** What is said of a product and a vulnerability. */
  status: {
    known_affected: 'Affected',
    first_affected: 'First affected version',
    last_affected: 'Last affected version',
    under_investigation: 'Under investigation',
    known_not_affected: 'Not affected, says the publisher',
    fixed: 'Fixed',
    first_fixed: 'First fixed version',
    recommended: 'Recommended version',
    unknown: 'Not known',
  },
  remedy: {
    vendor_fix: 'Fix of the vendor',
    mitigation: 'Mitigation',
    workaround: 'Workaround',
    no_fix_planned: 'No fix is planned',
    none_available: 'No fix yet',
    fix_planned: 'Fix planned',
    optional_patch: 'Optional patch',
    other: 'Other',
  },
  /** Why a product is not affected, in the words of VEX. */
  flag: {
    component_not_present: 'The component is not in it',
    inline_mitigations_already_exist: 'It holds a protection against it already',
    vulnerable_code_cannot_be_controlled_by_adversary: 'An attacker cannot control the vulnerable code',
    vulnerable_code_not_in_execute_path: 'The vulnerable code is never run',
    vulnerable_code_not_present: 'The vulnerable code is not in it',
  },
  /** What a threat of an advisory is about. */
  threat: {
    exploit_status: 'Exploitation',
    impact: 'Impact',
    target_set: 'Who is concerned',
    first_known_exploitation: 'First known exploitation',
  },
  change: {
    title: 'Title',
    severity: 'Severity of the whole',
    products_added: 'Products added',
    products_removed: 'Products no longer named',
    versions_changed: 'Versions changed',
    vulnerabilities_added: 'Vulnerabilities added',
    vulnerabilities_removed: 'Vulnerabilities no longer named',
    status_changed: 'Who is affected changed',
    score_changed: 'Score changed',
    fix_added: 'A fix of the vendor is there',
    remedies_changed: 'What helps changed',
  },
  outcome: {
    created: 'New',
    updated: 'Newer version',
    unchanged: 'Unchanged',
    older: 'Older than ours',
    refused: 'Refused',
  },
  kind: { csaf: 'Advisory', kev: 'KEV catalogue' },
  /** What a person should know of a file; `count` says how often. */
  problem: {
    older_than_known: 'Older than what is here ({{known}}); it changes nothing',
    same_version_other_content:
      'The same version ({{value}}) with other content; the one that is here stays. Ask the publisher.',
    cve_not_recognised: '{{value}} is no CVE and was left out',
    product_not_defined: 'Refers to the product {{value}}, which it never describes; it is shown by that name',
    relationship_cyclic: 'The product {{value}} consists of itself; only its name is shown',
    relationship_incomplete: 'The product {{value}} does not say what it consists of',
    score_not_recognised: 'The score {{value}} does not exist and was left out',
    status_not_recognised: 'The status {{value}} is not known and was left out',
    date_not_recognised: '{{value}} is no date and was left out',
    text_shortened: 'A text is longer than {{limit}} characters and was cut; the file is kept whole',
    sharing_restricted: 'Marked {{value}}: mind with whom you share it',
    entry_refused: 'The entry {{value}} has no CVE or no day and was left out',
    entry_repeated: 'The entry {{value}} stands there twice; the first one counts',
    due_before_added:
      'The due date of {{value}} lies before the day on which it was listed; that is so in the catalogue',
    count_differs: 'The catalogue says it has {{stated}} entries and has {{found}}; it may be cut off',
    catalogue_old: 'The catalogue is of {{value}}, {{days}} days ago; there is a newer one',
    entries_vanished: 'Entries that are here are no longer in it and stay: {{value}}',
  },
  /** Behind a problem that was met more than once. */
  times: '{{text}} ({{count}} times)',
} as const;
