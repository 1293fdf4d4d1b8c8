import { Box, Link } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import type { DeviceId } from '../../../main/domain/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { type Explanation, useExplanation } from './alert-steps.ts';

/** Why the device is or is not on the list of what needs a decision, step by step. */
export function AlertsTab({ id }: { id: DeviceId }) {
  const text = useText();
  const { data, error, refetch } = useQuery({
    ...orpc.alert.explain.queryOptions({ input: { deviceId: id } }),
    placeholderData: keepPreviousData,
  });
  if (data) return <Explained explanation={data} />;
  return (
    <Card title={text('alerts.explain.title')}>
      {error ? <ErrorState failure={failureOf(error)} onRetry={() => void refetch()} /> : <LoadingLines lines={6} />}
    </Card>
  );
}

function Explained({ explanation }: { explanation: Explanation }) {
  const text = useText();
  const words = useWords();
  const steps = useExplanation(explanation);
  const { verdict, others, exceptions } = explanation;
  return (
    <Box sx={{ display: 'grid', gap: '18px', maxWidth: 820 }}>
      <Card title={text('alerts.explain.title')}>
        <Box sx={{ fontSize: 16, lineHeight: '24px', fontWeight: 600, marginBottom: '12px' }}>
          {text(`alerts.explain.verdict.${verdict}`)}
        </Box>
        <Box component="ol" sx={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: '12px' }}>
          {steps.map(({ question, answer, holds }) => (
            <Step key={question} question={question} holds={holds}>
              {answer}
            </Step>
          ))}
        </Box>
        {verdict === 'listed' ? (
          <Box sx={{ marginTop: '14px' }}>
            <Link component={RouterLink} to="/" sx={{ fontWeight: 550 }}>
              {text('alerts.explain.toList')}
            </Link>
          </Box>
        ) : null}
      </Card>
      <Card title={text('alerts.explain.exceptions')}>
        {exceptions.length === 0 ? (
          <Box sx={{ color: paint.muted }}>{text('alerts.explain.exceptionsNone')}</Box>
        ) : (
          <>
            <List>
              {exceptions.map(({ id, title, endsOn }) => (
                <li key={id}>
                  <Link component={RouterLink} to={`/exceptions/${id}`}>
                    {text('alerts.explain.exceptionOne', { title, day: words.day(endsOn) })}
                  </Link>
                </li>
              ))}
            </List>
            <Box sx={{ color: paint.muted, marginTop: '6px' }}>{text('alerts.explain.exceptionsNote')}</Box>
          </>
        )}
      </Card>
      {others.length > 0 ? (
        <Card title={text('alerts.explain.others')}>
          <List>
            {others.map(({ key, kind, contractId, contract, modelId, model, by, title }) => {
              const [said, to] =
                contractId !== null
                  ? [text('alerts.explain.otherContract', { contract: contract ?? '' }), `/contracts/${contractId}`]
                  : kind === 'vendor_date_moved' && modelId !== null
                    ? [text('alerts.explain.otherMoved', { model: model ?? '' }), `/models/${modelId}`]
                    : [title ?? words.t(`alertKind.${kind}`), '/'];
              return (
                <li key={key}>
                  <Link component={RouterLink} to={to}>
                    {said}
                  </Link>
                  {by === null ? null : <Box component="span" sx={{ color: paint.muted }}>{` (${words.day(by)})`}</Box>}
                </li>
              );
            })}
          </List>
        </Card>
      ) : null}
    </Box>
  );
}

/** A step that leads on has a tick, the one that keeps the device off the list a bar; both are said, too. */
function Step({ question, holds, children }: { question: string; holds: boolean; children: ReactNode }) {
  const text = useText();
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', gap: '10px' }}>
      <Box component="span" sx={{ color: holds ? paint.accent : paint.muted, lineHeight: '20px', paddingTop: '2px' }}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <circle cx="8" cy="8" r="7.2" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path
            d={holds ? 'M4.6 8.3l2.3 2.3 4.6-4.8' : 'M4.8 8h6.4'}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.7"
          />
        </svg>
        <VisuallyHidden>{text(holds ? 'alerts.explain.holds' : 'alerts.explain.stops')}</VisuallyHidden>
      </Box>
      <Box>
        <Box sx={{ fontWeight: 600 }}>{question}</Box>
        <Box sx={{ color: paint.muted }}>{children}</Box>
      </Box>
    </Box>
  );
}

function List({ children }: { children: ReactNode }) {
  return (
    <Box component="ul" sx={{ margin: 0, paddingLeft: '18px', display: 'grid', gap: '5px' }}>
      {children}
    </Box>
  );
}
