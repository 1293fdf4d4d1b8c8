import { Box, Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportNoun } from '../../../main/domain/import/headings.ts';
import { readingOf } from '../../../main/domain/import/profile.ts';
import { placeKey } from '../../../main/domain/name.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { Note } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { ProfileName } from './profile-name.tsx';
import type { ImportResult, Said } from './types.ts';

/** Says that a profile decided how the file is read, and takes it away again. */
export function ProfileNote({
  result,
  without,
  onProfile,
}: {
  result: ImportResult;
  /** Whether somebody took the profile away. */
  without: boolean;
  onProfile: (profile: Said['profile']) => void;
}) {
  const text = useText();
  const { profile } = result.file;
  if (profile === null) return null;
  return (
    <Note tone="ok">
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <span>
          {text(profile.recognised ? 'imports.profile.recognised' : 'imports.profile.used', { name: profile.name })}
        </span>
        {without ? null : (
          <Button size="small" onClick={() => onProfile('none')}>
            {text('imports.profile.without')}
          </Button>
        )}
      </Box>
    </Note>
  );
}

/** Keeps how this file is read for the next file of the same source. */
export function SaveProfileButton({
  result,
  noun,
  fileName,
}: {
  result: ImportResult;
  noun: ImportNoun;
  fileName: string;
}) {
  const text = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text('imports.profile.save')}</Button>
      {open ? (
        <SaveProfileDialog result={result} noun={noun} fileName={fileName} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

function SaveProfileDialog({
  result,
  noun,
  fileName,
  onClose,
}: {
  result: ImportResult;
  noun: ImportNoun;
  fileName: string;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const { busy, failure, attempt, forget } = useAttempt();
  const proposed = result.file.profile?.name ?? sourceOf(fileName);
  const [name, setName] = useState(proposed);
  const profiles = useQuery(orpc.imports.profiles.queryOptions({ input: { noun } }));
  const known = profiles.data?.find((one) => placeKey(one.name) === placeKey(name));
  const save = async () => {
    const { id = null, revision = null } = known ?? {};
    await client.imports.saveProfile({ id, revision, noun, name: name.trim(), reading: readingOf(result.file) });
    notice({ text: text('imports.profile.saved', { name: name.trim() }) });
    onClose();
  };
  return (
    <FormDialog
      open
      width="xs"
      title={text('imports.profile.title')}
      intro={text('imports.profile.intro')}
      submit={text(known ? 'imports.profile.replace' : 'imports.profile.saveIt')}
      busy={busy || profiles.isPending}
      dirty={name !== proposed}
      failure={failure}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void attempt(save);
      }}
      onClose={onClose}
    >
      <ProfileName
        name={name}
        hint={known ? text('imports.profile.known') : undefined}
        onName={(next) => {
          forget();
          setName(next);
        }}
      />
    </FormDialog>
  );
}

/** What the files of a source may be called, apart from days and versions. */
function sourceOf(fileName: string): string {
  const words = fileName.replace(/\.[^.]*$/, '').replace(/(?<![\s._-])[\s._-]*\d[\d\s._-]*/g, ' ');
  return words.replace(/[_-]+/g, ' ').trim();
}
