import { Box, Button, MenuItem, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isRecovery } from '../../../main/domain/way-in.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Moment } from '../../ui/change-history.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { AddPersonDialog } from './add-person-dialog.tsx';
import { RemovePersonDialog, ResetPassphraseDialog, RoleDialog } from './person-dialogs.tsx';
import type { Person } from './types.ts';

/** The people who use the vault: who may do what, who was here, who can get in. */
export function PeopleTab() {
  const text = useText();
  const mayAdd = useMayChange('user.add');
  const people = useQuery(orpc.user.list.queryOptions());
  const [adding, setAdding] = useState(false);
  if (people.error && !people.data) {
    return (
      <Card>
        <ErrorState failure={failureOf(people.error)} onRetry={() => void people.refetch()} />
      </Card>
    );
  }
  return (
    <Card
      title={text('security.people.title')}
      flush
      actions={
        <>
          <ListExport name="people" />
          {mayAdd ? (
            <Button variant="contained" color="primary" size="small" onClick={() => setAdding(true)}>
              {text('security.people.add')}
            </Button>
          ) : null}
        </>
      }
    >
      {people.data ? (
        <PeopleTable people={people.data} mayChange={mayAdd} />
      ) : (
        <Box sx={{ padding: '0 16px 16px' }}>
          <LoadingLines />
        </Box>
      )}
      {adding ? <AddPersonDialog onClose={() => setAdding(false)} /> : null}
    </Card>
  );
}

function PeopleTable({ people, mayChange }: { people: readonly Person[]; mayChange: boolean }) {
  const text = useText();
  const words = useWords();
  const { data: status } = useQuery(orpc.vault.status.queryOptions());
  return (
    <Table sx={{ '& tbody tr:last-child > *': { borderBottom: 0 } }}>
      <TableHead>
        <TableRow>
          <TableCell>{text('security.people.name')}</TableCell>
          <TableCell>{text('security.people.role')}</TableCell>
          <TableCell>{text('security.people.waysIn')}</TableCell>
          <TableCell>{text('security.people.lastSeen')}</TableCell>
          {mayChange ? <TableCell align="right">{text('records.components.actionsColumn')}</TableCell> : null}
        </TableRow>
      </TableHead>
      <TableBody>
        {people.map((person) => (
          <TableRow key={person.id}>
            <TableCell component="th" scope="row">
              <Box component="span" sx={{ fontWeight: 550 }}>
                {person.name}
              </Box>
              {person.id === status?.userId ? (
                <Box component="span" sx={{ color: paint.muted }}>
                  {' '}
                  {text('security.people.you')}
                </Box>
              ) : null}
            </TableCell>
            <TableCell>
              {words.t(`role.${person.role}`)}
              <Typography variant="body2" sx={{ color: paint.muted }}>
                {words.t(`roleDoes.${person.role}`)}
              </Typography>
            </TableCell>
            <TableCell>
              <PersonWaysIn person={person} />
            </TableCell>
            <TableCell sx={{ whiteSpace: 'nowrap' }}>
              {person.id === status?.userId ? (
                text('security.people.now')
              ) : person.lastSeenAt ? (
                <Moment at={person.lastSeenAt} />
              ) : (
                <Box component="span" sx={{ color: paint.faint }}>
                  {text('security.people.never')}
                </Box>
              )}
            </TableCell>
            {mayChange ? (
              <TableCell align="right">
                {person.id === status?.userId ? null : <PersonMenu person={person} />}
              </TableCell>
            ) : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function PersonWaysIn({ person }: { person: Person }) {
  const text = useText();
  // Recovery belongs to the hospital, whoever made it.
  const own = person.waysIn.filter((kind) => !isRecovery(kind));
  if (own.length === 0) return <Tag tone="unk">{text('security.people.noWayIn')}</Tag>;
  return (
    <>
      {[...new Set(own)].map((kind) => (
        <div key={kind}>{text(`security.wayIn.${kind}.name`)}</div>
      ))}
      {person.temporary ? <Tag tone="plan">{text('security.people.temporary')}</Tag> : null}
    </>
  );
}

const DIALOGS = { role: RoleDialog, reset: ResetPassphraseDialog, remove: RemovePersonDialog } as const;
type DialogKey = keyof typeof DIALOGS;

function PersonMenu({ person }: { person: Person }) {
  const text = useText();
  const [shown, setShown] = useState<DialogKey | null>(null);
  const Shown = shown === null ? null : DIALOGS[shown];
  return (
    <>
      <MoreMenu label={text('security.people.actions', { name: person.name })} small>
        {(take) =>
          (['role', 'reset', 'remove'] as const).map((key) => (
            <MenuItem key={key} onClick={take(() => setShown(key))}>
              {text(`security.people.${key}`)}
            </MenuItem>
          ))
        }
      </MoreMenu>
      {Shown ? <Shown person={person} onClose={() => setShown(null)} /> : null}
    </>
  );
}
