/** English of the dialog that reads answers of AccessGUDID. */
export const gudid = {
  title: 'Read a GUDID answer',
  intro:
    'AccessGUDID is the device database of the FDA. Save what it answers as a file where there is a network, and choose that file here. Identifiers, catalogue numbers, GMDN names and the end of sales come from it. Support dates never do.',
  introModel:
    'What AccessGUDID answers about {{model}}, saved as a file. Identifier, catalogue number, GMDN name and the end of sales come from it. Support dates never do.',
  submit: 'Take in',
  file: 'File with the answer',
  choose: 'Choose a file',
  another: 'Another file',
  kinds: 'JSON of a lookup, a history or a parsed identifier, or an extract of the download as a table',
  refusedNext:
    'Save the answer of AccessGUDID as JSON, or an extract of its download with its headings, and choose that.',
  counts: '{{read}} read, {{updated}} with changes, {{asked}} to be confirmed, {{leftOut}} of no model here',
  devices: 'Devices of the file',
  column: { device: 'In the file', model: 'Model here', changes: 'Changes', outcome: 'Becomes' },
  which: 'Which model is {{di}}',
  notChosen: 'Not chosen',
  newModel: 'A new model',
  addUnknown: 'Make models of those that are not here',
  done: '{{updated}} models changed, {{created}} added',
  action: 'Read a GUDID answer',
  cardTitle: 'Device database of the FDA',
  cardText:
    'Fills models in from what AccessGUDID answers: identifier, catalogue number, GMDN name and the end of sales.',
} as const;
