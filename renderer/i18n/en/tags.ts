/** Texts of tags that give the next number. */
export const tags = {
  title: 'Patterns of tags',
  intro:
    'New devices get the next free tag. Write {number:6} where the number stands; the figure says to how many digits zeros are filled up.',
  introSuggested:
    'New devices get the next free tag. This pattern is taken from the tags that are there. Write {number:6} where the number stands; the figure says to how many digits zeros are filled up.',
  pattern: 'Pattern',
  badPattern: 'For example BM-{number:6}',
  from: 'From number',
  any: 'Empty: any',
  rule: 'Pattern {{number}}',
  add: 'Add a pattern',
  remove: 'Remove pattern {{number}}',
  none: 'Without a pattern, tags are typed by hand.',
  saved: 'Patterns saved',
  next: 'The next free tag. Type another where you have one.',
  patterns: 'Patterns',
  begin: 'Number tags',
} as const;
