import { FormControl, FormControlLabel, FormLabel, Radio, RadioGroup, TextField } from '@mui/material';
import { type FormEvent, useId, useState } from 'react';
import { RENEWAL_DECISIONS, type RenewalDecision } from '../../../main/domain/contract.ts';
import type { Day } from '../../../main/domain/day.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Note } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { currentDecision } from './standing.ts';
import type { ContractDetail } from './types.ts';

/** Records what was decided about the term that runs, why, and what comes next; says before what each choice means. */
export function DecisionDialog({ contract, onClose }: { contract: ContractDetail; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const labelId = useId();
  const { runningEndsOn } = contract.position;
  const before = currentDecision(contract);
  const [decision, setDecision] = useState<RenewalDecision>(before?.decision ?? 'renew');
  const [reason, setReason] = useState('');
  const [nextStep, setNextStep] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, failure, attempt } = useAttempt();
  // Silence renews a tacit contract: only a notice lets it end.
  const choices = RENEWAL_DECISIONS.filter((one) => one !== (contract.renewal === 'tacit' ? 'let_end' : 'cancel'));
  const missing = tried && reason.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '' || runningEndsOn === null) return;
    void attempt(async () => {
      await client.contract.recordDecision({
        id: contract.id,
        revision: contract.revision,
        termEndsOn: runningEndsOn,
        decision,
        reason: reason.trim(),
        nextStep: nextStep.trim() || null,
      });
      notice({ text: text('contracts.decision.recorded') });
      onClose();
    });
  };
  return (
    <FormDialog
      open
      title={text('contracts.decision.title', { number: contract.number })}
      intro={runningEndsOn === null ? null : text('contracts.decision.intro', { end: words.day(runningEndsOn) })}
      submit={text('contracts.decision.submit')}
      busy={busy}
      dirty={reason !== '' || nextStep !== ''}
      failure={failure}
      notice={
        <Note tone="plan" role="status">
          <Meaning contract={contract} decision={decision} />
        </Note>
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <FormControl>
        <FormLabel id={labelId}>{text('contracts.decision.what')}</FormLabel>
        <RadioGroup
          row
          aria-labelledby={labelId}
          value={decision}
          onChange={(event) => setDecision(choices.find((one) => one === event.target.value) ?? decision)}
        >
          {choices.map((one) => (
            <FormControlLabel
              key={one}
              value={one}
              control={<Radio size="small" />}
              label={words.t(`renewalDecision.${one}`)}
            />
          ))}
        </RadioGroup>
      </FormControl>
      <TextField
        label={text('contracts.decision.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        required
        error={missing}
        helperText={missing ? text('contracts.decision.reasonNeeded') : ' '}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
      <TextField
        label={text('contracts.decision.nextStep')}
        value={nextStep}
        onChange={(event) => setNextStep(event.target.value)}
        helperText={text('contracts.decision.nextStepHelp')}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </FormDialog>
  );
}

/** What follows from a choice, with its day. */
function Meaning({
  contract: { position, renewal },
  decision,
}: {
  contract: ContractDetail;
  decision: RenewalDecision;
}) {
  const text = useText();
  const words = useWords();
  const day = (on: Day | null) => (on === null ? '' : words.day(on));
  if (decision === 'cancel' && position.status === 'notice_missed')
    return text('contracts.decision.means.cancelLate', { end: day(position.termEndsOn) });
  if (decision === 'renew') {
    const next = renewal === 'tacit' ? position.nextTermEndsOn : null;
    return next === null
      ? text('contracts.decision.means.renewOpen')
      : text('contracts.decision.means.renew', { next: day(next) });
  }
  return text(`contracts.decision.means.${decision}`, {
    day: day(position.lastNoticeOn),
    end: day(position.termEndsOn),
  });
}
