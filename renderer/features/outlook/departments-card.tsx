import { type ReactNode, useId } from 'react';
import type { Day } from '../../../main/domain/day.ts';
import { type DeviceFilter, devicesLink } from '../../bridge/device-filter.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { FigureTable } from '../../ui/figure-table.tsx';
import { ToneLegend, TonePatterns } from '../../ui/patterns.tsx';
import { PictureCard } from '../../ui/picture-card.tsx';
import { StackedRows } from '../../ui/stacked-rows.tsx';
import { Intro } from './intro.tsx';
import { type OutlookAnswer, yearly } from './outlook-groups.ts';

type Row = OutlookAnswer['departments']['rows'][number] & { readonly to: string | null };

/** How many devices of each department are without support on a day, and of how many nobody knows. */
export function DepartmentsCard({
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
  const id = useId();
  const { points, departments } = answer;
  const on = (points[at]?.on ?? answer.today) as Day;
  const { rest } = departments;
  const rows: readonly Row[] = [
    ...departments.rows.map((row) => ({
      ...row,
      department: row.department || text('outlook.noDepartment'),
      to: devicesLink({ ...filter, department: [row.department], band: ['unsupported'], bandAsOf: on }),
    })),
    ...(rest ? [{ ...rest, department: text('outlook.departments.others', { count: rest.groups }), to: null }] : []),
  ];
  const count = ({ unsupported }: Row, place: number) => unsupported[place] ?? 0;
  const places = yearly(points);
  return (
    <PictureCard
      title={text('outlook.departments.title')}
      actions={actions}
      picture={
        <>
          <Intro>{text('outlook.departments.intro', { day: words.day(on) })}</Intro>
          <StackedRows
            label={text('outlook.departments.title')}
            columns="32% minmax(0, 1fr) 84px"
            most={Math.max(...rows.map((row) => count(row, points.length - 1) + row.unknown))}
            rows={rows.map((row) => ({
              key: row.department,
              label: row.department,
              figure: text('outlook.departments.of', { count: count(row, at), devices: number(row.devices) }),
              said: text('outlook.departments.said', {
                department: row.department,
                count: count(row, at),
                devices: number(row.devices),
                day: words.day(on),
                already: number(count(row, 0)),
                unknown: number(row.unknown),
              }),
              to: row.to,
              parts: [
                { tone: 'end', value: count(row, 0) },
                { tone: 'near', value: count(row, at) - count(row, 0) },
                { tone: 'unk', value: row.unknown },
              ],
            }))}
          />
          <svg width="0" height="0" aria-hidden="true" style={{ position: 'absolute' }}>
            <TonePatterns id={id} />
          </svg>
          <ToneLegend
            id={id}
            entries={[
              { tone: 'end', label: text('outlook.departments.already') },
              { tone: 'near', label: text('outlook.departments.until') },
              { tone: 'unk', label: text('outlook.departments.unknown') },
            ]}
          />
        </>
      }
      table={
        <FigureTable
          label={text('outlook.departments.title')}
          headings={[
            text('outlook.departments.department'),
            text('outlook.departments.devices'),
            ...places.map((place) => (place === 0 ? text('outlook.today') : words.day(points[place]?.on as Day))),
            text('outlook.departments.unknownNow'),
          ]}
          rows={rows.map((row) => ({
            key: row.department,
            about: row.department,
            figures: [number(row.devices), ...places.map((place) => number(count(row, place))), number(row.unknown)],
          }))}
        />
      }
    />
  );
}
