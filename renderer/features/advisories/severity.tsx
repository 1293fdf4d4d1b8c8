import { Box } from '@mui/material';
import type { Severity } from '../../../main/domain/advisory.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { SEVERITY_TONES } from './types.ts';

/** A severity with its score, both as they are printed. */
export function SeverityTag({ severity, score }: { severity: Severity | null; score: string | null }) {
  const text = useText();
  const words = useWords();
  if (severity === null && score === null)
    return <Box sx={{ color: paint.muted, fontSize: 12.5 }}>{text('advisories.noSeverity')}</Box>;
  return (
    <Tag tone={severity === null ? 'unk' : SEVERITY_TONES[severity]}>
      {[severity && words.t(`advisory.severity.${severity}`), score].filter(Boolean).join(' ')}
    </Tag>
  );
}

/** That CISA lists one of its vulnerabilities as exploited. */
export function ExploitedTag() {
  const text = useText();
  return <Tag tone="end">{text('advisories.exploited')}</Tag>;
}
