import { Box, Button, MenuItem, Table, TableBody, TableCell, TableRow, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import { FocusedTitle } from './focused-title.tsx';
import type { ChosenFile } from './types.ts';

/** The first rows of a file as they stand, to point at the one that has the headings. */
export function HeadingsByHand({
  chosen,
  sheet,
  onSheet,
  onChosen,
  onBack,
}: {
  chosen: ChosenFile;
  sheet: string | null;
  onSheet: (sheet: string) => void;
  onChosen: (row: number) => void;
  onBack: () => void;
}) {
  const text = useText();
  const { noun, uploadId } = chosen;
  const look = useQuery(orpc.imports.look.queryOptions({ input: { noun, uploadId, sheet }, gcTime: 0 }));
  return (
    <Box sx={{ display: 'grid', gap: '14px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Box sx={{ flex: 1, minWidth: 240 }}>
          <FocusedTitle>{text('imports.headings.title')}</FocusedTitle>
          <Typography sx={{ color: paint.muted }}>{text('imports.headings.intro')}</Typography>
        </Box>
        {look.data && look.data.sheets.length > 1 ? (
          <TextField
            select
            label={text('imports.check.sheet')}
            value={look.data.sheet ?? ''}
            onChange={(event) => onSheet(event.target.value)}
            sx={{ minWidth: 200 }}
          >
            {look.data.sheets.map((name) => (
              <MenuItem key={name} value={name}>
                {name}
              </MenuItem>
            ))}
          </TextField>
        ) : null}
        <Button onClick={onBack}>{text('imports.result.back')}</Button>
      </Box>
      <Card flush>
        {look.error ? (
          <ErrorState failure={failureOf(look.error)} onRetry={() => void look.refetch()} />
        ) : look.data ? (
          <Box sx={{ overflow: 'auto', maxHeight: 560 }}>
            <Table size="small" aria-label={text('imports.headings.title')}>
              <TableBody>
                {look.data.rows.map(({ row, cells }) => (
                  <TableRow key={row} hover onClick={() => onChosen(row)} sx={{ cursor: 'pointer' }}>
                    <TableCell sx={{ width: 130, whiteSpace: 'nowrap' }}>
                      <Button size="small" aria-label={text('imports.headings.choose', { row })}>
                        {text('imports.headings.row', { row })}
                      </Button>
                    </TableCell>
                    {cells.map((cell, index) => (
                      <TableCell
                        // biome-ignore lint/suspicious/noArrayIndexKey: cells have a place and nothing else
                        key={index}
                        sx={{ whiteSpace: 'nowrap', maxWidth: 200, overflow: 'hidden', textOverflow: 'ellipsis' }}
                      >
                        {cell}
                      </TableCell>
                    ))}
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </Box>
        ) : (
          <Box sx={{ padding: '16px' }}>
            <LoadingLines lines={8} />
          </Box>
        )}
      </Card>
    </Box>
  );
}
