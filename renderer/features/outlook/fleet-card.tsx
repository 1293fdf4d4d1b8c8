import { Box, Link, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import type { Day } from '../../../main/domain/day.ts';
import { groupCount, OUTLOOK_GROUPS, OUTLOOK_ORDER } from '../../../main/domain/outlook.ts';
import { type DeviceFilter, devicesLink } from '../../bridge/device-filter.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { FigureTable } from '../../ui/figure-table.tsx';
import { paint } from '../../ui/paint.ts';
import { PictureCard } from '../../ui/picture-card.tsx';
import { StackedColumns } from '../../ui/stacked-columns.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { GROUP_TONES, type OutlookPoint, quarterLabel } from './outlook-groups.ts';

/** The fleet by band over the coming months. The month under the cursor is told in figures, and each leads to its devices. */
export function FleetCard({
  points,
  filter,
  at,
  onMove,
  actions,
}: {
  points: readonly OutlookPoint[];
  filter: DeviceFilter;
  at: number;
  onMove: (place: number) => void;
  actions: ReactNode;
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const months = words.t('date.months').split(' ');
  const dayOf = (place: number, on: Day) => (place === 0 ? text('outlook.today') : words.day(on));
  const legend = OUTLOOK_ORDER.map((group) => ({ tone: GROUP_TONES[group], label: words.t(`outlookGroup.${group}`) }));
  const columns = points.map(({ on, counts }, place) => ({
    key: on,
    label: place === 0 ? text('outlook.today') : place < 3 ? '' : quarterLabel(on as Day, months),
    said: text('outlook.fleet.said', {
      day: dayOf(place, on as Day),
      figures: OUTLOOK_ORDER.map((group) =>
        text('outlook.fleet.figure', {
          amount: number(groupCount(counts, group)),
          group: words.t(`outlookGroup.${group}`),
        }),
      ).join(', '),
    }),
    parts: OUTLOOK_ORDER.map((group) => ({ tone: GROUP_TONES[group], value: groupCount(counts, group) })),
  }));
  return (
    <PictureCard
      title={text('outlook.fleet.title')}
      actions={actions}
      picture={
        <>
          <Readout points={points} filter={filter} at={at} />
          <StackedColumns
            label={text('outlook.fleet.slider')}
            columns={columns}
            legend={legend}
            at={at}
            onMove={onMove}
          />
        </>
      }
      table={
        <FigureTable
          label={text('outlook.fleet.title')}
          headings={[text('outlook.fleet.month'), ...OUTLOOK_ORDER.map((group) => words.t(`outlookGroup.${group}`))]}
          rows={points.map(({ on, counts }, place) => ({
            key: on,
            about: dayOf(place, on as Day),
            figures: OUTLOOK_ORDER.map((group) => {
              const count = groupCount(counts, group);
              return <FigureLink key={group} count={count} filter={atPoint(filter, on as Day, place, group)} />;
            }),
          }))}
        />
      }
    />
  );
}

/** The filter that keeps the devices of a group as seen from a day. */
function atPoint(filter: DeviceFilter, on: Day, place: number, group: keyof typeof OUTLOOK_GROUPS): DeviceFilter {
  const band = [...OUTLOOK_GROUPS[group]];
  return place === 0 ? { ...filter, band } : { ...filter, band, bandAsOf: on };
}

function FigureLink({ count, filter }: { count: number; filter: DeviceFilter }) {
  const number = useNumber();
  if (count === 0) return <Box sx={{ color: paint.faint }}>{number(0)}</Box>;
  return (
    <Link component={RouterLink} to={devicesLink(filter)} color="inherit">
      {number(count)}
    </Link>
  );
}

/** The figures of one month. */
function Readout({ points, filter, at }: { points: readonly OutlookPoint[]; filter: DeviceFilter; at: number }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const point = points[at];
  if (!point) return null;
  const on = point.on as Day;
  return (
    <Box sx={{ marginBottom: '10px' }}>
      <Box sx={{ display: 'flex', gap: '2px 14px', alignItems: 'baseline', flexWrap: 'wrap', marginBottom: '6px' }}>
        <Typography component="p" sx={{ fontWeight: 600 }}>
          {at === 0 ? text('outlook.fleet.onToday') : text('outlook.fleet.on', { day: words.day(on) })}
        </Typography>
        <Box sx={{ color: paint.muted, fontSize: 12.5 }}>{text('outlook.fleet.hint')}</Box>
      </Box>
      <Box sx={{ display: 'flex', gap: '6px 16px', alignItems: 'baseline', flexWrap: 'wrap' }}>
        {OUTLOOK_ORDER.map((group) => {
          const count = groupCount(point.counts, group);
          const named = words.t(`outlookGroup.${group}`);
          return (
            <Link
              key={group}
              component={RouterLink}
              to={devicesLink(atPoint(filter, on, at, group))}
              underline="none"
              color="inherit"
              aria-label={text('outlook.fleet.show', {
                count,
                amount: number(count),
                group: named,
                day: words.day(on),
              })}
              sx={{
                display: 'inline-flex',
                gap: '8px',
                alignItems: 'baseline',
                '&:hover strong': { color: paint.accent },
              }}
            >
              <Box component="strong" className="figures" sx={{ fontSize: 16, fontWeight: 620 }}>
                {number(count)}
              </Box>
              <Tag tone={GROUP_TONES[group]}>{named}</Tag>
            </Link>
          );
        })}
      </Box>
    </Box>
  );
}
