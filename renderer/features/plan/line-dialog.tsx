import { zodResolver } from '@hookform/resolvers/zod';
import { Box, Button, Checkbox, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { planChoiceSchema } from '../../../main/contract/plan.ts';
import { PLAN_DECISIONS } from '../../../main/domain/plan.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { ErrorState, type ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { FieldGrid, NumberInput, SelectInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { MoneyInput } from '../../ui/form-fields-money.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import type { PlanLine, ScenarioId } from './types.ts';

/** Devices of a line that are shown and chosen one by one; a decision for all of them still reaches all. */
const SHOWN = 500;
const MOST = 20_000;

type Values = z.input<typeof planChoiceSchema>;
type Fields = z.output<typeof planChoiceSchema>;
export type PlanDevice = Outputs['plan']['devices']['devices'][number];

/** What of the plan is shown: what the line belongs to. */
export interface LineQuestion {
  readonly scenarioId: ScenarioId | null;
  readonly fromYear: number;
  readonly years: number;
  readonly departments?: string[];
}

/** The devices of a line; in a scenario also what is decided about them, all or some. */
export function LineDialog({
  line,
  question,
  onClose,
}: {
  line: PlanLine;
  question: LineQuestion;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const number = useNumber();
  const { scenarioId } = question;
  const { data, error, refetch } = useQuery(
    orpc.plan.devices.queryOptions({ input: { ...question, key: line.key, limit: MOST } }),
  );
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { control, handleSubmit, watch, formState } = useForm<Values, unknown, Fields>({
    defaultValues: {
      decision: line.decision,
      fiscalYear: line.year,
      price: line.priceSource === 'choice' ? line.priceEach : null,
      reason: line.reason ?? '',
    },
    resolver: zodResolver(planChoiceSchema),
  });
  const decision = watch('decision');
  const devices = data?.devices ?? [];
  const chosen = devices.filter(({ deviceId }) => !without.has(deviceId));
  const run = async (work: (id: ScenarioId) => Promise<{ devices: number }>) => {
    if (scenarioId === null) return;
    setFailure(null);
    try {
      const { devices: count } = await work(scenarioId);
      notice({ text: text('plan.line.done', { count, amount: number(count) }) });
      onClose();
    } catch (found) {
      setFailure(failureOf(found));
    }
  };
  const deviceIds = chosen.map(({ deviceId }) => deviceId);
  const submit = handleSubmit((fields) => run((id) => client.plan.choose({ scenarioId: id, deviceIds, ...fields })));
  const decided = chosen.filter((device) => device.chosen).map(({ deviceId }) => deviceId);
  const undo =
    scenarioId === null || decided.length === 0 ? null : (
      <Button onClick={() => void run((id) => client.plan.unchoose({ scenarioId: id, deviceIds: decided }))}>
        {text('plan.line.undo')}
      </Button>
    );
  const table = error ? (
    <ErrorState failure={failureOf(error)} onRetry={() => void refetch()} />
  ) : data ? (
    <DevicesTable
      devices={devices.slice(0, SHOWN)}
      more={Math.max(0, data.total - SHOWN)}
      without={without}
      onChange={scenarioId === null ? null : setWithout}
    />
  ) : (
    <LoadingLines lines={4} />
  );
  const title = text('plan.line.title', { vendor: line.vendor, model: line.model });
  const priced = decision === 'replace' || decision === 'extend' || decision === 'isolate';
  return (
    <FormDialog
      open
      title={title}
      intro={text(scenarioId === null ? 'plan.line.baseIntro' : 'plan.line.intro')}
      submit={
        scenarioId === null
          ? text('action.close')
          : text('plan.line.submit', { count: chosen.length, amount: number(chosen.length) })
      }
      width="md"
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      extra={undo}
      onSubmit={(event) => {
        event.preventDefault();
        if (scenarioId === null) onClose();
        else if (chosen.length > 0) void submit(event);
      }}
      onClose={onClose}
    >
      {scenarioId === null ? null : <Decision control={control} priced={priced} keeps={decision === 'keep'} />}
      {table}
    </FormDialog>
  );
}

type Control = Parameters<typeof TextInput<Values, Fields>>[0]['control'];

function Decision({ control, priced, keeps }: { control: Control; priced: boolean; keeps: boolean }) {
  const text = useText();
  const words = useWords();
  return (
    <FieldGrid>
      <SelectInput
        control={control}
        name="decision"
        label={text('plan.line.decision')}
        required
        choices={PLAN_DECISIONS.map((value) => ({
          value,
          label: `${words.t(`plan.decision.${value}`)}: ${text(`plan.decisionHint.${value}`)}`,
        }))}
      />
      <NumberInput
        control={control}
        name="fiscalYear"
        label={text(keeps ? 'plan.line.reviewYear' : 'plan.line.year')}
        hint={text('plan.line.yearHint')}
        min={1901}
        max={2198}
      />
      {priced ? (
        <Wide>
          <MoneyInput
            control={control}
            name="price"
            label={text('plan.line.price')}
            hint={text('plan.line.priceHint')}
          />
        </Wide>
      ) : null}
      <Wide>
        <TextInput
          control={control}
          name="reason"
          label={text('plan.line.reason')}
          required
          multiline
          maxLength={4000}
        />
      </Wide>
    </FieldGrid>
  );
}

function DevicesTable({
  devices,
  more,
  without,
  onChange,
}: {
  devices: readonly PlanDevice[];
  more: number;
  without: ReadonlySet<string>;
  onChange: ((without: ReadonlySet<string>) => void) | null;
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const money = useMoneyText();
  const toggle = (id: string) => {
    const next = new Set(without);
    if (!next.delete(id)) next.add(id);
    onChange?.(next);
  };
  return (
    <Box sx={{ maxHeight: 320, overflow: 'auto', border: `1px solid ${paint.line}`, borderRadius: '8px' }}>
      <Table
        size="small"
        stickyHeader
        aria-label={text('plan.line.devices')}
        sx={{ '& td, & th': { padding: '5px 10px' } }}
      >
        <TableHead>
          <TableRow>
            {onChange ? <TableCell sx={{ width: 40 }} /> : null}
            <TableCell>{text('plan.line.device')}</TableCell>
            <TableCell>{text('plan.column.start')}</TableCell>
            <TableCell align="right">{text('plan.line.price')}</TableCell>
            <TableCell align="right">{text('plan.column.priority')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {devices.map((device) => {
            const name = device.assetTag || device.serialNumber || device.deviceId;
            return (
              <TableRow key={device.deviceId}>
                {onChange ? (
                  <TableCell sx={{ paddingY: '0 !important' }}>
                    <Checkbox
                      size="small"
                      checked={!without.has(device.deviceId)}
                      onChange={() => toggle(device.deviceId)}
                      slotProps={{ input: { 'aria-label': text('plan.line.choose', { name }) } }}
                    />
                  </TableCell>
                ) : null}
                <TableCell>{name}</TableCell>
                <TableCell>
                  {device.startBy === null ? text('plan.startUnknown') : words.day(device.startBy)}
                  {device.daysLate === 0
                    ? ''
                    : `, ${device.daysLate === null ? words.t('plan.lateUnknown') : words.t('plan.late', { count: device.daysLate })}`}
                </TableCell>
                <TableCell align="right">{device.price ? money(device.price) : text('plan.noPrice')}</TableCell>
                <TableCell align="right">{number(device.priority)}</TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
      {more > 0 ? (
        <Box sx={{ padding: '6px 10px', color: paint.muted }}>{text('plan.line.more', { count: more })}</Box>
      ) : null}
    </Box>
  );
}
