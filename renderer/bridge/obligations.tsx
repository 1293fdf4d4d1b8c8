import { Box, Link } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from 'react-router';
import type { ContractId, ModelId, VendorId } from '../../main/domain/ids.ts';
import { useNumber, useText, useWords } from '../i18n/i18n.ts';
import { Card } from '../ui/card.tsx';
import { DayText } from '../ui/day-text.tsx';
import { OBLIGATION_TONES } from '../ui/obligation-tones.ts';
import { paint } from '../ui/paint.ts';
import { Tag } from '../ui/status-tag.tsx';
import { orpc } from './queries.ts';

const SHOWN = 5;
/** What still needs somebody; the rest stands on the page of obligations. */
const OPEN = ['breached', 'due_soon', 'waiting', 'running', 'paused', 'disputed'] as const;

/** What is owed under a contract, by a vendor or for a model, what is due first before the rest; nothing where nothing is. */
export function OpenObligations(about: { vendorId: VendorId } | { contractId: ContractId } | { modelId: ModelId }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { data } = useQuery({
    ...orpc.obligation.list.queryOptions({ input: { filter: { ...about, state: [...OPEN] }, limit: SHOWN } }),
    placeholderData: keepPreviousData,
  });
  if (!data) return null;
  const all = Object.values(data.states).reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  const [[name = '', id = ''] = []] = Object.entries(about);
  return (
    <Card
      title={text('obligations.of.title')}
      actions={
        name === 'modelId' ? null : (
          <Link component={RouterLink} to={`/obligations?${name.replace('Id', '')}=${id}`}>
            {text('obligations.of.all', { amount: number(all) })}
          </Link>
        )
      }
    >
      {data.rows.length === 0 ? <Box sx={{ color: paint.muted }}>{text('obligations.of.none')}</Box> : null}
      {data.rows.map((row) => (
        <Box key={row.id} sx={{ display: 'grid', gap: '3px', padding: '6px 0' }}>
          <Link component={RouterLink} to={`/obligations/${row.id}`}>
            {words.t(`commitmentKind.${row.kind}`)}
          </Link>
          <Box sx={{ color: paint.muted, fontSize: 12.5, overflowWrap: 'anywhere' }}>{row.title}</Box>
          <Box sx={{ display: 'flex', gap: '8px', alignItems: 'baseline', flexWrap: 'wrap' }}>
            <Tag tone={OBLIGATION_TONES[row.state]}>{words.t(`obligation.state.${row.state}`)}</Tag>
            {row.dueOn === null ? null : <DayText on={row.dueOn} daysLeft={row.daysLeft} />}
          </Box>
        </Box>
      ))}
    </Card>
  );
}
