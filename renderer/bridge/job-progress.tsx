import { Box, LinearProgress, Typography } from '@mui/material';
import { paint } from '../ui/paint.ts';
import { useProgress } from './jobs.ts';

/** How far a running job is; nothing while there is none. */
export function JobProgress({ jobId, label }: { jobId: string | null; label: string }) {
  const progress = useProgress(jobId);
  if (jobId === null) return null;
  const share = progress && progress.total > 0 ? (progress.done / progress.total) * 100 : null;
  return (
    <Box>
      <LinearProgress
        aria-label={label}
        {...(share === null ? {} : { variant: 'determinate', value: share })}
        sx={{ height: 6, borderRadius: 3, marginBottom: '6px' }}
      />
      <Typography variant="body2" role="status" sx={{ color: paint.muted }}>
        {label}
      </Typography>
    </Box>
  );
}
