import { Box, Button, Link } from '@mui/material';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link as RouterLink, useParams, useSearchParams } from 'react-router';
import type { Day } from '../../../main/domain/day.ts';
import type { Id } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { saveExport } from '../../bridge/files.ts';
import { May } from '../../bridge/may.tsx';
import { OpenObligations } from '../../bridge/obligations.tsx';
import { orpc } from '../../bridge/queries.ts';
import { HistoryOf } from '../../bridge/record-history.tsx';
import { SheetExport } from '../../bridge/sheet-export.tsx';
import { RecordActions } from '../../bridge/trash.tsx';
import { useText, useWords } from '../../i18n/i18n.ts';
import { AnswerStrip } from '../../ui/answer-strip.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorNote, ErrorState } from '../../ui/error-state.tsx';
import { type ExportFormat, ExportMenu } from '../../ui/export-menu.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { Page } from '../../ui/page.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { PageTabs } from '../../ui/tabs.tsx';
import { CancellationDialog } from './cancellation-dialog.tsx';
import { CommitmentsTab } from './commitments-tab.tsx';
import { ContractDialog } from './contract-dialog.tsx';
import { useAnswer } from './contract-words.ts';
import { CoveredDevices } from './covered-devices.tsx';
import { DecisionDialog } from './decision-dialog.tsx';
import { EntitlementsTab } from './entitlements-tab.tsx';
import { isCancelled, toneOf } from './standing.ts';
import { TermsTab } from './terms-tab.tsx';
import type { ContractDetail } from './types.ts';

const TABS = ['terms', 'devices', 'commitments', 'entitlements', 'history'] as const;
type TabKey = (typeof TABS)[number];

/** One contract: what has to be decided, the picture of its term, and everything behind it. */
export function ContractPage() {
  const text = useText();
  const { id = '' } = useParams();
  const status = useQuery(orpc.vault.status.queryOptions());
  const contract = useQuery(orpc.contract.get.queryOptions({ input: { id: id as Id<'contract'> } }));
  const today = status.data?.today;
  if (contract.error) {
    return (
      <Page title={text('contracts.title')} crumbs={[{ label: text('contracts.title'), to: '/contracts' }]}>
        <Card>
          <ErrorState
            failure={failureOf(contract.error)}
            onRetry={() => void contract.refetch()}
            actions={
              <Button component={RouterLink} to="/contracts">
                {text('contracts.title')}
              </Button>
            }
          />
        </Card>
      </Page>
    );
  }
  if (!contract.data || !today) return <LoadingPage />;
  return <Loaded key={contract.data.id} contract={contract.data} today={today} />;
}

function Loaded({ contract, today }: { contract: ContractDetail; today: Day }) {
  const text = useText();
  const words = useWords();
  const [address, setAddress] = useSearchParams();
  const tab = TABS.find((one) => one === address.get('tab')) ?? 'terms';
  const [dialog, setDialog] = useState<'edit' | 'decide' | 'cancel' | 'takeBack' | null>(null);
  const close = () => setDialog(null);
  const mayDecide =
    contract.cancelledOn === null && contract.position.runningEndsOn !== null && contract.position.status !== 'ended';
  const counts: Partial<Record<TabKey, number>> = {
    devices: contract.coveredDevices,
    commitments: contract.commitments,
  };
  const exportReport = async (format: ExportFormat | 'ics') =>
    saveExport(await client.exports.contractsReport({ format }));
  const panels: Readonly<Record<TabKey, () => ReactNode>> = {
    terms: () => <TermsTab contract={contract} today={today} />,
    devices: () => <CoveredDevices contract={contract} />,
    commitments: () => (
      <Box sx={{ display: 'grid', gap: '18px' }}>
        <CommitmentsTab contract={contract} />
        <OpenObligations contractId={contract.id} />
      </Box>
    ),
    entitlements: () => <EntitlementsTab contract={contract} today={today} />,
    history: () => (
      <HistoryOf id={contract.id} history={orpc.contract.history.queryOptions({ input: { id: contract.id } })} />
    ),
  };

  return (
    <Page
      title={contract.number}
      beside={
        <Tag tone={toneOf(contract)}>
          {isCancelled(contract)
            ? text('contracts.cancelledTag')
            : words.t(`contractStatus.${contract.position.status}`)}
        </Tag>
      }
      subtitle={
        <>
          <Link component={RouterLink} to={`/vendors/${contract.vendorId}`} color="inherit">
            {contract.vendor}
          </Link>
          {`, ${words.t(`contractKind.${contract.kind}`).toLowerCase()}`}
        </>
      }
      crumbs={[{ label: text('contracts.title'), to: '/contracts' }, { label: contract.number }]}
      actions={
        <>
          <ExportMenu
            label={text('contracts.exportReport')}
            onExport={exportReport}
            onCalendar={() => exportReport('ics')}
            explain={failureOf}
          />
          {mayDecide ? (
            <May change="contract.recordDecision">
              <Button onClick={() => setDialog('decide')}>{text('contracts.decide')}</Button>
            </May>
          ) : null}
          {contract.cancelledOn === null ? (
            contract.position.status === 'ended' ? null : (
              <May change="contract.recordCancellation">
                <Button onClick={() => setDialog('cancel')}>{text('contracts.recordCancellation')}</Button>
              </May>
            )
          ) : (
            <May change="contract.recordCancellation">
              <Button onClick={() => setDialog('takeBack')}>{text('contracts.takeBack')}</Button>
            </May>
          )}
          <SheetExport noun="contract" id={contract.id} />
          <May change="contract.update">
            <Button variant="contained" color="primary" onClick={() => setDialog('edit')}>
              {text('contracts.edit')}
            </Button>
          </May>
          <RecordActions noun="contract" id={contract.id} to="/contracts" />
        </>
      }
    >
      <Answer contract={contract} />
      <PageTabs<TabKey>
        label={text('contracts.tab.label')}
        tabs={TABS.map((key) => {
          const count = counts[key];
          return { key, label: text(`contracts.tab.${key}`), ...(count === undefined ? {} : { count }) };
        })}
        value={tab}
        onChange={(key) => setAddress(key === 'terms' ? {} : { tab: key }, { replace: true })}
      >
        {panels[tab]()}
      </PageTabs>
      {dialog === 'edit' ? <ContractDialog contract={contract} onClose={close} /> : null}
      {dialog === 'decide' ? <DecisionDialog contract={contract} onClose={close} /> : null}
      {dialog === 'cancel' ? <CancellationDialog contract={contract} today={today} onClose={close} /> : null}
      {dialog === 'takeBack' ? <TakeBackDialog contract={contract} onClose={close} /> : null}
    </Page>
  );
}

/** The answer as the headline, with its reason below. */
function Answer({ contract }: { contract: ContractDetail }) {
  const { headline, because } = useAnswer(contract);
  const tone = toneOf(contract);
  return <AnswerStrip tone={tone} headline={headline} because={because} />;
}

function TakeBackDialog({ contract, onClose }: { contract: ContractDetail; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const record = useMutation(
    orpc.contract.recordCancellation.mutationOptions({
      onSuccess: () => {
        notice({ text: text('contracts.tookBack') });
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      title={text('contracts.takeBackTitle')}
      text={
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          {text('contracts.takeBackText')}
          {record.error ? <ErrorNote failure={failureOf(record.error)} /> : null}
        </Box>
      }
      confirm={text('contracts.takeBack')}
      busy={record.isPending}
      onConfirm={() => record.mutate({ id: contract.id, revision: contract.revision, on: null, reason: null })}
      onClose={onClose}
    />
  );
}
