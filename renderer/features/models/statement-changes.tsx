import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import { type Statement, type StatementDetail, useMds2Text } from './mds2-text.ts';
import { LineAnswer, LineRemark } from './statement-sections.tsx';

/** The rows in which two statements differ; the one that was released first stands at the left. */
export function StatementChanges({
  statement,
  other,
  onBack,
}: {
  statement: StatementDetail;
  other: Statement;
  onBack: () => void;
}) {
  const text = useText();
  const words = useWords();
  const { row, day, name } = useMds2Text();
  const [before, after] = inOrder(statement, other);
  const compared = useQuery(orpc.mds2.compare.queryOptions({ input: { before: before.id, after: after.id } }));
  const back = <Button onClick={onBack}>{text('mds2.compare.back')}</Button>;
  if (compared.data === undefined) {
    return (
      <Card title={text('mds2.compare.title')} actions={back}>
        {compared.error ? (
          <ErrorState failure={failureOf(compared.error)} onRetry={() => void compared.refetch()} />
        ) : (
          <LoadingLines lines={6} />
        )}
      </Card>
    );
  }
  const { differences } = compared.data;
  if (differences.length === 0) {
    return (
      <Card>
        <EmptyState title={text('mds2.compare.none')} text={text('mds2.compare.noneText')} actions={back} />
      </Card>
    );
  }
  const heading = (one: Pick<Statement, 'documentNumber' | 'releasedOn'>) =>
    text('mds2.compare.from', { document: name(one), released: day(one.releasedOn) });
  const absent = (
    <Box component="span" sx={{ color: paint.muted }}>
      {text('mds2.compare.notThere')}
    </Box>
  );
  return (
    <Card title={text('mds2.compare.count', { count: differences.length })} actions={back} flush>
      <Table size="small" aria-label={text('mds2.compare.title')} sx={{ '& td, & th': { verticalAlign: 'top' } }}>
        <TableHead>
          <TableRow>
            <TableCell>{text('mds2.page.row')}</TableCell>
            <TableCell>{text('mds2.page.question')}</TableCell>
            <TableCell>{heading(before)}</TableCell>
            <TableCell>{heading(after)}</TableCell>
            <TableCell>{text('mds2.compare.changed')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {differences.map(({ identifier, kind, before: from, after: to }) => (
            <TableRow key={identifier} sx={{ '&:last-child td, &:last-child th': { borderBottom: 0 } }}>
              <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap', color: paint.muted, fontWeight: 400 }}>
                {identifier}
              </TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>{row(identifier) || (to ?? from)?.question}</TableCell>
              {[from, to].map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: before and after have no other name
                <TableCell key={index} sx={{ overflowWrap: 'anywhere' }}>
                  {line === null ? (
                    absent
                  ) : (
                    <>
                      <LineAnswer line={line} />
                      {kind === 'remark' ? <LineRemark line={line} /> : null}
                    </>
                  )}
                </TableCell>
              ))}
              <TableCell>{words.t(`mds2.difference.${kind}`)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

/** The older release first; without two days, the one that was taken in first. */
function inOrder(a: Statement, b: Statement): readonly [Statement, Statement] {
  const [x, y] = [a.releasedOn ?? a.createdAt, b.releasedOn ?? b.createdAt];
  return x < y || (x === y && a.createdAt < b.createdAt) ? [a, b] : [b, a];
}
