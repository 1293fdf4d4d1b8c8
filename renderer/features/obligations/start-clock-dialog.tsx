import { zodResolver } from '@hookform/resolvers/zod';
import { Box, Checkbox, FormControlLabel } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { daySchema, nameSchema, textSchema } from '../../../main/contract/shared.ts';
import type { Day } from '../../../main/domain/day.ts';
import type { CommitmentId } from '../../../main/domain/ids.ts';
import { HAND_STARTS } from '../../../main/domain/obligation.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Note, type ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DayInput, FieldGrid, SelectInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';

const schema = z.object({
  event: z.enum(HAND_STARTS),
  on: daySchema,
  title: nameSchema,
  note: textSchema.nullable(),
});

/** Promises that the dialog offers; whoever has more starts them from the list of a contract. */
const OFFERED = 500;

/** Something happened that no file tells of: the clocks of the promises that a person chooses start. */
export function StartClockDialog({ today, onClose }: { today: Day; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<CommitmentId>>(new Set());
  const [missing, setMissing] = useState(false);
  const { control, handleSubmit, formState } = useForm<z.input<typeof schema>>({
    defaultValues: { event: 'HOSPITAL_REQUEST', on: today, title: '', note: null },
    resolver: zodResolver(schema),
  });
  const event = useWatch({ control, name: 'event' });
  const promises = useQuery(orpc.commitment.list.queryOptions({ input: { limit: OFFERED } }));
  const fitting = promises.data?.rows.filter(({ clockStart }) => clockStart === event) ?? [];
  const submit = handleSubmit(async (fields) => {
    setFailure(null);
    const commitmentIds = fitting.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
    setMissing(commitmentIds.length === 0);
    if (commitmentIds.length === 0) return;
    try {
      const { ids } = await client.obligation.startClock({ ...fields, commitmentIds });
      notice({ text: text('obligations.by.done', { count: ids.length }) });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  const toggle = (id: CommitmentId) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <FormDialog
      open
      title={text('obligations.by.dialog')}
      intro={text('obligations.by.intro')}
      submit={text('obligations.by.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty || chosen.size > 0}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGrid>
        <SelectInput
          control={control}
          name="event"
          label={text('obligations.by.event')}
          required
          choices={HAND_STARTS.map((value) => ({ value, label: words.t(`clockStart.${value}`) }))}
        />
        <DayInput control={control} name="on" label={text('obligations.by.on')} required />
        <Wide>
          <TextInput control={control} name="title" label={text('obligations.by.title')} required maxLength={200} />
        </Wide>
        <Wide>
          <Box component="fieldset" sx={{ border: 0, margin: 0, padding: 0, maxHeight: 240, overflow: 'auto' }}>
            <Box component="legend" sx={{ color: paint.muted, fontSize: 12.5, padding: 0 }}>
              {text('obligations.by.promises')}
            </Box>
            {promises.data && fitting.length === 0 ? <Box>{text('obligations.by.none')}</Box> : null}
            {fitting.map((promise) => (
              <FormControlLabel
                key={promise.id}
                sx={{ display: 'flex' }}
                control={<Checkbox checked={chosen.has(promise.id)} onChange={() => toggle(promise.id)} />}
                label={[
                  words.t(`commitmentKind.${promise.kind}`),
                  words.t(`durationText.${promise.unit}`, { count: promise.amount }),
                  promise.vendor ?? words.t('obligation.own'),
                  promise.contract,
                ]
                  .filter(Boolean)
                  .join(', ')}
              />
            ))}
          </Box>
        </Wide>
      </FieldGrid>
      {missing ? (
        <Note tone="near" role="alert">
          {text('obligations.by.choose')}
        </Note>
      ) : null}
    </FormDialog>
  );
}
