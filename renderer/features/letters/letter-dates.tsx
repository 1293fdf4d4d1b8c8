import { Box, Button, FormControlLabel, Switch } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Control, type UseFormSetValue, useController, useFieldArray, useWatch } from 'react-hook-form';
import { MILESTONES } from '../../../main/domain/model.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { FieldGrid, SelectInput, TextInput } from '../../ui/form-fields.tsx';
import { PartialDayInput } from '../../ui/form-fields-partial-day.tsx';
import { paint } from '../../ui/paint.ts';
import { AddKindDialog } from './add-kind-dialog.tsx';
import { type LetterFields, type LetterValues, newDate } from './letter-form.ts';

type LetterControl = Control<LetterValues, unknown, LetterFields>;

/** The choice that adds a date of the organisation's own; no identifier looks like it. */
const ADD = 'add';

/** The dates as they stand in the letter: `June 2027` stays a month, and the vendor's own word stands beside ours. */
export function LetterDates({
  control,
  setValue,
}: {
  control: LetterControl;
  setValue: UseFormSetValue<LetterValues>;
}) {
  const text = useText();
  const { fields, append, remove } = useFieldArray({ control, name: 'dates' });
  return (
    <Card
      title={text('letters.dates.title')}
      actions={
        <Button variant="text" color="primary" onClick={() => append(newDate('end_of_security_support'))}>
          {text('letters.dates.add')}
        </Button>
      }
    >
      <Box sx={{ display: 'grid', gap: '16px', paddingTop: '6px' }}>
        {fields.map(({ id }, index) => (
          <Box
            key={id}
            role="group"
            aria-label={text('letters.dates.one', { number: index + 1 })}
            sx={index === 0 ? undefined : { borderTop: `1px solid ${paint.line}`, paddingTop: '16px' }}
          >
            <OneDate
              control={control}
              setValue={setValue}
              index={index}
              onRemove={fields.length > 1 ? () => remove(index) : null}
            />
          </Box>
        ))}
      </Box>
    </Card>
  );
}

function OneDate({
  control,
  setValue,
  index,
  onRemove,
}: {
  control: LetterControl;
  setValue: UseFormSetValue<LetterValues>;
  index: number;
  onRemove: (() => void) | null;
}) {
  const text = useText();
  const words = useWords();
  const own = useQuery(orpc.model.milestoneKinds.queryOptions()).data ?? [];
  const [adding, setAdding] = useState(false);
  const [kind, notKnown, deviceId] = useWatch({
    control,
    name: [`dates.${index}.kind`, `dates.${index}.notKnown`, 'deviceId'],
  });
  const { field } = useController({ control, name: `dates.${index}.notKnown` });
  const asksForNew = String(kind) === ADD;
  useEffect(() => {
    if (!asksForNew) return;
    setValue(`dates.${index}.kind`, 'end_of_support');
    setAdding(true);
  }, [asksForNew, index, setValue]);
  return (
    <>
      <FieldGrid columns={3}>
        <SelectInput
          control={control}
          name={`dates.${index}.kind`}
          label={text('records.milestone.kind')}
          required
          choices={[
            ...MILESTONES.map((one) => ({ value: one, label: words.t(`milestone.${one}`) })),
            ...own.map(({ id, name }) => ({ value: id, label: name })),
            { value: ADD, label: text('letters.dates.addKind') },
          ]}
        />
        <PartialDayInput
          control={control}
          name={`dates.${index}.on`}
          label={text('records.milestone.on')}
          required={!notKnown}
          disabled={notKnown}
        />
        <TextInput
          control={control}
          name={`dates.${index}.vendorTerm`}
          label={text('records.milestone.vendorTerm')}
          hint={text('records.milestone.vendorTermHint')}
          maxLength={200}
        />
      </FieldGrid>
      <Box sx={{ display: 'flex', gap: '16px', alignItems: 'center', flexWrap: 'wrap', marginTop: '8px' }}>
        <FormControlLabel
          control={
            <Switch size="small" checked={notKnown} onChange={(event) => field.onChange(event.target.checked)} />
          }
          label={text('records.milestone.notKnown')}
          sx={{ gap: '6px', marginLeft: '-2px', flex: 1 }}
        />
        {deviceId === null ? (
          <Box sx={{ width: 220 }}>
            <TextInput
              control={control}
              name={`dates.${index}.softwareVersion`}
              label={text('letters.dates.version')}
              maxLength={100}
            />
          </Box>
        ) : null}
        {onRemove ? (
          <Button variant="text" onClick={onRemove}>
            {text('letters.dates.remove')}
          </Button>
        ) : null}
      </Box>
      {adding ? (
        <AddKindDialog
          onClose={() => setAdding(false)}
          onDone={(id) => {
            setValue(`dates.${index}.kind`, id);
            setAdding(false);
          }}
        />
      ) : null}
    </>
  );
}
