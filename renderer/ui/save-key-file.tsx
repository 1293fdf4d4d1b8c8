import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { useText } from '../i18n/i18n.ts';
import { Note } from './error-state.tsx';
import { type ChosenKeyFile, KeyFileField } from './key-file-field.tsx';
import { paint } from './paint.ts';
import { saveText } from './save-text.ts';

/** Name under which a key file is offered; the person may keep it under any other. */
export const KEY_FILE_NAME = 'medsteward-key-file.txt';

/**
 * Puts a new key file on a stick and does not let go before it was read back from there: a file that was never saved would
 * lock its owner out.
 */
export function SaveKeyFile({ keyFile, onDone, done }: { keyFile: string; onDone: () => void; done: string }) {
  const text = useText();
  const [saved, setSaved] = useState(false);
  const [back, setBack] = useState<ChosenKeyFile | null>(null);
  const same = back?.text === keyFile;
  return (
    <Box sx={{ display: 'grid', gap: '16px' }}>
      <Step number={1} title={text('vault.keyFileStep1')}>
        <Button
          variant={saved ? 'outlined' : 'contained'}
          color={saved ? 'inherit' : 'primary'}
          autoFocus
          onClick={() => {
            saveText(KEY_FILE_NAME, keyFile);
            setSaved(true);
          }}
        >
          {text(saved ? 'vault.keyFileSaveAgain' : 'vault.keyFileSave')}
        </Button>
      </Step>
      <Step number={2} title={text('vault.keyFileStep2')}>
        <KeyFileField
          label={text('vault.keyFileBack')}
          value={back}
          onChange={setBack}
          error={back !== null && !same}
          help={back === null ? undefined : text(same ? 'vault.keyFileSame' : 'vault.keyFileDiffers')}
          disabled={!saved}
        />
      </Step>
      <Note tone="near">{text('vault.keyFileSecondCopy')}</Note>
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <Button variant="contained" color="primary" disabled={!same} onClick={onDone}>
          {done}
        </Button>
      </Box>
    </Box>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: React.ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '24px minmax(0, 1fr)', columnGap: '10px', rowGap: '8px' }}>
      <Box
        aria-hidden="true"
        sx={{
          width: 22,
          height: 22,
          borderRadius: '50%',
          backgroundColor: paint.accentSoft,
          color: paint.accent,
          fontSize: 12.5,
          lineHeight: '22px',
          fontWeight: 600,
          textAlign: 'center',
        }}
      >
        {number}
      </Box>
      <Typography>{title}</Typography>
      <Box sx={{ gridColumn: 2 }}>{children}</Box>
    </Box>
  );
}
