import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf } from '../../bridge/failure.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { CommitmentDialog } from './commitment-dialog.tsx';
import { useWithinText } from './contract-words.ts';
import { DefaultsButton } from './defaults-dialog.tsx';
import type { Commitment, ContractDetail } from './types.ts';

/** What was promised in this contract, by whom and within which time. */
export function CommitmentsTab({ contract }: { contract: ContractDetail }) {
  const text = useText();
  const words = useWords();
  const within = useWithinText();
  const notice = useNotice();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Commitment | null>(null);
  const remove = useMutation(
    orpc.contract.removeCommitment.mutationOptions({
      onSuccess: () => {
        notice({ text: text('contracts.commitments.removed') });
        setRemoving(null);
      },
    }),
  );
  const add = (
    <May change="contract.saveCommitment">
      <Button variant="contained" color="primary" onClick={() => setAdding(true)}>
        {text('contracts.commitments.add')}
      </Button>
    </May>
  );

  return (
    <>
      {contract.commitments.length === 0 ? (
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
          <Table aria-label={text('contracts.commitments.list')}>
            <TableHead>
              <TableRow>
                <TableCell>{text('contracts.commitments.column.what')}</TableCell>
                <TableCell>{text('contracts.commitments.column.severity')}</TableCell>
                <TableCell>{text('contracts.commitments.column.within')}</TableCell>
                <TableCell>{text('contracts.commitments.column.who')}</TableCell>
                <TableCell>{text('contracts.commitments.column.clause')}</TableCell>
                <TableCell />
              </TableRow>
            </TableHead>
            <TableBody>
              {contract.commitments.map((commitment) => (
                <TableRow key={commitment.id} sx={{ '&:last-child td, &:last-child th': { borderBottom: 0 } }}>
                  <TableCell component="th" scope="row" sx={{ fontWeight: 600 }}>
                    {words.t(`commitmentKind.${commitment.kind}`)}
                  </TableCell>
                  <TableCell>{words.t(`severity.${commitment.severity}`)}</TableCell>
                  <TableCell>{within(commitment)}</TableCell>
                  <TableCell>{words.t(`obligor.${commitment.obligor}`)}</TableCell>
                  <TableCell>
                    {commitment.clause ?? (
                      <Box component="span" sx={{ color: paint.faint }}>
                        {text('contracts.commitments.noClause')}
                      </Box>
                    )}
                  </TableCell>
                  <TableCell align="right" sx={{ paddingTop: '5px', paddingBottom: '5px' }}>
                    <May change="contract.removeCommitment">
                      <Button
                        variant="text"
                        color="primary"
                        aria-label={text('contracts.commitments.removeLabel', {
                          what: words.t(`commitmentKind.${commitment.kind}`),
                        })}
                        onClick={() => setRemoving(commitment)}
                      >
                        {text('contracts.commitments.remove')}
                      </Button>
                    </May>
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Card>
      )}
      {adding ? <CommitmentDialog contract={contract} onClose={() => setAdding(false)} /> : null}
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
          onConfirm={() => remove.mutate({ commitmentId: removing.id })}
          onClose={() => setRemoving(null)}
        />
      ) : null}
    </>
  );
}
