import { Box, MenuItem, TextField } from '@mui/material';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Note } from '../../ui/error-state.tsx';
import type { DateOrder, ImportResult } from './types.ts';

const ORDERS = ['dmy', 'mdy'] as const;

/** What only a person knows of a file: which of its sheets is meant, and whether its dates begin with the day or the month. */
export function Questions({
  file,
  sheet,
  dateOrder,
  onSheet,
  onDateOrder,
}: {
  file: ImportResult['file'];
  sheet: string | null;
  dateOrder: DateOrder | null;
  onSheet: (sheet: string) => void;
  onDateOrder: (order: DateOrder | null) => void;
}) {
  const text = useText();
  const number = useNumber();
  const { workbook, ambiguousDates, ambiguousDate } = file;
  const asksSheet = workbook !== null && workbook.sheets.length > 1;
  const asksOrder = ambiguousDates > 0 || dateOrder !== null;
  if (!asksSheet && !asksOrder) return null;
  return (
    <Box sx={{ display: 'grid', gap: '12px' }}>
      {asksOrder && dateOrder === null ? (
        <Note tone="near">
          {text('imports.check.ambiguousDates', {
            count: ambiguousDates,
            amount: number(ambiguousDates),
            example: ambiguousDate ?? '',
          })}
        </Note>
      ) : null}
      <Box sx={{ display: 'grid', gap: '16px', gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))' }}>
        {asksSheet ? (
          <TextField
            select
            label={text('imports.check.sheet')}
            helperText={sheet === null ? text('imports.check.sheetGuessed') : undefined}
            value={workbook.sheet}
            onChange={(event) => onSheet(event.target.value)}
          >
            {workbook.sheets.map(({ name, rows, fit }) => (
              <MenuItem key={name} value={name}>
                {text(fit > 0 ? 'imports.check.sheetFits' : 'imports.check.sheetOther', {
                  name,
                  rows: number(rows),
                  fit: number(fit),
                })}
              </MenuItem>
            ))}
          </TextField>
        ) : null}
        {asksOrder ? (
          <TextField
            select
            label={text('imports.check.dateOrder')}
            value={dateOrder ?? ''}
            slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
            onChange={(event) => onDateOrder(ORDERS.find((one) => one === event.target.value) ?? null)}
          >
            <MenuItem value="">{text('imports.check.dateOrders.open')}</MenuItem>
            {ORDERS.map((one) => (
              <MenuItem key={one} value={one}>
                {text(`imports.check.dateOrders.${one}`)}
              </MenuItem>
            ))}
          </TextField>
        ) : null}
      </Box>
    </Box>
  );
}
