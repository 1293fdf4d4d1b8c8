import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  MenuItem,
  TextField,
  Typography,
} from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useShownOnce } from '../../bridge/awake.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useHasKeyFile } from '../../bridge/own-sign-in.ts';
import { orpc, queryClient } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { Note } from '../../ui/error-state.tsx';
import { FieldGrid } from '../../ui/form-fields.tsx';
import { KeyGroups } from '../../ui/key-groups.tsx';
import { paint } from '../../ui/paint.ts';
import { ProofDialog } from '../../ui/proof-dialog.tsx';
import { type MadeShares, RecoverySheet, ShareSheets, type SheetVault } from '../../ui/recovery-sheet.tsx';

/** Replaces the recovery key, and shows the new one this once. */
export function NewRecoveryKeyDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const withKeyFile = useHasKeyFile();
  const [made, setMade] = useState<Outputs['vault']['newRecoveryKey'] | null>(null);
  const vault = useSheetVault(made?.fingerprint ?? null);
  if (made) {
    return (
      <ShownOnceDialog title={text('vault.keyTitle')} intro={text('security.ways.keyIntro')} onClose={onClose}>
        <KeyGroups recoveryKey={made.recoveryKey} />
        <Note tone="near">{text('vault.keyPlace')}</Note>
        {vault ? <RecoverySheet recoveryKey={made.recoveryKey} vault={vault} /> : null}
      </ShownOnceDialog>
    );
  }
  return (
    <ProofDialog
      title={text('security.ways.keyTitle')}
      intro={text('security.ways.keyText')}
      submit={text('security.ways.keySubmit')}
      withKeyFile={withKeyFile}
      explain={failureOf}
      onProof={async (current) => {
        setMade(await client.vault.newRecoveryKey({ current }));
        await queryClient.invalidateQueries({ queryKey: orpc.vault.key() });
      }}
      onClose={onClose}
    />
  );
}

const COUNTS = [2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** Makes shares of which any few open the vault, and shows them this once, a sheet for each person. */
export function NewSharesDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const withKeyFile = useHasKeyFile();
  const [total, setTotal] = useState(3);
  const [needed, setNeeded] = useState(2);
  const [made, setMade] = useState<(MadeShares & { readonly fingerprint: string }) | null>(null);
  const vault = useSheetVault(made?.fingerprint ?? null);
  if (made) {
    return (
      <ShownOnceDialog
        title={text('security.ways.sharesShown')}
        intro={text('security.ways.sharesIntro')}
        many
        onClose={onClose}
      >
        {made.shares.map((share, index) => (
          <Box key={share}>
            <Typography variant="h3" sx={{ marginBottom: '4px' }}>
              {text('vault.shareLabel', { number: index + 1 })}
            </Typography>
            <KeyGroups recoveryKey={share} size={13} />
          </Box>
        ))}
        <Note tone="near">{text('security.ways.sharesPlace', { needed })}</Note>
        {vault ? <ShareSheets made={made} vault={vault} /> : null}
      </ShownOnceDialog>
    );
  }
  return (
    <ProofDialog
      title={text('security.ways.sharesTitle')}
      intro={text('security.ways.sharesText')}
      submit={text('security.ways.sharesSubmit')}
      withKeyFile={withKeyFile}
      explain={failureOf}
      onProof={async (current) => {
        setMade({ ...(await client.vault.newShares({ needed, total, current })), needed });
        await queryClient.invalidateQueries({ queryKey: orpc.vault.key() });
      }}
      onClose={onClose}
    >
      <FieldGrid>
        <Count
          label={text('security.ways.total')}
          value={total}
          choices={COUNTS}
          onChange={(count) => {
            setTotal(count);
            setNeeded(Math.min(needed, count));
          }}
        />
        <Count
          label={text('security.ways.needed')}
          value={needed}
          choices={COUNTS.filter((count) => count <= total)}
          onChange={setNeeded}
        />
      </FieldGrid>
      <Typography variant="body2" sx={{ color: paint.muted }}>
        {text(needed === total ? 'security.ways.allNeeded' : 'security.ways.someNeeded', {
          needed,
          total,
          spare: total - needed,
        })}
      </Typography>
    </ProofDialog>
  );
}

function Count({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: number;
  choices: readonly number[];
  onChange: (count: number) => void;
}) {
  return (
    <TextField select label={label} value={value} onChange={(event) => onChange(Number(event.target.value))}>
      {choices.map((count) => (
        <MenuItem key={count} value={count}>
          {count}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** Which vault stands on the sheets; null until it is known. */
function useSheetVault(fingerprint: string | null): SheetVault | null {
  const { data: status } = useQuery(orpc.vault.status.queryOptions());
  const { data: info } = useQuery(orpc.vault.info.queryOptions());
  const [madeAt] = useState(() => new Date().toISOString());
  if (!status || !info || fingerprint === null) return null;
  return {
    organisation: status.organisation ?? '',
    vaultId: info.vaultId,
    folder: status.folder,
    madeAt: `${status.today}${madeAt.slice(10)}`,
    fingerprint,
  };
}

function ShownOnceDialog({
  title,
  intro,
  many = false,
  onClose,
  children,
}: {
  title: string;
  intro: string;
  /** True for several sheets. */
  many?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const text = useText();
  const id = useId();
  useShownOnce();
  return (
    <Dialog open aria-labelledby={id} maxWidth="md" fullWidth>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: '16px' }}>
        <Typography color="textSecondary">{intro}</Typography>
        {children}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{text(many ? 'security.ways.sharesHave' : 'vault.keyHave')}</Button>
        <Button variant="contained" color="primary" autoFocus onClick={() => window.print()}>
          {text(many ? 'security.ways.sharesPrint' : 'vault.keyPrint')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
