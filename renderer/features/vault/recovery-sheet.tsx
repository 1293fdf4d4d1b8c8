import { Box, Typography } from '@mui/material';
import { parseDay } from '../../../main/domain/day.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Brand } from '../../ui/brand.tsx';
import { paint } from '../../ui/paint.ts';
import { KeyGroups } from './key-groups.tsx';

/** The sheet of paper; seen only by the printer. */
export function RecoverySheet({
  organisation,
  folder,
  made,
}: {
  organisation: string;
  folder: string;
  made: Outputs['vault']['create'];
}) {
  const text = useText();
  const words = useWords();
  const on = parseDay(made.createdAt.slice(0, 10));
  const facts = [
    [text('vault.sheetVaultId'), made.vaultId],
    [text('vault.sheetDate'), on ? words.day(on) : made.createdAt],
    [text('vault.sheetFolder'), folder],
  ] as const;
  return (
    <Box
      aria-hidden="true"
      sx={{ display: 'none', '@media print': { display: 'block', fontSize: '11pt', lineHeight: 1.5, color: '#000' } }}
    >
      <Brand size={16} />
      <Typography component="p" sx={{ fontSize: '26pt', lineHeight: 1.2, fontWeight: 650, marginTop: '14mm' }}>
        {text('vault.sheetTitle')}
      </Typography>
      <Typography component="p" sx={{ fontSize: '13pt', marginTop: '2mm' }}>
        {text('vault.sheetFor', { organisation })}
      </Typography>
      <Box sx={{ border: '1.5pt solid #000', borderRadius: '3mm', padding: '7mm', margin: '9mm 0' }}>
        <KeyGroups recoveryKey={made.recoveryKey} size={20} />
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: '32mm 1fr', rowGap: '1.5mm', marginBottom: '9mm' }}>
        {facts.map(([name, value]) => (
          <Box key={name} sx={{ display: 'contents' }}>
            <span>{name}</span>
            <Box component="span" sx={{ overflowWrap: 'anywhere', fontWeight: 550 }}>
              {value}
            </Box>
          </Box>
        ))}
      </Box>
      <Passage title={text('vault.sheetWhat')} text={text('vault.sheetWhatText')} />
      <Passage title={text('vault.sheetWhere')} text={text('vault.sheetWhereText')} />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr 1fr', columnGap: '8mm', marginTop: '22mm' }}>
        {[text('vault.sheetKept'), text('vault.sheetKeptBy'), text('vault.sheetSignature')].map((line) => (
          <Box key={line} sx={{ borderTop: '0.75pt solid #000', paddingTop: '1.5mm', fontSize: '9pt' }}>
            {line}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function Passage({ title, text }: { title: string; text: string }) {
  return (
    <Box
      sx={{ borderLeft: `1.5pt solid ${paint.accent}`, paddingLeft: '5mm', marginBottom: '6mm', breakInside: 'avoid' }}
    >
      <Typography component="p" sx={{ fontSize: '11pt', fontWeight: 650 }}>
        {title}
      </Typography>
      <Typography component="p" sx={{ fontSize: '11pt', lineHeight: 1.5 }}>
        {text}
      </Typography>
    </Box>
  );
}
