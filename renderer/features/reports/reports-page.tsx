import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay, useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { Columns, Page } from '../../ui/page.tsx';
import { CommandCard, SignedCard } from './command-card.tsx';
import { FolderCard } from './folder-card.tsx';
import { KeptFileDialog } from './kept-file-dialog.tsx';
import { KeptFiles } from './kept-files.tsx';
import { ReportList } from './report-list.tsx';

/** Everything that leaves the vault for others: exports for now, and files that are kept up to date. */
export function ReportsPage() {
  const text = useText();
  const may = useMay();
  const mayAdd = useMayChange('publication.create');
  const [adding, setAdding] = useState(false);
  const { data } = useQuery(orpc.publication.list.queryOptions());
  return (
    <Page
      title={text('reports.title')}
      subtitle={text('reports.subtitle')}
      actions={
        mayAdd ? (
          <Button variant="contained" color="primary" onClick={() => setAdding(true)}>
            {text('reports.kept.add')}
          </Button>
        ) : null
      }
    >
      <Columns
        side={
          <>
            <SignedCard />
            {may('exports.folder') ? <FolderCard /> : null}
            {data && data.rows.length > 0 ? <CommandCard /> : null}
          </>
        }
      >
        <ReportList />
        <KeptFiles onAdd={mayAdd ? () => setAdding(true) : null} />
      </Columns>
      {adding ? <KeptFileDialog file={null} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
