import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { failureOf } from '../../bridge/failure.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { Mds2Dialog } from './mds2-dialog.tsx';
import { type Statement, useMds2Text } from './mds2-text.ts';
import type { ModelDetail } from './types.ts';

/** What the manufacturer declares of the security of the model, the latest release first. */
export function StatementsTab({ model }: { model: ModelDetail }) {
  const text = useText();
  const [adding, setAdding] = useState(false);
  const statements = useQuery(orpc.mds2.list.queryOptions({ input: { modelId: model.id } }));
  const add = (
    <May change="mds2.take">
      <Button onClick={() => setAdding(true)}>{text('mds2.list.add')}</Button>
    </May>
  );
  return (
    <>
      {statements.data === undefined ? (
        <Card>
          {statements.error ? (
            <ErrorState failure={failureOf(statements.error)} onRetry={() => void statements.refetch()} />
          ) : (
            <LoadingLines lines={4} />
          )}
        </Card>
      ) : statements.data.length === 0 ? (
        <Card>
          <EmptyState title={text('mds2.list.emptyTitle')} text={text('mds2.list.emptyText')} actions={add} />
        </Card>
      ) : (
        <Card title={text('mds2.list.title')} actions={add} flush>
          <StatementTable statements={statements.data} />
        </Card>
      )}
      {adding ? <Mds2Dialog model={model} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function StatementTable({ statements }: { statements: readonly Statement[] }) {
  const text = useText();
  const words = useWords();
  const { day, name } = useMds2Text();
  return (
    <Table size="small" aria-label={text('mds2.list.title')}>
      <TableHead>
        <TableRow>
          <TableCell>{text('mds2.list.document')}</TableCell>
          <TableCell>{text('mds2.list.edition')}</TableCell>
          <TableCell>{text('mds2.list.answers')}</TableCell>
          <TableCell align="right">{text('mds2.list.released')}</TableCell>
          <TableCell align="right">{text('mds2.list.takenIn')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {statements.map((one) => (
          <TableRow key={one.id} sx={{ '&:last-child td, &:last-child th': { borderBottom: 0 } }}>
            <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere', minWidth: 130 }}>
              <Link component={RouterLink} to={`/statements/${one.id}`} sx={{ fontWeight: 550 }}>
                {name(one)}
              </Link>
              <Box sx={{ color: paint.muted, fontSize: 12.5 }}>{one.models ?? one.fileName}</Box>
            </TableCell>
            <TableCell sx={{ whiteSpace: 'nowrap' }}>
              {one.edition === 'hn1_2019' ? (
                words.t(`mds2.edition.${one.edition}`)
              ) : (
                <Tag tone="end">{words.t(`mds2.edition.${one.edition}`)}</Tag>
              )}
            </TableCell>
            <TableCell>
              {one.edition === 'hn1_2019'
                ? text('mds2.list.answerCounts', {
                    yes: one.answers.yes,
                    no: one.answers.no,
                    na: one.answers.notApplicable,
                  })
                : text('mds2.list.onlyHeading')}
              {one.missing > 0 ? (
                <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
                  {text('mds2.list.missing', { count: one.missing })}
                </Box>
              ) : null}
            </TableCell>
            <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
              {day(one.releasedOn)}
            </TableCell>
            <TableCell align="right" sx={{ whiteSpace: 'nowrap', color: paint.muted }}>
              {words.day(one.createdAt.slice(0, 10) as Parameters<typeof words.day>[0])}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
