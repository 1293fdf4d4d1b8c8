import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink, useNavigate } from 'react-router';
import type { TemplateId } from '../../../../main/domain/ids.ts';
import { failureOf } from '../../../bridge/failure.ts';
import { ListExport } from '../../../bridge/list-export.tsx';
import { May } from '../../../bridge/may.tsx';
import { orpc } from '../../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../../i18n/i18n.ts';
import { Card } from '../../../ui/card.tsx';
import { Moment } from '../../../ui/change-history.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadingLines } from '../../../ui/loading.tsx';
import { Page } from '../../../ui/page.tsx';
import { paint } from '../../../ui/paint.ts';
import { Tag } from '../../../ui/status-tag.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { NewEdition } from './new-edition.tsx';
import { STATE_TONES, type TemplateGroup } from './types.ts';

/** Catalogues of questions, each with its editions, the newest first. */
export function TemplatesPage() {
  const text = useText();
  const navigate = useNavigate();
  const templates = useQuery(orpc.template.list.queryOptions());
  const [importing, setImporting] = useState(false);
  const open = (id: TemplateId) => void navigate(`/templates/${id}`);
  return (
    <Page
      title={text('templates.title')}
      subtitle={text('templates.intro')}
      actions={
        <>
          <ListExport name="templates" />
          <May change="template.importFile">
            <Button onClick={() => setImporting(true)}>{text('templates.importFile')}</Button>
          </May>
        </>
      }
    >
      {templates.error ? (
        <Card>
          <ErrorState failure={failureOf(templates.error)} onRetry={() => void templates.refetch()} />
        </Card>
      ) : !templates.data ? (
        <Card>
          <LoadingLines lines={6} />
        </Card>
      ) : (
        <Box sx={{ display: 'grid', gap: '18px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
          {templates.data.map((group) => (
            <Group key={group.key} group={group} onMade={open} />
          ))}
        </Box>
      )}
      {importing ? <ImportDialog onClose={() => setImporting(false)} onTaken={open} /> : null}
    </Page>
  );
}

function Group({ group: { title, editions }, onMade }: { group: TemplateGroup; onMade: (id: TemplateId) => void }) {
  const text = useText();
  const newest = editions.find(({ state }) => state !== 'draft') ?? editions[0];
  const draft = editions.find(({ state }) => state === 'draft');
  return (
    <Card
      title={title}
      flush
      actions={
        newest ? (
          <May change="template.copy">
            <NewEdition of={{ id: newest.id, title }} draft={draft?.id ?? null} onMade={onMade} />
          </May>
        ) : null
      }
    >
      <Table aria-label={text('templates.list', { title })} sx={{ tableLayout: 'fixed' }}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: 120 }}>{text('templates.column.edition')}</TableCell>
            <TableCell sx={{ width: 170 }}>{text('templates.column.state')}</TableCell>
            <TableCell align="right" sx={{ width: 100 }}>
              {text('templates.column.controls')}
            </TableCell>
            <TableCell align="right" sx={{ width: 100 }}>
              {text('templates.column.checklists')}
            </TableCell>
            <TableCell sx={{ width: 190 }}>{text('templates.column.released')}</TableCell>
            <TableCell>{text('templates.column.note')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {editions.map((edition) => (
            <EditionRow key={edition.id} edition={edition} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function EditionRow({ edition }: { edition: TemplateGroup['editions'][number] }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const navigate = useNavigate();
  const { id, state, note } = edition;
  // What came with the program was never a draft.
  const releasedAt = edition.releasedAt ?? (state === 'draft' ? null : edition.createdAt);
  return (
    <TableRow
      hover
      onClick={() => void navigate(`/templates/${id}`)}
      sx={{ cursor: 'pointer', '&:last-child td, &:last-child th': { borderBottom: 0 } }}
    >
      <TableCell component="th" scope="row">
        <Link
          component={RouterLink}
          to={`/templates/${id}`}
          onClick={(event) => event.stopPropagation()}
          sx={{ fontWeight: 600 }}
        >
          {words.t('template.edition', { edition: edition.edition })}
        </Link>
      </TableCell>
      <TableCell>
        <Tag tone={STATE_TONES[state]}>{words.t(`template.state.${state}`)}</Tag>
      </TableCell>
      <TableCell align="right" className="figures">
        {number(edition.controls)}
      </TableCell>
      <TableCell align="right" className="figures">
        {number(edition.checklists)}
      </TableCell>
      <TableCell sx={{ color: paint.muted }}>
        {releasedAt === null ? text('templates.notReleased') : <Moment at={releasedAt} />}
      </TableCell>
      <TableCell sx={{ color: paint.muted, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
        {note}
      </TableCell>
    </TableRow>
  );
}
