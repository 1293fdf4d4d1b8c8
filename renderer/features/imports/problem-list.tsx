import { Box, Button, Table, TableBody, TableCell, TableRow } from '@mui/material';
import { useState } from 'react';
import { IMPORT_PROBLEM_CODES } from '../../../main/domain/import/problems.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { useColumnText } from './column-words.ts';
import type { ImportProblemRow, ImportResult } from './types.ts';

const FIRST = 50;

/** What is wrong with which row, in words. What the file says is shown as text and as nothing else. */
export function ProblemList({ result }: { result: ImportResult }) {
  const text = useText();
  const number = useNumber();
  const columnText = useColumnText();
  const problemText = useProblemText();
  const [all, setAll] = useState(false);
  const shown = all ? result.problems : result.problems.slice(0, FIRST);
  return (
    <Card title={text('imports.check.problems')} flush={result.problems.length > 0}>
      {result.problems.length === 0 ? (
        <Box sx={{ color: paint.muted }}>{text('imports.check.noProblems')}</Box>
      ) : (
        <>
          <Table size="small" aria-label={text('imports.check.problems')} sx={{ '& td': { padding: '7px 14px' } }}>
            <TableBody>
              {shown.map((problem) => (
                <TableRow
                  key={`${problem.row} ${problem.column ?? ''} ${problem.code}`}
                  sx={{
                    '&:first-of-type td': { borderTop: `1px solid ${paint.line}` },
                    '&:last-child td': { borderBottom: 0 },
                  }}
                >
                  <TableCell align="right" sx={{ color: paint.muted, width: 84, whiteSpace: 'nowrap' }}>
                    {text('imports.check.row')} {problem.row}
                  </TableCell>
                  <TableCell sx={{ width: 110 }}>
                    <Tag tone={problem.severity === 'error' ? 'end' : 'near'}>
                      {text(`imports.check.${problem.severity}`)}
                    </Tag>
                  </TableCell>
                  <TableCell sx={{ overflowWrap: 'anywhere' }}>
                    {problem.column ? <strong>{columnText(problem.column)}: </strong> : null}
                    {problemText(problem)}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          {shown.length < result.problems.length || result.moreProblems > 0 ? (
            <Box
              sx={{
                padding: '10px 14px',
                borderTop: `1px solid ${paint.line}`,
                color: paint.muted,
                display: 'flex',
                gap: 1.5,
                alignItems: 'center',
              }}
            >
              {shown.length < result.problems.length ? (
                <Button onClick={() => setAll(true)}>
                  {text('imports.check.showAllProblems', { amount: number(result.problems.length) })}
                </Button>
              ) : null}
              {result.moreProblems > 0
                ? text('imports.check.moreProblems', {
                    count: result.moreProblems,
                    amount: number(result.moreProblems),
                  })
                : null}
            </Box>
          ) : null}
        </>
      )}
    </Card>
  );
}

function useProblemText(): (problem: ImportProblemRow) => string {
  const words = useWords();
  return ({ code, value }) => {
    const known = IMPORT_PROBLEM_CODES.find((one) => one === code);
    return known ? words.t(`importProblem.${known}`, { value: value ?? '' }) : code;
  };
}
