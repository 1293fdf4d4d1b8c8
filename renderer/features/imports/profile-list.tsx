import { Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Moment } from '../../ui/change-history.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ProfileName } from './profile-name.tsx';

type Profile = Outputs['imports']['profiles'][number];

/** How files of known sources are read; nothing where there is none yet. */
export function ProfileList() {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const profiles = useQuery(orpc.imports.profiles.queryOptions({ input: { noun: null } }));
  const [doing, setDoing] = useState<{ what: 'rename' | 'remove'; profile: Profile } | null>(null);
  if (!profiles.data || profiles.data.length === 0) return null;
  const close = () => setDoing(null);
  return (
    <Card title={text('imports.profile.list')} flush>
      <Table size="small" aria-label={text('imports.profile.list')} sx={{ '& td, & th': { padding: '7px 14px' } }}>
        <TableHead>
          <TableRow>
            <TableCell>{text('imports.profile.name')}</TableCell>
            <TableCell>{text('imports.history.what')}</TableCell>
            <TableCell align="right">{text('imports.profile.columns')}</TableCell>
            <TableCell>{text('imports.profile.lastUsed')}</TableCell>
            <TableCell />
          </TableRow>
        </TableHead>
        <TableBody>
          {profiles.data.map((profile) => (
            <TableRow key={profile.id} sx={{ '&:last-child td': { borderBottom: 0 } }}>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>{profile.name}</TableCell>
              <TableCell>{words.t(`importNoun.${profile.noun}`)}</TableCell>
              <TableCell align="right">
                {number(Object.values(profile.options.mapping).filter((column) => column !== '').length)}
              </TableCell>
              <TableCell>
                {profile.lastUsedAt === null ? text('imports.profile.never') : <Moment at={profile.lastUsedAt} />}
              </TableCell>
              <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                <May change="imports.saveProfile">
                  <Button
                    aria-label={text('imports.profile.renameLabel', { name: profile.name })}
                    onClick={() => setDoing({ what: 'rename', profile })}
                  >
                    {text('imports.profile.rename')}
                  </Button>{' '}
                  <Button
                    aria-label={text('imports.profile.removeLabel', { name: profile.name })}
                    onClick={() => setDoing({ what: 'remove', profile })}
                  >
                    {text('imports.profile.remove')}
                  </Button>
                </May>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {doing?.what === 'rename' ? <RenameDialog profile={doing.profile} onClose={close} /> : null}
      {doing?.what === 'remove' ? <RemoveDialog profile={doing.profile} onClose={close} /> : null}
    </Card>
  );
}

function RenameDialog({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const text = useText();
  const { busy, failure, attempt, forget } = useAttempt();
  const [name, setName] = useState(profile.name);
  const { id, revision, noun } = profile;
  return (
    <FormDialog
      open
      width="xs"
      title={text('imports.profile.rename')}
      submit={text('imports.profile.saveIt')}
      busy={busy}
      dirty={name !== profile.name}
      failure={failure}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        void attempt(async () => {
          await client.imports.saveProfile({ id, revision, noun, name: name.trim() });
          onClose();
        });
      }}
      onClose={onClose}
    >
      <ProfileName
        name={name}
        onName={(next) => {
          forget();
          setName(next);
        }}
      />
    </FormDialog>
  );
}

function RemoveDialog({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const text = useText();
  const { busy, attempt } = useAttempt();
  const { id, revision, name } = profile;
  return (
    <ConfirmDialog
      open
      destructive
      title={text('imports.profile.removeTitle', { name })}
      text={text('imports.profile.removeText')}
      confirm={text('imports.profile.remove')}
      busy={busy}
      onConfirm={() =>
        void attempt(async () => {
          await client.imports.removeProfile({ id, revision });
        }).then(onClose)
      }
      onClose={onClose}
    />
  );
}
