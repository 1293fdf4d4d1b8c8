import { Box, Button, Link } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from 'react-router';
import type { AdvisoryId } from '../../../main/domain/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint, type Tone } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';

type Match = Outputs['finding']['list']['rows'][number];

const SHOWN = 6;
const TONES: Readonly<Record<Match['state'], Tone>> = { proposed: 'near', confirmed: 'end', rejected: 'unk' };

/** What the organisation has that an advisory may concern, and what people decided about it. */
export function AdvisoryFindings({ advisoryId }: { advisoryId: AdvisoryId }) {
  const text = useText();
  const number = useNumber();
  const matches = useQuery(orpc.finding.list.queryOptions({ input: { filter: { advisoryId }, limit: SHOWN } }));
  const to = `/matches?group=advisory:${advisoryId}&state=proposed,confirmed,rejected`;
  if (matches.error)
    return (
      <Card title={text('advisories.matches.title')}>
        <ErrorState failure={failureOf(matches.error)} onRetry={() => void matches.refetch()} />
      </Card>
    );
  const rows = matches.data?.rows ?? [];
  return (
    <Card
      title={text('advisories.matches.title')}
      actions={
        rows.some(({ state }) => state === 'proposed') ? (
          <Button size="small" variant="contained" color="primary" component={RouterLink} to={to}>
            {text('advisories.matches.look')}
          </Button>
        ) : null
      }
    >
      {matches.data === undefined ? (
        <LoadingLines lines={2} />
      ) : rows.length === 0 ? (
        <Box sx={{ color: paint.muted }}>{text('advisories.matches.none')}</Box>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '10px' }}>
          {rows.map((match) => (
            <MatchLine key={match.id} match={match} />
          ))}
          {matches.data.total > rows.length ? (
            <li>
              <Link component={RouterLink} to={to}>
                {text('advisories.matches.more', { amount: number(matches.data.total) })}
              </Link>
            </li>
          ) : null}
        </Box>
      )}
    </Card>
  );
}

function MatchLine({ match }: { match: Match }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { modelId, manufacturer, model, softwareVersion, component, assetTag, devices, state } = match;
  const part = [softwareVersion, component, assetTag].filter(Boolean).join(', ');
  return (
    <Box component="li" sx={{ display: 'grid', gap: '2px', overflowWrap: 'anywhere' }}>
      <Link component={RouterLink} to={`/models/${modelId}`} sx={{ fontWeight: 550 }}>
        {manufacturer} {model}
      </Link>
      <Box sx={{ display: 'flex', gap: '8px', alignItems: 'center', flexWrap: 'wrap', color: paint.muted }}>
        <Tag tone={TONES[state]}>{words.t(`finding.state.${state}`)}</Tag>
        <span>
          {[part, text('advisories.matches.devices', { count: devices, amount: number(devices) })]
            .filter(Boolean)
            .join(', ')}
        </span>
      </Box>
    </Box>
  );
}
