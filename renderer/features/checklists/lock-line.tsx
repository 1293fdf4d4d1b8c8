import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { client } from '../../bridge/client.ts';
import { May } from '../../bridge/may.tsx';
import { ReasonDialog } from '../../bridge/sign-dialogs.tsx';
import { useText } from '../../i18n/i18n.ts';
import { Note } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import type { Checklist } from './types.ts';

/** Says that a checklist is signed and takes no change, and leads to the issue that does. */
export function LockLine({ checklist }: { checklist: Checklist }) {
  const text = useText();
  const notice = useNotice();
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const { id, revision, title, status, issue, issues } = checklist;
  const next = issues.find((one) => one.issue === issue + 1);
  return (
    <Note tone="plan" role="status">
      <Box
        sx={{
          display: 'flex',
          gap: '8px 14px',
          alignItems: 'center',
          justifyContent: 'space-between',
          flexWrap: 'wrap',
        }}
      >
        <span>
          {next
            ? text('signOff.issue.followed', { issue: next.issue })
            : text(status === 'final' ? 'signOff.issue.lockedFinal' : 'signOff.issue.lockedSigned')}
        </span>
        {next ? (
          <Button component={Link} to={`/checklists/${next.id}`}>
            {text('signOff.issue.openNext', { issue: next.issue })}
          </Button>
        ) : (
          <May change="checklist.newIssue">
            <Button onClick={() => setMaking(true)}>{text('signOff.issue.makeNext')}</Button>
          </May>
        )}
      </Box>
      {making ? (
        <ReasonDialog
          title={text('signOff.issue.dialog.title', { title })}
          intro={text('signOff.issue.dialog.text')}
          label={text('signOff.issue.dialog.reason')}
          submit={text('signOff.issue.dialog.submit', { issue: issue + 1 })}
          onSave={async (reason) => {
            const made = await client.checklist.newIssue({ id, revision, reason });
            notice({ text: text('signOff.issue.dialog.done', { issue: made.issue }) });
            void navigate(`/checklists/${made.id}`);
          }}
          onClose={() => setMaking(false)}
        />
      ) : null}
    </Note>
  );
}
