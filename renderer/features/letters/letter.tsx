import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Control, useForm, useWatch } from 'react-hook-form';
import { useNavigate } from 'react-router';
import type { DeviceId } from '../../../main/domain/ids.ts';
import { CONFIDENCES } from '../../../main/domain/model.ts';
import { client } from '../../bridge/client.ts';
import { keepDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { type ChosenDocument, DocumentField } from '../../ui/document-field.tsx';
import { ErrorNote, type ShownFailure } from '../../ui/error-state.tsx';
import { CheckInput, DayInput, FieldGrid, SelectInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { LetterDates } from './letter-dates.tsx';
import { datesOf, type LetterFields, type LetterValues, letterFormSchema } from './letter-form.ts';
import { LetterModels } from './letter-models.tsx';
import { LetterPreview } from './letter-preview.tsx';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The letter on the left in the order in which it is read, on the right what it would change. */
export function Letter({
  vendors,
  device,
  start,
}: {
  vendors: readonly Named[];
  device: { readonly id: DeviceId; readonly name: string } | null;
  start: LetterValues;
}) {
  const text = useText();
  const notice = useNotice();
  const navigate = useNavigate();
  const [document, setDocument] = useState<ChosenDocument>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { control, handleSubmit, setValue, formState } = useForm<LetterValues, unknown, LetterFields>({
    defaultValues: start,
    resolver: zodResolver(letterFormSchema),
  });
  const submit = handleSubmit(async (letter) => {
    setFailure(null);
    const said = datesOf(letter);
    if (said === null) return;
    const { announcedOn, receivedOn, source, confidence, withTask, task } = letter;
    try {
      const documentId = await keepDocument(document, {
        kind: 'vendor_letter',
        title: source,
        datedOn: announcedOn,
        receivedOn,
      });
      const about = { documentId, announcedOn, receivedOn, source, confidence };
      const { dates, movedEarlier } = await client.model.recordLetter({
        ...said,
        ...about,
        task: withTask ? task : null,
      });
      notice({
        text: [
          text('letters.done', { count: dates }),
          movedEarlier === 0 ? '' : text('letters.doneEarlier', { count: movedEarlier }),
        ]
          .join(' ')
          .trim(),
      });
      const [modelId] = letter.modelIds;
      const one = letter.modelIds.length === 1;
      void navigate(
        letter.deviceId !== null
          ? `/devices/${letter.deviceId}?tab=dates`
          : one
            ? `/models/${modelId}`
            : `/vendors/${letter.vendorId}`,
      );
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  const save = (
    <Button type="submit" form="letter" variant="contained" color="primary" loading={formState.isSubmitting}>
      {text('letters.submit')}
    </Button>
  );
  return (
    <Page
      title={text('letters.title')}
      subtitle={text('letters.subtitle')}
      actions={
        <>
          <Button onClick={() => void navigate(-1)}>{text('action.cancel')}</Button>
          {save}
        </>
      }
    >
      <form id="letter" noValidate onSubmit={(event) => void submit(event)}>
        <Columns following side={<LetterPreview control={control} />}>
          <About control={control} vendors={vendors} document={document} onDocument={setDocument} />
          <LetterModels control={control} setValue={setValue} device={device} />
          <LetterDates control={control} setValue={setValue} />
          <Task control={control} />
          {failure ? <ErrorNote failure={failure} /> : null}
        </Columns>
      </form>
    </Page>
  );
}

type LetterControl = Control<LetterValues, unknown, LetterFields>;

/** The paper itself: whose it is, when it came, how sure it is. */
function About({
  control,
  vendors,
  document,
  onDocument,
}: {
  control: LetterControl;
  vendors: readonly Named[];
  document: ChosenDocument;
  onDocument: (document: ChosenDocument) => void;
}) {
  const text = useText();
  const words = useWords();
  const kept = useQuery(orpc.document.list.queryOptions()).data ?? [];
  return (
    <Card title={text('letters.about')}>
      <FieldGrid columns={3}>
        <Wide>
          <DocumentField label={text('letters.document')} value={document} kept={kept} onChange={onDocument} />
        </Wide>
        <SelectInput
          control={control}
          name="vendorId"
          label={text('letters.vendor')}
          required
          autoFocus
          choices={vendors.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DayInput control={control} name="announcedOn" label={text('records.milestone.announcedOn')} />
        <DayInput control={control} name="receivedOn" label={text('records.milestone.receivedOn')} />
        <SelectInput
          control={control}
          name="confidence"
          label={text('records.milestone.confidence')}
          required
          choices={CONFIDENCES.map((one) => ({ value: one, label: words.t(`confidence.${one}`) }))}
        />
        <div style={{ gridColumn: 'span 2' }}>
          <TextInput
            control={control}
            name="source"
            label={text('records.milestone.source')}
            hint={text('records.milestone.sourceHint')}
            maxLength={500}
          />
        </div>
      </FieldGrid>
    </Card>
  );
}

/** What somebody has to do about it. */
function Task({ control }: { control: LetterControl }) {
  const text = useText();
  const withTask = useWatch({ control, name: 'withTask' });
  return (
    <Card title={text('letters.task')}>
      <CheckInput control={control} name="withTask" label={text('letters.withTask')} />
      {withTask ? (
        <div style={{ marginTop: '10px' }}>
          <FieldGrid columns={3}>
            <TextInput
              control={control}
              name="task.title"
              label={text('tasks.field.title')}
              required
              maxLength={200}
              autoFocus
            />
            <DayInput control={control} name="task.dueOn" label={text('tasks.field.dueOn')} />
            <TextInput control={control} name="task.assignee" label={text('tasks.field.assignee')} maxLength={200} />
          </FieldGrid>
        </div>
      ) : null}
    </Card>
  );
}
