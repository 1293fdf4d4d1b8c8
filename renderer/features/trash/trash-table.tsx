import { Box, Button, Checkbox, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { mayCall, TRASH_NEEDS } from '../../../main/contract/permissions.ts';
import type { Id } from '../../../main/domain/ids.ts';
import type { TrashNoun } from '../../../main/domain/trash.ts';
import { nounText } from '../../../main/words/history.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { May, useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { recordPath } from '../../bridge/record-path.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { MomentBy } from '../../ui/change-history.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';

type Trashed = Awaited<ReturnType<typeof client.trash.list>>['rows'][number];
type TrashedId = Id<'trashed'>;

/** Removed records; one or several can be restored, or removed for good. */
export function TrashTable({
  records,
  onPurge,
}: {
  records: readonly Trashed[];
  onPurge: (ids: readonly TrashedId[]) => void;
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const notice = useNotice();
  const navigate = useNavigate();
  const mayRestore = useMayRestore();
  const { busy, failure, attempt } = useAttempt();
  const [ticked, setTicked] = useState<ReadonlySet<TrashedId>>(new Set());
  const own = records.filter(({ noun }) => mayRestore(noun)).map(({ id }) => id);
  const chosen = own.filter((id) => ticked.has(id));
  const tick = (ids: readonly TrashedId[], on: boolean) => {
    const next = new Set(ticked);
    for (const id of ids) on ? next.add(id) : next.delete(id);
    setTicked(next);
  };
  const restore = (ids: readonly TrashedId[]) =>
    attempt(async () => {
      const { restored, leftOut } = await client.trash.restore({ ids: [...ids] });
      setTicked(new Set());
      const [only] = restored;
      const path = restored.length === 1 && only ? recordPath(only.noun, only.id) : null;
      const told = [
        text('trash.restored', { count: restored.length, title: only?.title ?? '' }),
        ...(leftOut === 0 ? [] : [text('trash.leftOut', { count: leftOut })]),
      ];
      notice({
        text: told.join('. '),
        ...(path === null ? {} : { action: { label: text('trash.open'), onClick: () => void navigate(path) } }),
      });
    });
  return (
    <>
      {failure ? (
        <Box sx={{ padding: '12px 16px' }}>
          <ErrorNote failure={failure} />
        </Box>
      ) : null}
      {chosen.length === 0 ? null : (
        <Box
          sx={{ display: 'flex', gap: 1, alignItems: 'center', padding: '8px 16px', backgroundColor: paint.accentSoft }}
        >
          <Box role="status" sx={{ flex: 1, fontWeight: 600, color: paint.accent }}>
            {text('trash.selected', { count: chosen.length })}
          </Box>
          <May change="trash.restore">
            <Button variant="contained" color="primary" loading={busy} onClick={() => void restore(chosen)}>
              {text('trash.restore')}
            </Button>
          </May>
          <May change="trash.purge">
            <Button onClick={() => onPurge(chosen)}>{text('trash.purge.action')}</Button>
          </May>
        </Box>
      )}
      <Table sx={{ '& tbody tr:last-child > *': { borderBottom: 0 }, '& td, & th': { verticalAlign: 'middle' } }}>
        <TableHead>
          <TableRow>
            <TableCell padding="checkbox">
              {own.length === 0 ? null : (
                <Checkbox
                  size="small"
                  sx={{ padding: '4px' }}
                  checked={chosen.length === own.length}
                  indeterminate={chosen.length > 0 && chosen.length < own.length}
                  onChange={(_, on) => tick(own, on)}
                  slotProps={{ input: { 'aria-label': text('trash.selectAll') } }}
                />
              )}
            </TableCell>
            <TableCell>{text('trash.column.record')}</TableCell>
            <TableCell>{text('trash.column.kind')}</TableCell>
            <TableCell>{text('trash.column.parts')}</TableCell>
            <TableCell>{text('trash.column.removed')}</TableCell>
            <TableCell align="right">{text('trash.column.actions')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {records.map(({ id, noun, title, parts, deletedAt, deletedBy }) => (
            <TableRow key={id}>
              <TableCell padding="checkbox">
                {mayRestore(noun) ? (
                  <Checkbox
                    size="small"
                    sx={{ padding: '4px' }}
                    checked={ticked.has(id)}
                    onChange={(_, on) => tick([id], on)}
                    slotProps={{ input: { 'aria-label': text('trash.select', { title }) } }}
                  />
                ) : null}
              </TableCell>
              <TableCell component="th" scope="row" sx={{ fontWeight: 550, overflowWrap: 'anywhere' }}>
                {title || text('trash.remove.noName')}
              </TableCell>
              <TableCell>{nounText(noun, words)}</TableCell>
              <TableCell sx={{ color: parts === 0 ? paint.faint : undefined }}>
                {parts === 0 ? text('trash.noParts') : text('trash.parts', { count: parts, amount: number(parts) })}
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                <MomentBy at={deletedAt} by={deletedBy} />
              </TableCell>
              <TableCell align="right">
                {mayRestore(noun) ? (
                  <Button
                    variant="text"
                    color="primary"
                    size="small"
                    disabled={busy}
                    onClick={() => void restore([id])}
                  >
                    {text('trash.restore')}
                  </Button>
                ) : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}

/** Of which kinds whoever is signed in may restore records now. */
function useMayRestore(): (noun: TrashNoun) => boolean {
  const { data } = useQuery(orpc.vault.status.queryOptions());
  const may = useMayChange('trash.restore');
  const role = data?.role ?? null;
  return (noun) => may && role !== null && mayCall(role, TRASH_NEEDS[noun]);
}
