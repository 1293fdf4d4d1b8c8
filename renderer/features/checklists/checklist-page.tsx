import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { Id } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { DisclosingExport } from '../../bridge/disclosure.tsx';
import { failureOf } from '../../bridge/failure.ts';
import { given, saveExport } from '../../bridge/files.ts';
import { orpc } from '../../bridge/queries.ts';
import { RecordActions } from '../../bridge/trash.tsx';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ChecklistDesk } from './checklist-desk.tsx';
import { NewerEdition } from './newer-edition.tsx';
import { PromisesButton } from './promises-dialog.tsx';
import { ScoreDialog } from './score-dialog.tsx';
import type { Checklist } from './types.ts';

/** Forms that it can leave in, the one for people first. */
const FORMATS = ['pdf', 'docx', 'xlsx', 'csv', 'json'] as const;

/** One checklist, to be answered. */
export function ChecklistPage() {
  const text = useText();
  const { id = '' } = useParams();
  const checklist = useQuery(orpc.checklist.get.queryOptions({ input: { id: id as Id<'assessment'> } }));
  if (checklist.error && !checklist.data) {
    return (
      <Page title={text('checklists.title')} crumbs={[{ label: text('checklists.title'), to: '/checklists' }]}>
        <Card>
          <ErrorState
            failure={failureOf(checklist.error)}
            onRetry={() => void checklist.refetch()}
            actions={
              <Button component={Link} to="/checklists">
                {text('checklists.title')}
              </Button>
            }
          />
        </Card>
      </Page>
    );
  }
  if (!checklist.data) return <LoadingPage />;
  return <Loaded key={checklist.data.id} checklist={checklist.data} />;
}

function Loaded({ checklist }: { checklist: Checklist }) {
  const text = useText();
  const { id, title, model, softwareVersion, template } = checklist;
  return (
    <Page
      title={model ?? title}
      subtitle={[
        ...(softwareVersion ? [text('checklists.page.softwareVersion', { version: softwareVersion })] : []),
        text('checklists.page.catalogue', { title: template.title, version: template.version }),
        ...(checklist.issues.length > 1 ? [text('signOff.issue.name', { issue: checklist.issue }).toLowerCase()] : []),
      ].join(', ')}
      crumbs={[{ label: text('checklists.title'), to: '/checklists' }, { label: title }]}
      actions={
        <>
          <PromisesButton checklist={checklist} />
          <DisclosingExport
            label={text('checklists.page.export')}
            variant="contained"
            of={{ of: 'checklist', assessmentId: id }}
            formats={FORMATS}
            save={async (format, disclosure, signal) =>
              saveExport(await client.exports.checklist({ format, assessmentId: id, disclosure }, given(signal)))
            }
          />
          <RecordActions noun="checklist" id={id} to="/checklists" />
        </>
      }
    >
      <NewerEdition checklist={checklist} />
      <ChecklistDesk checklist={checklist} />
      <ScoreDialog checklist={checklist} />
    </Page>
  );
}
