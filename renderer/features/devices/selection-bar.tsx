import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { AddToContractDialog } from '../../bridge/add-to-contract-dialog.tsx';
import { RecordExceptionDialog } from '../../bridge/exceptions.tsx';
import { May } from '../../bridge/may.tsx';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { LabelsDialog } from './labels/labels-dialog.tsx';
import type { DeviceRow } from './types.ts';

/** What can be done with the selected devices together. */
export function SelectionBar({ selected, onClear }: { selected: readonly DeviceRow[]; onClear: () => void }) {
  const text = useText();
  const notice = useNotice();
  const number = useNumber();
  const [adding, setAdding] = useState(false);
  const [labelling, setLabelling] = useState(false);
  const [accepting, setAccepting] = useState(false);
  const tags = selected.map(({ assetTag }) => assetTag).filter(Boolean);
  if (selected.length === 0) return null;
  return (
    <>
      <Box
        role="region"
        aria-label={text('devices.selection.bar')}
        sx={{
          display: 'flex',
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
          {text('devices.selection.count', { count: selected.length })}
        </Box>
        <May change="exception.create">
          <Button onClick={() => setAccepting(true)}>{text('exceptions.acceptRisk')}</Button>
        </May>
        <May change="contract.addDevices">
          <Button onClick={() => setAdding(true)} disabled={tags.length === 0}>
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
        <Button onClick={() => setLabelling(true)}>{text('labels.action')}</Button>
        <Button onClick={onClear}>{text('devices.selection.clear')}</Button>
      </Box>
      {accepting ? (
        <RecordExceptionDialog
          devices={{ deviceIds: selected.map(({ id }) => id) }}
          count={text('exceptions.dialog.intro', { count: selected.length, amount: number(selected.length) })}
          onClose={() => setAccepting(false)}
          onDone={onClear}
        />
      ) : null}
      {labelling ? <LabelsDialog deviceIds={selected.map(({ id }) => id)} onClose={() => setLabelling(false)} /> : null}
      {adding ? (
        <AddToContractDialog
          assetTags={tags}
          withoutTag={selected.length - tags.length}
          onClose={() => setAdding(false)}
          onDone={onClear}
        />
      ) : null}
    </>
  );
}
