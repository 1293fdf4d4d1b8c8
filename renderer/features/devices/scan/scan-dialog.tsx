import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { DeviceId } from '../../../../main/domain/ids.ts';
import { client } from '../../../bridge/client.ts';
import { failureOf } from '../../../bridge/failure.ts';
import { useMayChange } from '../../../bridge/may.tsx';
import { orpc } from '../../../bridge/queries.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ErrorNote, type ShownFailure } from '../../../ui/error-state.tsx';
import { useNotice } from '../../../ui/notices.tsx';
import { useRested } from '../../../ui/use-rested.ts';
import { AddDeviceDialog } from '../add-device-dialog.tsx';
import type { DeviceValues } from '../device-fields.tsx';
import { ScanField } from './scan-field.tsx';
import { ScanResult } from './scan-result.tsx';
import type { ScanAnswer } from './types.ts';

/** Reads the code of a device: opens the device, or adds it with what the code says, or tells its model by it. */
export function ScanDialog({ onClose, onOpen }: { onClose: () => void; onOpen: (id: DeviceId) => void }) {
  const text = useText();
  const id = useId();
  const notice = useNotice();
  const mayAdd = useMayChange('device.create');
  const [typed, setTyped] = useState('');
  const [entered, setEntered] = useState('');
  const [adding, setAdding] = useState<Partial<DeviceValues> | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const rested = useRested(typed);
  // What was entered is read at once, what is being typed when it rests.
  const asked = entered === typed ? entered : rested;
  const answer = useQuery({
    ...orpc.udi.read.queryOptions({ input: { text: asked } }),
    enabled: asked.trim() !== '',
  });

  /** A scan of a device that is known, without anything to look at, opens it. */
  const read = async (scanned: string) => {
    setTyped(scanned);
    setEntered(scanned);
    if (scanned.trim() === '') return;
    setFailure(null);
    try {
      const found = await client.udi.read({ text: scanned });
      const [device] = found.devices;
      if (found.proposal === 'open_device' && device && !(found.udi?.warnings.length ?? 0)) onOpen(device.id);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  const give = async (
    model: { id: ScanAnswer['models'][number]['id']; revision: number; name: string },
    di: string,
  ) => {
    setFailure(null);
    try {
      await client.model.update({ id: model.id, revision: model.revision, changes: { udiDi: di } });
      notice({ text: text('scan.given', { model: model.name, di }) });
      await answer.refetch();
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  const next = () => {
    setTyped('');
    setEntered('');
    setFailure(null);
  };
  const shown = asked.trim() === '' ? undefined : answer.data;

  if (adding)
    return (
      <AddDeviceDialog
        start={adding}
        onClose={() => {
          setAdding(null);
          void answer.refetch();
        }}
        onOpen={onOpen}
      />
    );
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{text('scan.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Box sx={{ paddingTop: '6px' }}>
          <ScanField value={typed} onChange={setTyped} onRead={(value) => void read(value)} />
        </Box>
        {answer.error ? <ErrorNote failure={failureOf(answer.error)} /> : null}
        {failure ? <ErrorNote failure={failure} /> : null}
        {shown ? (
          <ScanResult
            answer={shown}
            onOpen={onOpen}
            onGive={(model, di) => void give(model, di)}
            onAdd={mayAdd ? () => setAdding(startOf(shown)) : null}
          />
        ) : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={next} disabled={typed === ''}>
          {text('scan.clear')}
        </Button>
        <Button onClick={onClose}>{text('action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

/** What a code says of a device that is to be added. The identifier of a known model is not repeated at the device. */
function startOf({ udi, models }: ScanAnswer): Partial<DeviceValues> {
  if (udi === null) return {};
  const [model] = models.length === 1 ? models : [];
  const { di, serial, lot, manufacturedOn, expiresOn, softwareVersion, written } = udi;
  return {
    ...(model ? { manufacturer: model.manufacturer, model: model.name } : {}),
    ...{ serialNumber: serial, lot, manufacturedOn, expiresOn, softwareVersion, udi: written },
    udiDi: model?.di === di ? null : di,
  };
}
