import { Box, TextField } from '@mui/material';
import type { FieldValues } from 'react-hook-form';
import type { Money } from '../../../main/domain/money.ts';
import { useText } from '../../i18n/i18n.ts';
import { type FieldProps, useField } from '../../ui/form-fields.tsx';

const USUAL_CURRENCY = 'EUR';

/** An amount and its currency; no amount means no price. */
export function PriceField<Values extends FieldValues, Out>(props: FieldProps<Values, Out>) {
  const text = useText();
  const { field, error } = useField(props);
  const value = (field.value ?? null) as Money | null;
  const change = (amount: string, currency: string) =>
    field.onChange(amount.trim() === '' ? null : { amount: amount.trim(), currency: currency.trim().toUpperCase() });
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 92px', gap: 1, alignItems: 'start' }}>
      <TextField
        name={field.name}
        label={props.label}
        value={value?.amount ?? ''}
        onChange={(event) => change(event.target.value, value?.currency ?? USUAL_CURRENCY)}
        onBlur={field.onBlur}
        inputRef={field.ref}
        error={error}
        helperText={error ? text('contracts.problem.price') : undefined}
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
      />
      <TextField
        label={text('form.currency')}
        value={value?.currency ?? USUAL_CURRENCY}
        disabled={value === null}
        onChange={(event) => change(value?.amount ?? '', event.target.value)}
        onBlur={field.onBlur}
        slotProps={{ htmlInput: { maxLength: 3, autoComplete: 'off' } }}
      />
    </Box>
  );
}
