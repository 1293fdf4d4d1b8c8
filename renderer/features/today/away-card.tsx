import { Box, Button, Link } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote, type ShownFailure } from '../../ui/error-state.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { paint } from '../../ui/paint.ts';
import { awayText } from './away-text.ts';
import type { Speech } from './decision-text.ts';

type Meanwhile = Outputs['alert']['meanwhile'];

/** Items that are told before somebody asks for all. */
const FIRST = 6;

/**
 * What fell due since this person last looked; null while there is nothing to tell. A day without news counts as seen, so that
 * "since" is always the last day on which somebody could have known.
 */
export function useMeanwhile(): Meanwhile | null {
  const { data } = useQuery(orpc.alert.meanwhile.queryOptions());
  const mayChange = useMayChange('alert.seen');
  const noted = useRef<string | null>(null);
  const nothing = data !== undefined && data.total === 0 && data.since !== data.today;
  useEffect(() => {
    if (!nothing || !mayChange || noted.current === data.today) return;
    noted.current = data.today;
    // Where nothing can be written the same is told again tomorrow; there is nothing for the person to do about it.
    client.alert.seen().catch(() => undefined);
  }, [nothing, mayChange, data]);
  return data && data.total > 0 ? data : null;
}

/** What fell due while somebody was away, until they say that they have seen it. */
export function AwayCard({ meanwhile }: { meanwhile: Meanwhile }) {
  const text = useText();
  const words = useWords();
  const speech: Speech = { text, words, number: useNumber(), money: useMoneyText() };
  const mayChange = useMayChange('alert.seen');
  const [all, setAll] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { since, items, total } = meanwhile;
  const shown = all ? items : items.slice(0, FIRST);
  const seen = () => {
    setFailure(null);
    client.alert.seen().catch((error: unknown) => setFailure(failureOf(error)));
  };
  return (
    <Card
      title={text('alerts.away.title')}
      actions={
        mayChange ? (
          <Button size="small" onClick={seen}>
            {text('alerts.away.seen')}
          </Button>
        ) : null
      }
    >
      <Box sx={{ color: paint.muted, fontSize: 13, lineHeight: '20px' }}>
        {since ? text('alerts.away.since', { day: words.day(since) }) : null}
      </Box>
      <Box
        component="ul"
        sx={{
          margin: '4px 0 0',
          paddingLeft: '18px',
          fontSize: 13,
          lineHeight: '20px',
          '& li': { marginBottom: '3px' },
        }}
      >
        {shown.map((item) => {
          const { text: said, to } = awayText(item, speech);
          return (
            <li key={said}>
              {to ? (
                <Link component={RouterLink} to={to} underline="hover" sx={{ color: paint.text }}>
                  {said}
                </Link>
              ) : (
                said
              )}
            </li>
          );
        })}
      </Box>
      {total > shown.length ? (
        <Box sx={{ color: paint.muted, fontSize: 13, display: 'flex', gap: 1, alignItems: 'center' }}>
          {text('alerts.away.more', { count: total - shown.length })}
          {items.length > shown.length ? (
            <Button variant="text" color="primary" size="small" onClick={() => setAll(true)}>
              {text('alerts.away.all')}
            </Button>
          ) : null}
        </Box>
      ) : null}
      {failure ? <ErrorNote failure={failure} /> : null}
    </Card>
  );
}
