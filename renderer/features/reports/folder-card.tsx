import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { downloadFile } from '../../bridge/files.ts';
import { JobProgress } from '../../bridge/job-progress.tsx';
import { cancelJob, forgetJob, newJobId } from '../../bridge/jobs.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';

/** The whole vault as open files, for administrators; says first that they are not encrypted. */
export function FolderCard() {
  const text = useText();
  const notice = useNotice();
  const { busy, failure, attempt } = useAttempt();
  const [jobId, setJobId] = useState<string | null>(null);
  const save = () =>
    attempt(async () => {
      const job = newJobId();
      setJobId(job);
      try {
        const { file } = await client.exports.folder({ jobId: job });
        if (file === null) return;
        downloadFile(file);
        notice({ text: text('exported.text', { fileName: file.fileName }) });
      } finally {
        forgetJob(job);
        setJobId(null);
      }
    });
  const stopped = failure?.code === 'cancelled';
  return (
    <Card title={text('folder.title')}>
      <Box sx={{ display: 'grid', gap: '12px' }}>
        <Typography sx={{ color: paint.muted }}>{text('folder.text')}</Typography>
        <Note tone="near">{text('folder.warning')}</Note>
        <JobProgress jobId={jobId} label={text('folder.saving')} />
        {failure && !stopped ? <ErrorNote failure={failure} /> : null}
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button size="small" loading={busy} onClick={() => void save()}>
            {text('folder.save')}
          </Button>
          {jobId === null ? null : (
            <Button size="small" onClick={() => void cancelJob(jobId)}>
              {text('folder.cancel')}
            </Button>
          )}
        </Box>
      </Box>
    </Card>
  );
}
