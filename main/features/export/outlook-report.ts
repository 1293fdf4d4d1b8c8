import type { OUTLOOK_PARTS } from '../../contract/export.ts';
import type { Day } from '../../domain/day.ts';
import { MILESTONES } from '../../domain/model.ts';
import { groupCount, OUTLOOK_MONTHS, OUTLOOK_ORDER, Outlook, outlookDays } from '../../domain/outlook.ts';
import type { PictureBar, ReportColumn, ReportPicture, ReportTable } from '../../formats/report-table.ts';
import type { Words } from '../../words/words.ts';
import type { SupportOutlook } from '../support/outlook.store.ts';
import type { SupportReport } from '../support/report.store.ts';
import { GROUP_TONES, limitText } from './reports.ts';

/** What an outlook is told by. */
export type OutlookPart = (typeof OUTLOOK_PARTS)[number];

interface Setting {
  readonly organisation: string;
  readonly notes: readonly string[];
  readonly words: Words;
}

type Points = SupportOutlook['points'];

/** Bars that a picture on paper has room for. */
const MOST_BARS = 24;

/** The outlook as a document: days down for the fleet; departments or reasons down, and every sixth month across. */
export function outlookTable(outlook: SupportOutlook, part: OutlookPart, setting: Setting): ReportTable {
  const { words, organisation, notes } = setting;
  const base = {
    subtitle: words.t('report.outlookSubtitle', { count: OUTLOOK_MONTHS }),
    organisation,
    notes,
    asOf: outlook.today as Day,
    summary: [],
    footer: [words.t('report.outlookFooter')],
  };
  return { ...base, ...PARTS[part](outlook, words) };
}

type Own = Pick<ReportTable, 'title' | 'picture' | 'columns' | 'rows'>;

const PARTS: Readonly<Record<OutlookPart, (outlook: SupportOutlook, words: Words) => Own>> = {
  fleet,
  departments,
  reasons,
};

function fleet({ points }: SupportOutlook, words: Words): Own {
  const title = words.t('report.outlookFleet');
  return {
    title,
    picture: fleetPicture(points, words.t('report.outlookPicture'), words),
    columns: [
      { key: 'on', heading: words.t('report.outlookDay'), width: 12, align: 'left', kind: 'day' },
      ...OUTLOOK_ORDER.map((group) => count(group, words.t(`outlookGroup.${group}`))),
    ],
    rows: points.map(({ on, counts }) => [
      { kind: 'day', on: on as Day },
      ...OUTLOOK_ORDER.map((group) => groupCount(counts, group)),
    ]),
  };
}

function departments({ points, departments: { rows, rest } }: SupportOutlook, words: Words): Own {
  const title = words.t('report.outlookDepartments');
  const places = sixthMonths(points);
  const all = [
    ...rows.map((row) => ({ ...row, name: row.department || words.t('report.outlookNoDepartment') })),
    ...(rest ? [{ ...rest, name: words.t('report.outlookOtherDepartments', { count: rest.groups }) }] : []),
  ];
  return {
    title,
    picture: lying(
      points,
      all.map(({ name, unsupported, unknown, devices }) => ({ name, unsupported, unknown, devices })),
      words,
    ),
    columns: [
      { key: 'department', heading: words.t('report.department'), width: 24, align: 'left', kind: 'text' },
      count('devices', words.t('report.outlookDevices')),
      ...dayColumns(points, places, words),
      count('unknown', words.t('report.outlookUnknownNow')),
    ],
    rows: all.map(({ name, devices, unknown, unsupported }) => [
      name,
      devices,
      ...places.map((place) => unsupported[place] ?? 0),
      unknown,
    ]),
  };
}

function reasons({ points, reasons: { rows, rest } }: SupportOutlook, words: Words): Own {
  const title = words.t('report.outlookReasons');
  const places = sixthMonths(points);
  const all = [
    ...rows.map(({ limit, unsupported }) => ({
      name: reasonName(limit, words),
      who: whoActs(limit, words),
      unsupported,
    })),
    ...(rest ? [{ ...rest, name: words.t('report.outlookOtherReasons', { count: rest.groups }), who: '' }] : []),
  ];
  return {
    title,
    picture: lying(
      points,
      all.map(({ name, unsupported }) => ({ name, unsupported, unknown: 0, devices: null })),
      words,
    ),
    columns: [
      { key: 'reason', heading: words.t('report.outlookReason'), width: 30, align: 'left', kind: 'text' },
      { key: 'who', heading: words.t('report.outlookWho'), width: 14, align: 'left', kind: 'text' },
      ...dayColumns(points, places, words),
    ],
    rows: all.map(({ name, who, unsupported }) => [name, who, ...places.map((place) => unsupported[place] ?? 0)]),
  };
}

