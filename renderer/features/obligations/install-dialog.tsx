import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { parseDay } from '../../../main/domain/day.ts';
import type { DeviceId, ObligationId } from '../../../main/domain/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { DayField } from '../../ui/day-field.tsx';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { MOST_PASTED_TAGS, tagsOf } from '../../ui/tags-of.ts';

/** Notes on which devices a fix is installed: on those that were chosen, else on those of a pasted list of tags. */
export function InstallDialog({
  obligationId,
  deviceIds,
  onDone,
  onClose,
}: {
  obligationId: ObligationId;
  /** Empty for a list of tags. */
  deviceIds: readonly DeviceId[];
  onDone: () => void;
  onClose: () => void;
}) {
  const text = useText();
  const titleId = useId();
  const today = useQuery(orpc.vault.status.queryOptions()).data?.today;
  const [pasted, setPasted] = useState('');
  const [day, setDay] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const record = useMutation(orpc.installation.record.mutationOptions());
  if (!today) return null;
  const byTags = deviceIds.length === 0;
  const tags = byTags ? tagsOf(pasted) : [];
  const problem = !byTags ? null : tags.length === 0 ? 'noTags' : tags.length > MOST_PASTED_TAGS ? 'tooMany' : null;
  const doneOn = parseDay(day ?? today);
  const dayGood = doneOn !== null && doneOn <= today;
  const { data } = record;

  const submit = async () => {
    setAsked(true);
    if (problem !== null || doneOn === null || !dayGood) return;
    const result = await record.mutateAsync({
      obligationId,
      deviceIds: [...deviceIds],
      assetTags: [...tags],
      doneOn,
      note: note.trim() || null,
    });
    onDone();
    if (result.missing.length === 0) return onClose();
    // What could not be found stays in the field, ready to be corrected.
    setPasted(result.missing.join('\n'));
    setAsked(false);
  };

  return (
    <Dialog open onClose={record.isPending ? undefined : onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit().catch(() => undefined);
        }}
      >
        <DialogTitle id={titleId}>
          {byTags
            ? text('installations.dialog.title')
            : text('installations.dialog.titleSelected', { count: deviceIds.length })}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          <div role="status">
            {data ? (
              <Box sx={{ display: 'grid', gap: 1 }}>
                <Note tone="ok">
                  {text('installations.dialog.recorded', {
                    count: data.recorded,
                    installed: data.installed,
                    devices: data.devices,
                  })}
                </Note>
                {data.missing.length > 0 ? (
                  <Note tone="near">
                    <strong>{text('installations.dialog.missing', { count: data.missing.length })}</strong>{' '}
                    {data.missing.slice(0, 20).join(', ')}
                    {data.missing.length > 20 ? ' …' : ''}
                  </Note>
                ) : null}
              </Box>
            ) : null}
          </div>
          {byTags ? (
            <TextField
              label={text('installations.dialog.tags')}
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
                  ? text(`installations.dialog.${problem}`)
                  : tags.length > 0
                    ? text('installations.dialog.found', { count: tags.length })
                    : text('installations.dialog.tagsHelp')
              }
            />
          ) : null}
          <DayField
            label={text('installations.dialog.doneOn')}
            value={today}
            required
            onChange={setDay}
            error={asked && !dayGood}
            help={asked && !dayGood ? text('installations.dialog.doneOnMissing') : undefined}
          />
          <TextField
            label={text('installations.dialog.note')}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 4000 } }}
          />
          {record.error ? <ErrorNote failure={failureOf(record.error)} /> : null}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={record.isPending}>
            {text(data ? 'action.close' : 'action.cancel')}
          </Button>
          <Button type="submit" variant="contained" color="primary" loading={record.isPending}>
            {text('installations.dialog.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
