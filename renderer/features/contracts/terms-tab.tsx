import { Link } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import type { Day } from '../../../main/domain/day.ts';
import { DocumentsCard } from '../../bridge/documents-card.tsx';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { Columns } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { ClausesCard } from './clauses-card.tsx';
import { useNoticeText, useRenewalText } from './contract-words.ts';
import { useFieldLabel } from './field-label.ts';
import { TermPicture } from './term-picture.tsx';
import type { ContractDetail } from './types.ts';

/** The picture of the term and the terms as they stand on paper. */
export function TermsTab({ contract, today }: { contract: ContractDetail; today: Day }) {
  const text = useText();
  const words = useWords();
  const money = useMoneyText();
  const renewal = useRenewalText();
  const notice = useNoticeText();
  const { position } = contract;
  const field = useFieldLabel();
  return (
    <Columns
      side={
        <>
          <Card title={text('contracts.group.covers')}>
            <KeyValues
              items={[
                [field('includesSecurityUpdates'), words.t(`tristate.${contract.includesSecurityUpdates}`)],
                [field('includesOsUpgrades'), words.t(`tristate.${contract.includesOsUpgrades}`)],
              ]}
              keyWidth={216}
            />
          </Card>
          <ClausesCard contractId={contract.id} />
          <DocumentsCard noun="contract" id={contract.id} />
          <Decisions contract={contract} />
          <Card title={text('contracts.field.notes')}>
            <div
              style={{
                whiteSpace: 'pre-wrap',
                overflowWrap: 'anywhere',
                color: contract.notes ? undefined : paint.faint,
              }}
            >
              {contract.notes ?? text('state.notRecorded')}
            </div>
          </Card>
        </>
      }
    >
      <TermPicture contract={contract} today={today} />
      <Card title={text('contracts.group.paper')}>
        <KeyValues
          keyWidth={190}
          items={[
            [field('startsOn'), contract.startsOn && <DayText on={contract.startsOn} />],
            [field('endsOn'), contract.endsOn && <DayText on={contract.endsOn} />],
            ...(contract.firstTermMonths === null
              ? []
              : ([
                  [field('firstTermMonths'), contract.firstTermMonths],
                  [field('lastDay'), words.t(`lastDay.${contract.lastDay}`)],
                ] as const)),
            [field('renewal'), renewal(contract)],
            [field('noticeAmount'), notice(contract)],
            [field('noticeAddress'), contract.noticeAddress],
            [field('calendar'), contract.calendarName ?? text('contracts.calendar.own')],
            [
              field('lastNotice'),
              position.lastNoticeOn && <DayText on={position.lastNoticeOn} daysLeft={position.daysToNotice} />,
            ],
            [field('reminder'), position.notifyOn && <DayText on={position.notifyOn} />],
            [
              field('yearlyPrice'),
              contract.yearlyPrice && (
                <>
                  {money(contract.yearlyPrice)}
                  {contract.escalatorPercent === null
                    ? null
                    : `, ${
                        contract.escalatesFrom === null
                          ? text('cover.cost.escalatorSecond', { percent: contract.escalatorPercent })
                          : text('cover.cost.escalator', {
                              percent: contract.escalatorPercent,
                              day: words.day(contract.escalatesFrom),
                            })
                      }`}{' '}
                  <Link component={RouterLink} to={`/contracts/cost?contract=${contract.id}`} underline="always">
                    {text('cover.cost.perYear')}
                  </Link>
                </>
              ),
            ],
            ...(contract.cancelledOn === null
              ? []
              : ([
                  [field('cancelledOn'), <DayText key="on" on={contract.cancelledOn} />],
                  [field('cancelledReason'), contract.cancelledReason],
                ] as const)),
          ]}
        />
        <div style={{ color: paint.muted, fontSize: 12.5, marginTop: 12 }}>{text('contracts.termsNote')}</div>
      </Card>
    </Columns>
  );
}

/** What was decided about each term, by whom and why, newest first. */
function Decisions({ contract }: { contract: ContractDetail }) {
  const text = useText();
  const words = useWords();
  const { decisions } = contract;
  return (
    <Card title={text('contracts.decision.list')}>
      {decisions.length === 0 ? (
        <div style={{ color: paint.faint }}>{text('contracts.decision.none')}</div>
      ) : (
        <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 10, overflowWrap: 'anywhere' }}>
          {decisions.map(({ termEndsOn, decision, reason, nextStep, decidedOn, decidedBy }) => (
            <li key={`${termEndsOn} ${decidedOn} ${decision} ${reason}`}>
              <strong>
                {text('contracts.decision.line', {
                  end: words.day(termEndsOn),
                  decision: words.t(`renewalDecision.${decision}`).toLowerCase(),
                })}
              </strong>
              <div style={{ color: paint.muted, fontSize: 12.5 }}>
                {text('contracts.decision.by', { person: decidedBy, day: words.day(decidedOn), reason })}
              </div>
              {nextStep ? (
                <div style={{ fontSize: 12.5 }}>{text('contracts.decision.next', { step: nextStep })}</div>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
