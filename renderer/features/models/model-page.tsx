import { Button, Link } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink, useParams, useSearchParams } from 'react-router';
import type { ModelId } from '../../../main/domain/ids.ts';
import { openDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { HistoryOf } from '../../bridge/record-history.tsx';
import { SheetExport } from '../../bridge/sheet-export.tsx';
import { RecordActions } from '../../bridge/trash.tsx';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { MilestoneHistory } from '../../ui/milestone-history.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { RecordFailurePage } from '../../ui/record-failure.tsx';
import { PageTabs } from '../../ui/tabs.tsx';
import { HandoverTab } from './handover-tab.tsx';
import { ModelComponents } from './model-components.tsx';
import { EditModelDialog } from './model-dialog.tsx';
import { ModelSide } from './model-side.tsx';
import { ModelTimeline } from './model-timeline.tsx';
import { StatementsTab } from './statements-tab.tsx';
import type { ModelDetail } from './types.ts';

const TABS = ['dates', 'components', 'statements', 'handover', 'history'] as const;
type TabKey = (typeof TABS)[number];

/** One model: what its vendor has said, what it runs on, and how its devices stand. */
export function ModelPage() {
  const text = useText();
  const { id = '' } = useParams();
  const model = useQuery({
    ...orpc.model.get.queryOptions({ input: { id: id as ModelId } }),
    placeholderData: keepPreviousData,
  });
  if (model.data) return <Loaded model={model.data} />;
  if (!model.error) return <LoadingPage />;
  return (
    <RecordFailurePage
      failure={failureOf(model.error)}
      onRetry={() => void model.refetch()}
      to="/models"
      list={text('models.title')}
    />
  );
}

function Loaded({ model }: { model: ModelDetail }) {
  const text = useText();
  const [search, setSearch] = useSearchParams();
  const [editing, setEditing] = useState(false);
  const tab = TABS.find((one) => one === search.get('tab')) ?? 'dates';
  const show = (next: TabKey) => setSearch(next === 'dates' ? {} : { tab: next }, { replace: true });
  const count = model.milestones.length;
  return (
    <Page
      title={model.name}
      subtitle={
        <>
          <Link component={RouterLink} to={`/vendors/${model.vendorId}`} color="inherit">
            {model.manufacturer}
          </Link>
          {model.deviceType ? `, ${model.deviceType}` : ''}
        </>
      }
      crumbs={[{ label: text('models.title'), to: '/models' }, { label: model.name }]}
      actions={
        <>
          <May change="model.update">
            <Button onClick={() => setEditing(true)}>{text('models.edit.action')}</Button>
          </May>
          <SheetExport noun="model" id={model.id} />
          <May change="model.recordLetter">
            <Button variant="contained" color="primary" component={RouterLink} to={letterOf(model)}>
              {text('models.record')}
            </Button>
          </May>
          <RecordActions noun="model" id={model.id} to="/models" />
        </>
      }
    >
      <PageTabs
        label={text('models.tab.label')}
        value={tab}
        onChange={show}
        tabs={[
          { key: 'dates', label: text('models.tab.dates'), count },
          { key: 'components', label: text('models.tab.components'), count: model.components.length },
          { key: 'statements', label: text('mds2.tab') },
          { key: 'handover', label: text('exceptions.handover.tab') },
          { key: 'history', label: text('models.tab.history') },
        ]}
      >
        <Columns side={<ModelSide model={model} />}>
          {tab === 'dates' ? <ModelTimeline model={model} /> : null}
          {tab === 'dates' ? <Dates model={model} /> : null}
          {tab === 'components' ? <ModelComponents model={model} /> : null}
          {tab === 'statements' ? <StatementsTab model={model} /> : null}
          {tab === 'handover' ? <HandoverTab model={model} /> : null}
          {tab === 'history' ? (
            <HistoryOf id={model.id} history={orpc.model.history.queryOptions({ input: { id: model.id } })} />
          ) : null}
        </Columns>
      </PageTabs>
      {editing ? <EditModelDialog model={model} onClose={() => setEditing(false)} /> : null}
    </Page>
  );
}

/** Where a letter about a model is taken in, perhaps for one of its dates. */
function letterOf(model: ModelDetail, kind?: string): string {
  return `/letters/new?model=${model.id}${kind ? `&kind=${kind}` : ''}`;
}

function Dates({ model }: { model: ModelDetail }) {
  const text = useText();
  if (model.milestones.length === 0) {
    return (
      <Card>
        <EmptyState
          title={text('models.dates.emptyTitle')}
          text={text('models.dates.emptyText')}
          actions={
            <May change="model.recordLetter">
              <Button
                variant="contained"
                color="primary"
                component={RouterLink}
                to={letterOf(model, 'end_of_security_support')}
              >
                {text('models.record')}
              </Button>
            </May>
          }
        />
      </Card>
    );
  }
  return (
    <Card title={text('models.dates.title')} flush>
      <MilestoneHistory
        entries={model.milestones}
        onOpenDocument={(id) => void openDocument(id)}
        actions={({ kind }) => (
          <May change="model.recordLetter">
            <Button
              variant="text"
              color="primary"
              size="small"
              sx={{ padding: '2px 6px', marginLeft: '-6px' }}
              component={RouterLink}
              to={letterOf(model, kind)}
            >
              {text('models.dates.newer')}
            </Button>
          </May>
        )}
      />
    </Card>
  );
}
