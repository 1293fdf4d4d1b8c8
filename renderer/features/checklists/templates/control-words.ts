import { referenceLines, type Threshold } from '../../../../main/domain/checklist.ts';
import { parseDay } from '../../../../main/domain/day.ts';
import { type CONTROL_FIELDS, controlField, THRESHOLD_FIGURES } from '../../../../main/domain/template.ts';
import { useNumber, useWords } from '../../../i18n/i18n.ts';
import type { TemplateControl } from './types.ts';

/** A limit in words: "more than 60 calendar days", "before the planned replacement". */
export function useThresholdText(): (threshold: Threshold, unit: string | null) => string {
  const words = useWords();
  const number = useNumber();
  return ({ op, value, relativeTo }, unit) => {
    const figure = THRESHOLD_FIGURES.find((one) => one === value);
    const on = typeof value === 'string' ? parseDay(value) : null;
    const amount = typeof value === 'number' ? `${number(value)}${unit ? ` ${unit}` : ''}` : String(value);
    const limit = figure ? words.t(`template.figure.${figure}`) : on ? words.day(on) : amount;
    const day = words.t(`template.relativeTo.${relativeTo ?? 'assessment_date'}`);
    switch (op) {
      case '>':
        return words.t('template.threshold.over', { limit });
      case '<':
        return words.t('template.threshold.under', { limit });
      case 'later_than_or_blank':
        return relativeTo === undefined
          ? words.t('template.threshold.later_than_or_blank', { limit })
          : words.t('template.threshold.later_than_or_blank_unless', { limit, day });
      default:
        return Number(value) === 0 && op === 'earlier_than'
          ? words.t('template.threshold.before', { day })
          : words.t(`template.threshold.${op}`, { count: Number(value), day });
    }
  };
}

/** A field of a control in words; empty where there is nothing. Lists have a line each. */
export function useFieldValue(): (control: TemplateControl, field: (typeof CONTROL_FIELDS)[number]) => string {
  const words = useWords();
  const thresholdText = useThresholdText();
  return (control, field) => {
    const { redFlag } = control;
    switch (field) {
      case 'answerType':
        return words.t(`template.answerType.${control.answerType}`);
      case 'weight':
        return words.t(`weight.${control.weight}`);
      case 'tier':
        return words.t(`template.tier.${control.tier}`);
      case 'appliesWhen':
        return control.appliesWhen === 'any'
          ? words.t('template.always')
          : words.t(`applicability.${control.appliesWhen}`);
      case 'commitmentKind':
        return control.commitmentKind ? words.t(`commitmentKind.${control.commitmentKind}`) : '';
      case 'redFlagAnswers':
        return redFlag.answers.map((answer) => words.t(`template.flagged.${answer}`)).join(', ');
      case 'redFlagRule':
        return redFlag.rule;
      case 'threshold':
        return redFlag.threshold ? thresholdText(redFlag.threshold, control.unit) : '';
      case 'mds2':
        return Object.entries(control.mds2)
          .map(([row, good]) => `${row}: ${words.t(`template.polarity.${good}`)}`)
          .join('\n');
      case 'references':
        return referenceLines(control.references).join('\n');
      case 'evidenceHints':
      case 'seeds':
        return control[field].join('\n');
      default:
        return String(controlField(control, field) ?? '');
    }
  };
}
