import { Box, Button, Checkbox, FormControlLabel, MenuItem, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { usualDirection } from '../../../main/domain/commitment.ts';
import type { ContractId } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState, Note, type ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { isWhole, type PromiseEdit, type PromiseLine, PromiseRow } from './promise-row.tsx';
import type { Checklist } from './types.ts';

/** The way from a signed checklist to commitments of a contract; nothing before all signatures are there. */
export function PromisesButton({ checklist }: { checklist: Checklist }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  if (checklist.status !== 'final') return null;
  return (
    <May change="checklist.addPromises">
      <Button onClick={() => setOpen(true)}>{text('signOff.promises.open')}</Button>
      {open ? <PromisesDialog checklist={checklist} onClose={() => setOpen(false)} /> : null}
    </May>
  );
}

/** What the vendor promised, a line each, with what only a person can tell left open. */
function PromisesDialog({ checklist, onClose }: { checklist: Checklist; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const { id } = checklist;
  const [chosen, setChosen] = useState<ContractId | null>(null);
  const [edits, setEdits] = useState<ReadonlyMap<string, PromiseEdit>>(new Map());
  const [withDate, setWithDate] = useState(true);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const first = useQuery(orpc.checklist.promises.queryOptions({ input: { id, contractId: null } }));
  const contracts = first.data?.contracts ?? [];
  const contractId = chosen ?? (contracts.length === 1 ? (contracts[0]?.id ?? null) : null);
  const promises = useQuery({
    ...orpc.checklist.promises.queryOptions({ input: { id, contractId } }),
    enabled: contractId !== null,
  });
  const data = contractId === null ? first.data : promises.data;
  const error = first.error ?? promises.error;

  const editOf = (line: PromiseLine): PromiseEdit =>
    edits.get(line.control) ?? {
      // Chosen beforehand is what the answer says whole.
      taken: line.amount !== null && line.unit !== null && line.clockStart !== null,
      amount: line.amount === null ? '' : String(line.amount),
      unit: line.unit,
      clockStart: line.clockStart,
    };
  const taken = (data?.lines ?? []).filter((line) => line.known === null && editOf(line).taken);
  const wrong = taken.filter((line) => !isWhole(editOf(line)));
  const date = data?.supportUntil ?? null;
  const dateOpen = date !== null && date.recorded !== date.on;
  const takesDate = dateOpen && withDate;

  const submit = async () => {
    setAsked(true);
    setFailure(null);
    if (contractId === null || wrong.length > 0 || (taken.length === 0 && !takesDate)) return;
    setBusy(true);
    try {
      const { added, dateRecorded } = await client.checklist.addPromises({
        id,
        contractId,
        lines: taken.flatMap((line) => {
          const { amount, unit, clockStart } = editOf(line);
          const { control, kind, severity, obligor } = line;
          if (unit === null || clockStart === null) return [];
          const direction = clockStart === line.clockStart ? line.direction : usualDirection(clockStart);
          return [{ control, kind, severity, obligor, clockStart, direction, unit, amount: Number(amount) }];
        }),
        supportUntil: takesDate,
      });
      const made = text('signOff.promises.made', { count: added });
      notice({
        text:
          added === 0
            ? text(dateRecorded ? 'signOff.promises.onlyDate' : 'signOff.promises.nothing')
            : dateRecorded
              ? text('signOff.promises.madeDate', { made })
              : made,
      });
      onClose();
    } catch (problem) {
      setFailure(failureOf(problem));
    } finally {
      setBusy(false);
    }
  };

  return (
    <FormDialog
      open
      title={text('signOff.promises.title', { vendor: checklist.vendor ?? '' })}
      intro={text('signOff.promises.intro')}
      submit={
        taken.length > 0
          ? text('signOff.promises.submit', { count: taken.length })
          : text(takesDate ? 'signOff.promises.submitDate' : 'signOff.promises.submitNone')
      }
      busy={busy}
      dirty={edits.size > 0}
      failure={failure}
      width="md"
      notice={
        asked && wrong.length > 0 ? (
          <Note tone="near" role="alert">
            {text('signOff.promises.incomplete')}
          </Note>
        ) : asked && contractId === null && contracts.length > 0 ? (
          <Note tone="near" role="alert">
            {text('signOff.promises.choose')}
          </Note>
        ) : null
      }
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onClose={onClose}
    >
      {error ? (
        <ErrorState failure={failureOf(error)} onRetry={() => void first.refetch()} />
      ) : !data ? (
        <LoadingLines lines={6} />
      ) : data.lines.length === 0 && date === null ? (
        <EmptyState title={text('signOff.promises.none')} text={text('signOff.promises.noneText')} />
      ) : contracts.length === 0 ? (
        <EmptyState
          title={text('signOff.promises.noContract')}
          text={text('signOff.promises.noContractText')}
          actions={
            <Button component={Link} to="/contracts">
              {text('signOff.promises.toContracts')}
            </Button>
          }
        />
      ) : (
        <>
          <TextField
            select
            required
            label={text('signOff.promises.contract')}
            value={contractId ?? ''}
            helperText={contractId === null ? text('signOff.promises.choose') : undefined}
            onChange={(event) => setChosen(contracts.find((one) => one.id === event.target.value)?.id ?? null)}
          >
            {contracts.map((one) => (
              <MenuItem key={one.id} value={one.id}>
                {one.number}
              </MenuItem>
            ))}
          </TextField>
          <Box sx={{ display: 'grid' }}>
            {data.lines.map((line) => (
              <PromiseRow
                key={line.control}
                line={line}
                edit={editOf(line)}
                wrong={asked && wrong.includes(line)}
                onChange={(part) =>
                  setEdits((before) => new Map(before).set(line.control, { ...editOf(line), ...part }))
                }
              />
            ))}
          </Box>
          {date === null ? null : (
            <Box sx={{ borderTop: `1px solid ${paint.line}`, paddingTop: '10px' }}>
              {dateOpen ? (
                <FormControlLabel
                  control={<Checkbox size="small" checked={withDate} onChange={(_, on) => setWithDate(on)} />}
                  label={text('signOff.promises.date', {
                    model: [date.model, date.softwareVersion].filter(Boolean).join(' '),
                    day: words.day(date.on),
                  })}
                />
              ) : (
                text('signOff.promises.dateKnown', { model: date.model, day: words.day(date.on) })
              )}
              <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
                {text('signOff.promises.dateHint', { control: date.control })}
              </Box>
            </Box>
          )}
        </>
      )}
    </FormDialog>
  );
}
