import { zodResolver } from '@hookform/resolvers/zod';
import { deviceFieldsSchema } from '../../../main/contract/device-fields.ts';
import { parseDay } from '../../../main/domain/day.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DayInput, TextInput } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { StaleNote, useRecordForm } from '../../ui/record-form.tsx';
import type { DeviceDetail } from './types.ts';

const schema = deviceFieldsSchema.pick({ plannedReplacementOn: true, notes: true });
type Values = Pick<DeviceDetail, 'plannedReplacementOn' | 'notes'>;

const valuesOf = ({ plannedReplacementOn, notes }: DeviceDetail): Values => ({ plannedReplacementOn, notes });

/** Plans when a device is replaced. */
export function PlanDialog({ device, onClose }: { device: DeviceDetail; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const { form, submit, failure, stale, takeOver, busy, dirty } = useRecordForm<Values, Values>({
    record: { revision: device.revision, values: valuesOf(device) },
    resolver: zodResolver(schema),
    reload: async () => {
      const saved = await client.device.get({ id: device.id });
      return { revision: saved.revision, values: valuesOf(saved) };
    },
    save: async (revision, changes) => {
      if (Object.keys(changes).length > 0) await client.device.update({ id: device.id, revision, changes });
      notice({ text: text('devices.plan.done') });
      onClose();
    },
    failureOf,
  });
  return (
    <FormDialog
      open
      title={text('devices.plan.title')}
      intro={text('devices.plan.intro', { count: device.support.leadMonths })}
      submit={text('devices.plan.submit')}
      busy={busy}
      dirty={dirty}
      failure={failure}
      notice={
        <StaleNote
          stale={stale}
          takeOver={takeOver}
          label={(field) => text(field === 'notes' ? 'devices.plan.notes' : 'devices.plan.on')}
          show={(value) => {
            const day = parseDay(String(value));
            return day ? words.day(day) : String(value);
          }}
        />
      }
      width="xs"
      onSubmit={submit}
      onClose={onClose}
    >
      <DayInput control={form.control} name="plannedReplacementOn" label={text('devices.plan.on')} autoFocus />
      <TextInput control={form.control} name="notes" label={text('devices.plan.notes')} multiline maxLength={4000} />
    </FormDialog>
  );
}
