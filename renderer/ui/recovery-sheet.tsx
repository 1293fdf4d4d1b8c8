import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { parseDay } from '../../main/domain/day.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { Brand } from './brand.tsx';
import { KeyGroups } from './key-groups.tsx';
import { paint } from './paint.ts';
import { Paper } from './paper.tsx';

/** Which vault a sheet belongs to. */
export interface SheetVault {
  readonly organisation: string;
  readonly vaultId: string;
  readonly folder: string;
  /** When the key or the shares were made: an instant. */
  readonly madeAt: string;
  /** Of the key that signs exports: paper is where nobody can change it. */
  readonly fingerprint: string;
}

/** The recovery key on a sheet of A4 or Letter. */
export function RecoverySheet({ recoveryKey, vault }: { recoveryKey: string; vault: SheetVault }) {
  const text = useText();
  return (
    <Paper>
      <Sheet
        vault={vault}
        title={text('vault.sheetTitle')}
        secret={recoveryKey}
        size={25}
        columns={3}
        how={text('vault.sheetHowText')}
        where={text('vault.sheetWhereText')}
        lines={[text('vault.sheetKept'), text('vault.sheetKeptBy'), text('vault.sheetSignature')]}
      />
    </Paper>
  );
}

export interface MadeShares {
  readonly setId: string;
  readonly shares: readonly string[];
  readonly needed: number;
}

/** The shares of a recovery secret, a sheet for each person who keeps one. */
export function ShareSheets({ made: { setId, shares, needed }, vault }: { made: MadeShares; vault: SheetVault }) {
  const text = useText();
  const total = shares.length;
  return (
    <Paper>
      {shares.map((share, index) => (
        <Sheet
          key={share}
          vault={vault}
          title={text('vault.shareSheetTitle', { number: index + 1, total })}
          lead={text('vault.shareSheetLead', { needed, total })}
          secret={share}
          size={18}
          columns={4}
          facts={[[text('vault.shareSheetSet'), setId]]}
          how={text('vault.shareSheetHowText', { needed })}
          where={text('vault.shareSheetWhereText')}
          lines={[text('vault.shareSheetKeeper'), text('vault.sheetKept'), text('vault.sheetSignature')]}
        />
      ))}
    </Paper>
  );
}

function Sheet({
  vault,
  title,
  lead,
  secret,
  size,
  columns,
  facts = [],
  how,
  where,
  lines,
}: {
  vault: SheetVault;
  title: string;
  lead?: string;
  secret: string;
  size: number;
  columns: number;
  facts?: readonly (readonly [string, string])[];
  how: string;
  where: string;
  /** What is filled in by hand. */
  lines: readonly string[];
}) {
  const text = useText();
  const words = useWords();
  const on = parseDay(vault.madeAt.slice(0, 10));
  return (
    <Box
      sx={{
        display: 'flex',
        flexDirection: 'column',
        // What fits on A4 fits on Letter, which is lower; a sheet that runs over would leave its lines on a second page.
        height: '243mm',
        breakInside: 'avoid',
        '&:not(:last-child)': { breakAfter: 'page' },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'baseline', borderBottom: '1.5pt solid #000', paddingBottom: '4mm' }}>
        <Brand size={15} />
        <Box sx={{ marginLeft: 'auto', fontSize: '9.5pt', fontWeight: 550 }}>{text('vault.sheetSecret')}</Box>
      </Box>
      <Typography component="p" sx={{ fontSize: '26pt', lineHeight: 1.2, fontWeight: 650, marginTop: '9mm' }}>
        {title}
      </Typography>
      <Typography component="p" sx={{ fontSize: '13pt', lineHeight: 1.4, marginTop: '1mm' }}>
        {vault.organisation}
      </Typography>
      <Box sx={{ border: '1.25pt solid #000', borderRadius: '3mm', padding: '6mm', marginTop: '7mm' }}>
        <KeyGroups recoveryKey={secret} size={size} columns={columns} />
        {lead ? (
          <Typography component="p" sx={{ fontSize: '11pt', fontWeight: 550, marginTop: '4mm' }}>
            {lead}
          </Typography>
        ) : null}
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: '10mm', marginTop: '7mm' }}>
        <Passage title={text('vault.sheetHow')}>{how}</Passage>
        <Passage title={text('vault.sheetWhere')}>{where}</Passage>
      </Box>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: '38mm 1fr',
          rowGap: '1.2mm',
          marginTop: '7mm',
          paddingTop: '4mm',
          borderTop: `0.75pt solid ${paint.lineStrong}`,
          fontSize: '9.5pt',
        }}
      >
        {[
          ...facts,
          [text('vault.sheetVaultId'), vault.vaultId] as const,
          [text('vault.sheetDate'), on ? words.day(on) : vault.madeAt] as const,
          [text('vault.sheetFolder'), vault.folder] as const,
          [text('vault.sheetFingerprint'), vault.fingerprint] as const,
        ].map(([name, value]) => (
          <Box key={name} sx={{ display: 'contents' }}>
            <Box component="span" sx={{ color: paint.muted }}>
              {name}
            </Box>
            <Box component="span" sx={{ overflowWrap: 'anywhere', fontWeight: 550 }}>
              {value}
            </Box>
          </Box>
        ))}
      </Box>
      <Typography component="p" sx={{ fontSize: '9pt', lineHeight: 1.45, color: paint.muted, marginTop: '2.5mm' }}>
        {text('vault.sheetFingerprintText')}
      </Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr 1fr', columnGap: '8mm', marginTop: 'auto' }}>
        {lines.map((line) => (
          <Box key={line} sx={{ borderTop: '0.75pt solid #000', paddingTop: '1.5mm', fontSize: '9pt' }}>
            {line}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function Passage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box>
      <Typography component="p" sx={{ fontSize: '10.5pt', fontWeight: 650, marginBottom: '1mm' }}>
        {title}
      </Typography>
      <Typography component="p" sx={{ fontSize: '10pt', lineHeight: 1.5 }}>
        {children}
      </Typography>
    </Box>
  );
}
