/** English of checklist templates: what a control says of itself, and why one is refused. */
export const template = {
  state: { draft: 'Draft', released: 'Released', retired: 'No longer offered' },
  edition: 'Edition {{edition}}',
  field: {
    code: 'Code',
    section: 'Section',
    sectionTitle: 'Title of the section',
    title: 'Title',
    question: 'Question',
    answerType: 'Answer',
    unit: 'Unit',
    weight: 'Weight',
    tier: 'Tier',
    appliesWhen: 'Applies when',
    commitmentKind: 'Becomes the promise',
    evidenceHints: 'Evidence that counts',
    redFlagAnswers: 'Red flag for',
    redFlagRule: 'Red flag when',
    threshold: 'Limit',
    seeds: 'From',
    mds2: 'Rows of the MDS2',
    references: 'References',
  },
  answerType: { yes_no_partial_na: 'Yes, partly, no', number: 'Number', date: 'Day', text: 'Text' },
  tier: { core: 'core', extended: 'extended' },
  always: 'Always',
  flagged: { no: 'No', unanswered: 'No answer' },
  polarity: { yes: 'Yes is good', no: 'No is good', info: 'only a fact' },
  figure: {
    department_max_downtime: 'the longest outage that the department bears',
    own_reporting_duty: 'our own duty to report',
  },
  relativeTo: {
    planned_delivery_date: 'the planned delivery',
    planned_replacement_date: 'the planned replacement',
    assessment_date: 'the day of the assessment',
  },
  /** Beyond which figure or day an answer raises a flag. */
  threshold: {
    over: 'more than {{limit}}',
    under: 'less than {{limit}}',
    before: 'before {{day}}',
    earlier_than_one: 'earlier than {{count}} month after {{day}}',
    earlier_than_other: 'earlier than {{count}} months after {{day}}',
    older_than_one: 'more than {{count}} month before {{day}}',
    older_than_other: 'more than {{count}} months before {{day}}',
    later_than_or_blank: 'later than {{limit}}',
    later_than_or_blank_unless: 'later than {{limit}}, unless {{day}} comes first',
  },
} as const;

/** Why a change of a template is refused, as a clause of `error.input_refused`. */
export const templateRefused = {
  template_not_draft: 'This edition was released and stays as it is; make the next edition of it',
  template_not_released: 'Only an edition that is released and offered can be used',
  template_empty: 'A template needs a question',
  template_same: 'Its questions are those of edition {{edition}}',
  order_incomplete: 'The order has to name every question once',
  code_repeated: '{{control}} is there twice',
  section_titles_differ: 'The section of {{control}} has two titles',
  unit_without_number: 'Only a number has a unit ({{control}})',
  unit_missing: 'A number needs its unit ({{control}})',
  no_without_choice: 'Only a question that is answered with Yes or No can be flagged for No ({{control}})',
  rule_missing: 'A red flag needs the sentence that says when it is raised ({{control}})',
  threshold_does_not_fit: 'The limit does not fit the way in which {{control}} is answered',
  threshold_value_wrong: 'The limit of {{control}} is not complete',
} as const;

/** Why a file of a template cannot be read. */
export const templateFileRefused = {
  template_not_recognised: 'This is no checklist template',
  template_version_not_supported: 'This template is of format {{version}}, which this version cannot read',
  template_control_refused: 'Question {{number}} of the template: {{field}} is missing or not as the format says',
  too_many_controls: 'The template has too many questions (limit {{limit}})',
} as const;
