import { Box, Checkbox, MenuItem, TextField } from '@mui/material';
import { CLOCK_STARTS, type ClockStart, DURATION_UNITS, type DurationUnit } from '../../../main/domain/commitment.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { paint } from '../../ui/paint.ts';

export type PromiseLine = Outputs['checklist']['promises']['lines'][number];

/** A promise as somebody completed it. */
export interface PromiseEdit {
  readonly taken: boolean;
  readonly amount: string;
  readonly unit: DurationUnit | null;
  readonly clockStart: ClockStart | null;
}

/** Whether a commitment can be made of it. */
export function isWhole({ amount, unit, clockStart }: PromiseEdit): boolean {
  return /^\d{1,6}$/.test(amount.trim()) && Number(amount) >= 1 && unit !== null && clockStart !== null;
}

/** One promise: the answer, and what a commitment needs besides. What the contract has already is named and left as it is. */
export function PromiseRow({
  line,
  edit,
  wrong,
  onChange,
}: {
  line: PromiseLine;
  edit: PromiseEdit;
  wrong: boolean;
  onChange: (part: Partial<PromiseEdit>) => void;
}) {
  const text = useText();
  const words = useWords();
  const whom = line.severity === 'any' ? '' : ` (${words.t(`severity.${line.severity}`).toLowerCase()})`;
  const what = `${words.t(`commitmentKind.${line.kind}`)}${whom}`;
  const choice = (['yes', 'partial'] as const).find((one) => one === line.answer);
  const answer = choice ? words.t(`answer.${choice}`) : line.answer;
  const { known } = line;
  return (
    <Box
      role="group"
      aria-label={what}
      sx={{
        display: 'grid',
        gridTemplateColumns: '40px minmax(0, 1fr) 84px 150px 230px',
        gap: '10px',
        alignItems: 'start',
        padding: '8px 0',
        borderTop: `1px solid ${paint.line}`,
      }}
    >
      <Checkbox
        size="small"
        checked={known === null && edit.taken}
        disabled={known !== null}
        onChange={(_, taken) => onChange({ taken })}
        slotProps={{ input: { 'aria-label': text('signOff.promises.line', { what }) } }}
      />
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box sx={{ fontWeight: 600 }}>{what}</Box>
        <Box sx={{ color: paint.muted, fontSize: 12.5 }} title={line.question}>
          {text('signOff.promises.answer', { control: line.control, answer })}
          {line.remark ? `. ${line.remark}` : ''}
        </Box>
      </Box>
      {known !== null ? (
        <Box sx={{ gridColumn: 'span 3', color: paint.muted }}>
          {known.amount === line.amount && known.unit === line.unit
            ? text('signOff.promises.known')
            : text('signOff.promises.knownOther', {
                duration: words.t(`durationText.${known.unit}`, { count: known.amount }),
              })}
        </Box>
      ) : (
        <>
          <TextField
            value={edit.amount}
            disabled={!edit.taken}
            error={wrong && !/^\d{1,6}$/.test(edit.amount.trim())}
            onChange={(event) => onChange({ amount: event.target.value })}
            slotProps={{ htmlInput: { inputMode: 'numeric', 'aria-label': text('signOff.promises.amount', { what }) } }}
          />
          <Choose
            label={text('signOff.promises.unit', { what })}
            none={text('signOff.promises.chooseUnit')}
            value={edit.unit}
            disabled={!edit.taken}
            error={wrong && edit.unit === null}
            choices={DURATION_UNITS.map((unit) => [unit, words.t(`durationUnit.${unit}`)])}
            onChoose={(unit) => onChange({ unit })}
          />
          <Choose
            label={text('signOff.promises.clock', { what })}
            none={text('signOff.promises.chooseClock')}
            value={edit.clockStart}
            disabled={!edit.taken}
            error={wrong && edit.clockStart === null}
            choices={CLOCK_STARTS.map((start) => [start, words.t(`clockStart.${start}`)])}
            onChoose={(clockStart) => onChange({ clockStart })}
          />
        </>
      )}
    </Box>
  );
}

function Choose<Value extends string>({
  label,
  none,
  value,
  disabled,
  error,
  choices,
  onChoose,
}: {
  label: string;
  none: string;
  value: Value | null;
  disabled: boolean;
  error: boolean;
  choices: readonly (readonly [value: Value, name: string])[];
  onChoose: (value: Value) => void;
}) {
  return (
    <TextField
      select
      value={value ?? ''}
      disabled={disabled}
      error={error}
      onChange={(event) => {
        const found = choices.find(([one]) => one === event.target.value);
        if (found) onChoose(found[0]);
      }}
      slotProps={{ select: { displayEmpty: true }, htmlInput: { 'aria-label': label } }}
    >
      {value === null ? <MenuItem value="">{none}</MenuItem> : null}
      {choices.map(([one, name]) => (
        <MenuItem key={one} value={one}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}
