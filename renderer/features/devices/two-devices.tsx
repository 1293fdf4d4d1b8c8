import { Button, Typography } from '@mui/material';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { failureOf } from '../../bridge/failure.ts';
import { useText } from '../../i18n/i18n.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface Other {
  readonly id: string;
  readonly name: string;
  readonly serial: string;
}

/**
 * Asks whether a device with the identifier and serial number of another one is a second device. `save` is called again with
 * `true` when somebody says so. @returns what to show, and a way to save that asks
 */
export function useTwoDevices(onLeave: () => void) {
  const text = useText();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<{ other: Other; answer: (two: boolean) => void } | null>(null);

  /** @throws whatever `save` throws but for the serial number; false when somebody wants to look first. */
  const saveAsking = async (save: (twoDevices: boolean) => Promise<void>): Promise<void> => {
    try {
      await save(false);
    } catch (error) {
      const { code, details } = failureOf(error);
      if (code !== 'already_exists' || details.field !== 'serialNumber') throw error;
      const other = { id: String(details.id), name: String(details.name), serial: String(details.value) };
      const two = await new Promise<boolean>((answer) => setAsked({ other, answer }));
      setAsked(null);
      if (two) await save(true);
    }
  };

  const dialog =
    asked === null ? null : (
      <ConfirmDialog
        open
        title={text('scan.twoTitle')}
        text={
          <>
            <Typography>{text('scan.twoText', { name: asked.other.name, serial: asked.other.serial })}</Typography>
            <Button
              variant="text"
              color="primary"
              onClick={() => {
                asked.answer(false);
                onLeave();
                void navigate(`/devices/${asked.other.id}`);
              }}
            >
              {text('scan.twoOpen')}
            </Button>
          </>
        }
        confirm={text('scan.twoSave')}
        onConfirm={() => asked.answer(true)}
        onClose={() => asked.answer(false)}
      />
    );
  return { saveAsking, dialog };
}
