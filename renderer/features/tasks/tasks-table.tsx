import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import type { TaskId } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { openDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { RemoveDialog, useMayRemove } from '../../bridge/trash.tsx';
import { useText, useWords } from '../../i18n/i18n.ts';
import { ErrorNote, type ShownFailure } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { DueText } from '../../ui/task-card.tsx';
import { DropTaskDialog } from './drop-task-dialog.tsx';
import type { TaskRow } from './task-dialog.tsx';

/** Tasks with what can be done with each: done, dropped with a reason, changed, or opened again. */
export function TasksTable({ tasks, onEdit }: { tasks: readonly TaskRow[]; onEdit: (id: TaskId) => void }) {
  const text = useText();
  const words = useWords();
  const [dropping, setDropping] = useState<TaskRow | null>(null);
  const [removing, setRemoving] = useState<TaskRow | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  return (
    <>
      {failure ? (
        <Box sx={{ padding: '12px 16px' }}>
          <ErrorNote failure={failure} />
        </Box>
      ) : null}
      <Table sx={{ '& tbody tr:last-child > *': { borderBottom: 0 }, '& td, & th': { verticalAlign: 'top' } }}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: 150 }}>{text('tasks.column.due')}</TableCell>
            <TableCell>{text('tasks.column.task')}</TableCell>
            <TableCell>{text('tasks.column.about')}</TableCell>
            <TableCell>{text('tasks.column.assignee')}</TableCell>
            <TableCell sx={{ width: 210 }}>{text('tasks.column.actions')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {tasks.map((task) => (
            <TableRow key={task.id}>
              <TableCell>
                {task.state === 'open' ? (
                  <DueText task={task} />
                ) : (
                  <>
                    {words.t(`taskState.${task.state}`)}
                    <Typography variant="body2" sx={{ color: paint.muted }}>
                      {task.closedOn ? words.day(task.closedOn) : ''}
                    </Typography>
                  </>
                )}
              </TableCell>
              <TableCell component="th" scope="row" sx={{ fontWeight: 400, overflowWrap: 'anywhere' }}>
                <strong style={{ fontWeight: 600 }}>{task.title}</strong>
                {task.notes ? (
                  <Typography variant="body2" sx={{ color: paint.muted, whiteSpace: 'pre-wrap' }}>
                    {task.notes}
                  </Typography>
                ) : null}
                {task.closedReason ? (
                  <Typography variant="body2" sx={{ color: paint.muted }}>
                    {task.closedReason}
                  </Typography>
                ) : null}
                {task.documentId ? (
                  <Button
                    variant="text"
                    color="primary"
                    size="small"
                    sx={{ padding: '0 6px', marginLeft: '-6px' }}
                    onClick={() => task.documentId && void openDocument(task.documentId)}
                  >
                    {text('tasks.openDocument')}
                  </Button>
                ) : null}
              </TableCell>
              <TableCell>
                <About task={task} />
              </TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>{task.assignee}</TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                <Actions
                  task={task}
                  onEdit={onEdit}
                  onDrop={setDropping}
                  onRemove={setRemoving}
                  onFailure={setFailure}
                />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {removing ? <RemoveDialog noun="task" ids={[removing.id]} onClose={() => setRemoving(null)} /> : null}
      {removing ? <RemoveDialog noun="task" ids={[removing.id]} onClose={() => setRemoving(null)} /> : null}
      {dropping ? <DropTaskDialog task={dropping} onClose={() => setDropping(null)} /> : null}
    </>
  );
}

function About({ task }: { task: TaskRow }) {
  const links = [
    { to: `/devices/${task.deviceId}`, label: task.deviceId && task.assetTag },
    { to: `/models/${task.modelId}`, label: task.model },
    { to: `/vendors/${task.vendorId}`, label: task.vendor },
  ].filter(({ label }) => label);
  return (
    <Box sx={{ display: 'grid', justifyItems: 'start' }}>
      {links.map(({ to, label }) => (
        <Link key={to} component={RouterLink} to={to}>
          {label}
        </Link>
      ))}
    </Box>
  );
}

function Actions({
  task,
  onEdit,
  onDrop,
  onRemove,
  onFailure,
}: {
  task: TaskRow;
  onEdit: (id: TaskId) => void;
  onDrop: (task: TaskRow) => void;
  onRemove: (task: TaskRow) => void;
  onFailure: (failure: ShownFailure | null) => void;
}) {
  const text = useText();
  const notice = useNotice();
  const may = useMayChange('task.close');
  const mayRemove = useMayRemove('task');
  const [busy, setBusy] = useState(false);
  if (!may) return null;
  const { id, revision, title } = task;
  const run = async (work: () => Promise<unknown>, said: string) => {
    onFailure(null);
    setBusy(true);
    try {
      await work();
      notice({ text: said });
    } catch (error) {
      onFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  if (task.state !== 'open') {
    return (
      <>
        <Button
          variant="text"
          size="small"
          disabled={busy}
          onClick={() => void run(() => client.task.reopen({ id, revision }), text('tasks.close.reopened', { title }))}
        >
          {text('tasks.reopen')}
        </Button>
        {mayRemove ? (
          <Button variant="text" size="small" onClick={() => onRemove(task)}>
            {text('trash.remove.action')}
          </Button>
        ) : null}
      </>
    );
  }
  const done = () =>
    run(() => client.task.close({ id, revision, as: 'done', reason: null }), text('tasks.close.done', { title }));
  return (
    <>
      <Button variant="text" color="primary" size="small" disabled={busy} onClick={() => void done()}>
        {text('tasks.done')}
      </Button>
      <Button variant="text" size="small" onClick={() => onEdit(id)}>
        {text('models.components.edit')}
      </Button>
      <Button variant="text" size="small" onClick={() => onDrop(task)}>
        {text('tasks.drop')}
      </Button>
    </>
  );
}
