import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { daySchema, textSchema } from '../../../main/contract/shared.ts';
import { CLOCK_STARTS, STOP_CLOCK_REASONS } from '../../../main/domain/commitment.ts';
import type { Day } from '../../../main/domain/day.ts';
import type { Id } from '../../../main/domain/ids.ts';
import { EVIDENCE_KINDS, OBLIGATION_DECISIONS } from '../../../main/domain/obligation.ts';
import { START_BASES } from '../../../main/domain/obligation-clock.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { keepDocument } from '../../bridge/documents.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { type ChosenDocument, DocumentField } from '../../ui/document-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { CheckInput, DayInput, FieldGrid, SelectInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import type { ObligationDetail } from './types.ts';

interface DialogProps {
  readonly obligation: ObligationDetail;
  readonly onClose: () => void;
}
interface DatedProps extends DialogProps {
  readonly today: Day;
}

/** What every dialog here does: it saves, says so and closes, or shows why it could not. */
function useStep(done: string, onClose: () => void) {
  const notice = useNotice();
  const { failure, attempt } = useAttempt();
  const run = (work: () => Promise<unknown>) =>
    attempt(async () => {
      await work();
      notice({ text: done });
      onClose();
    });
  return { failure, run };
}

/** A document that a dialog asks for beside its fields. */
function useDocument() {
  const [document, setDocument] = useState<ChosenDocument>(null);
  const kept = useQuery(orpc.document.list.queryOptions()).data ?? [];
  return { document, setDocument, kept };
}

const noteSchema = textSchema.nullable();
const evidenceSchema = z.object({ kind: z.enum(EVIDENCE_KINDS), on: daySchema, meets: z.boolean(), note: noteSchema });

/** What shows that it was met, and on which day. */
export function EvidenceDialog({ obligation: { id, revision }, today, onClose }: DatedProps) {
  const text = useText();
  const words = useWords();
  const { failure, run } = useStep(text('obligations.evidence.done'), onClose);
  const { document, setDocument, kept } = useDocument();
  const { control, handleSubmit, formState } = useForm<z.input<typeof evidenceSchema>>({
    defaultValues: { kind: 'mail', on: today, meets: true, note: null },
    resolver: zodResolver(evidenceSchema),
  });
  const submit = handleSubmit((fields) =>
    run(async () => {
      const documentId = await keepDocument(document, { kind: 'evidence', datedOn: fields.on });
      await client.obligation.addEvidence({ id, revision, ...fields, documentId });
    }),
  );
  return (
    <FormDialog
      open
      title={text('obligations.evidence.dialog')}
      submit={text('obligations.evidence.submit')}
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
          label={text('obligations.evidence.kind')}
          required
          choices={EVIDENCE_KINDS.map((value) => ({ value, label: words.t(`obligation.evidence.${value}`) }))}
        />
        <DayInput control={control} name="on" label={text('obligations.evidence.on')} required autoFocus />
        <Wide>
          <TextInput
            control={control}
            name="note"
            label={text('obligations.evidence.note')}
            multiline
            maxLength={4000}
          />
        </Wide>
        <Wide>
          <CheckInput control={control} name="meets" label={text('obligations.evidence.meets')} />
        </Wide>
        <Wide>
          <DocumentField
            label={text('obligations.evidence.file')}
            value={document}
            kept={kept}
            onChange={setDocument}
          />
        </Wide>
      </FieldGrid>
    </FormDialog>
  );
}

const startSchema = z.object({
  event: z.enum(CLOCK_STARTS),
  on: daySchema,
  basis: z.enum(START_BASES),
  note: noteSchema,
});

