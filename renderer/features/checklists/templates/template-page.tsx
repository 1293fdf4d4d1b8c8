import { Box, Button } from '@mui/material';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { TemplateId } from '../../../../main/domain/ids.ts';
import { client } from '../../../bridge/client.ts';
import { failureOf } from '../../../bridge/failure.ts';
import { saveExport } from '../../../bridge/files.ts';
import { May } from '../../../bridge/may.tsx';
import { orpc } from '../../../bridge/queries.ts';
import { HistoryOf } from '../../../bridge/record-history.tsx';
import { useText, useWords } from '../../../i18n/i18n.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ErrorNote } from '../../../ui/error-state.tsx';
import { ExportMenu } from '../../../ui/export-menu.tsx';
import { LoadingPage } from '../../../ui/loading.tsx';
import { useNotice } from '../../../ui/notices.tsx';
import { Page } from '../../../ui/page.tsx';
import { paint } from '../../../ui/paint.ts';
import { RecordFailurePage } from '../../../ui/record-failure.tsx';
import { Tag } from '../../../ui/status-tag.tsx';
import { PageTabs } from '../../../ui/tabs.tsx';
import { ChangesTab } from './changes-tab.tsx';
import { NewEdition } from './new-edition.tsx';
import { TemplateDesk } from './template-desk.tsx';
import { CopyDialog, FieldsDialog, ReleaseDialog } from './template-dialogs.tsx';
import { STATE_TONES, type Template } from './types.ts';

const TABS = ['controls', 'changes', 'history'] as const;
type TabKey = (typeof TABS)[number];

/** One edition of a template: its questions, what it changes of another edition, and who made it. */
export function TemplatePage() {
  const text = useText();
  const { id = '' } = useParams();
  const template = useQuery({
    ...orpc.template.get.queryOptions({ input: { id: id as TemplateId } }),
    placeholderData: keepPreviousData,
  });
  if (template.data) return <Loaded template={template.data} />;
  if (!template.error) return <LoadingPage />;
  return (
    <RecordFailurePage
      failure={failureOf(template.error)}
      onRetry={() => void template.refetch()}
      to="/templates"
      list={text('templates.title')}
    />
  );
}

function Loaded({ template }: { template: Template }) {
  const text = useText();
  const words = useWords();
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams();
  const tab = TABS.find((one) => one === address.get('tab')) ?? 'controls';
  const [dialog, setDialog] = useState<'fields' | 'release' | 'copy' | 'remove' | null>(null);
  const close = () => setDialog(null);
  const { id, title, edition, state, controls, checklists, basedOn } = template;
  const draft = state === 'draft';
  const open = (opened: TemplateId) => void navigate(`/templates/${opened}`);
  return (
    <Page
      title={title}
      beside={<Tag tone={STATE_TONES[state]}>{words.t(`template.state.${state}`)}</Tag>}
      subtitle={[
        words.t('template.edition', { edition }),
        text('templates.page.summary', { count: controls.length }),
        checklists === 0 ? text('templates.page.unused') : text('templates.page.used', { count: checklists }),
        ...(basedOn
          ? [
              basedOn.key === template.key
                ? text('templates.page.basedOnEdition', { edition: basedOn.edition })
                : text('templates.page.basedOn', { title: basedOn.title, edition: basedOn.edition }),
            ]
          : []),
      ].join(', ')}
      crumbs={[
        { label: text('templates.title'), to: '/templates' },
        { label: `${title}, ${words.t('template.edition', { edition }).toLowerCase()}` },
      ]}
      actions={
        <>
          <ExportMenu
            label={text('templates.page.export')}
            formats={['json']}
            onExport={async () => saveExport(await client.exports.template({ templateId: id }))}
            explain={failureOf}
          />
          {draft ? (
            <May change="template.update">
              <Button onClick={() => setDialog('remove')}>{text('templates.page.remove')}</Button>
              <Button onClick={() => setDialog('fields')}>{text('templates.page.edit')}</Button>
              <Button
                variant="contained"
                color="primary"
                disabled={controls.length === 0}
                onClick={() => setDialog('release')}
              >
                {text('templates.page.release')}
              </Button>
            </May>
          ) : (
            <May change="template.copy">
              <Offer template={template} />
              <Button onClick={() => setDialog('copy')}>{text('templates.ownTemplate')}</Button>
              <NewEdition
                of={template}
                draft={template.others.find((other) => other.state === 'draft')?.id ?? null}
                variant="contained"
                onMade={open}
              />
            </May>
          )}
        </>
      }
    >
      {template.note ? (
        <Box sx={{ marginBottom: '14px', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          <Box component="span" sx={{ color: paint.muted }}>
            {text('templates.page.note')}:{' '}
          </Box>
          {template.note}
        </Box>
      ) : null}
      <PageTabs<TabKey>
        label={text('templates.page.tabs')}
        value={tab}
        onChange={(key) => setAddress(key === 'controls' ? {} : { tab: key }, { replace: true })}
        tabs={[
          { key: 'controls', label: text('templates.page.controls'), count: controls.length },
          { key: 'changes', label: text('templates.page.changes') },
          { key: 'history', label: text('templates.page.history') },
        ]}
      >
        {tab === 'controls' ? <TemplateDesk key={id} template={template} /> : null}
        {tab === 'changes' ? <ChangesTab key={id} template={template} /> : null}
        {tab === 'history' ? (
          <HistoryOf id={id} history={orpc.template.history.queryOptions({ input: { id } })} />
        ) : null}
      </PageTabs>
      {dialog === 'fields' ? <FieldsDialog template={template} onClose={close} /> : null}
      {dialog === 'release' ? <ReleaseDialog template={template} onClose={close} /> : null}
      {dialog === 'copy' ? <CopyDialog template={template} onClose={close} onMade={open} /> : null}
      {dialog === 'remove' ? <RemoveDialog template={template} onClose={close} /> : null}
    </Page>
  );
}

/** Stops offering a released edition, or offers it again: it can be taken back, so nobody is asked. */
function Offer({ template: { id, revision, state } }: { template: Template }) {
  const text = useText();
  const notice = useNotice();
  const retired = state !== 'retired';
  const retire = useMutation(
    orpc.template.retire.mutationOptions({
      onSuccess: () => notice({ text: text(retired ? 'templates.page.retiredDone' : 'templates.page.offeredDone') }),
    }),
  );
  return (
    <>
      {retire.error ? <ErrorNote failure={failureOf(retire.error)} /> : null}
      <Button loading={retire.isPending} onClick={() => retire.mutate({ id, revision, retired })}>
        {text(retired ? 'templates.page.retire' : 'templates.page.offer')}
      </Button>
    </>
  );
}

function RemoveDialog({ template: { id, revision }, onClose }: { template: Template; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const navigate = useNavigate();
  const remove = useMutation(
    orpc.template.remove.mutationOptions({
      context: { leaves: true },
      onSuccess: () => {
        notice({ text: text('templates.page.removed') });
        void navigate('/templates');
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      destructive
      title={text('templates.page.removeTitle')}
      text={
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          {text('templates.page.removeText')}
          {remove.error ? <ErrorNote failure={failureOf(remove.error)} /> : null}
        </Box>
      }
      confirm={text('templates.page.remove')}
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ id, revision })}
      onClose={onClose}
    />
  );
}
