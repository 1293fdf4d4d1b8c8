import { FormControlLabel, Switch } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { type Day, daysBetween, type PartialDay } from '../../main/domain/day.ts';
import type { DocumentId, OwnMilestoneId } from '../../main/domain/ids.ts';
import { CONFIDENCES, type Confidence, MILESTONES, type MilestoneKind } from '../../main/domain/model.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { type ChosenDocument, DocumentField } from './document-field.tsx';
import { Note, type ShownFailure } from './error-state.tsx';
import { FormDialog } from './form-dialog.tsx';
import { DayInput, FieldGrid, SelectInput, TextInput, Wide } from './form-fields.tsx';
import { PartialDayInput } from './form-fields-partial-day.tsx';

/** For whom a date is recorded: one device, a software version, a whole model. */
export interface MilestoneScope {
  readonly value: string;
  readonly label: string;
}

/** What a vendor's letter says of one date. */
export interface MilestoneValues {
  /** The word of {@link MilestoneScope}. */
  readonly scope: string;
  readonly kind: MilestoneKind | OwnMilestoneId;
  readonly on: PartialDay | null;
  readonly vendorTerm: string | null;
  readonly source: string | null;
  readonly announcedOn: Day | null;
  readonly receivedOn: Day | null;
  readonly confidence: Confidence;
}

/** Records a date from a vendor, with the vendor's own term and the proof. The history keeps what was said before. */
export function MilestoneDialog({
  title,
  intro,
  kind = 'end_of_support',
  receivedOn,
  scopes,
  ownKinds,
  current,
  kept,
  resolver,
  failureOf,
  onSave,
  onClose,
}: {
  title: string;
  intro?: ReactNode;
  kind?: MilestoneKind | OwnMilestoneId;
  receivedOn: Day | null;
  /** The first is taken unless somebody chooses. */
  scopes: readonly MilestoneScope[];
  /** The dates of the organisation's own. */
  ownKinds: readonly { readonly id: OwnMilestoneId; readonly name: string }[];
  /** The date that is recorded now, for a kind and a scope. */
  current: (kind: string, scope: string) => PartialDay | null;
  kept: readonly { readonly id: DocumentId; readonly title: string }[];
  resolver: Resolver<MilestoneValues, unknown, MilestoneValues>;
  failureOf: (error: unknown) => ShownFailure;
  onSave: (values: MilestoneValues, document: ChosenDocument) => Promise<void>;
  onClose: () => void;
}) {
  const text = useText();
  const words = useWords();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [document, setDocument] = useState<ChosenDocument>(null);
  const [notKnown, setNotKnown] = useState(false);
  const { control, handleSubmit, watch, setError, formState } = useForm<MilestoneValues, unknown, MilestoneValues>({
    defaultValues: {
      scope: scopes[0]?.value ?? '',
      kind,
      on: null,
      vendorTerm: null,
      source: null,
      announcedOn: null,
      receivedOn,
      confidence: 'stated',
    },
    resolver,
  });
  const [shownKind, on, scope] = watch(['kind', 'on', 'scope']);
  const before = current(shownKind, scope);
  const readable = on !== null && /^\d{4}-\d{2}-\d{2}$/.test(on.on) ? on : null;

  const submit = handleSubmit(async (values) => {
    setFailure(null);
    if (values.on === null && !notKnown) {
      setError('on', { type: 'required', message: 'required' }, { shouldFocus: true });
      return;
    }
    try {
      await onSave({ ...values, on: notKnown ? null : values.on }, document);
    } catch (error) {
      setFailure(failureOf(error));
    }
  });

  return (
    <FormDialog
      open
      title={title}
      intro={intro}
      submit={text('records.milestone.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty || document !== null}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGrid>
        <SelectInput
          control={control}
          name="kind"
          label={text('records.milestone.kind')}
          required
          choices={[
            ...MILESTONES.map((one) => ({ value: one, label: words.t(`milestone.${one}`) })),
            ...ownKinds.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <TextInput
          control={control}
          name="vendorTerm"
          label={text('records.milestone.vendorTerm')}
          hint={text('records.milestone.vendorTermHint')}
          maxLength={200}
        />
        <Wide>
          <PartialDayInput
            control={control}
            name="on"
            label={text('records.milestone.on')}
            required={!notKnown}
            disabled={notKnown}
            autoFocus
          />
          <FormControlLabel
            control={<Switch size="small" checked={notKnown} onChange={(event) => setNotKnown(event.target.checked)} />}
            label={text('records.milestone.notKnown')}
            sx={{ marginTop: '6px', marginLeft: '-2px', gap: '6px' }}
          />
        </Wide>
        {before ? (
          <Wide>
            <Move before={before} after={notKnown ? null : readable} />
          </Wide>
        ) : null}
        <Wide>
          <SelectInput
            control={control}
            name="scope"
            label={text('records.milestone.scope')}
            required
            choices={scopes}
          />
        </Wide>
        <DayInput control={control} name="announcedOn" label={text('records.milestone.announcedOn')} />
        <DayInput control={control} name="receivedOn" label={text('records.milestone.receivedOn')} />
        <TextInput
          control={control}
          name="source"
          label={text('records.milestone.source')}
          hint={text('records.milestone.sourceHint')}
          maxLength={500}
        />
        <SelectInput
          control={control}
          name="confidence"
          label={text('records.milestone.confidence')}
          required
          choices={CONFIDENCES.map((one) => ({ value: one, label: words.t(`confidence.${one}`) }))}
        />
        <Wide>
          <DocumentField
            label={text('records.milestone.document')}
            value={document}
            kept={kept}
            onChange={setDocument}
          />
        </Wide>
      </FieldGrid>
    </FormDialog>
  );
}

/** What holds now, and by how much the new date moves it. */
function Move({ before, after }: { before: PartialDay; after: PartialDay | null }) {
  const text = useText();
  const words = useWords();
  const now = text('records.milestone.before', { day: words.partialDay(before) });
  if (after === null || after.on === before.on) return <Note tone="unk">{now}</Note>;
  const days = daysBetween(before.on, after.on);
  return (
    <Note tone={days < 0 ? 'near' : 'plan'} role="status">
      {now}{' '}
      {text(days < 0 ? 'records.milestone.movesEarlier' : 'records.milestone.movesLater', { count: Math.abs(days) })}
    </Note>
  );
}
