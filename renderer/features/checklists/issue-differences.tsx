import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { parseDay } from '../../../main/domain/day.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import type { Checklist } from './types.ts';

type Given = Outputs['checklist']['differences']['answers'][number]['before'];

/** What is known of the purchase is called as on the card of the product. */
const FACT_LABELS = {
  title: 'checklists.product.name',
  softwareVersion: 'checklists.product.softwareVersion',
  department: 'checklists.product.department',
  assessedOn: 'checklists.product.assessedOn',
  plannedDeliveryOn: 'checklists.product.plannedDeliveryOn',
  plannedReplacementOn: 'checklists.product.plannedReplacementOn',
  maxDowntimeHours: 'checklists.product.maxDowntimeHours',
  reportingDutyHours: 'checklists.product.reportingDutyHours',
  applicability: 'checklists.product.applicability',
} as const;

/** What an issue changed against the one before it: answers with remark and evidence, and facts of the purchase. */
export function IssueDifferencesDialog({ checklist, onClose }: { checklist: Checklist; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const titleId = useId();
  const { id, issue } = checklist;
  const differences = useQuery(orpc.checklist.differences.queryOptions({ input: { id } }));
  const { data } = differences;
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="md" fullWidth>
      <DialogTitle id={titleId}>{text('signOff.issue.differencesTitle', { issue, previous: issue - 1 })}</DialogTitle>
      <DialogContent>
        {differences.error ? (
          <ErrorState failure={failureOf(differences.error)} onRetry={() => void differences.refetch()} />
        ) : !data ? (
          <LoadingLines lines={4} />
        ) : data.answers.length === 0 && data.facts.length === 0 ? (
          <EmptyState title={text('signOff.issue.noDifference')} text={text('signOff.issue.noDifferenceText')} />
        ) : (
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{text('signOff.issue.question')}</TableCell>
                <TableCell>{text('signOff.issue.before', { issue: issue - 1 })}</TableCell>
                <TableCell>{text('signOff.issue.after')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {data.facts.map(({ field, before, after }) => (
                <TableRow key={field}>
                  <TableCell component="th" scope="row">
                    {text(FACT_LABELS[field])}
                  </TableCell>
                  <TableCell>{factText(before)}</TableCell>
                  <TableCell>{factText(after)}</TableCell>
                </TableRow>
              ))}
              {data.answers.map(({ control, title, before, after }) => (
                <TableRow key={control} sx={{ '& > *': { verticalAlign: 'top' } }}>
                  <TableCell component="th" scope="row" sx={{ width: '34%' }}>
                    <Box component="span" sx={{ color: paint.muted }}>
                      {`${control} `}
                    </Box>
                    {title}
                  </TableCell>
                  <TableCell>
                    <GivenAnswer given={before} />
                  </TableCell>
                  <TableCell>
                    <GivenAnswer given={after} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {text('action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );

  function factText(value: string | null): string {
    const on = parseDay(value ?? '');
    return on ? words.day(on) : (value ?? '');
  }
}

function GivenAnswer({ given: { answer, remark, evidence } }: { given: Given }) {
  const text = useText();
  const words = useWords();
  const on = parseDay(answer ?? '');
  const choice = (['yes', 'no', 'partial', 'not_applicable'] as const).find((one) => one === answer);
  const quiet = { color: paint.muted, fontSize: 12.5, overflowWrap: 'anywhere' } as const;
  return (
    <Box sx={{ overflowWrap: 'anywhere' }}>
      <Box sx={{ fontWeight: answer === null ? 400 : 600, color: answer === null ? paint.muted : undefined }}>
        {answer === null
          ? text('signOff.issue.blank')
          : choice
            ? words.t(`answer.${choice}`)
            : on
              ? words.day(on)
              : answer}
      </Box>
      {remark ? <Box sx={quiet}>{text('signOff.issue.remark', { text: remark })}</Box> : null}
      {evidence ? <Box sx={quiet}>{text('signOff.issue.evidence', { text: evidence })}</Box> : null}
    </Box>
  );
}
