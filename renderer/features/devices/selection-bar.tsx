import { Button } from '@mui/material';
import { useState } from 'react';
import { AddToContractDialog } from '../../bridge/add-to-contract-dialog.tsx';
import { client } from '../../bridge/client.ts';
import type { DeviceFilter } from '../../bridge/device-filter.ts';
import { RecordExceptionDialog } from '../../bridge/exceptions.tsx';
import { May } from '../../bridge/may.tsx';
import { RemoveSelected } from '../../bridge/trash.tsx';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { useNotice } from '../../ui/notices.tsx';
import { type Selection, SelectionFrame } from '../../ui/selection.tsx';
import { ChangeDevicesDialog } from './change-many-dialog.tsx';
import { LabelsDialog } from './labels/labels-dialog.tsx';
import type { DeviceRow } from './types.ts';

/** What can be done with the selected devices together: those that were ticked, or all that the filter lets through. */
export function SelectionBar({ selection, filter }: { selection: Selection<DeviceRow>; filter: DeviceFilter }) {
  const text = useText();
  const notice = useNotice();
  const number = useNumber();
  const [doing, setDoing] = useState<'change' | 'contract' | 'labels' | 'accept' | null>(null);
  const { rows, all, count, clear } = selection;
  const tags = rows.map(({ assetTag }) => assetTag).filter(Boolean);
  // A dialog stays until it is closed, also where nothing is selected any more.
  if (count === 0 && doing === null) return null;
  const done = () => setDoing(null);
  const ids = rows.map(({ id }) => id);
  return (
    <>
      <SelectionFrame selection={selection}>
        <May change="device.updateMany">
          <Button onClick={() => setDoing('change')}>{text('many.change')}</Button>
        </May>
        <May change="exception.create">
          <Button onClick={() => setDoing('accept')}>{text('exceptions.acceptRisk')}</Button>
        </May>
        <RemoveSelected
          noun="device"
          ids={ids}
          ask={all ? () => client.device.chosen({ filter }) : undefined}
          onDone={clear}
        />
        {!all ? (
          <>
            <May change="contract.addDevices">
              <Button onClick={() => setDoing('contract')} disabled={tags.length === 0}>
                {text('devices.selection.addToContract')}
              </Button>
            </May>
            <Button
              disabled={tags.length === 0}
              onClick={() => {
                void navigator.clipboard
                  .writeText(tags.join('\n'))
                  .then(() => notice({ text: text('devices.selection.copied', { count: tags.length }) }));
              }}
            >
              {text('devices.selection.copyTags')}
            </Button>
            <Button onClick={() => setDoing('labels')}>{text('labels.action')}</Button>
          </>
        ) : null}
      </SelectionFrame>
      {doing === 'change' ? (
        <ChangeDevicesDialog selection={all ? { filter } : { ids }} onClose={done} onDone={clear} />
      ) : null}
      {doing === 'accept' ? (
        <RecordExceptionDialog
          devices={all ? { filter } : { deviceIds: ids }}
          count={text('exceptions.dialog.intro', { count, amount: number(count) })}
          onClose={done}
          onDone={clear}
        />
      ) : null}
      {doing === 'labels' ? <LabelsDialog deviceIds={ids} onClose={done} /> : null}
      {doing === 'contract' ? (
        <AddToContractDialog assetTags={tags} withoutTag={rows.length - tags.length} onClose={done} onDone={clear} />
      ) : null}
    </>
  );
}
