import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { parseDay } from '../../../main/domain/day.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { DayField } from '../../ui/day-field.tsx';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { paint } from '../../ui/paint.ts';
import { MOST_PASTED_TAGS, tagsOf } from '../../ui/tags-of.ts';
import type { ContractDetail } from './types.ts';

/** Puts devices on the contract by their asset tags, and says which of the tags the register does not know. */
export function AddDevicesDialog({ contract, onClose }: { contract: ContractDetail; onClose: () => void }) {
  const text = useText();
  const titleId = useId();
  const [pasted, setPasted] = useState('');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [asked, setAsked] = useState(false);
  const [sent, setSent] = useState(0);
  const add = useMutation(orpc.contract.addDevices.mutationOptions());
  const tags = tagsOf(pasted);
  const [startsOn, endsOn] = [parseDay(from), parseDay(until)];
  const problem = tags.length === 0 ? 'none' : tags.length > MOST_PASTED_TAGS ? 'tooMany' : null;
  const daysGood = (from === '' || startsOn !== null) && (until === '' || endsOn !== null);
  const missing = add.data?.missing ?? [];
  const already = add.data ? sent - add.data.added - missing.length : 0;

  const submit = async () => {
    setAsked(true);
    if (problem !== null || !daysGood) return;
    const result = await add.mutateAsync({ id: contract.id, assetTags: [...tags], startsOn, endsOn });
    setSent(tags.length);
    // What could not be found stays in the field, ready to be corrected.
    setPasted(result.missing.join('\n'));
    setAsked(false);
  };

  return (
    <Dialog open onClose={add.isPending ? undefined : onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit().catch(() => undefined);
        }}
      >
        <DialogTitle id={titleId}>{text('contracts.devices.dialog.title', { number: contract.number })}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          <div role="status">
            {add.data ? (
              <Box sx={{ display: 'grid', gap: 1 }}>
                {add.data.added > 0 ? (
                  <Note tone="ok">{text('contracts.devices.dialog.added', { count: add.data.added })}</Note>
                ) : null}
                {already > 0 ? (
                  <Note tone="unk">{text('contracts.devices.dialog.already', { count: already })}</Note>
                ) : null}
                {missing.length > 0 ? (
                  <Note tone="near">
                    <strong>{text('contracts.devices.dialog.missing', { count: missing.length })}</strong>{' '}
                    {missing.slice(0, 20).join(', ')}
                    {missing.length > 20 ? ' …' : ''}
                    <br />
                    {text('contracts.devices.dialog.missingNext')}
                  </Note>
                ) : null}
              </Box>
            ) : null}
          </div>
          <TextField
            label={text('contracts.devices.dialog.tags')}
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
            multiline
            minRows={5}
            maxRows={12}
            autoFocus
            required
            error={asked && problem !== null}
            helperText={
              asked && problem !== null
                ? text(`contracts.devices.dialog.${problem}`)
                : tags.length > 0
                  ? text('contracts.devices.dialog.found', { count: tags.length })
                  : text('contracts.devices.dialog.tagsHelp')
            }
            sx={{ '& textarea': { fontVariantNumeric: 'tabular-nums' } }}
          />
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' }}>
            <DayField
              label={text('contracts.devices.dialog.startsOn')}
              value={from}
              onChange={setFrom}
              error={asked && from !== '' && startsOn === null}
            />
            <DayField
              label={text('contracts.devices.dialog.endsOn')}
              value={until}
              onChange={setUntil}
              error={asked && until !== '' && endsOn === null}
            />
            <Box sx={{ gridColumn: '1 / -1', color: paint.muted, fontSize: 12.5 }}>
              {text('contracts.devices.dialog.datesHelp')}
            </Box>
          </Box>
          {add.error ? <ErrorNote failure={failureOf(add.error)} /> : null}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={add.isPending}>
            {text(add.data ? 'action.close' : 'action.cancel')}
          </Button>
          <Button type="submit" variant="contained" color="primary" loading={add.isPending}>
            {tags.length === 0
              ? text('contracts.devices.add')
              : text('contracts.devices.dialog.submit', { count: tags.length })}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
