import { Box, Button, Link } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from 'react-router';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint, type Tone } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { useMayTask } from './task-may.ts';
import type { DeviceDetail, Task } from './types.ts';

const TONES: Readonly<Record<'in_force' | 'ending' | 'ended' | 'withdrawn', Tone>> = {
  in_force: 'plan',
  ending: 'near',
  ended: 'end',
  withdrawn: 'unk',
};
const SHOWN = 20;

/** Accepted risks and compensating controls of the device, with who answers for them and until when. */
export function ExceptionsCard({ device, onTask }: { device: DeviceDetail; onTask: (task: Task) => void }) {
  const text = useText();
  const words = useWords();
  const may = useMayTask();
  const exceptions = useQuery(
    orpc.exception.list.queryOptions({ input: { filter: { deviceId: device.id }, limit: SHOWN } }),
  );
  const rows = exceptions.data?.rows ?? [];
  const gone = device.status === 'retired' || device.status === 'disposed';
  const mayAdd = may('accept') && !gone;
  if (!exceptions.data || (rows.length === 0 && !mayAdd)) return null;
  return (
    <Card
      title={text('exceptions.card.title')}
      actions={
        mayAdd ? (
          <Button variant="text" color="primary" size="small" onClick={() => onTask({ kind: 'accept' })}>
            {text('exceptions.acceptRisk')}
          </Button>
        ) : null
      }
    >
      {rows.length === 0 ? (
        <Box sx={{ color: paint.muted }}>{text('exceptions.card.none')}</Box>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '12px' }}>
          {rows.map((row) => (
            <Box component="li" key={row.id} sx={{ display: 'grid', gap: '2px', justifyItems: 'start' }}>
              <Tag tone={row.state === 'ended' && row.withdrawnOn !== null ? 'unk' : TONES[row.state]}>
                {`${words.t(`exception.kind.${row.kind}`)} ${text(
                  row.state === 'withdrawn'
                    ? 'exceptions.card.withdrawn'
                    : row.state === 'ended'
                      ? 'exceptions.card.ended'
                      : 'exceptions.card.until',
                  { day: words.day(row.state === 'withdrawn' ? (row.withdrawnOn ?? row.endsOn) : row.endsOn) },
                )}`}
              </Tag>
              <Link
                component={RouterLink}
                to={`/exceptions/${row.id}`}
                sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}
              >
                {row.title}
              </Link>
              <Box sx={{ overflowWrap: 'anywhere' }}>{row.reason}</Box>
              <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
                {text('exceptions.answeredBy', { owner: row.owner, day: words.day(row.decidedOn) })}
              </Box>
            </Box>
          ))}
        </Box>
      )}
    </Card>
  );
}
