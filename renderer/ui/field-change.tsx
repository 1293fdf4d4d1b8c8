import { Box } from '@mui/material';
import { paint } from './paint.ts';

/** From what to what a field was changed: `Department: ICU → OR 3`, with what no longer holds struck through. */
export function FieldChange({ field, before, after }: { field: string; before: string | null; after: string }) {
  return (
    <>
      <Box component="span" sx={{ color: paint.muted }}>
        {field}:{' '}
      </Box>
      {before === null ? null : (
        <>
          <Box component="del" sx={{ color: paint.muted }}>
            {before}
          </Box>
          <span aria-hidden="true"> → </span>
        </>
      )}
      <ins style={{ textDecoration: 'none' }}>{after}</ins>
    </>
  );
}
