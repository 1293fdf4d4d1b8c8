import { Link } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import { useGateParts } from '../../bridge/exceptions.tsx';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import type { ExceptionDetail } from './types.ts';

/** The offer that an exception lets through a gate of procurement, and what of the gate it is about. */
export function ExceptionCandidate({ candidate }: { candidate: NonNullable<ExceptionDetail['candidate']> }) {
  const text = useText();
  const words = useWords();
  const parts = useGateParts();
  return (
    <Card title={text('signOff.candidate.fact')}>
      <KeyValues
        keyWidth={118}
        items={[
          [text('signOff.candidate.fact'), `${candidate.vendor} ${candidate.model}`],
          [
            text('signOff.candidate.case'),
            <Link key="case" component={RouterLink} to={`/procurement/${candidate.caseId}`}>
              {candidate.case}
            </Link>,
          ],
          [text('signOff.candidate.gate'), words.t(`procurement.gate.${candidate.gate}`)],
          [text('signOff.candidate.about'), parts(candidate.gate, candidate.controls)],
        ]}
      />
    </Card>
  );
}
