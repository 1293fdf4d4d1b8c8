import { Box } from '@mui/material';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { IMPORT_NOUNS } from '../../../main/domain/import/headings.ts';
import { useText } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { CheckStep } from './check-step.tsx';
import { ChooseStep } from './choose-step.tsx';
import { GudidCard } from './gudid-card.tsx';
import { ImportHistory } from './import-history.tsx';
import { ProfileList } from './profile-list.tsx';
import { RunStep } from './run-step.tsx';
import { Steps } from './steps.tsx';
import type { ChosenFile, ImportPlan } from './types.ts';

/** Takes a table in: choose, check, take in. Nothing is written before the third step. */
export function ImportPage() {
  const text = useText();
  const [address, setAddress] = useSearchParams();
  const noun = IMPORT_NOUNS.find((one) => one === address.get('noun')) ?? 'devices';
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [plan, setPlan] = useState<ImportPlan | null>(null);
  const again = () => {
    setPlan(null);
    setChosen(null);
  };
  const step = plan ? 3 : chosen ? 2 : 1;
  return (
    <Page title={text('imports.title')} subtitle={text('imports.intro')}>
      <Steps current={step} />
      {plan ? (
        <RunStep plan={plan} onAgain={again} onBack={() => setPlan(null)} />
      ) : chosen ? (
        <CheckStep key={chosen.uploadId} chosen={chosen} onAnother={again} onRun={setPlan} />
      ) : (
        <>
          <ChooseStep
            noun={noun}
            onNoun={(next) => setAddress(next === 'devices' ? {} : { noun: next }, { replace: true })}
            onChosen={setChosen}
          />
          <Box sx={{ display: 'grid', gap: '18px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
            <GudidCard />
            <ProfileList />
            <ImportHistory />
          </Box>
        </>
      )}
    </Page>
  );
}
