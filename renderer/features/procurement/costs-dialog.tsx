import { Box, Button, IconButton, MenuItem, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { costLineSchema } from '../../../main/contract/procurement.ts';
import { COST_KINDS, COST_YEARS, type CostLine, costTotals } from '../../../main/domain/procurement-cost.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Note } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { TotalsTable } from './totals-table.tsx';
import { type CandidateDetail, type CaseDetail, candidateName } from './types.ts';

/** A line as it is typed. */
interface TypedLine {
  readonly key: number;
  readonly kind: string;
  readonly label: string;
  readonly amount: string;
  readonly currency: string;
  readonly perDevice: boolean;
  readonly firstYear: string;
  readonly lastYear: string;
  readonly escalator: string;
}

/** The costs of a candidate, all lines at once, with what they add up to while they are typed. */
export function CostsDialog({
  one,
  candidate,
  onClose,
}: {
  one: CaseDetail;
  candidate: CandidateDetail;
  onClose: () => void;
}) {
  const text = useText();
  const number = useNumber();
  const notice = useNotice();
  const [lines, setLines] = useState<readonly TypedLine[]>(() => candidate.costs.map(typedLine));
  const [next, setNext] = useState(candidate.costs.length);
  const [wrong, setWrong] = useState<number | null>(null);
  const { busy, failure, attempt } = useAttempt();
  const [dirty, setDirty] = useState(false);
  const read = lines.map(costLine);
  const totals = costTotals(
    read.flatMap((line) => line ?? []),
    one.quantity,
  );
  const change = (key: number, fields: Partial<TypedLine>) => {
    setDirty(true);
    setWrong(null);
    setLines((before) => before.map((line) => (line.key === key ? { ...line, ...fields } : line)));
  };
  const add = () => {
    setDirty(true);
    const currency = lines.at(-1)?.currency ?? one.budget?.currency ?? 'EUR';
    const kind = COST_KINDS[Math.min(lines.length, COST_KINDS.length - 1)] ?? 'other';
    const years = kind === 'purchase' || kind === 'installation' ? '1' : String(COST_YEARS);
    const fresh = { label: '', amount: '', currency, perDevice: kind === 'purchase', escalator: '' };
    setLines([...lines, { key: next, kind, ...fresh, firstYear: '1', lastYear: years }]);
    setNext(next + 1);
  };
  const save = async () => {
    const bad = read.indexOf(null);
    if (bad >= 0) return setWrong(bad);
    await attempt(async () => {
      const { id: candidateId, revision } = candidate;
      await client.procurement.saveCosts({ candidateId, revision, costs: read.flatMap((line) => line ?? []) });
      notice({ text: text('procurement.costs.saved') });
      onClose();
    });
  };
  return (
    <FormDialog
      open
      title={text('procurement.costs.title', { name: candidateName(candidate) })}
      intro={text('procurement.costs.intro')}
      submit={text('action.save')}
      width="md"
      busy={busy}
      dirty={dirty}
      failure={failure}
      notice={
        wrong === null ? null : (
          <Note tone="end" role="alert">
            {text('procurement.costs.wrong', { number: wrong + 1 })}
          </Note>
        )
      }
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onClose={onClose}
    >
      {lines.length === 0 ? (
        <Typography color="textSecondary">{text('procurement.costs.none')}</Typography>
      ) : (
        lines.map((line, place) => (
          <LineFields
            key={line.key}
            line={line}
            number={place + 1}
            devices={text('procurement.devices', { count: one.quantity, amount: number(one.quantity) })}
            onChange={(fields) => change(line.key, fields)}
            onRemove={() => {
              setDirty(true);
              setLines(lines.filter(({ key }) => key !== line.key));
            }}
          />
        ))
      )}
      <div>
        <Button onClick={add}>{text('procurement.costs.add')}</Button>
      </div>
      <TotalsTable totals={totals} />
    </FormDialog>
  );
}

function LineFields({
  line,
  number,
  devices,
  onChange,
  onRemove,
}: {
  line: TypedLine;
  number: number;
  devices: string;
  onChange: (fields: Partial<TypedLine>) => void;
  onRemove: () => void;
}) {
  const text = useText();
  const words = useWords();
  const years = Array.from({ length: COST_YEARS }, (_, place) => String(place + 1));
  const typed = (name: 'label' | 'amount' | 'currency' | 'escalator', label: string, maxLength: number) => (
    <TextField
      size="small"
      label={label}
      value={line[name]}
      onChange={(event) =>
        onChange({ [name]: name === 'currency' ? event.target.value.toUpperCase() : event.target.value })
      }
      slotProps={{ htmlInput: { maxLength, autoComplete: 'off', inputMode: name === 'amount' ? 'decimal' : 'text' } }}
    />
  );
  const year = (name: 'firstYear' | 'lastYear', label: string) => (
    <TextField
      select
      size="small"
      label={label}
      value={line[name]}
      onChange={(event) => onChange({ [name]: event.target.value })}
    >
      {years.map((one) => (
        <MenuItem key={one} value={one}>
          {one}
        </MenuItem>
      ))}
    </TextField>
  );
  return (
    <Box
      role="group"
      aria-label={text('procurement.costs.line', { number })}
      sx={{
        display: 'grid',
        columnGap: '8px',
        rowGap: '14px',
        alignItems: 'start',
        gridTemplateColumns: { xs: '1fr 1fr', sm: '1.5fr 1.5fr 1fr 1fr 34px' },
        padding: '6px 0 12px',
        borderBottom: `1px solid ${paint.line}`,
      }}
    >
      <TextField
        select
        size="small"
        label={text('procurement.costs.kind')}
        value={line.kind}
        onChange={(event) => onChange({ kind: event.target.value })}
      >
        {COST_KINDS.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {words.t(`procurement.costKind.${kind}`)}
          </MenuItem>
        ))}
      </TextField>
      {typed('label', text('procurement.costs.label'), 200)}
      {typed('amount', text('procurement.costs.amount'), 20)}
      {typed('currency', text('procurement.costs.currency'), 3)}
      <IconButton size="small" aria-label={text('procurement.costs.remove', { number })} onClick={onRemove}>
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <path d="M3 3l8 8M11 3l-8 8" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
        </svg>
      </IconButton>
      <TextField
        select
        size="small"
        label={text('procurement.costs.per')}
        value={line.perDevice ? 'device' : 'case'}
        onChange={(event) => onChange({ perDevice: event.target.value === 'device' })}
        helperText={line.perDevice ? text('procurement.costs.perCaseQuantity', { devices }) : undefined}
      >
        <MenuItem value="device">{text('procurement.costs.perDevice')}</MenuItem>
        <MenuItem value="case">{text('procurement.costs.perCase')}</MenuItem>
      </TextField>
      {typed('escalator', text('procurement.costs.escalator'), 5)}
      {year('firstYear', text('procurement.costs.firstYear'))}
      {year('lastYear', text('procurement.costs.lastYear'))}
    </Box>
  );
}

function typedLine(line: CostLine, key: number): TypedLine {
  return {
    key,
    kind: line.kind,
    label: line.label ?? '',
    amount: line.amount,
    currency: line.currency,
    perDevice: line.perDevice,
    firstYear: String(line.firstYear),
    lastYear: String(line.lastYear),
    escalator: line.escalatorPercent ?? '',
  };
}

/** The line as it is kept; null where something of it does not fit. A decimal comma is taken for a point. */
function costLine({ key, label, amount, escalator, firstYear, lastYear, ...line }: TypedLine): CostLine | null {
  const point = (typed: string) => typed.trim().replace(/,(?=\d{1,4}$)/, '.');
  const read = costLineSchema.safeParse({
    ...line,
    label: label.trim() === '' ? null : label,
    amount: point(amount),
    escalatorPercent: escalator.trim() === '' ? null : point(escalator),
    firstYear: Number(firstYear),
    lastYear: Number(lastYear),
  });
  return read.success && read.data.lastYear >= read.data.firstYear ? read.data : null;
}
