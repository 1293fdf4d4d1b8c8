import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { folderRefused } from '../../main/words/en-folder.ts';
import { useNumber, useText, useWords } from '../i18n/i18n.ts';
import { Moment } from '../ui/change-history.tsx';
import { Note } from '../ui/error-state.tsx';
import { FileButton } from '../ui/file-button.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { paint } from '../ui/paint.ts';
import { RefusedNote } from '../ui/refused-note.tsx';
import { useAttempt } from './attempt.ts';
import { client } from './client.ts';
import type { Failure } from './failure.ts';
import { uploadFile } from './files.ts';
import { JobProgress } from './job-progress.tsx';
import { forgetJob, newJobId } from './jobs.ts';

type Taken = Awaited<ReturnType<typeof client.imports.previewFolder>>;

/** Kinds of records that say most about how full a folder is, by their table. */
const COUNTED = { devices: 'Device', models: 'DeviceModel', vendors: 'Vendor', contracts: 'Contract' } as const;

/** Chooses an archive of an open folder, shows what is in it once all of it was checked, and takes it in. */
export function TakeFolder({
  cancelText,
  onDone,
  onCancel,
}: {
  cancelText: string;
  onDone: () => void;
  onCancel: () => void;
}) {
  const text = useText();
  const number = useNumber();
  const { busy, failure, attempt } = useAttempt();
  const [jobId, setJobId] = useState<string | null>(null);
  const [looked, setLooked] = useState<{ readonly uploadId: string; readonly taken: Taken } | null>(null);
  const [fileName, setFileName] = useState('');
  const [done, setDone] = useState<Taken | null>(null);
  const working = async (work: (job: string) => Promise<void>) => {
    const job = newJobId();
    setJobId(job);
    try {
      await work(job);
    } finally {
      forgetJob(job);
      setJobId(null);
    }
  };
  const look = (file: File | undefined) =>
    attempt(async () => {
      if (file === undefined) return;
      setLooked(null);
      setFileName(file.name);
      const uploadId = await uploadFile(file);
      await working(async (job) =>
        setLooked({ uploadId, taken: await client.imports.previewFolder({ source: { uploadId }, jobId: job }) }),
      );
    });
  const take = (uploadId: string) =>
    attempt(() => working(async (job) => setDone(await client.imports.folder({ source: { uploadId }, jobId: job }))));
  if (done !== null) {
    return (
      <Box sx={{ display: 'grid', gap: '16px' }}>
        <Note tone="ok" role="status">
          {text('folder.take.done', { records: number(done.records), documents: number(done.documents) })}
        </Note>
        <Remarks taken={done} />
        <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
          <Button variant="contained" color="primary" autoFocus onClick={onDone}>
            {text('action.continue')}
          </Button>
        </Box>
      </Box>
    );
  }
  return (
    <Box sx={{ display: 'grid', gap: '14px' }}>
      {looked === null ? (
        <Typography sx={{ color: paint.muted }}>{text('folder.take.chooseText')}</Typography>
      ) : (
        <Preview taken={looked.taken} />
      )}
      {failure ? <FolderFailure failure={failure} fileName={fileName} /> : null}
      <JobProgress jobId={jobId} label={text(looked === null ? 'folder.take.checking' : 'folder.take.running')} />
      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end', flexWrap: 'wrap' }}>
        <Button onClick={onCancel} disabled={busy}>
          {cancelText}
        </Button>
        <FileButton
          label={text('folder.take.choose')}
          accept=".zip"
          onFile={(file) => void look(file)}
          loading={busy && looked === null}
          disabled={busy}
          {...(looked === null ? { variant: 'contained', color: 'primary' } : {})}
        >
          {text('folder.take.choose')}
        </FileButton>
        {looked === null ? null : (
          <Button variant="contained" color="primary" loading={busy} onClick={() => void take(looked.uploadId)}>
            {text('folder.take.submit')}
          </Button>
        )}
      </Box>
    </Box>
  );
}

/** What is in the folder, and who vouches for it. */
function Preview({ taken }: { taken: Taken }) {
  const text = useText();
  const number = useNumber();
  const counted = (Object.keys(COUNTED) as (keyof typeof COUNTED)[]).map(
    (name) => [text(`folder.take.${name}`), number(taken.counts[COUNTED[name]] ?? 0)] as const,
  );
  return (
    <Box sx={{ display: 'grid', gap: '14px' }}>
      <KeyValues
        keyWidth={170}
        items={[
          [text('folder.take.from'), taken.organisation],
          [text('folder.take.written'), <Moment key="written" at={taken.createdAt} />],
          [text('folder.take.signed'), taken.fingerprint ?? text('folder.take.notSigned')],
          ...counted,
          [text('folder.take.records'), number(taken.records)],
          [text('folder.take.documents'), number(taken.documents)],
          [text('folder.take.entries'), number(taken.entries)],
        ]}
      />
      {taken.fingerprint === null ? (
        <Note tone="near">{text('folder.take.unsignedNote')}</Note>
      ) : (
        <Typography variant="body2" sx={{ color: paint.muted }}>
          {text('folder.take.signedNote')}
        </Typography>
      )}
      <Remarks taken={taken} />
    </Box>
  );
}

function Remarks({ taken: { people, publications } }: { taken: Taken }) {
  const text = useText();
  if (people === 0 && publications === 0) return null;
  return (
    <Typography variant="body2" sx={{ color: paint.muted }}>
      {[
        people > 0 ? text('folder.take.people', { count: people }) : '',
        publications > 0 ? text('folder.take.publications', { count: publications }) : '',
      ].join(' ')}
    </Typography>
  );
}

/** Why a folder is refused, with the file and the record; any other failure as it is. */
function FolderFailure({ failure, fileName }: { failure: Failure; fileName: string }) {
  const text = useText();
  const words = useWords();
  const problem = (Object.keys(folderRefused) as (keyof typeof folderRefused)[]).find(
    (one) => one === failure.details.problem,
  );
  if (problem === undefined)
    return <RefusedNote fileName={fileName} failure={failure} next={text('folder.take.nothing')} />;
  const details = Object.fromEntries(Object.entries(failure.details).map(([key, value]) => [key, String(value)]));
  return (
    <Note tone="end" role="alert">
      <strong>{text('folder.take.refused')}</strong> {words.t(`refused.${problem}`, details)}.{' '}
      {text('folder.take.nothing')}
    </Note>
  );
}
