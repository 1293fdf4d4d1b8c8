import { zodResolver } from '@hookform/resolvers/zod';
import { parseDay } from '../../../main/domain/day.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { StaleNote, useRecordForm } from '../../ui/record-form.tsx';
import {
  DEVICE_FIELDS,
  type DeviceFields,
  type DeviceValues,
  deviceSchema,
  deviceValues,
  MainFields,
  MoreFields,
} from './device-fields.tsx';
import { useTwoDevices } from './two-devices.tsx';
import type { DeviceDetail } from './types.ts';

/** Changes what is recorded of a device. */
export function EditDeviceDialog({ device, onClose }: { device: DeviceDetail; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const two = useTwoDevices(onClose);
  const { form, submit, failure, stale, takeOver, busy, dirty } = useRecordForm<DeviceValues, DeviceFields>({
    record: { revision: device.revision, values: deviceValues(device) },
    resolver: zodResolver(deviceSchema),
    reload: async () => {
      const saved = await client.device.get({ id: device.id });
      return { revision: saved.revision, values: deviceValues(saved) };
    },
    save: async (revision, changes) => {
      await two.saveAsking(async (twoDevices) => {
        if (Object.keys(changes).length > 0)
          await client.device.update({ id: device.id, revision, changes, twoDevices });
        notice({ text: text('devices.edit.done') });
        onClose();
      });
    },
    failureOf,
  });
  return (
    <FormDialog
      open
      title={text('devices.edit.title')}
      submit={text('action.save')}
      busy={busy}
      dirty={dirty}
      failure={failure}
      notice={
        <StaleNote
          stale={stale}
          takeOver={takeOver}
          label={(field) => {
            const known = DEVICE_FIELDS.find((one) => one === field);
            return known ? text(`devices.field.${known}`) : field;
          }}
          show={(value) => {
            if (typeof value !== 'string') return JSON.stringify(value);
            const day = parseDay(value);
            return day ? words.day(day) : value;
          }}
        />
      }
      width="md"
      onSubmit={submit}
      onClose={onClose}
    >
      <MainFields control={form.control} withStatus />
      <MoreFields control={form.control} />
      {two.dialog}
    </FormDialog>
  );
}
