import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { Day } from '../../../main/domain/day.ts';
import { MILESTONES } from '../../../main/domain/model.ts';
import { limitText } from '../../../main/words/reasons.ts';
import { type DeviceFilter, devicesLink } from '../../bridge/device-filter.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { FigureTable } from '../../ui/figure-table.tsx';
import { PictureCard } from '../../ui/picture-card.tsx';
import { StackedRows } from '../../ui/stacked-rows.tsx';
import { Intro } from './intro.tsx';
import { type OutlookAnswer, yearly } from './outlook-groups.ts';

type Reason = OutlookAnswer['reasons']['rows'][number];
type Limit = NonNullable<Reason['limit']>;

/** Who acts on a reason: engineering on technical ones, procurement on renewable ones (domain.md 1.4); others have to be asked for. */
const KINDS = ['technical', 'renewable', 'open'] as const;
type Kind = (typeof KINDS)[number];

function kindOf({ limit }: Reason): Kind {
  return limit === null ? 'open' : limit.renewable ? 'renewable' : 'technical';
}

/** What ends the support of devices until a day, what can be renewed apart from what has to be planned. */
export function ReasonsCard({
  answer,
  filter,
  at,
  actions,
}: {
  answer: OutlookAnswer;
  filter: DeviceFilter;
  at: number;
  actions: ReactNode;
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { points, reasons } = answer;
  const on = (points[at]?.on ?? answer.today) as Day;
  const day = words.day(on);
  const count = ({ unsupported }: Pick<Reason, 'unsupported'>, place: number) => unsupported[place] ?? 0;
  const most = Math.max(1, ...reasons.rows.map((row) => count(row, points.length - 1)));
  const places = yearly(points);
  const named = (limit: Limit | null) => {
    if (limit === null) return text('outlook.reasons.openLimit');
    const milestone = limit.kind === 'model' && MILESTONES.find((one) => one === limit.name);
    return milestone
      ? text('outlook.reasons.vendor', { milestone: words.t(`milestone.${milestone}`) })
      : limitText(limit, words);
  };
  const row = (reason: Reason) => ({
    key: `${reason.limit?.kind} ${reason.limit?.name}`,
    label: named(reason.limit),
    figure: number(count(reason, at)),
    said: text('outlook.reasons.said', {
      reason: named(reason.limit),
      count: count(reason, at),
      day,
      already: number(count(reason, 0)),
    }),
    to:
      reason.limit &&
      devicesLink({
        ...filter,
        limitKind: [reason.limit.kind],
        limitName: reason.limit.name,
        band: ['unsupported'],
        bandAsOf: on,
      }),
    parts: [
      { tone: 'end', value: count(reason, 0) },
      { tone: 'near', value: count(reason, at) - count(reason, 0) },
    ] as const,
  });
  const groups = KINDS.flatMap((kind) => {
    const rows = reasons.rows.filter((reason) => kindOf(reason) === kind && count(reason, at) > 0);
    return rows.length === 0 ? [] : [{ kind, rows, sum: rows.reduce((sum, reason) => sum + count(reason, at), 0) }];
  });
  const { rest } = reasons;
  const others = rest && text('outlook.reasons.others', { count: rest.groups });
  const who = { technical: 'whoTechnical', renewable: 'whoRenewable', open: 'whoRenewable' } as const;
  return (
    <PictureCard
      title={text('outlook.reasons.title')}
      actions={actions}
      picture={
        <>
          <Intro>{text(groups.length === 0 ? 'outlook.reasons.none' : 'outlook.reasons.intro', { day })}</Intro>
          {groups.map(({ kind, rows, sum }) => (
            <Box key={kind} sx={{ marginBottom: '10px' }}>
              <Box sx={{ display: 'flex', justifyContent: 'space-between', margin: '2px 0' }}>
                <Typography component="h3" sx={{ fontSize: 13, fontWeight: 650 }}>
                  {text(`outlook.reasons.${kind}`)}
                </Typography>
                <Box component="strong" className="figures" sx={{ fontSize: 13 }}>
                  {number(sum)}
                </Box>
              </Box>
              <StackedRows
                label={text(`outlook.reasons.${kind}`)}
                columns="44% minmax(0, 1fr) 44px"
                rows={rows.map(row)}
                most={most}
              />
            </Box>
          ))}
          {rest && others ? (
            <Intro>
              {others}: {number(count(rest, at))}
            </Intro>
          ) : null}
        </>
      }
      table={
        <FigureTable
          label={text('outlook.reasons.title')}
          headings={[
            text('outlook.reasons.reason'),
            text('outlook.reasons.who'),
            ...places.map((place) => (place === 0 ? text('outlook.today') : words.day(points[place]?.on as Day))),
          ]}
          rows={[
            ...reasons.rows.map((reason) => ({
              key: row(reason).key,
              about: named(reason.limit),
              figures: [
                text(`outlook.reasons.${who[kindOf(reason)]}`),
                ...places.map((place) => number(count(reason, place))),
              ],
            })),
            ...(rest && others
              ? [{ key: 'rest', about: others, figures: ['', ...places.map((place) => number(count(rest, place)))] }]
              : []),
          ]}
        />
      }
    />
  );
}
