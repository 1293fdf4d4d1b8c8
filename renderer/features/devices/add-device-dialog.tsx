import { zodResolver } from '@hookform/resolvers/zod';
import { Box, Button, Collapse } from '@mui/material';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { DeviceId } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useText } from '../../i18n/i18n.ts';
import type { ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotice } from '../../ui/notices.tsx';
import {
  type DeviceFields,
  type DeviceValues,
  deviceSchema,
  MainFields,
  MoreFields,
  NEW_DEVICE,
} from './device-fields.tsx';
import { useNextTag } from './next-tag.tsx';
import { useTwoDevices } from './two-devices.tsx';

/** Adds one device by hand. */
export function AddDeviceDialog({
  start = {},
  onClose,
  onOpen,
  onScan,
}: {
  /** What is known of it already, such as from its code. */
  start?: Partial<DeviceValues>;
  onClose: () => void;
  onOpen: (id: DeviceId) => void;
  /** Goes to the scanner instead. */
  onScan?: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const two = useTwoDevices(onClose);
  const [more, setMore] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { control, handleSubmit, setError, setValue, getValues, formState } = useForm<
    DeviceValues,
    unknown,
    DeviceFields
  >({
    defaultValues: { ...NEW_DEVICE, ...start },
    resolver: zodResolver(deviceSchema),
  });
  const tag = useNextTag({ control, setValue, getValues });
  const submit = handleSubmit(
    async (fields) => {
      setFailure(null);
      try {
        await two.saveAsking(async (twoDevices) => {
          const nextTag = tag.given !== null && fields.assetTag === tag.given;
          const { id, assetTag } = await client.device.create({ ...fields, twoDevices, nextTag });
          notice({
            text: text('devices.addDialog.done', { name: assetTag ?? fields.model }),
            action: { label: text('devices.addDialog.open'), onClick: () => onOpen(id) },
          });
          onClose();
        });
      } catch (error) {
        const found = failureOf(error);
        if (found.code === 'already_exists')
          setError('assetTag', { type: 'server', message: 'taken' }, { shouldFocus: true });
        else setFailure(found);
      }
    },
    // What is wrong shall not hide behind "more".
    () => setMore(true),
  );
  return (
    <FormDialog
      open
      title={text('devices.addDialog.title')}
      submit={text('devices.addDialog.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      width="md"
      extra={onScan && !formState.isDirty ? <Button onClick={onScan}>{text('scan.action')}</Button> : null}
      onSubmit={submit}
      onClose={onClose}
    >
      <MainFields control={control} withStatus tagHint={tag.hint} />
      {more ? null : (
        <Box>
          <Button variant="text" color="primary" onClick={() => setMore(true)}>
            {text('devices.addDialog.more')}
          </Button>
        </Box>
      )}
      <Collapse in={more} unmountOnExit>
        <Box sx={{ display: 'grid', gap: '16px', paddingTop: '6px' }}>
          <MoreFields control={control} />
        </Box>
      </Collapse>
      {two.dialog}
      {tag.dialog}
    </FormDialog>
  );
}
