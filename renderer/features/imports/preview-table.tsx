import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { useColumnText } from './column-words.ts';
import { OUTCOME_TONES } from './figures.tsx';
import type { ImportResult } from './types.ts';
import { useValueText } from './value-text.ts';

/** The first rows as they will be written, each with what happens to it. */
export function PreviewTable({ result }: { result: ImportResult }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const columnText = useColumnText();
  const valueText = useValueText();
  if (result.preview.length === 0) return null;
  const columns = [...new Set(result.preview.flatMap(({ values }) => Object.keys(values)))];
  return (
    <Card
      title={text('imports.check.previewTitle')}
      actions={
        <Box component="span" sx={{ color: paint.muted, fontSize: 12.5 }}>
          {text('imports.check.previewShown', { shown: number(result.preview.length), total: number(result.read) })}
        </Box>
      }
      flush
    >
      <Box
        tabIndex={0}
        role="region"
        aria-label={text('imports.check.previewTitle')}
        sx={{ overflow: 'auto', maxHeight: 420 }}
      >
        <Table stickyHeader size="small" sx={{ '& td, & th': { whiteSpace: 'nowrap', padding: '6px 14px' } }}>
          <TableHead>
            <TableRow>
              <TableCell align="right">{text('imports.check.row')}</TableCell>
              <TableCell>{text('imports.check.outcome')}</TableCell>
              {columns.map((column) => (
                <TableCell key={column}>{columnText(column)}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {result.preview.map(({ row, outcome, values }) => (
              <TableRow key={row}>
                <TableCell align="right" sx={{ color: paint.muted }}>
                  {row}
                </TableCell>
                <TableCell>
                  <Tag tone={OUTCOME_TONES[outcome]}>{words.t(`importOutcome.${outcome}`)}</Tag>
                </TableCell>
                {columns.map((column) => (
                  <TableCell key={column} sx={{ maxWidth: 240, overflow: 'hidden', textOverflow: 'ellipsis' }}>
                    {valueText(column, values[column])}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </Card>
  );
}
