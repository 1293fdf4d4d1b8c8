/** Texts of rows that were chosen in a list. */
export const selection = {
  bar: 'What to do with the selection',
  count: '{{amount}} selected',
  outside: ', {{amount}} of them not on the screen',
  all_one: 'The {{amount}} shown is selected',
  all_other: 'All {{amount}} shown are selected',
  chooseAll: 'Select all {{amount}} shown',
  clear: 'Clear selection',
} as const;