type ReasonLimit = SupportOutlook['reasons']['rows'][number]['limit'];

function reasonName(limit: ReasonLimit, words: Words): string {
  if (limit === null) return words.t('report.outlookOpenLimit');
  const milestone = limit.kind === 'model' && MILESTONES.find((one) => one === limit.name);
  return milestone
    ? words.t('report.outlookVendor', { milestone: words.t(`milestone.${milestone}`) })
    : limitText(limit, words);
}

/** What can be renewed apart from what has to be planned (domain.md 1.4). */
function whoActs(limit: ReasonLimit, words: Words): string {
  if (limit === null) return words.t('report.outlookOpen');
  return words.t(limit.renewable ? 'report.outlookRenewable' : 'report.outlookTechnical');
}

function count(key: string, heading: string): ReportColumn {
  return { key, heading, width: 10, align: 'right', kind: 'number' };
}

function dayColumns(points: Points, places: readonly number[], words: Words): ReportColumn[] {
  return places.map((place) => {
    const on = (points[place]?.on ?? '') as Day;
    return count(on, place === 0 ? words.t('report.outlookToday') : words.day(on));
  });
}

/** Places of today, of every sixth month and of the last one. */
function sixthMonths(points: Points): readonly number[] {
  return points.flatMap((_, place) => (place % 6 === 0 || place === points.length - 1 ? [place] : []));
}

interface Lying {
  readonly name: string;
  readonly unsupported: readonly number[];
  readonly unknown: number;
  readonly devices: number | null;
}

function lying(points: Points, rows: readonly Lying[], words: Words): ReportPicture {
  const last = points.length - 1;
  const bars = rows.slice(0, MOST_BARS).map(({ name, unsupported, unknown, devices }): PictureBar => {
    const [already, then] = [unsupported[0] ?? 0, unsupported[last] ?? 0];
    return {
      label: name,
      figure: devices === null ? String(then) : `${then} / ${devices}`,
      parts: [
        { tone: 'end', value: already },
        { tone: 'near', value: then - already },
        { tone: 'unknown', value: unknown },
      ],
    };
  });
  const day = words.day((points[last]?.on ?? points[0]?.on) as Day);
  return {
    title: words.t('report.outlookUnsupported'),
    direction: 'across',
    bars,
    legend: [
      { tone: 'end', label: words.t('report.outlookAlready') },
      { tone: 'near', label: words.t('report.outlookUntil', { day }) },
      ...(rows.some(({ unknown }) => unknown > 0)
        ? [{ tone: 'unknown' as const, label: words.t('report.outlookUnknownNow') }]
        : []),
    ],
  };
}

function fleetPicture(points: Points, title: string, words: Words): ReportPicture {
  const months = words.t('date.months').split(' ');
  return {
    title,
    direction: 'up',
    bars: points.map(({ on, counts }, place) => {
      const month = Number(on.slice(5, 7));
      const quarter = place > 2 && month % 3 === 0 ? `${months[month - 1]} ${on.slice(2, 4)}` : '';
      return {
        label: place === 0 ? words.t('report.outlookToday') : quarter,
        parts: OUTLOOK_ORDER.map((group) => ({ tone: GROUP_TONES[group], value: groupCount(counts, group) })),
      };
    }),
    legend: OUTLOOK_ORDER.map((group) => ({ tone: GROUP_TONES[group], label: words.t(`outlookGroup.${group}`) })),
  };
}

/** What becomes of the devices of a report, by band and month, as its first page shows it. */
export function reportPicture({ asOf, rows }: SupportReport, words: Words): ReportPicture {
  const outlook = new Outlook(outlookDays(asOf, OUTLOOK_MONTHS));
  const groups = Map.groupBy(
    rows,
    ({ band, effectiveEnd, endsUntil }) => `${STATES[band] ?? ''}${effectiveEnd} ${endsUntil}`,
  );
  for (const own of groups.values()) {
    const [row] = own;
    if (!row) continue;
    const { band, effectiveEnd: endsFrom, endsUntil } = row;
    const dates = {
      tracked: band !== 'not_tracked',
      complete: band !== 'unknown',
      ended: band === 'unsupported',
      endsFrom,
      endsUntil,
    };
    outlook.add(dates, own.length);
  }
  return fleetPicture(outlook.points(), words.t('report.pictureTitle'), words);
}

/** Bands whose dates mean something of their own; all others are told by their dates alone. */
const STATES: Readonly<Partial<Record<SupportReport['rows'][number]['band'], string>>> = {
  not_tracked: 'n',
  unknown: 'u',
  unsupported: 'e',
};
