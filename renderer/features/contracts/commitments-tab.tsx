import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Standing } from '../../../main/domain/commitment.ts';
import { failureOf } from '../../bridge/failure.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote, ErrorState } from '../../ui/error-state.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint, type Tone } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { CalendarDialog } from './calendar-dialog.tsx';
import { CommitmentDialog } from './commitment-dialog.tsx';
import { useWithinText } from './commitment-words.ts';
import { DefaultsButton } from './defaults-dialog.tsx';
import type { Commitment, ContractDetail } from './types.ts';

/** The tone of what a promise rests on. */
const STANDING_TONES: Readonly<Record<Standing, Tone>> = { contractual: 'ok', untraced: 'near', policy: 'plan' };

/** What was promised in this contract, by whom, within which time, and where it stands on paper. */
export function CommitmentsTab({ contract }: { contract: ContractDetail }) {
  const text = useText();
  const words = useWords();
  const within = useWithinText();
  const notice = useNotice();
  const [editing, setEditing] = useState<Commitment | 'new' | 'calendar' | null>(null);
  const [removing, setRemoving] = useState<Commitment | null>(null);
  const promises = useQuery(orpc.commitment.list.queryOptions({ input: { contractId: contract.id, limit: 1000 } }));
  const remove = useMutation(
    orpc.commitment.remove.mutationOptions({
      onSuccess: () => {
        notice({ text: text('contracts.commitments.removed') });
        setRemoving(null);
      },
    }),
  );
  if (promises.error)
    return (
      <Card>
        <ErrorState failure={failureOf(promises.error)} onRetry={() => void promises.refetch()} />
      </Card>
    );
  if (!promises.data) return <LoadingPage />;
  const { rows } = promises.data;
  const add = (
    <>
      <May change="commitment.saveCalendar">
        <Button onClick={() => setEditing('calendar')}>{text('contracts.calendar.button')}</Button>
      </May>
      <May change="commitment.create">
        <Button variant="contained" color="primary" onClick={() => setEditing('new')}>
          {text('contracts.commitments.add')}
        </Button>
      </May>
    </>
  );
  const untraced = rows.filter(({ standing }) => standing === 'untraced').length;
  const close = () => setEditing(null);

  return (
    <>
      {rows.length === 0 ? (
        <Card>
          <EmptyState
            title={text('contracts.commitments.none')}
            text={text('contracts.commitments.noneText')}
            actions={
              <>
                <DefaultsButton contractId={contract.id} number={contract.number} />
                {add}
              </>
            }
          />
        </Card>
      ) : (
        <Card
          title={text('contracts.commitments.list')}
          actions={
            <>
              <DefaultsButton contractId={contract.id} number={contract.number} />
              {add}
            </>
          }
          flush
        >
          {untraced === 0 ? null : (
            <Box sx={{ padding: '0 16px 10px', color: paint.muted, fontSize: 12.5 }}>
              {text('contracts.commitments.untracedNote', { count: untraced })}
            </Box>
          )}
          <Table aria-label={text('contracts.commitments.list')}>
            <TableHead>
              <TableRow>
                {(['what', 'severity', 'within', 'who', 'about', 'paper'] as const).map((column) => (
                  <TableCell key={column}>{text(`contracts.commitments.column.${column}`)}</TableCell>
                ))}
                <TableCell />
              </TableRow>
            </TableHead>
            <TableBody>
              {rows.map((commitment) => (
                <Row
                  key={commitment.id}
                  commitment={commitment}
                  onEdit={() => setEditing(commitment)}
                  onRemove={() => setRemoving(commitment)}
                />
              ))}
            </TableBody>
          </Table>
        </Card>
      )}
      {editing === 'calendar' ? (
        <CalendarDialog onClose={close} />
      ) : editing === null ? null : (
        <CommitmentDialog contract={contract} commitment={editing === 'new' ? null : editing} onClose={close} />
      )}
      {removing ? (
        <ConfirmDialog
          open
          title={text('contracts.commitments.removeTitle')}
          text={
            <Box sx={{ display: 'grid', gap: 1.5 }}>
              {text('contracts.commitments.removeText', {
                what: words.t(`commitmentKind.${removing.kind}`),
                within: within(removing),
              })}
              {remove.error ? <ErrorNote failure={failureOf(remove.error)} /> : null}
            </Box>
          }
          confirm={text('contracts.commitments.remove')}
          destructive
          busy={remove.isPending}
          onConfirm={() => remove.mutate({ id: removing.id, revision: removing.revision })}
          onClose={() => setRemoving(null)}
        />
      ) : null}
    </>
  );
}

