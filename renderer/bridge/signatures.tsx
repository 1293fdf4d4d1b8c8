import { Box, Button, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Id } from '../../main/domain/ids.ts';
import type { Duty, SignedNoun } from '../../main/domain/sign-off.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { Card } from '../ui/card.tsx';
import { Moment } from '../ui/change-history.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { LoadingLines } from '../ui/loading.tsx';
import { paint } from '../ui/paint.ts';
import { Tag } from '../ui/status-tag.tsx';
import { failureOf } from './failure.ts';
import { useMayChange } from './may.tsx';
import { orpc } from './queries.ts';
import { SignDialog, WithdrawSignatureDialog } from './sign-dialogs.tsx';
import type { Outputs } from './types.ts';

type SignOff = Outputs['signOff']['of'];
type DutyState = SignOff['duties'][number];
type Signature = NonNullable<DutyState['signature']>;

const quiet = { color: paint.muted, fontSize: 12.5, lineHeight: '18px' } as const;

/** Who has to sign a record, who has, and whether it still is what they signed; with the ways to sign and to take back. */
export function SignaturesCard({ noun, recordId: id }: { noun: SignedNoun; recordId: string }) {
  const text = useText();
  const recordId = id as Id<'signed'>;
  const [signing, setSigning] = useState<{ duty: Duty; contentHash: string } | null>(null);
  const [taking, setTaking] = useState<Signature | null>(null);
  const mayChange = useMayChange('signOff.sign');
  const signOff = useQuery({
    ...orpc.signOff.of.queryOptions({ input: { noun, recordId } }),
    placeholderData: keepPreviousData,
  });
  const { data } = signOff;
  return (
    <Card title={text('signOff.title')}>
      {signOff.error && !data ? (
        <ErrorState failure={failureOf(signOff.error)} onRetry={() => void signOff.refetch()} />
      ) : data ? (
        <Box sx={{ display: 'grid', gap: '14px', paddingTop: '4px' }}>
          {data.duties.map((state) => (
            <DutyLine
              key={state.duty}
              state={state}
              mayChange={mayChange}
              onSign={() => setSigning({ duty: state.duty, contentHash: data.contentHash })}
              onTakeBack={setTaking}
            />
          ))}
          <Earlier signatures={data.withdrawn} />
          {data.duties.some(({ signature }) => signature !== null) ? (
            <Box sx={{ ...quiet, overflowWrap: 'anywhere' }}>
              {text('signOff.fingerprint', { fingerprint: data.fingerprint })}
            </Box>
          ) : null}
        </Box>
      ) : (
        <LoadingLines lines={3} />
      )}
      {signing ? <SignDialog record={{ noun, recordId }} {...signing} onClose={() => setSigning(null)} /> : null}
      {taking ? <WithdrawSignatureDialog signature={taking} onClose={() => setTaking(null)} /> : null}
    </Card>
  );
}

function DutyLine({
  state: { duty, roles, signature, problem },
  mayChange,
  onSign,
  onTakeBack,
}: {
  state: DutyState;
  mayChange: boolean;
  onSign: () => void;
  onTakeBack: (signature: Signature) => void;
}) {
  const text = useText();
  const words = useWords();
  const name = words.t(`signOff.duty.${duty}`);
  const who = roles.map((role) => words.t(`role.${role}`).toLowerCase()).join(', ');
  // Under something else than what stands there now a signature is no signature: it can be given anew.
  const mayGive = mayChange && problem === null;
  return (
    <Box role="group" aria-label={name} sx={{ display: 'grid', gap: '5px' }}>
      <Box
        sx={{ display: 'flex', gap: '10px', justifyContent: 'space-between', alignItems: 'center', flexWrap: 'wrap' }}
      >
        <Box sx={{ fontWeight: 600 }}>{name}</Box>
        {signature === null ? <Tag tone="unk">{text('signOff.missing')}</Tag> : <Holds signature={signature} />}
      </Box>
      {signature === null ? (
        <Box sx={quiet}>{text('signOff.who', { roles: who })}</Box>
      ) : (
        <Box>
          <Box>
            {text('signOff.by', { name: signature.userName, role: words.t(`role.${signature.role}`).toLowerCase() })}
          </Box>
          <Box sx={quiet}>
            <Moment at={signature.signedAt} />
          </Box>
          {signature.comment ? (
            <Typography variant="body2" sx={{ color: paint.muted, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {signature.comment}
            </Typography>
          ) : null}
          <Box sx={{ ...quiet, fontFamily: 'ui-monospace, monospace' }} title={signature.contentHash}>
            {`SHA-256 ${signature.contentHash.slice(0, 16)}…`}
          </Box>
          {signature.formerKey === null ? null : (
            <Box sx={quiet}>{text('signOff.formerKey', { fingerprint: signature.formerKey })}</Box>
          )}
        </Box>
      )}
      {mayChange && signature === null && problem !== null && problem !== 'role_does_not_sign' ? (
        <Box sx={quiet}>{text(`signOff.problem.${problem}`)}</Box>
      ) : null}
      {mayGive || (mayChange && signature?.mayWithdraw) ? (
        <Box sx={{ display: 'flex', gap: '8px' }}>
          {mayGive ? (
            <Button onClick={onSign} aria-label={text('signOff.signDuty', { duty: name })}>
              {text('signOff.sign')}
            </Button>
          ) : null}
          {mayChange && signature?.mayWithdraw ? (
            <Button
              variant="text"
              onClick={() => onTakeBack(signature)}
              aria-label={text('signOff.withdrawOf', { name: signature.userName })}
            >
              {text('signOff.withdraw')}
            </Button>
          ) : null}
        </Box>
      ) : null}
    </Box>
  );
}

/** What checking a signature found, as colour, shape and words. */
function Holds({ signature: { fits, genuine } }: { signature: Signature }) {
  const text = useText();
  if (!genuine) return <Tag tone="end">{text('signOff.forged')}</Tag>;
  return fits ? <Tag tone="ok">{text('signOff.fits')}</Tag> : <Tag tone="near">{text('signOff.changed')}</Tag>;
}

function Earlier({ signatures }: { signatures: readonly Signature[] }) {
  const text = useText();
  const words = useWords();
  if (signatures.length === 0) return null;
  return (
    <Box sx={{ ...quiet, overflowWrap: 'anywhere' }}>
      <Box sx={{ fontWeight: 600 }}>{text('signOff.earlier', { count: signatures.length })}</Box>
      {signatures.map(({ id, duty, userName, withdrawn }) => (
        <Box key={id}>
          {text('signOff.earlierLine', {
            duty: words.t(`signOff.duty.${duty}`),
            name: userName,
            by: withdrawn?.by ?? '',
            reason: withdrawn?.reason ?? '',
          })}
        </Box>
      ))}
    </Box>
  );
}
