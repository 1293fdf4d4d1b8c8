import { Box, Button, Link, TextField, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useShownOnce } from '../../bridge/awake.ts';
import type { Outputs, VaultStatus } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Entrance } from '../../ui/entrance.tsx';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { KeyGroups } from '../../ui/key-groups.tsx';
import { paint } from '../../ui/paint.ts';
import { RecoverySheet } from '../../ui/recovery-sheet.tsx';
import { SaveKeyFile } from '../../ui/save-key-file.tsx';
import { useConfirmRecoveryKey } from './use-confirm-recovery-key.ts';

/** The recovery key, shown this once: first put it on paper, then type it back from there. */
export function RecoveryKey({
  status,
  organisation,
  made,
  onDone,
}: {
  status: VaultStatus;
  organisation: string;
  made: Outputs['vault']['create'];
  onDone: () => void;
}) {
  const text = useText();
  const [onPaper, setOnPaper] = useState(false);
  const [onStick, setOnStick] = useState(made.keyFile === null);
  // Whoever loses this window now may be left without a way back in.
  useShownOnce();

  if (made.keyFile !== null && !onStick) {
    return (
      <Entrance
        key="stick"
        title={text('vault.keyFileTitle')}
        text={text('vault.keyFileText')}
        status={status}
        width={560}
      >
        <Card sx={{ '& > div': { padding: '24px' } }}>
          <SaveKeyFile keyFile={made.keyFile} done={text('action.continue')} onDone={() => setOnStick(true)} />
        </Card>
      </Entrance>
    );
  }
  if (onPaper) return <TypeBack status={status} onShow={() => setOnPaper(false)} onDone={onDone} />;
  return (
    <Entrance title={text('vault.keyTitle')} text={text('vault.keyText')} status={status} width={640}>
      <Box data-screen-only>
        <Card sx={{ '& > div': { padding: '24px', display: 'grid', gap: '18px' } }}>
          <div>
            <Typography variant="h2" sx={{ marginBottom: '8px' }}>
              {text('vault.keyLabel')}
            </Typography>
            <KeyGroups recoveryKey={made.recoveryKey} />
          </div>
          <Note tone="near">{text('vault.keyPlace')}</Note>
          <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
            <Button onClick={() => window.print()}>{text('vault.keyPrint')}</Button>
            <Button variant="contained" color="primary" onClick={() => setOnPaper(true)}>
              {text('vault.keyHave')}
            </Button>
          </Box>
        </Card>
      </Box>
      <RecoverySheet
        recoveryKey={made.recoveryKey}
        vault={{
          organisation,
          vaultId: made.vaultId,
          folder: status.folder,
          madeAt: made.createdAt,
          fingerprint: made.fingerprint,
        }}
      />
    </Entrance>
  );
}

function TypeBack({ status, onShow, onDone }: { status: VaultStatus; onShow: () => void; onDone: () => void }) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const { confirm, mistyped, failure, clear } = useConfirmRecoveryKey(onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== '') confirm.mutate({ recoveryKey: typed });
  };
  return (
    <Entrance title={text('vault.typeTitle')} text={text('vault.typeText')} status={status} width={640}>
      <Card sx={{ '& > div': { padding: '24px' } }}>
        <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: '16px' }}>
          <TextField
            label={text('vault.typeLabel')}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              clear();
            }}
            error={mistyped}
            helperText={mistyped ? text('vault.typeWrong') : ' '}
            autoFocus
            autoComplete="off"
            slotProps={{
              htmlInput: {
                spellCheck: false,
                autoCapitalize: 'characters',
                maxLength: 200,
                style: { letterSpacing: '0.04em' },
              },
              formHelperText: { role: 'status' },
            }}
          />
          {failure ? <ErrorNote failure={failure} /> : null}
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
            <Link component="button" type="button" onClick={onShow} sx={{ font: 'inherit', color: paint.accent }}>
              {text('vault.typeShow')}
            </Link>
            <Box sx={{ flex: 1 }} />
            <Button type="submit" variant="contained" color="primary" loading={confirm.isPending}>
              {text('vault.typeDone')}
            </Button>
          </Box>
        </Box>
      </Card>
    </Entrance>
  );
}
