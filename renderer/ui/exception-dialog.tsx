import { type ReactNode, useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { type Day, parseDay } from '../../main/domain/day.ts';
import {
  EXCEPTION_KINDS,
  type ExceptionKind,
  type ExceptionProblem,
  exceptionProblem,
  latestEnd,
} from '../../main/domain/exception.ts';
import type { DocumentId } from '../../main/domain/ids.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { type ChosenDocument, DocumentField } from './document-field.tsx';
import { Note, type ShownFailure } from './error-state.tsx';
import { FormDialog } from './form-dialog.tsx';
import { DayInput, FieldGrid, SelectInput, SuggestInput, TextInput, Wide } from './form-fields.tsx';

/** What a person enters about an exception; the document stands apart. */
export interface ExceptionValues {
  readonly title: string;
  readonly kind: ExceptionKind;
  readonly reason: string;
  readonly owner: string;
  readonly decidedOn: Day | null;
  readonly endsOn: Day | null;
}
/** The same, checked. */
export type ExceptionFields = ExceptionValues & { readonly decidedOn: Day; readonly endsOn: Day };

/** Records an accepted risk or a compensating control. With `changing` its kind and its last day stay: they have ways of their own. */
export function ExceptionDialog({
  title,
  intro,
  submit: submitText,
  today,
  values,
  changing = false,
  forGate = false,
  document: first,
  people,
  kept,
  resolver,
  failureOf,
  onSave,
  onClose,
}: {
  title: string;
  intro?: ReactNode;
  submit: string;
  today: Day;
  values: Partial<ExceptionValues>;
  changing?: boolean;
  /** For a gate of procurement: only an accepted risk opens it, and no devices are in question. */
  forGate?: boolean;
  document: DocumentId | null;
  /** Names that are known already. */
  people: readonly string[];
  kept: readonly { readonly id: DocumentId; readonly title: string }[];
  resolver: Resolver<ExceptionValues, unknown, ExceptionFields>;
  failureOf: (error: unknown) => ShownFailure;
  onSave: (fields: ExceptionFields, document: ChosenDocument) => Promise<void>;
  onClose: () => void;
}) {
  const text = useText();
  const words = useWords();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [problem, setProblem] = useState<ExceptionProblem | null>(null);
  const [document, setDocument] = useState<ChosenDocument>(first);
  const { control, handleSubmit, watch, setError, formState } = useForm<ExceptionValues, unknown, ExceptionFields>({
    defaultValues: {
      title: '',
      kind: 'risk_acceptance',
      reason: '',
      owner: '',
      decidedOn: today,
      endsOn: null,
      ...values,
    },
    resolver,
  });
  const [kind, typedDay] = watch(['kind', 'decidedOn']);
  const decidedOn = parseDay(typedDay ?? '') ?? today;
  const latest = words.day(latestEnd(decidedOn));
  const label = (name: keyof ExceptionValues) => text(`exceptions.dialog.field.${name}`);

  const submit = handleSubmit(async (fields) => {
    setFailure(null);
    const found = exceptionProblem(fields, today);
    // It may have been extended since it was decided.
    const broken = found === 'ends_too_late' && changing ? null : found;
    setProblem(broken);
    if (broken !== null) {
      const field = broken === 'decided_in_future' || changing ? 'decidedOn' : 'endsOn';
      return setError(field, { type: 'rule', message: broken }, { shouldFocus: true });
    }
    try {
      await onSave(fields, document);
    } catch (error) {
      setFailure(failureOf(error));
    }
  });

  return (
    <FormDialog
      open
      title={title}
      intro={intro}
      submit={submitText}
      busy={formState.isSubmitting}
      dirty={formState.isDirty || document !== first}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGrid>
        {changing || forGate ? null : (
          <Wide>
            <SelectInput
              control={control}
              name="kind"
              label={label('kind')}
              required
              choices={EXCEPTION_KINDS.map((value) => ({ value, label: words.t(`exception.kind.${value}`) }))}
            />
          </Wide>
        )}
        <Wide>
          <TextInput
            control={control}
            name="title"
            label={label('title')}
            hint={text('exceptions.dialog.titleHint')}
            required
            autoFocus
            maxLength={200}
          />
        </Wide>
        <Wide>
          <TextInput
            control={control}
            name="reason"
            label={label('reason')}
            hint={text('exceptions.dialog.reasonHint')}
            required
            multiline
            maxLength={4000}
          />
        </Wide>
        <Wide>
          <SuggestInput
            control={control}
            name="owner"
            label={label('owner')}
            hint={text('exceptions.dialog.ownerHint')}
            required
            suggestions={people}
          />
        </Wide>
        <DayInput control={control} name="decidedOn" label={label('decidedOn')} required />
        {changing ? null : (
          <DayInput
            control={control}
            name="endsOn"
            label={label('endsOn')}
            required
            hint={text('exceptions.dialog.endsOnHint', { day: latest })}
          />
        )}
        <Wide>
          <DocumentField
            label={text('exceptions.dialog.document')}
            value={document}
            kept={kept}
            onChange={setDocument}
          />
        </Wide>
      </FieldGrid>
      {problem ? (
        <Note tone="near" role="alert">
          {text(`exceptions.dialog.problem.${problem}`, { day: latest })}
        </Note>
      ) : null}
      {changing ? null : (
        <Note tone="plan" role="status">
          {forGate
            ? text('signOff.candidate.note')
            : text(kind === 'risk_acceptance' ? 'exceptions.dialog.acceptance' : 'exceptions.dialog.control')}
        </Note>
      )}
    </FormDialog>
  );
}
