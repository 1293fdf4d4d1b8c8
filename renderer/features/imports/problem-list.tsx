import { Box, ButtonBase } from '@mui/material';
import { importProblemText } from '../../../main/words/import-problem.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import type { ImportResult, ProblemKind } from './types.ts';

/** What is wrong, each kind once; with `onChosen` it shows the rows that have it. What the file says is shown as text and as nothing else. */
export function ProblemList({
  result,
  chosen = null,
  onChosen,
}: {
  result: ImportResult;
  chosen?: Pick<ProblemKind, 'code' | 'column'> | null;
  onChosen?: (kind: ProblemKind | null) => void;
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { problemKinds } = result;
  if (problemKinds.length === 0) return null;
  return (
    <Card title={text('imports.check.problems')} flush>
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, maxHeight: 232, overflow: 'auto' }}>
        {problemKinds.map((kind) => {
          const isChosen = chosen !== null && chosen.code === kind.code && chosen.column === kind.column;
          return (
            <Box
              component="li"
              key={`${kind.severity} ${kind.code} ${kind.column ?? ''}`}
              sx={{ borderTop: `1px solid ${paint.line}` }}
            >
              <ButtonBase
                disabled={onChosen === undefined}
                aria-pressed={onChosen ? isChosen : undefined}
                onClick={() => onChosen?.(isChosen ? null : kind)}
                sx={{
                  display: 'grid',
                  gridTemplateColumns: '104px minmax(0, 1fr) auto',
                  gap: '12px',
                  width: '100%',
                  textAlign: 'left',
                  font: 'inherit',
                  alignItems: 'center',
                  padding: '6px 16px',
                  ...(isChosen ? { backgroundColor: paint.accentSoft } : {}),
                  '&:hover': { backgroundColor: isChosen ? paint.accentSoft : paint.head },
                }}
              >
                <span>
                  <Tag tone={kind.severity === 'error' ? 'end' : 'near'}>{text(`imports.check.${kind.severity}`)}</Tag>
                </span>
                <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
                  {importProblemText(kind, words)}
                </Box>
                <Box component="span" sx={{ color: paint.muted, whiteSpace: 'nowrap' }}>
                  {kind.count === 1
                    ? `${text('imports.check.row')} ${kind.row}`
                    : text('imports.check.times', { count: kind.count, amount: number(kind.count) })}
                </Box>
              </ButtonBase>
            </Box>
          );
        })}
      </Box>
    </Card>
  );
}
