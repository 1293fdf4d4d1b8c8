import { Box, Button, Typography } from '@mui/material';
import { useRef, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Note } from '../../ui/error-state.tsx';
import { paint } from '../../ui/paint.ts';
import { type ChosenFile, chosenOf } from './chosen-files.ts';

const KINDS = '.json,.csv,.sha512,application/json,text/csv';

/** Chooses files or a whole folder, or takes what is dropped. */
export function ChooseFiles({ onChosen }: { onChosen: (chosen: readonly ChosenFile[]) => void }) {
  const text = useText();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [nothing, setNothing] = useState(false);
  const take = (list: FileList | null) => {
    const all = [...(list ?? [])];
    if (all.length === 0) return;
    const chosen = chosenOf(all);
    setNothing(chosen.length === 0);
    if (chosen.length > 0) onChosen(chosen);
  };
  return (
    <Card>
      <Box
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
        sx={{
          display: 'grid',
          justifyItems: 'center',
          gap: '8px',
          padding: '32px 24px',
          textAlign: 'center',
          borderRadius: '9px',
          border: `1.5px dashed ${over ? paint.accent : paint.control}`,
          backgroundColor: over ? paint.accentSoft : paint.bg,
        }}
      >
        <Typography sx={{ fontWeight: 600 }}>
          {text(over ? 'advisories.take.dropNow' : 'advisories.take.drop')}
        </Typography>
        <Typography variant="body2" sx={{ color: paint.muted }}>
          {text('advisories.take.or')}
        </Typography>
        <input
          ref={files}
          type="file"
          hidden
          multiple
          accept={KINDS}
          aria-label={text('advisories.take.files')}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
        <input
          ref={(input) => {
            folder.current = input;
            // React knows no such attribute.
            if (input) input.webkitdirectory = true;
          }}
          type="file"
          hidden
          multiple
          aria-label={text('advisories.take.folder')}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button variant="contained" color="primary" onClick={() => files.current?.click()}>
            {text('advisories.take.files')}
          </Button>
          <Button onClick={() => folder.current?.click()}>{text('advisories.take.folder')}</Button>
        </Box>
        <Typography variant="body2" sx={{ marginTop: '6px' }}>
          {text('advisories.take.privacy')}
        </Typography>
        <Typography variant="body2" sx={{ color: paint.muted, maxWidth: 520 }}>
          {text('advisories.take.hint')}
        </Typography>
        <Typography variant="body2" sx={{ color: paint.muted, maxWidth: 520 }}>
          {text('advisories.take.where')}
        </Typography>
      </Box>
      {nothing ? (
        <Box sx={{ marginTop: '12px' }}>
          <Note tone="near" role="alert">
            {text('advisories.take.nothing')}
          </Note>
        </Box>
      ) : null}
    </Card>
  );
}
