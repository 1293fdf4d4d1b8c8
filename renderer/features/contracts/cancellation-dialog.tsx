import { Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { cancelledEnd, lastNoticeDay, termEndOn } from '../../../main/domain/contract-term.ts';
import { type Day, parseDay } from '../../../main/domain/day.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { DayField } from '../../ui/day-field.tsx';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { termsOf } from './standing.ts';
import type { ContractDetail } from './types.ts';

/** Records that notice was given, and says before saving when the contract then ends. */
export function CancellationDialog({
  contract,
  today,
  onClose,
}: {
  contract: ContractDetail;
  today: Day;
  onClose: () => void;
}) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const titleId = useId();
  const [on, setOn] = useState<string>(today);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const record = useMutation(orpc.contract.recordCancellation.mutationOptions());
  const day = parseDay(on);
  const terms = termsOf(contract);
  const end = day && cancelledEnd({ ...terms, cancelledOn: day });
  const running = day && termEndOn(terms, day);
  const last = running && lastNoticeDay(terms, running);
  const late = contract.renewal === 'tacit' && day !== null && last !== null && day > last;

  const submit = async () => {
    setAsked(true);
    if (day === null) return;
    await record.mutateAsync({
      id: contract.id,
      revision: contract.revision,
      on: day,
      reason: reason.trim() === '' ? null : reason.trim(),
    });
    notice({ text: text('contracts.cancellation.recorded') });
    onClose();
  };

  return (
    <Dialog open onClose={record.isPending ? undefined : onClose} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit().catch(() => undefined);
        }}
      >
        <DialogTitle id={titleId}>{text('contracts.cancellation.title', { number: contract.number })}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          {/* Room for the label of the first field, which stands on its edge. */}
          <div style={{ height: 0 }} />
          <DayField
            label={text('contracts.cancellation.on')}
            value={on}
            onChange={setOn}
            required
            error={asked && day === null}
            help={asked && day === null ? text('contracts.cancellation.dayNeeded') : undefined}
          />
          <TextField
            label={text('contracts.cancellation.reason')}
            helperText={text('contracts.cancellation.reasonHelp')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
          {end === null ? null : (
            <Note tone={late ? 'near' : 'plan'} role="status">
              {late && last !== null
                ? text('contracts.cancellation.effectLate', { last: words.day(last), end: words.day(end) })
                : text('contracts.cancellation.effect', { end: words.day(end) })}
            </Note>
          )}
          {record.error ? <ErrorNote failure={failureOf(record.error)} /> : null}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={record.isPending}>
            {text('action.cancel')}
          </Button>
          <Button type="submit" variant="contained" color="primary" loading={record.isPending}>
            {text('contracts.cancellation.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
