import { Box, MenuItem, TextField } from '@mui/material';
import { useState } from 'react';
import { DocumentsCard } from '../../bridge/documents-card.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { Columns } from '../../ui/page.tsx';
import { GatePanels, GateTags } from './gates.tsx';
import { type CaseDetail, candidateName, openCandidates } from './types.ts';

/** What is needed, and the gates of one candidate at a time: the chosen one first. */
export function OverviewTab({ one, onEditCase }: { one: CaseDetail; onEditCase: () => void }) {
  const text = useText();
  const candidates = openCandidates(one);
  const [picked, setPicked] = useState<string | null>(null);
  const candidate =
    candidates.find(({ id }) => id === picked) ??
    candidates.find(({ id }) => id === one.chosenCandidateId) ??
    candidates[0];
  return (
    <Columns
      side={
        <>
          <Facts one={one} />
          <DocumentsCard noun="procurement" id={one.id} />
        </>
      }
    >
      {candidate === undefined ? (
        <Card>
          <EmptyState title={text('procurement.candidate.noneTitle')} text={text('procurement.gate.none')} />
        </Card>
      ) : (
        <>
          <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
            <TextField
              select
              size="small"
              label={text('procurement.gate.of')}
              value={candidate.id}
              onChange={(event) => setPicked(event.target.value)}
              sx={{ minWidth: 260 }}
            >
              {candidates.map((other) => (
                <MenuItem key={other.id} value={other.id}>
                  {candidateName(other)}
                </MenuItem>
              ))}
            </TextField>
          </Box>
          <GatePanels one={one} candidate={candidate} onEditCase={onEditCase} />
          <AllGates one={one} />
        </>
      )}
    </Columns>
  );
}

/** Every candidate with its gates, so that one look tells which can be bought. */
function AllGates({ one }: { one: CaseDetail }) {
  const text = useText();
  return (
    <Card title={text('procurement.tab.candidates')}>
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' }}>
        {openCandidates(one).map((candidate) => (
          <Box
            component="li"
            key={candidate.id}
            sx={{ display: 'flex', gap: '12px', alignItems: 'center', flexWrap: 'wrap' }}
          >
            <Box sx={{ flex: 1, minWidth: 200, overflowWrap: 'anywhere' }}>{candidateName(candidate)}</Box>
            <GateTags gates={candidate.gates} />
          </Box>
        ))}
      </Box>
    </Card>
  );
}

function Facts({ one }: { one: CaseDetail }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const money = useMoneyText();
  const dayOf = (on: Parameters<typeof words.day>[0] | null) => (on === null ? null : words.day(on));
  return (
    <>
      <Card title={text('procurement.facts.title')}>
        <KeyValues
          keyWidth={150}
          items={[
            [text('procurement.facts.quantity'), number(one.quantity)],
            [text('procurement.facts.budget'), one.budget && money(one.budget)],
            [text('procurement.facts.requestedOn'), dayOf(one.requestedOn)],
            [text('procurement.facts.plannedDeliveryOn'), dayOf(one.plannedDeliveryOn)],
            [text('procurement.facts.plannedReplacementOn'), dayOf(one.plannedReplacementOn)],
            [text('procurement.facts.owner'), one.owner],
            [text('procurement.facts.template'), one.template],
          ]}
        />
      </Card>
      {one.need ? (
        <Card title={text('procurement.facts.need')}>
          <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{one.need}</Box>
        </Card>
      ) : null}
      {one.notes ? (
        <Card title={text('procurement.facts.notes')}>
          <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{one.notes}</Box>
        </Card>
      ) : null}
    </>
  );
}