/** When the event was that starts the clock, or one that stands in for it. */
export function StartDialog({ obligation, today, onClose }: DatedProps) {
  const text = useText();
  const words = useWords();
  const { id, revision, startsWith, triggerKind } = obligation;
  const { failure, run } = useStep(text('obligations.start.done'), onClose);
  const { control, handleSubmit, formState } = useForm<z.input<typeof startSchema>>({
    defaultValues: { event: startsWith, on: today, basis: 'stated', note: null },
    resolver: zodResolver(startSchema),
  });
  const events = CLOCK_STARTS.filter((event) =>
    triggerKind === 'event' ? event === startsWith : event !== 'MILESTONE_DATE' && event !== 'CONTRACT_END',
  );
  const submit = handleSubmit((fields) => run(() => client.obligation.recordStart({ id, revision, ...fields })));
  return (
    <FormDialog
      open
      title={text('obligations.start.dialog')}
      intro={text('obligations.start.intro')}
      submit={text('obligations.start.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGrid>
        <SelectInput
          control={control}
          name="event"
          label={text('obligations.start.event')}
          required
          choices={events.map((value) => ({ value, label: words.t(`clockStart.${value}`) }))}
        />
        <DayInput control={control} name="on" label={text('obligations.start.on')} required autoFocus />
        <SelectInput
          control={control}
          name="basis"
          label={text('obligations.start.basis')}
          required
          choices={START_BASES.map((value) => ({ value, label: text(`obligations.start.${value}`) }))}
        />
        <Wide>
          <TextInput control={control} name="note" label={text('obligations.start.note')} multiline maxLength={4000} />
        </Wide>
      </FieldGrid>
    </FormDialog>
  );
}

const pauseSchema = z.object({
  from: daySchema,
  until: daySchema.nullable(),
  reason: z.string().min(1),
  note: noteSchema,
});

/** The clock stands still for a reason that the promise allows. */
export function PauseDialog({ obligation, today, onClose }: DatedProps) {
  const text = useText();
  const words = useWords();
  const { id, revision, stopClock } = obligation;
  const { failure, run } = useStep(text('obligations.pauses.done'), onClose);
  const { control, handleSubmit, formState } = useForm<z.input<typeof pauseSchema>>({
    defaultValues: { from: today, until: null, reason: stopClock[0] ?? '', note: null },
    resolver: zodResolver(pauseSchema),
  });
  const submit = handleSubmit((fields) => run(() => client.obligation.pause({ id, revision, ...fields })));
  return (
    <FormDialog
      open
      title={text('obligations.pauses.dialog')}
      intro={text('obligations.pauses.intro')}
      submit={text('obligations.pauses.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGrid>
        <DayInput control={control} name="from" label={text('obligations.pauses.from')} required autoFocus />
        <DayInput
          control={control}
          name="until"
          label={text('obligations.pauses.until')}
          hint={text('obligations.pauses.untilHint')}
        />
        <Wide>
          <SelectInput
            control={control}
            name="reason"
            label={text('obligations.pauses.reason')}
            required
            choices={STOP_CLOCK_REASONS.filter((one) => stopClock.includes(one)).map((value) => ({
              value,
              label: words.t(`stopClock.${value}`),
            }))}
          />
        </Wide>
        <Wide>
          <TextInput
            control={control}
            name="note"
            label={text('obligations.evidence.note')}
            multiline
            maxLength={4000}
          />
        </Wide>
      </FieldGrid>
    </FormDialog>
  );
}

const endSchema = z.object({ until: daySchema });

/** The last day on which it stood still. */
export function EndPauseDialog({
  obligation: { id, revision },
  pauseId,
  today,
  onClose,
}: DatedProps & { readonly pauseId: Id<'pause'> }) {
  const text = useText();
  const { failure, run } = useStep(text('obligations.pauses.ended'), onClose);
  const { control, handleSubmit, formState } = useForm<z.input<typeof endSchema>>({
    defaultValues: { until: today },
    resolver: zodResolver(endSchema),
  });
  const submit = handleSubmit(({ until }) => run(() => client.obligation.endPause({ id, revision, pauseId, until })));
  return (
    <FormDialog
      open
      title={text('obligations.endPause')}
      submit={text('obligations.pauses.endSubmit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <DayInput control={control} name="until" label={text('obligations.pauses.end')} required autoFocus />
    </FormDialog>
  );
}

const decisionSchema = z.object({ decision: z.enum(OBLIGATION_DECISIONS), reason: textSchema.min(1) });

/** Waived, disputed or not applicable, with a reason; the last only with something that shows it. */
export function DecideDialog({ obligation: { id, revision }, onClose }: DialogProps) {
  const text = useText();
  const { failure, run } = useStep(text('obligations.decision.done'), onClose);
  const { document, setDocument, kept } = useDocument();
  const { control, handleSubmit, formState } = useForm<z.input<typeof decisionSchema>>({
    defaultValues: { decision: 'waived', reason: '' },
    resolver: zodResolver(decisionSchema),
  });
  const submit = handleSubmit((fields) =>
    run(async () => {
      const documentId = await keepDocument(document, { kind: 'evidence' });
      await client.obligation.decide({ id, revision, ...fields, documentId });
    }),
  );
  return (
    <FormDialog
      open
      title={text('obligations.decision.dialog')}
      intro={text('obligations.decision.intro')}
      submit={text('obligations.decision.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty || document !== null}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectInput
        control={control}
        name="decision"
        label={text('obligations.decision.what')}
        hint={text('obligations.decision.proofNeeded')}
        required
        choices={OBLIGATION_DECISIONS.map((value) => ({ value, label: text(`obligations.decision.${value}`) }))}
      />
      <TextInput
        control={control}
        name="reason"
        label={text('obligations.decision.reason')}
        required
        multiline
        autoFocus
        maxLength={4000}
      />
      <DocumentField label={text('obligations.decision.proof')} value={document} kept={kept} onChange={setDocument} />
    </FormDialog>
  );
}
