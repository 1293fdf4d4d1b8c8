import { Box, TextField } from '@mui/material';
import { useState } from 'react';
import type { FieldValues } from 'react-hook-form';
import type { Money } from '../../main/domain/money.ts';
import { useText } from '../i18n/i18n.ts';
import { type FieldProps, useField } from './form-fields.tsx';

/** An amount with its currency. Both empty is no amount; a decimal comma is taken for a point. */
export function MoneyInput<Values extends FieldValues, Out>(props: FieldProps<Values, Out>) {
  const text = useText();
  const { field, error, helperText } = useField(props);
  const value = (field.value as Money | null | undefined) ?? null;
  const [amount, setAmount] = useState(value?.amount ?? '');
  const [currency, setCurrency] = useState(value?.currency ?? '');
  const change = (nextAmount: string, nextCurrency: string) => {
    setAmount(nextAmount);
    setCurrency(nextCurrency);
    const both = { amount: nextAmount.trim().replace(/,(?=\d{1,4}$)/, '.'), currency: nextCurrency.trim() };
    field.onChange(both.amount === '' && both.currency === '' ? null : both);
  };
  return (
    <Box role="group" aria-label={props.label} sx={{ display: 'grid', gridTemplateColumns: '1fr 96px', gap: '8px' }}>
      <TextField
        name={`${field.name}.amount`}
        label={props.label}
        value={amount}
        onChange={(event) => change(event.target.value, currency)}
        onBlur={field.onBlur}
        inputRef={field.ref}
        error={error}
        helperText={helperText}
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off', maxLength: 20 } }}
      />
      <TextField
        name={`${field.name}.currency`}
        label={text('form.currency')}
        value={currency}
        onChange={(event) => change(amount, event.target.value.toUpperCase())}
        onBlur={field.onBlur}
        error={error}
        placeholder="EUR"
        slotProps={{ htmlInput: { maxLength: 3, autoComplete: 'off' } }}
      />
    </Box>
  );
}
