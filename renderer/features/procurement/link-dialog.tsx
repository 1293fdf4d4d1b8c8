import { MenuItem, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AssessmentId } from '../../../main/domain/ids.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotice } from '../../ui/notices.tsx';
import type { CandidateDetail } from './types.ts';

/** Takes a checklist of the same model that is there already. */
export function LinkDialog({ candidate, onClose }: { candidate: CandidateDetail; onClose: () => void }) {
  const text = useText();
  const number = useNumber();
  const notice = useNotice();
  const checklists = useQuery(orpc.checklist.list.queryOptions());
  const [chosen, setChosen] = useState('');
  const { busy, failure, attempt } = useAttempt();
  const fitting = (checklists.data ?? []).filter(
    ({ vendor, model }) => vendor === candidate.vendor && model === candidate.model,
  );
  const save = async () => {
    if (chosen === '') return;
    await attempt(async () => {
      const { id: candidateId, revision } = candidate;
      await client.procurement.linkChecklist({ candidateId, revision, assessmentId: chosen as AssessmentId });
      notice({ text: text('procurement.candidate.linked') });
      onClose();
    });
  };
  return (
    <FormDialog
      open
      title={text('procurement.candidate.linkTitle', { model: `${candidate.vendor} ${candidate.model}` })}
      submit={text('procurement.candidate.link')}
      busy={busy}
      dirty={chosen !== ''}
      failure={failure}
      width="xs"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onClose={onClose}
    >
      {checklists.data && fitting.length === 0 ? (
        text('procurement.candidate.linkNone')
      ) : (
        <TextField
          select
          required
          autoFocus
          label={text('procurement.candidate.linkChoose')}
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
        >
          {fitting.map(({ id, title, percentage }) => (
            <MenuItem key={id} value={id}>
              {`${title}, ${number(percentage)} %`}
            </MenuItem>
          ))}
        </TextField>
      )}
    </FormDialog>
  );
}
