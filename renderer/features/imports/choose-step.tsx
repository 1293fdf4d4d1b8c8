import { Box, Button, LinearProgress, Typography } from '@mui/material';
import { useRef, useState } from 'react';
import { IMPORT_NOUNS, type ImportNoun } from '../../../main/domain/import/headings.ts';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { uploadFile } from '../../bridge/files.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import { RefusedFile } from './refused-file.tsx';
import type { ChosenFile } from './types.ts';

/** What stands in the file, and the file. */
export function ChooseStep({
  noun,
  onNoun,
  onChosen,
}: {
  noun: ImportNoun;
  onNoun: (noun: ImportNoun) => void;
  onChosen: (chosen: ChosenFile) => void;
}) {
  const text = useText();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [reading, setReading] = useState<string | null>(null);
  const [refused, setRefused] = useState<{ file: string; failure: Failure } | null>(null);

  const take = async (file: File | undefined) => {
    if (!file || reading !== null) return;
    setRefused(null);
    setReading(file.name);
    try {
      onChosen({ file, uploadId: await uploadFile(file), noun });
    } catch (error) {
      setRefused({ file: file.name, failure: failureOf(error) });
    } finally {
      setReading(null);
    }
  };

  return (
    <Box
      sx={{
        display: 'grid',
        gap: '18px',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' },
        alignItems: 'stretch',
        marginBottom: '18px',
      }}
    >
      <Card title={text('imports.choose.what')}>
        <NounChoice noun={noun} onNoun={onNoun} />
      </Card>
      <Card
        title={text('imports.choose.file')}
        sx={{ display: 'flex', flexDirection: 'column', '& > div:last-child': { flex: 1, display: 'grid' } }}
      >
        <Box
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            void take(event.dataTransfer.files[0]);
          }}
          sx={{
            display: 'grid',
            alignContent: 'center',
            justifyItems: 'center',
            gap: '8px',
            minHeight: 240,
            padding: '24px',
            textAlign: 'center',
            borderRadius: '9px',
            border: `1.5px dashed ${over ? paint.accent : paint.control}`,
            backgroundColor: over ? paint.accentSoft : paint.bg,
          }}
        >
          {reading === null ? (
            <>
              <svg width="40" height="40" viewBox="0 0 40 40" fill="none" aria-hidden="true">
                <path d="M10 5h14l8 8v22H10z" stroke={paint.control} strokeWidth="1.5" strokeLinejoin="round" />
                <path d="M24 5v8h8" stroke={paint.control} strokeWidth="1.5" strokeLinejoin="round" />
                <path d="M15 20h12M15 25h12M15 30h7M20 18v14" stroke={paint.accent} strokeWidth="1.4" />
              </svg>
              <Typography sx={{ fontWeight: 600 }}>
                {text(over ? 'imports.choose.dropNow' : 'imports.choose.drop')}
              </Typography>
              <Typography variant="body2" sx={{ color: paint.muted }}>
                {text('imports.choose.or')}
              </Typography>
              <input
                ref={input}
                type="file"
                hidden
                accept=".csv,.tsv,.txt,.xlsx,.ods,.json,text/csv,text/plain,text/tab-separated-values,application/json"
                onChange={(event) => {
                  void take(event.target.files?.[0]);
                  event.target.value = '';
                }}
              />
              <Button variant="contained" color="primary" onClick={() => input.current?.click()}>
                {text('imports.choose.button')}
              </Button>
              <Typography variant="body2" sx={{ marginTop: '6px' }}>
                {text('imports.choose.privacy')}
              </Typography>
              <Typography variant="body2" sx={{ color: paint.muted, maxWidth: 380 }}>
                {text('imports.choose.kinds')}
              </Typography>
            </>
          ) : (
            <Box role="status" sx={{ display: 'grid', gap: '10px', width: '60%' }}>
              <Typography>{text('imports.choose.reading', { file: reading })}</Typography>
              <LinearProgress aria-hidden="true" />
            </Box>
          )}
        </Box>
        {refused ? (
          <Box sx={{ marginTop: '12px' }}>
            <RefusedFile fileName={refused.file} noun={noun} failure={refused.failure} />
          </Box>
        ) : null}
      </Card>
    </Box>
  );
}

function NounChoice({ noun, onNoun }: { noun: ImportNoun; onNoun: (noun: ImportNoun) => void }) {
  const text = useText();
  const words = useWords();
  return (
    <Box role="radiogroup" aria-label={text('imports.choose.what')} sx={{ display: 'grid', gap: '8px' }}>
      {IMPORT_NOUNS.map((one) => (
        <Box
          key={one}
          component="label"
          sx={{
            display: 'grid',
            gridTemplateColumns: '22px minmax(0, 1fr)',
            padding: '8px 12px',
            borderRadius: '8px',
            border: `1px solid ${paint.line}`,
            cursor: 'pointer',
            '&:hover': { borderColor: paint.control },
            '&:has(:checked)': { borderColor: paint.accent, backgroundColor: paint.accentSoft },
            '&:has(:focus-visible)': { outline: `2px solid ${paint.accent}`, outlineOffset: 2 },
          }}
        >
          <input
            type="radio"
            name="noun"
            value={one}
            checked={noun === one}
            onChange={() => onNoun(one)}
            style={{ width: 15, height: 15, margin: '3px 0 0', accentColor: paint.accent, outline: 'none' }}
          />
          <span>
            <Box component="span" sx={{ display: 'block', fontWeight: 600 }}>
              {words.t(`importNoun.${one}`)}
            </Box>
            <Box component="span" sx={{ display: 'block', fontSize: 12.5, lineHeight: '18px', color: paint.muted }}>
              {text(`imports.choose.about.${one}`)}
            </Box>
          </span>
        </Box>
      ))}
    </Box>
  );
}
