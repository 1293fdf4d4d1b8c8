import { zodResolver } from '@hookform/resolvers/zod';
import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { planReasonSchema } from '../../../main/contract/plan.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { ErrorState, Note, type ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextInput } from '../../ui/form-fields.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { useNotice } from '../../ui/notices.tsx';
import { useDepartmentText, useYearText } from './plan-text.ts';
import type { ScenarioId } from './types.ts';

type Values = z.input<typeof planReasonSchema>;

/** What could be done later so that no year is above the budget; carried out only when somebody says so. */
export function LevelDialog({
  scenarioId,
  currency,
  onClose,
}: {
  scenarioId: ScenarioId;
  currency: string;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const number = useNumber();
  const money = useMoneyText();
  const yearText = useYearText();
  const departmentText = useDepartmentText();
  const { data, error, refetch } = useQuery(orpc.plan.level.queryOptions({ input: { scenarioId } }));
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { control, handleSubmit, formState } = useForm<Values>({
    defaultValues: { reason: text('plan.level.usualReason') },
    resolver: zodResolver(planReasonSchema),
  });
  const submit = handleSubmit(async ({ reason }) => {
    setFailure(null);
    try {
      const { devices } = await client.plan.applyLevel({ scenarioId, reason });
      notice({ text: text('plan.line.done', { count: devices, amount: number(devices) }) });
      onClose();
    } catch (found) {
      setFailure(failureOf(found));
    }
  });
  const moves = data?.moves ?? [];
  const above = data?.years.filter(({ overBudget }) => overBudget !== null) ?? [];
  return (
    <FormDialog
      open
      title={text('plan.level.title')}
      intro={text('plan.level.intro')}
      submit={moves.length === 0 ? text('action.close') : text('plan.level.submit')}
      width="md"
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      onSubmit={(event) => {
        event.preventDefault();
        if (moves.length === 0) onClose();
        else void submit(event);
      }}
      onClose={onClose}
    >
      {error ? (
        <ErrorState failure={failureOf(error)} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <LoadingLines lines={5} />
      ) : (
        <>
          {above.length === 0 ? null : (
            <Note tone="near">
              {text('plan.level.stays', {
                years: above
                  .map(({ year, overBudget }) => `${yearText(year)} ${money({ amount: overBudget ?? '0', currency })}`)
                  .join(', '),
              })}
            </Note>
          )}
          {moves.length === 0 ? (
            <Box>{text('plan.level.nothing')}</Box>
          ) : (
            <Box sx={{ maxHeight: 340, overflow: 'auto' }}>
              <Table size="small" stickyHeader aria-label={text('plan.level.title')}>
                <TableHead>
                  <TableRow>
                    <TableCell>{text('plan.column.what')}</TableCell>
                    <TableCell align="right">{text('plan.column.devices')}</TableCell>
                    <TableCell>{text('plan.level.from')}</TableCell>
                    <TableCell>{text('plan.level.to')}</TableCell>
                    <TableCell align="right">{text('plan.column.cost')}</TableCell>
                    <TableCell align="right">{text('plan.column.priority')}</TableCell>
                  </TableRow>
                </TableHead>
                <TableBody>
                  {moves.map((move) => (
                    <TableRow key={move.key}>
                      <TableCell>
                        {move.vendor} {move.model}, {departmentText(move.department)}
                      </TableCell>
                      <TableCell align="right">{number(move.devices)}</TableCell>
                      <TableCell>{yearText(move.fromYear)}</TableCell>
                      <TableCell>{yearText(move.toYear)}</TableCell>
                      <TableCell align="right">{money({ amount: move.cost, currency })}</TableCell>
                      <TableCell align="right">{move.priority}</TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            </Box>
          )}
          {moves.length === 0 ? null : (
            <TextInput control={control} name="reason" label={text('plan.line.reason')} required maxLength={4000} />
          )}
        </>
      )}
    </FormDialog>
  );
}
