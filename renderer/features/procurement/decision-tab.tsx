import { Box, Button, MenuItem, Table, TableBody, TableCell, TableHead, TableRow, TextField } from '@mui/material';
import { useState } from 'react';
import type { CandidateId } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { May } from '../../bridge/may.tsx';
import { SignaturesCard } from '../../bridge/signatures.tsx';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { GateTags } from './gates.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { type CaseDetail, candidateName, openCandidates } from './types.ts';

/** What was chosen, when, by whom and why; and every move of the case. */
export function DecisionTab({ one }: { one: CaseDetail }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const [dialog, setDialog] = useState<'choose' | 'takeBack' | null>(null);
  const chosen = one.candidates.find(({ id }) => id === one.chosenCandidateId) ?? null;
  const deciding = one.stage === 'decision';
  const choose = (
    <May change="procurement.choose">
      <Button variant="contained" color="primary" onClick={() => setDialog('choose')}>
        {text(chosen ? 'procurement.decision.chooseOther' : 'procurement.decision.choose')}
      </Button>
    </May>
  );
  return (
    <Box sx={{ display: 'grid', gap: '18px' }}>
      {chosen === null ? (
        <Card>
          <EmptyState
            title={text('procurement.decision.none')}
            text={text(deciding ? 'procurement.decision.noneText' : 'procurement.decision.notYet')}
            actions={deciding && openCandidates(one).length > 0 ? choose : null}
          />
          {one.decisionReason ? (
            <Box sx={{ textAlign: 'center', color: paint.muted, whiteSpace: 'pre-wrap' }}>{one.decisionReason}</Box>
          ) : null}
        </Card>
      ) : (
        <Card
          title={text('procurement.decision.headline', { name: candidateName(chosen) })}
          actions={
            deciding ? (
              <Box sx={{ display: 'flex', gap: 1 }}>
                <May change="procurement.choose">
                  <Button onClick={() => setDialog('takeBack')}>{text('procurement.decision.takeBack')}</Button>
                </May>
                {choose}
              </Box>
            ) : null
          }
        >
          <Box sx={{ color: paint.muted, marginBottom: '8px' }}>
            {one.decidedOn ? text('procurement.decision.decidedOn', { day: words.day(one.decidedOn) }) : null}
          </Box>
          <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', marginBottom: '12px' }}>
            {one.decisionReason}
          </Box>
          <GateTags gates={chosen.gates} />
        </Card>
      )}
      {chosen === null ? null : <SignaturesCard noun="procurement" recordId={one.id} />}
      <Moves one={one} />
      {dialog === 'choose' ? <ChooseDialog one={one} onClose={() => setDialog(null)} /> : null}
      {dialog === 'takeBack' ? (
        <ReasonDialog
          title={text('procurement.decision.takeBackTitle')}
          submit={text('procurement.decision.takeBack')}
          label={text('procurement.decision.reason')}
          onReason={async (reason) => {
            await client.procurement.choose({ id: one.id, revision: one.revision, candidateId: null, reason });
            notice({ text: text('procurement.decision.takenBack') });
          }}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </Box>
  );
}

/** Chooses a candidate whose gates hold; of the others it says that they do not. */
function ChooseDialog({ one, onClose }: { one: CaseDetail; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const candidates = openCandidates(one);
  const first = candidates.find(({ gates }) => gates.every(({ holds }) => holds)) ?? candidates[0];
  const [candidateId, setCandidateId] = useState<CandidateId | ''>(first?.id ?? '');
  const candidate = candidates.find(({ id }) => id === candidateId);
  return (
    <ReasonDialog
      title={text('procurement.decision.chooseTitle')}
      submit={text('procurement.decision.submit')}
      label={text('procurement.decision.reason')}
      hint={text('procurement.decision.reasonHint')}
      onReason={async (reason) => {
        if (candidate === undefined) return;
        const { id, revision } = one;
        await client.procurement.choose({ id, revision, candidateId: candidate.id, reason });
        notice({ text: text('procurement.decision.done', { name: candidateName(candidate) }) });
      }}
      onClose={onClose}
    >
      <TextField
        select
        label={text('procurement.decision.candidate')}
        value={candidateId}
        autoFocus
        onChange={(event) => setCandidateId(candidates.find(({ id }) => id === event.target.value)?.id ?? '')}
      >
        {candidates.map((other) => (
          <MenuItem key={other.id} value={other.id}>
            {other.gates.every(({ holds }) => holds)
              ? candidateName(other)
              : `${candidateName(other)} (${text('procurement.decision.closed')})`}
          </MenuItem>
        ))}
      </TextField>
      {candidate ? <GateTags gates={candidate.gates} /> : null}
    </ReasonDialog>
  );
}

function Moves({ one }: { one: CaseDetail }) {
  const text = useText();
  const words = useWords();
  return (
    <Card title={text('procurement.decision.moves')} flush={one.moves.length > 0}>
      {one.moves.length === 0 ? (
        <Box sx={{ color: paint.muted }}>{text('procurement.decision.noMoves')}</Box>
      ) : (
        <Box sx={{ overflowX: 'auto' }}>
          <Table size="small" aria-label={text('procurement.decision.moves')}>
            <TableHead>
              <TableRow>
                {(['on', 'move', 'by', 'reason', 'gates'] as const).map((key) => (
                  <TableCell key={key}>{text(`procurement.decision.column.${key}`)}</TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {one.moves.map((move, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: moves are only ever added, and have no name of their own
                <TableRow key={one.moves.length - place}>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>
                    <time dateTime={move.on}>{words.day(move.on)}</time>
                  </TableCell>
                  <TableCell>
                    {text('procurement.decision.moveText', {
                      from: words.t(`procurement.stage.${move.from}`),
                      to: words.t(`procurement.stage.${move.to}`),
                    })}
                  </TableCell>
                  <TableCell>{move.by}</TableCell>
                  <TableCell sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{move.reason}</TableCell>
                  <TableCell>{move.gates.length === 0 ? null : <GateTags gates={move.gates} />}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      )}
    </Card>
  );
}
