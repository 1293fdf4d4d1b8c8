import { Button } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Day } from '../../../main/domain/day.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { saveExport } from '../../bridge/files.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import type { TodayAnswer } from '../../bridge/types.ts';
import { useLongDay, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { type ExportFormat, ExportMenu } from '../../ui/export-menu.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { AwayCard, useMeanwhile } from './away-card.tsx';
import { CatalogueNote, useOldCatalogue } from './catalogue-note.tsx';
import { Decisions, FIRST_LINES } from './decisions.tsx';
import { Figures } from './figures.tsx';
import { HorizonChart } from './horizon-chart.tsx';
import { KeptProblems } from './kept-problems.tsx';

/** The first screen: what needs a decision, by the day by which someone has to act. */
export function TodayPage() {
  const text = useText();
  const longDay = useLongDay();
  const { data, error, refetch } = useQuery({
    ...orpc.support.today.queryOptions(),
    placeholderData: keepPreviousData,
  });
  useQuery(orpc.alert.list.queryOptions({ input: FIRST_LINES }));
  const exportReport = async (format: ExportFormat | 'ics') =>
    saveExport(await client.exports.supportReport({ format }));
  const subtitle = data ? text('today.subtitle', { day: longDay(data.today as Day) }) : ' ';
  return (
    <Page
      title={text('today.title')}
      subtitle={subtitle}
      actions={
        data && Object.keys(data.counts).length > 0 ? (
          <>
            <May change="model.recordLetter">
              <Button component={Link} to="/letters/new">
                {text('today.letter')}
              </Button>
            </May>
            <ExportMenu
              label={text('today.export')}
              onExport={exportReport}
              onCalendar={() => exportReport('ics')}
              explain={failureOf}
            />
          </>
        ) : null
      }
    >
      <KeptProblems />
      {error && !data ? (
        <Card>
          <ErrorState failure={failureOf(error)} onRetry={() => void refetch()} />
        </Card>
      ) : data ? (
        <Content answer={data} />
      ) : (
        <Card>
          <LoadingLines lines={8} />
        </Card>
      )}
    </Page>
  );
}

function Content({ answer }: { answer: TodayAnswer }) {
  const { counts, contractDecisions, horizon } = answer;
  const devices = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const foreseen = horizon.some(({ already, ending }) => already + ending > 0);
  const meanwhile = useMeanwhile();
  const old = useOldCatalogue();
  const list = <Decisions today={answer.today as Day} nothing={<Nothing devices={devices} />} />;
  if (devices === 0 && contractDecisions === 0) return list;
  const side = (
    <>
      {foreseen ? <HorizonChart horizon={horizon} /> : null}
      {meanwhile ? <AwayCard meanwhile={meanwhile} /> : null}
      {old ? <CatalogueNote old={old} /> : null}
    </>
  );
  return (
    <>
      <Figures counts={counts} contractDecisions={contractDecisions} />
      {foreseen || meanwhile || old ? <Columns side={side}>{list}</Columns> : list}
    </>
  );
}

function Nothing({ devices }: { devices: number }) {
  const text = useText();
  return (
    <Card>
      <EmptyState
        title={text('today.noneTitle')}
        text={text(devices === 0 ? 'today.emptyText' : 'today.noneText')}
        actions={
          <Button
            component={Link}
            to={devices === 0 ? '/import' : '/devices'}
            {...(devices === 0 ? { variant: 'contained' as const, color: 'primary' as const } : {})}
          >
            {text(devices === 0 ? 'today.import' : 'today.openDevices')}
          </Button>
        }
      />
    </Card>
  );
}
