import type { RecordFields } from '../../data/audit.ts';
import { CONTROL_FIELDS, type TemplateControl } from '../../domain/template.ts';

/** A control as the history tells it: `BR-01 weight`. A control that is not there has no fields. */
export function controlRecord(code: string, control: TemplateControl | null): RecordFields {
  return Object.fromEntries(
    CONTROL_FIELDS.map((field) => [`${code} ${spelt(field)}`, control === null ? null : told(control, field)]),
  );
}

function spelt(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function told(control: TemplateControl, field: (typeof CONTROL_FIELDS)[number]): string | null {
  const { redFlag, mds2, references } = control;
  switch (field) {
    case 'redFlagAnswers':
      return redFlag.answers.join(', ') || null;
    case 'redFlagRule':
      return redFlag.rule || null;
    case 'threshold':
      return redFlag.threshold && Object.values(redFlag.threshold).join(' ');
    case 'mds2':
      return (
        Object.entries(mds2)
          .map(([row, good]) => `${row} ${good}`)
          .join(', ') || null
      );
    case 'references':
      return references.map(({ framework, ref }) => `${framework} ${ref}`).join(', ') || null;
    case 'evidenceHints':
    case 'seeds':
      return control[field].join('; ') || null;
    default:
      return control[field];
  }
}
