/** Texts of the screen in renderer/features/conflicts. */
export const conflicts = {
  title: 'Conflicts',
  count_one: '{{amount}} contradiction between contracts, cover and support',
  count_other: '{{amount}} contradictions between contracts, cover and support',
  export: 'Export',
  noneTitle: 'Nothing contradicts',
  noneText:
    'Every device in use is covered, no contract is paid for nothing, and cover lasts until the planned replacement.',
  column: { kind: 'Conflict', model: 'Model', devices: 'Devices', what: 'What is wrong', atStake: 'At stake a year' },
  atStake: 'At stake: {{amount}} a year.',
  devices_one: '{{count}} device',
  devices_other: '{{count}} devices',
  noTag: 'without a tag',
  takeOff_one: 'Take it off {{contract}}',
  takeOff_other: 'Take them off {{contract}}',
  tookOff_one: '{{amount}} device was taken off {{contract}}.',
  tookOff_other: '{{amount}} devices were taken off {{contract}}.',
  putOn: 'Put on a contract',
  openContract: 'Open {{contract}}',
} as const;
