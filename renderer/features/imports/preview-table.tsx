import { Box, ButtonBase, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useState } from 'react';
import { shownChanges } from '../../../main/words/history.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { FieldChange } from '../../ui/field-change.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { useColumnText } from './column-words.ts';
import { OUTCOME_TONES } from './figures.tsx';
import type { ImportOutcome, ImportResult } from './types.ts';
import { useValueText } from './value-text.ts';

const OUTCOMES = ['created', 'updated', 'unchanged', 'rejected'] as const;

/** The first rows of each outcome as they will be written, with what they change from what to what. */
export function PreviewTable({ result }: { result: ImportResult }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const columnText = useColumnText();
  const valueText = useValueText();
  const [only, setOnly] = useState<ImportOutcome | null>(null);
  if (result.preview.length === 0) return null;
  const columns = [...new Set(result.preview.flatMap(({ values }) => Object.keys(values)))];
  const listed = result.preview.filter(({ outcome }) => only === null || outcome === only);
  const total = only === null ? result.read : result[only];
  const anyChanges = listed.some(({ changes }) => changes.length > 0);
  return (
    <Card
      title={text('imports.check.previewTitle')}
      actions={
        <Box component="span" sx={{ color: paint.muted, fontSize: 12.5 }}>
          {text('imports.check.previewShown', { shown: number(listed.length), total: number(total) })}
        </Box>
      }
      flush
    >
      <Box sx={{ display: 'flex', gap: '6px', flexWrap: 'wrap', padding: '0 14px 10px' }}>
        {([null, ...OUTCOMES] as const).map((outcome) => (
          <ButtonBase
            key={outcome ?? 'all'}
            aria-pressed={only === outcome}
            disabled={outcome !== null && result[outcome] === 0}
            onClick={() => setOnly(outcome)}
            sx={{
              padding: '2px 10px',
              borderRadius: '999px',
              fontSize: 12.5,
              border: `1px solid ${only === outcome ? paint.accent : paint.lineStrong}`,
              backgroundColor: only === outcome ? paint.accentSoft : paint.surface,
              color: only === outcome ? paint.accent : paint.text,
              '&:disabled': { color: paint.faint },
            }}
          >
            {outcome === null
              ? text('imports.check.allRows', { amount: number(result.read) })
              : `${text(`imports.check.${outcome}`)} ${number(result[outcome])}`}
          </ButtonBase>
        ))}
      </Box>
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
              {anyChanges ? <TableCell>{text('imports.check.changes')}</TableCell> : null}
              {columns.map((column) => (
                <TableCell key={column}>{columnText(column)}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {listed.map(({ row, outcome, values, changes }) => (
              <TableRow key={row}>
                <TableCell align="right" sx={{ color: paint.muted }}>
                  {row}
                </TableCell>
                <TableCell>
                  <Tag tone={OUTCOME_TONES[outcome]}>{words.t(`importOutcome.${outcome}`)}</Tag>
                </TableCell>
                {anyChanges ? (
                  <TableCell>
                    {shownChanges(changes, words).map((change) => (
                      <div key={`${change.field} ${change.after}`}>
                        <FieldChange {...change} />
                      </div>
                    ))}
                  </TableCell>
                ) : null}
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
