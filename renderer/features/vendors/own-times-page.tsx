import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Day } from '../../../main/domain/day.ts';
import { OWN_TIME_BANDS, PROPOSED_DAYS } from '../../../main/domain/own-times.ts';
import { failureOf } from '../../bridge/failure.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { type OwnTimes, useOwnTimes } from './own-times.ts';
import { holds, OwnTimesDialog } from './own-times-dialog.tsx';
import { ScorecardView } from './scorecard.tsx';

/** By when the organisation installs fixes by its own rule, and how it kept that. */
export function OwnTimesPage() {
  const text = useText();
  const today = useQuery(orpc.vault.status.queryOptions()).data?.today ?? null;
  const { times, error, refetch } = useOwnTimes();
  const [editing, setEditing] = useState(false);
  return (
    <Page
      title={text('ownTimes.title')}
      subtitle={text('ownTimes.subtitle')}
      crumbs={[{ label: text('scorecards.title'), to: '/scorecards' }, { label: text('ownTimes.title') }]}
      actions={
        <May change="commitment.create">
          <Button variant="contained" color="primary" disabled={!times} onClick={() => setEditing(true)}>
            {text('ownTimes.set')}
          </Button>
        </May>
      }
    >
      {error ? (
        <Card>
          <ErrorState failure={failureOf(error)} onRetry={() => void refetch()} />
        </Card>
      ) : times && today ? (
        <Box sx={{ display: 'grid', gap: '18px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <TimesCard times={times} today={today} />
          <ScorecardView vendorId={null} />
        </Box>
      ) : (
        <LoadingPage />
      )}
      {editing && times && today ? (
        <OwnTimesDialog times={times} today={today} onClose={() => setEditing(false)} />
      ) : null}
    </Page>
  );
}

function TimesCard({ times, today }: { times: OwnTimes; today: Day }) {
  const text = useText();
  const words = useWords();
  const nobodyDecided = Object.keys(times).length === 0;
  return (
    <Card title={text('ownTimes.card')} flush>
      <Box sx={{ padding: '0 16px 12px', color: paint.muted }}>{text('ownTimes.intro')}</Box>
      <Table aria-label={text('ownTimes.card')} sx={{ '& tbody tr:last-child > *': { borderBottom: 0 } }}>
        <TableHead>
          <TableRow>
            <TableCell>{text('ownTimes.severity')}</TableCell>
            <TableCell>{text('ownTimes.within')}</TableCell>
            <TableCell>{text('ownTimes.state')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {OWN_TIME_BANDS.map((band) => {
            const time = times[band];
            const counts = time !== undefined && holds(time, today);
            return (
              <TableRow key={band}>
                <TableCell component="th" scope="row" sx={{ fontWeight: 600 }}>
                  {band === 'any' ? text('ownTimes.any') : words.t(`severity.${band}`)}
                </TableCell>
                <TableCell sx={counts ? {} : { color: paint.muted }}>
                  {time
                    ? words.t(`durationText.${time.unit}`, { count: time.amount })
                    : nobodyDecided
                      ? words.t('durationText.calendar_days', { count: PROPOSED_DAYS[band] })
                      : ''}
                </TableCell>
                <TableCell>
                  {counts ? (
                    <Tag tone="ok">{text('ownTimes.counts')}</Tag>
                  ) : (
                    <Tag tone="unk">
                      {time?.validTo
                        ? text('ownTimes.ended', { day: words.day(time.validTo) })
                        : text(nobodyDecided ? 'ownTimes.proposal' : 'ownTimes.none')}
                    </Tag>
                  )}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Card>
  );
}
