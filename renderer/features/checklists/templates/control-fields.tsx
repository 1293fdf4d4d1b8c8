import { type Control, useWatch } from 'react-hook-form';
import { ANSWER_TYPES, APPLICABILITIES, WEIGHTS } from '../../../../main/domain/checklist.ts';
import { COMMITMENT_KINDS } from '../../../../main/domain/commitment.ts';
import { THRESHOLD_FIGURES, THRESHOLD_OPS } from '../../../../main/domain/template.ts';
import { useText, useWords } from '../../../i18n/i18n.ts';
import {
  CheckInput,
  DayInput,
  FieldGrid,
  NumberInput,
  SelectInput,
  SuggestInput,
  TextInput,
  Wide,
} from '../../../ui/form-fields.tsx';
import type { ControlForm } from './control-form.ts';
import type { TemplateSection } from './types.ts';

type FormControl = Control<ControlForm, unknown, ControlForm>;

const RELATIVE_TO = ['planned_delivery_date', 'planned_replacement_date', 'assessment_date'] as const;

/** What is asked, how it is answered, and how much it counts. */
export function ControlFields({
  control,
  sections,
  onSection,
}: {
  control: FormControl;
  sections: readonly TemplateSection[];
  onSection: (title: string) => void;
}) {
  const text = useText();
  const words = useWords();
  const answerType = useWatch({ control, name: 'answerType' });
  const field = (name: 'code' | 'section' | 'sectionTitle' | 'title' | 'question') => ({
    control,
    name,
    label: words.t(`template.field.${name}`),
    required: true,
  });
  return (
    <>
      <FieldGrid columns={3}>
        <TextInput {...field('code')} autoFocus maxLength={12} hint={text('templates.control.codeHint')} />
        <SuggestInput
          {...field('section')}
          suggestions={sections.map(({ code }) => code)}
          onType={(typed) => {
            const known = sections.find(({ code }) => code === typed);
            if (known) onSection(known.title);
          }}
        />
        <TextInput {...field('sectionTitle')} maxLength={120} hint={text('templates.control.sectionHint')} />
      </FieldGrid>
      <TextInput {...field('title')} maxLength={200} />
      <TextInput {...field('question')} multiline maxLength={2000} />
      <FieldGrid columns={3}>
        <SelectInput
          control={control}
          name="answerType"
          label={words.t('template.field.answerType')}
          required
          choices={ANSWER_TYPES.map((value) => ({ value, label: words.t(`template.answerType.${value}`) }))}
        />
        {answerType === 'number' ? (
          <TextInput control={control} name="unit" label={words.t('template.field.unit')} maxLength={60} />
        ) : null}
        <SelectInput
          control={control}
          name="weight"
          label={words.t('template.field.weight')}
          required
          choices={WEIGHTS.map((value) => ({ value, label: words.t(`weight.${value}`) }))}
        />
        <SelectInput
          control={control}
          name="tier"
          label={words.t('template.field.tier')}
          required
          choices={(['core', 'extended'] as const).map((value) => ({
            value,
            label: words.t(`template.tier.${value}`),
          }))}
        />
        <SelectInput
          control={control}
          name="appliesWhen"
          label={words.t('template.field.appliesWhen')}
          required
          choices={[
            { value: 'any', label: words.t('template.always') },
            ...APPLICABILITIES.map((value) => ({ value, label: words.t(`applicability.${value}`) })),
          ]}
        />
        <SelectInput
          control={control}
          name="commitmentKind"
          label={words.t('template.field.commitmentKind')}
          noneLabel={text('templates.control.noPromise')}
          choices={COMMITMENT_KINDS.map((value) => ({ value, label: words.t(`commitmentKind.${value}`) }))}
        />
      </FieldGrid>
    </>
  );
}

/** When an answer raises a red flag, and the sentence that says so. */
export function FlagFields({ control }: { control: FormControl }) {
  const text = useText();
  const words = useWords();
  const [answerType, op, against] = useWatch({ control, name: ['answerType', 'thresholdOp', 'thresholdAgainst'] });
  const ops = THRESHOLD_OPS[answerType];
  const shownOp = ops.find((one) => one === op);
  const isNumber = shownOp === '>' || shownOp === '<';
  const byDay = shownOp === 'later_than_or_blank';
  const byMonths = shownOp !== undefined && !isNumber && !byDay;
  return (
    <>
      <FieldGrid>
        {answerType === 'yes_no_partial_na' ? (
          <CheckInput control={control} name="flagNo" label={text('templates.control.flagNo')} />
        ) : null}
        <CheckInput control={control} name="flagUnanswered" label={text('templates.control.flagUnanswered')} />
      </FieldGrid>
      <TextInput
        control={control}
        name="rule"
        label={words.t('template.field.redFlagRule')}
        hint={text('templates.control.ruleHint')}
        maxLength={500}
        multiline
      />
      {ops.length > 0 ? (
        <FieldGrid columns={3}>
          <SelectInput
            control={control}
            name="thresholdOp"
            label={words.t('template.field.threshold')}
            noneLabel={text('templates.control.noLimit')}
            choices={ops.map((value) => ({ value, label: text(`templates.control.op.${OP_NAMES[value]}`) }))}
          />
          {isNumber ? (
            <SelectInput
              control={control}
              name="thresholdAgainst"
              label={text('templates.control.against')}
              required
              choices={[
                { value: 'number', label: text('templates.control.againstNumber') },
                ...THRESHOLD_FIGURES.map((value) => ({ value, label: words.t(`template.figure.${value}`) })),
              ]}
            />
          ) : null}
          {(isNumber && against === 'number') || byMonths ? (
            <NumberInput
              control={control}
              name="thresholdNumber"
              label={text(byMonths ? 'templates.control.months' : 'templates.control.number')}
              required
              min={0}
              max={byMonths ? 1200 : 1_000_000}
            />
          ) : null}
          {byDay ? (
            <DayInput control={control} name="thresholdDay" label={text('templates.control.day')} required />
          ) : null}
          {byMonths || byDay ? (
            <SelectInput
              control={control}
              name="relativeTo"
              label={text(byDay ? 'templates.control.unless' : 'templates.control.relativeTo')}
              required={byMonths}
              choices={RELATIVE_TO.map((value) => ({ value, label: words.t(`template.relativeTo.${value}`) }))}
            />
          ) : null}
        </FieldGrid>
      ) : null}
    </>
  );
}

const OP_NAMES = {
  '>': 'over',
  '<': 'under',
  earlier_than: 'earlier_than',
  older_than: 'older_than',
  later_than_or_blank: 'later_than',
} as const;

/** Evidence that counts, rows of the MDS2 that answer the question, and where it comes from: a line each. */
export function SourceFields({ control }: { control: FormControl }) {
  const text = useText();
  const words = useWords();
  return (
    <FieldGrid>
      <Wide>
        <TextInput
          control={control}
          name="hints"
          label={words.t('template.field.evidenceHints')}
          hint={text('templates.control.hintsHint')}
          multiline
        />
      </Wide>
      <TextInput
        control={control}
        name="mds2"
        label={words.t('template.field.mds2')}
        hint={text('templates.control.mds2Hint')}
        multiline
      />
      <TextInput
        control={control}
        name="references"
        label={words.t('template.field.references')}
        hint={text('templates.control.referencesHint')}
        multiline
      />
    </FieldGrid>
  );
}