function Row({ commitment, onEdit, onRemove }: { commitment: Commitment; onEdit: () => void; onRemove: () => void }) {
  const text = useText();
  const words = useWords();
  const within = useWithinText();
  const place = usePlace();
  const about = useAbout();
  const what = words.t(`commitmentKind.${commitment.kind}`);
  const beside = about(commitment);
  return (
    <TableRow sx={{ '&:last-child td, &:last-child th': { borderBottom: 0 } }}>
      <TableCell component="th" scope="row" sx={{ fontWeight: 600 }}>
        {what}
      </TableCell>
      <TableCell>{words.t(`severity.${commitment.severity}`)}</TableCell>
      <TableCell>{within(commitment)}</TableCell>
      <TableCell>{words.t(`obligor.${commitment.obligor}`)}</TableCell>
      <TableCell sx={{ overflowWrap: 'break-word', minWidth: 96 }}>{beside}</TableCell>
      <TableCell>
        <Tag tone={STANDING_TONES[commitment.standing]}>{words.t(`standing.${commitment.standing}`)}</Tag>
        <Faint>{place(commitment)}</Faint>
      </TableCell>
      <TableCell align="right" sx={{ paddingTop: '5px', paddingBottom: '5px', whiteSpace: 'nowrap' }}>
        <May change="commitment.update">
          <Button
            variant="text"
            color="primary"
            aria-label={text('contracts.commitments.editLabel', { what })}
            onClick={onEdit}
          >
            {text('contracts.commitments.edit')}
          </Button>
        </May>
        <May change="commitment.remove">
          <Button
            variant="text"
            color="primary"
            aria-label={text('contracts.commitments.removeLabel', { what })}
            onClick={onRemove}
          >
            {text('contracts.commitments.remove')}
          </Button>
        </May>
      </TableCell>
    </TableRow>
  );
}

function Faint({ children }: { children: ReactNode }) {
  return children ? <Box sx={{ color: paint.muted, fontSize: 12.5, overflowWrap: 'anywhere' }}>{children}</Box> : null;
}

/** Where a promise stands on paper, as far as that is known. */
function usePlace(): (commitment: Commitment) => string | null {
  const text = useText();
  return ({ clause, page }) => {
    if (clause === null) return page === null ? null : text('contracts.commitments.pageOnly', { page });
    return page === null
      ? text('contracts.commitments.clauseOnly', { clause })
      : text('contracts.commitments.place', { clause, page });
  };
}

/** What a promise is about, and for which time, where that is not everything. */
function useAbout(): (commitment: Commitment) => string {
  const text = useText();
  const words = useWords();
  return ({ scope, validFrom, validTo }) => {
    const names = [...scope.models, ...scope.versions].map(({ name }) => name).concat(scope.components);
    const from = validFrom === null ? '' : words.day(validFrom);
    const to = validTo === null ? '' : words.day(validTo);
    const time =
      validFrom !== null && validTo !== null
        ? text('contracts.commitments.validFromTo', { from, to })
        : validFrom !== null
          ? text('contracts.commitments.validFrom', { from })
          : validTo !== null
            ? text('contracts.commitments.validTo', { to })
            : null;
    const what = scope.kind === 'all' ? words.t('commitmentScope.all') : names.join(', ');
    return time === null ? what : `${what}, ${time}`;
  };
}
