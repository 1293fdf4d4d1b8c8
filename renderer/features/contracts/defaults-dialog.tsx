import { Box, Button, Checkbox, MenuItem, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DURATION_UNITS, type DurationUnit } from '../../../main/domain/commitment.ts';
import type { ContractId } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { ErrorState, Note, type ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';

type Proposal = Outputs['clause']['proposals'][number];

/** A line as somebody changed it. */
interface Edit {
  readonly taken: boolean;
  readonly amount: string;
  readonly unit: DurationUnit;
}

/** The way to the proposals, where commitments of a contract are listed. */
export function DefaultsButton({ contractId, number }: { contractId: ContractId; number: string }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  return (
    <May change="clause.addCommitments">
      <Button onClick={() => setOpen(true)}>{text('clauses.defaults.open')}</Button>
      {open ? <DefaultsDialog contractId={contractId} number={number} onClose={() => setOpen(false)} /> : null}
    </May>
  );
}

const keyOf = ({ clauseId, kind, severity, clockStart, direction }: Proposal) =>
  [clauseId, kind, severity, clockStart, direction].join(' ');

/** What the library proposes, a line each, to be changed or left out before commitments are made of it. */
function DefaultsDialog({
  contractId,
  number,
  onClose,
}: {
  contractId: ContractId;
  number: string;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const proposals = useQuery(orpc.clause.proposals.queryOptions({ input: { contractId } }));
  const [edits, setEdits] = useState<ReadonlyMap<string, Edit>>(new Map());
  const [further, setFurther] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [asked, setAsked] = useState(false);
  const all = proposals.data ?? [];
  const editOf = (line: Proposal): Edit =>
    edits.get(keyOf(line)) ?? { taken: line.byDefault, amount: String(line.amount), unit: line.unit };
  const change = (line: Proposal, part: Partial<Edit>) =>
    setEdits((before) => new Map(before).set(keyOf(line), { ...editOf(line), ...part }));
  const taken = all.filter((line) => line.known === null && editOf(line).taken);
  const wrong = taken.filter((line) => !isAmount(editOf(line).amount));

  const submit = async () => {
    setAsked(true);
    setFailure(null);
    if (wrong.length > 0 || taken.length === 0) return;
    setBusy(true);
    try {
      const { added, left } = await client.clause.addCommitments({
        contractId,
        lines: taken.map((line) => {
          const { amount, unit } = editOf(line);
          const { clauseId, kind, severity, clockStart, direction, obligor } = line;
          return { clauseId, kind, severity, clockStart, direction, obligor, amount: Number(amount), unit };
        }),
      });
      const made = text('clauses.defaults.made', { count: added });
      notice({
        text:
          left > 0
            ? text('clauses.defaults.madeAndLeft', { made, left: text('clauses.defaults.left', { count: left }) })
            : made,
      });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };

  const lines = (byDefault: boolean) =>
    all
      .filter((line) => line.byDefault === byDefault)
      .map((line) => (
        <Line
          key={keyOf(line)}
          line={line}
          edit={editOf(line)}
          wrong={asked && wrong.includes(line)}
          onChange={(part) => change(line, part)}
        />
      ));
  const furtherCount = all.filter(({ byDefault }) => !byDefault).length;
  return (
    <FormDialog
      open
      title={text('clauses.defaults.title', { number })}
      intro={text('clauses.defaults.intro')}
      submit={
        taken.length === 0
          ? text('clauses.defaults.submitNone')
          : text('clauses.defaults.submit', { count: taken.length })
      }
      busy={busy}
      dirty={edits.size > 0}
      failure={failure}
      width="md"
      notice={
        asked && wrong.length > 0 ? (
          <Note tone="near" role="alert">
            {text('clauses.defaults.badAmount')}
          </Note>
        ) : null
      }
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onClose={onClose}
    >
      {proposals.error ? (
        <ErrorState failure={failureOf(proposals.error)} onRetry={() => void proposals.refetch()} />
      ) : proposals.data ? (
        <>
          <Group title={text('clauses.defaults.first')}>{lines(true)}</Group>
          {further ? <Group title={text('clauses.defaults.further')}>{lines(false)}</Group> : null}
          {further || furtherCount === 0 ? null : (
            <Box>
              <Button onClick={() => setFurther(true)}>
                {text('clauses.defaults.showFurther', { count: furtherCount })}
              </Button>
            </Box>
          )}
        </>
      ) : (
        <LoadingLines lines={6} />
      )}
    </FormDialog>
  );
}

function isAmount(typed: string): boolean {
  return /^\d{1,6}$/.test(typed.trim()) && Number(typed) >= 1 && Number(typed) <= 100_000;
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Box role="group" aria-label={title} sx={{ display: 'grid' }}>
      <Typography variant="h3" sx={{ marginBottom: '6px' }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

/** One proposal. What the contract has already is named and left as it is. */
function Line({
  line,
  edit,
  wrong,
  onChange,
}: {
  line: Proposal;
  edit: Edit;
  wrong: boolean;
  onChange: (part: Partial<Edit>) => void;
}) {
  const text = useText();
  const words = useWords();
  const whom = line.severity === 'any' ? '' : ` (${words.t(`severity.${line.severity}`).toLowerCase()})`;
  const what = `${words.t(`commitmentKind.${line.kind}`)}${whom}`;
  const { known } = line;
  const same = known !== null && known.amount === line.amount && known.unit === line.unit;
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: '40px minmax(0, 1fr) 100px 170px',
        gap: '10px',
        alignItems: 'center',
        padding: '7px 0',
        borderTop: `1px solid ${paint.line}`,
      }}
    >
      <Checkbox
        size="small"
        checked={known === null && edit.taken}
        disabled={known !== null}
        onChange={(_, taken) => onChange({ taken })}
        slotProps={{ input: { 'aria-label': text('clauses.defaults.line', { what }) } }}
      />
      <Box>
        <Box sx={{ fontWeight: 600 }}>{what}</Box>
        <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
          {`${words.t(`clockDirection.${line.direction}`)} ${words.t(`clockStart.${line.clockStart}`)}. ${line.code}${
            line.source ? `, ${line.source}` : ''
          }`}
        </Box>
      </Box>
      {known === null ? (
        <>
          <TextField
            value={edit.amount}
            disabled={!edit.taken}
            error={wrong}
            onChange={(event) => onChange({ amount: event.target.value })}
            slotProps={{
              htmlInput: { inputMode: 'numeric', 'aria-label': text('clauses.defaults.amount', { what }) },
            }}
          />
          <TextField
            select
            value={edit.unit}
            disabled={!edit.taken}
            onChange={(event) => {
              const unit = DURATION_UNITS.find((one) => one === event.target.value);
              if (unit) onChange({ unit });
            }}
            slotProps={{ htmlInput: { 'aria-label': text('clauses.defaults.unit', { what }) } }}
          >
            {DURATION_UNITS.map((unit) => (
              <MenuItem key={unit} value={unit}>
                {words.t(`durationUnit.${unit}`)}
              </MenuItem>
            ))}
          </TextField>
        </>
      ) : (
        <Box sx={{ gridColumn: 'span 2', color: paint.muted }}>
          {same
            ? text('clauses.defaults.known')
            : text('clauses.defaults.knownOther', {
                duration: words.t(`durationText.${known.unit}`, { count: known.amount }),
              })}
        </Box>
      )}
    </Box>
  );
}
