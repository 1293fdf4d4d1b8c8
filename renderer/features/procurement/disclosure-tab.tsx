import { Box, ButtonBase, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useState } from 'react';
import { DISCLOSURE_ITEMS, type DisclosureItem, type DisclosureState } from '../../../main/domain/procurement.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { keepDocument } from '../../bridge/documents.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint, type Tone } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { DisclosureDialog } from './disclosure-dialog.tsx';
import { type CandidateDetail, type CaseDetail, candidateName, openCandidates } from './types.ts';

/** Colour and shape of an item. What a vendor does not give is settled only by somebody who accepts it. */
const ITEM_TONES: Readonly<Record<DisclosureState, Tone>> = {
  open: 'unk',
  requested: 'near',
  received: 'ok',
  not_applicable: 'plan',
  not_available: 'end',
};

type Entry = CandidateDetail['disclosure'][number];

/** What has to come with each bid: items by candidates. A document that is dropped on a cell is received. */
export function DisclosureTab({ one }: { one: CaseDetail }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const notice = useNotice();
  const may = useMayChange('procurement.setDisclosure');
  const { attempt, failure } = useAttempt();
  const [editing, setEditing] = useState<{ readonly candidate: CandidateDetail; readonly entry: Entry } | null>(null);
  const candidates = openCandidates(one);
  if (candidates.length === 0)
    return (
      <Card>
        <EmptyState title={text('procurement.candidate.noneTitle')} text={text('procurement.candidate.noneText')} />
      </Card>
    );
  const drop = (candidate: CandidateDetail, entry: Entry, file: File) =>
    attempt(async () => {
      const documentId = await keepDocument(file, { kind: 'evidence' });
      const { id: candidateId, revision } = candidate;
      const { item, note } = entry;
      await client.procurement.setDisclosure({ candidateId, revision, item, state: 'received', note, documentId });
      const name = { item: words.t(`procurement.item.${item}`), name: candidateName(candidate) };
      notice({ text: text('procurement.disclosure.dropped', name) });
    });
  return (
    <Card title={text('procurement.disclosure.title')} flush>
      <Box sx={{ padding: '0 16px 12px', color: paint.muted }}>{text('procurement.disclosure.intro')}</Box>
      <Box sx={{ overflowX: 'auto' }}>
        <Table size="small" aria-label={text('procurement.disclosure.title')} sx={{ '& td': { padding: '3px 6px' } }}>
          <TableHead>
            <TableRow>
              <TableCell>{text('procurement.disclosure.item')}</TableCell>
              {candidates.map((candidate) => (
                <TableCell key={candidate.id} sx={{ minWidth: 168 }}>
                  <Box sx={{ overflowWrap: 'anywhere' }}>{candidateName(candidate)}</Box>
                  <Box sx={{ color: paint.muted, fontWeight: 400 }}>
                    {text('procurement.disclosure.progress', {
                      settled: number(settled(candidate)),
                      all: number(DISCLOSURE_ITEMS.length),
                    })}
                  </Box>
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {DISCLOSURE_ITEMS.map((item) => (
              <TableRow key={item}>
                <TableCell component="th" scope="row" sx={{ fontWeight: 500 }}>
                  {words.t(`procurement.item.${item}`)}
                </TableCell>
                {candidates.map((candidate) => (
                  <TableCell key={candidate.id}>
                    <Cell
                      candidate={candidate}
                      item={item}
                      may={may}
                      onOpen={(entry) => setEditing({ candidate, entry })}
                      onDrop={(entry, file) => void drop(candidate, entry, file)}
                    />
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
      {failure ? <ErrorNote failure={failure} /> : null}
      {editing ? (
        <DisclosureDialog candidate={editing.candidate} entry={editing.entry} onClose={() => setEditing(null)} />
      ) : null}
    </Card>
  );
}

function settled({ disclosure }: CandidateDetail): number {
  return disclosure.filter(({ state }) => state !== 'open' && state !== 'requested').length;
}

function Cell({
  candidate,
  item,
  may,
  onOpen,
  onDrop,
}: {
  candidate: CandidateDetail;
  item: DisclosureItem;
  may: boolean;
  onOpen: (entry: Entry) => void;
  onDrop: (entry: Entry, file: File) => void;
}) {
  const text = useText();
  const words = useWords();
  const [over, setOver] = useState(false);
  const entry = candidate.disclosure.find((one) => one.item === item);
  if (entry === undefined) return null;
  const state = words.t(`procurement.itemState.${entry.state}`);
  const shown = (
    <>
      <Tag tone={ITEM_TONES[entry.state]}>{state}</Tag>
      <Box sx={{ color: paint.muted, fontSize: 12, lineHeight: '16px', overflowWrap: 'anywhere', marginTop: '2px' }}>
        {entry.document ?? entry.note ?? ''}
      </Box>
    </>
  );
  if (!may) return <Box sx={{ padding: '4px 6px' }}>{shown}</Box>;
  return (
    <ButtonBase
      aria-label={text('procurement.disclosure.cell', {
        item: words.t(`procurement.item.${item}`),
        name: candidateName(candidate),
        state,
      })}
      onClick={() => onOpen(entry)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onDrop(entry, file);
      }}
      sx={{
        display: 'block',
        font: 'inherit',
        width: '100%',
        textAlign: 'left',
        padding: '4px 6px',
        borderRadius: '8px',
        outline: over ? `2px dashed ${paint.accent}` : 'none',
        '&:hover': { backgroundColor: paint.head },
        '&.Mui-focusVisible': { outline: `2px solid ${paint.accent}` },
      }}
    >
      {shown}
    </ButtonBase>
  );
}
