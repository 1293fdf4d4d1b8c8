import { Box, Button, Link } from '@mui/material';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint, type Tone } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { IssueDifferencesDialog } from './issue-differences.tsx';
import type { Checklist } from './types.ts';

/** Colour and shape of where a checklist stands. */
export const STATUS_TONES: Readonly<Record<Checklist['status'], Tone>> = { draft: 'unk', signed: 'plan', final: 'ok' };

/** The issues of a checklist, the newest first, and what this one changed; nothing where there is only one. */
export function IssuesCard({ checklist }: { checklist: Checklist }) {
  const text = useText();
  const words = useWords();
  const [comparing, setComparing] = useState(false);
  const { id, issue: here, issues } = checklist;
  if (issues.length < 2) return null;
  return (
    <Card title={text('signOff.issue.title')}>
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: '4px 0 0', display: 'grid', gap: '10px' }}>
        {issues.toReversed().map(({ id: other, issue, status, reason }) => (
          <Box component="li" key={other}>
            <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: '10px', alignItems: 'center' }}>
              {other === id ? (
                <Box component="span" aria-current="page" sx={{ fontWeight: 600 }}>
                  {`${text('signOff.issue.name', { issue })}, ${text('signOff.issue.current')}`}
                </Box>
              ) : (
                <Link component={RouterLink} to={`/checklists/${other}`}>
                  {text('signOff.issue.name', { issue })}
                </Link>
              )}
              <Tag tone={STATUS_TONES[status]}>{words.t(`signOff.status.${status}`)}</Tag>
            </Box>
            {reason ? <Box sx={{ color: paint.muted, fontSize: 12.5, overflowWrap: 'anywhere' }}>{reason}</Box> : null}
          </Box>
        ))}
      </Box>
      {here > 1 ? (
        <Box sx={{ marginTop: '12px' }}>
          <Button onClick={() => setComparing(true)}>{text('signOff.issue.differences')}</Button>
        </Box>
      ) : null}
      {comparing ? <IssueDifferencesDialog checklist={checklist} onClose={() => setComparing(false)} /> : null}
    </Card>
  );
}
