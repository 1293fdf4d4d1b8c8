import { Box, Button } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { EXPORT_FORMATS } from '../../../main/contract/export.ts';
import { client } from '../../bridge/client.ts';
import { DisclosingExport } from '../../bridge/disclosure.tsx';
import { failureOf } from '../../bridge/failure.ts';
import { given, saveExport } from '../../bridge/files.ts';
import { May, useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-chip.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ApartCard } from './apart-card.tsx';
import { CostChart } from './charts/cost-chart.tsx';
import { CompareCard } from './compare-card.tsx';
import { LineDialog } from './line-dialog.tsx';
import { LinesCard } from './lines-card.tsx';
import { useYearText } from './plan-text.ts';
import { ScenarioBar } from './scenario-bar.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import type { PlanAnswer, PlanLine, PlanScenario, ScenarioId } from './types.ts';
import { YearsCard } from './years-card.tsx';

const PAGE = 50;
const MOST = 1000;

/** What has to be replaced in which fiscal year, what it costs, and other ways to plan it. */
export function PlanPage() {
  const text = useText();
  const [address, setAddress] = useSearchParams();
  const [settingsOpen, setSettingsOpen] = useState(false);
  const [limit, setLimit] = useState(PAGE);
  const settings = useQuery(orpc.plan.settings.queryOptions());
  const scenarios = useQuery(orpc.plan.scenarios.queryOptions());
  const scenario = scenarios.data?.find(({ id }) => id === address.get('scenario')) ?? null;
  const departments = address.getAll('department');
  const year = Number(address.get('year')) || null;
  const question = {
    scenarioId: scenario?.id ?? null,
    ...(departments.length > 0 ? { departments } : {}),
  };
  const { data, error, refetch } = useQuery({
    ...orpc.plan.get.queryOptions({ input: { ...question, ...(year === null ? {} : { year }), limit } }),
    placeholderData: keepPreviousData,
    enabled: scenarios.data !== undefined,
  });
  const go = (changes: Readonly<Record<string, string | readonly string[] | null>>) => {
    const next = new URLSearchParams(address);
    for (const [name, value] of Object.entries(changes)) {
      next.delete(name);
      for (const one of value === null ? [] : typeof value === 'string' ? [value] : value) next.append(name, one);
    }
    setLimit(PAGE);
    setAddress(next, { replace: true });
  };
  const failed = error ?? scenarios.error;
  return (
    <Page
      title={text('plan.title')}
      subtitle={text('plan.subtitle')}
      actions={
        <>
          <May change="plan.saveSettings">
            <Button disabled={settings.data === undefined} onClick={() => setSettingsOpen(true)}>
              {text('plan.settings.open')}
            </Button>
          </May>
          <DisclosingExport
            label={text('plan.export')}
            variant="contained"
            of={{ of: 'plan', ...question }}
            formats={EXPORT_FORMATS}
            save={async (format, disclosure, signal) =>
              saveExport(await client.exports.plan({ ...question, format, disclosure }, given(signal)))
            }
          />
        </>
      }
    >
      {failed && !data ? (
        <Card>
          <ErrorState failure={failureOf(failed)} onRetry={() => void refetch()} />
        </Card>
      ) : data && scenarios.data ? (
        <Loaded
          plan={data}
          scenarios={scenarios.data}
          scenario={scenario}
          departments={departments}
          year={year}
          onGo={go}
          onMore={
            data.lines.length < data.totalLines && limit < MOST ? () => setLimit(Math.min(MOST, limit * 4)) : null
          }
        />
      ) : (
        <Card>
          <LoadingLines lines={8} />
        </Card>
      )}
      {settingsOpen && settings.data ? (
        <SettingsDialog settings={settings.data} onClose={() => setSettingsOpen(false)} />
      ) : null}
    </Page>
  );
}

function Loaded({
  plan,
  scenarios,
  scenario,
  departments,
  year,
  onGo,
  onMore,
}: {
  plan: PlanAnswer;
  scenarios: readonly PlanScenario[];
  scenario: PlanScenario | null;
  departments: readonly string[];
  year: number | null;
  onGo: (changes: Readonly<Record<string, string | readonly string[] | null>>) => void;
  onMore: (() => void) | null;
}) {
  const text = useText();
  const mayChoose = useMayChange('plan.choose');
  const [line, setLine] = useState<PlanLine | null>(null);
  const [compared, setCompared] = useState<readonly (ScenarioId | null)[]>([]);
  const span = { fromYear: plan.fromYear, years: plan.years.length };
  const empty =
    plan.total.devices === 0 &&
    plan.totalLines === 0 &&
    plan.later === 0 &&
    plan.unknown.devices === 0 &&
    plan.renewable.devices === 0;
  const bar = (
    <ScenarioBar
      scenarios={scenarios}
      scenario={scenario}
      currency={plan.currency}
      compared={compared}
      onShow={(id) => onGo({ scenario: id, year: null })}
      onCompare={setCompared}
    />
  );
  if (empty && departments.length === 0 && scenario === null)
    return (
      <Card>
        <EmptyState
          title={text('plan.emptyTitle')}
          text={text('plan.emptyText')}
          actions={
            <Button component={Link} to="/import" variant="contained" color="primary">
              {text('plan.import')}
            </Button>
          }
        />
      </Card>
    );
  return (
    <>
      {bar}
      <Box sx={{ display: 'grid', gap: '18px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
        {compared.length > 0 ? (
          <CompareCard scenarios={scenarios} compared={compared} span={span} departments={departments} />
        ) : (
          <>
            <CostChart plan={plan} />
            <YearsCard plan={plan} year={year} onYear={(one) => onGo({ year: one === null ? null : String(one) })} />
            <div>
              <Filters departments={departments} year={year} onGo={onGo} />
              <LinesCard
                lines={plan.lines}
                total={plan.totalLines}
                mayDecide={mayChoose && scenario !== null}
                onDecide={setLine}
                onMore={onMore}
              />
            </div>
            <Box
              sx={{
                display: 'grid',
                gap: '18px',
                alignItems: 'start',
                gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
              }}
            >
              <ApartCard plan={plan} which="unknown" />
              <ApartCard plan={plan} which="renewable" />
            </Box>
          </>
        )}
      </Box>
      {line ? (
        <LineDialog
          line={line}
          question={{
            scenarioId: mayChoose ? (scenario?.id ?? null) : null,
            ...span,
            ...(departments.length > 0 ? { departments: [...departments] } : {}),
          }}
          onClose={() => setLine(null)}
        />
      ) : null}
    </>
  );
}

function Filters({
  departments,
  year,
  onGo,
}: {
  departments: readonly string[];
  year: number | null;
  onGo: (changes: Readonly<Record<string, string | readonly string[] | null>>) => void;
}) {
  const text = useText();
  const words = useWords();
  const yearText = useYearText();
  const [opened, setOpened] = useState(false);
  const facets = useQuery({ ...orpc.device.facets.queryOptions({ input: { filter: {} } }), enabled: opened });
  return (
    <FilterBar>
      <FilterMenu
        name={text('plan.column.department')}
        chosen={departments}
        labelOf={(key) => key || words.t('plan.noDepartment')}
        counted={facets.data?.department.map(({ value, count }) => ({ key: value, label: value, count })) ?? null}
        failed={facets.error !== null}
        onOpen={() => setOpened(true)}
        onChange={(chosen) => onGo({ department: [...chosen] })}
      />
      {year === null ? null : (
        <FilterChip
          label={yearText(year)}
          active
          onClick={() => onGo({ year: null })}
          onClear={() => onGo({ year: null })}
        />
      )}
    </FilterBar>
  );
}
