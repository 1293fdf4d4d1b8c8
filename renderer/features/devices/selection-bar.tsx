import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { AddToContractDialog } from '../../bridge/add-to-contract-dialog.tsx';
import type { DeviceFilter } from '../../bridge/device-filter.ts';
import { RecordExceptionDialog } from '../../bridge/exceptions.tsx';
import { May } from '../../bridge/may.tsx';
import { RemoveSelected } from '../../bridge/trash.tsx';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { ChangeDevicesDialog } from './change-many-dialog.tsx';
import { LabelsDialog } from './labels/labels-dialog.tsx';
import type { DeviceRow } from './types.ts';

/** What can be done with the selected devices together: those that were ticked, or all that the filter lets through. */
export function SelectionBar({
  selected,
  outside,
  all,
  total,
  onAll,
  onClear,
}: {
  selected: readonly DeviceRow[];
  /** How many of the ticked devices are not on the screen. */
  outside: number;
  /** The filter whose devices are all chosen; null while single ones are. */
  all: { readonly filter: DeviceFilter; readonly total: number } | null;
  /** Devices that the filter lets through. */
  total: number;
  onAll: () => void;
  onClear: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const number = useNumber();
  const [doing, setDoing] = useState<'change' | 'contract' | 'labels' | 'accept' | null>(null);
  const tags = selected.map(({ assetTag }) => assetTag).filter(Boolean);
  const count = all?.total ?? selected.length;
  // A dialog stays until it is closed, also where nothing is selected any more.
  if (count === 0 && doing === null) return null;
  const done = () => setDoing(null);
  const ids = selected.map(({ id }) => id);
  return (
    <>
      <Box
        role="region"
        aria-label={text('devices.selection.bar')}
        sx={{
          display: count === 0 ? 'none' : 'flex',
          flexWrap: 'wrap',
          gap: 1,
          alignItems: 'center',
          marginTop: '12px',
          padding: '8px 8px 8px 16px',
          border: `1px solid ${paint.accent}`,
          borderRadius: '11px',
          backgroundColor: paint.accentSoft,
        }}
      >
        <Box role="status" sx={{ flex: 1, fontWeight: 600, color: paint.accent }}>
          {all === null
            ? text('devices.selection.count', { count })
            : text('devices.selection.all', { count, amount: number(count) })}
          {all === null && outside > 0 ? text('devices.selection.outside', { count: outside }) : ''}
          {all === null && total > count ? (
            <Button variant="text" color="primary" size="small" onClick={onAll} sx={{ marginLeft: 1 }}>
              {text('devices.selection.chooseAll', { count: total, amount: number(total) })}
            </Button>
          ) : null}
        </Box>
        <May change="device.updateMany">
          <Button onClick={() => setDoing('change')}>{text('devices.selection.change')}</Button>
        </May>
        <May change="exception.create">
          <Button onClick={() => setDoing('accept')}>{text('exceptions.acceptRisk')}</Button>
        </May>
        {all === null ? (
          <>
            <RemoveSelected noun="device" ids={ids} onDone={onClear} />
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
        <Button onClick={onClear}>{text('devices.selection.clear')}</Button>
      </Box>
      {doing === 'change' ? (
        <ChangeDevicesDialog
          selection={all === null ? { ids } : { filter: all.filter }}
          onClose={done}
          onDone={onClear}
        />
      ) : null}
      {doing === 'accept' ? (
        <RecordExceptionDialog
          devices={all === null ? { deviceIds: ids } : { filter: all.filter }}
          count={text('exceptions.dialog.intro', { count, amount: number(count) })}
          onClose={done}
          onDone={onClear}
        />
      ) : null}
      {doing === 'labels' ? <LabelsDialog deviceIds={ids} onClose={done} /> : null}
      {doing === 'contract' ? (
        <AddToContractDialog
          assetTags={tags}
          withoutTag={selected.length - tags.length}
          onClose={done}
          onDone={onClear}
        />
      ) : null}
    </>
  );
}
