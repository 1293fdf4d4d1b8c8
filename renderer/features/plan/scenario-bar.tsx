import { Button } from '@mui/material';
import { useState } from 'react';
import { May } from '../../bridge/may.tsx';
import { useText, useWords } from '../../i18n/i18n.ts';
import { FilterBar, FilterChip } from '../../ui/filter-chip.tsx';
import { COMPARED } from './compare-card.tsx';
import { LevelDialog } from './level-dialog.tsx';
import { ScenarioDialog } from './scenario-dialog.tsx';
import type { PlanScenario, ScenarioId } from './types.ts';

/** Which plan is shown, which ones stand beside it, and what can be done with the shown one. */
export function ScenarioBar({
  scenarios,
  scenario,
  currency,
  compared,
  onShow,
  onCompare,
}: {
  scenarios: readonly PlanScenario[];
  scenario: PlanScenario | null;
  currency: string;
  compared: readonly (ScenarioId | null)[];
  onShow: (id: ScenarioId | null) => void;
  onCompare: (compared: readonly (ScenarioId | null)[]) => void;
}) {
  const text = useText();
  const words = useWords();
  const [dialog, setDialog] = useState<'add' | 'edit' | 'level' | null>(null);
  const close = () => setDialog(null);
  const all: readonly (ScenarioId | null)[] = [null, ...scenarios.map(({ id }) => id)];
  return (
    <>
      <FilterBar
        end={
          <>
            {scenarios.length > 0 ? (
              <Button
                size="small"
                aria-pressed={compared.length > 0}
                onClick={() =>
                  onCompare(
                    compared.length > 0
                      ? []
                      : [scenario?.id ?? null, ...all.filter((id) => id !== (scenario?.id ?? null))].slice(0, COMPARED),
                  )
                }
              >
                {text(compared.length > 0 ? 'plan.compare.end' : 'plan.compare.begin')}
              </Button>
            ) : null}
            <May change="plan.addScenario">
              {scenario !== null && scenario.yearlyBudget !== null ? (
                <Button size="small" onClick={() => setDialog('level')}>
                  {text('plan.level.begin')}
                </Button>
              ) : null}
              {scenario === null ? null : (
                <Button size="small" onClick={() => setDialog('edit')}>
                  {text('plan.scenario.edit')}
                </Button>
              )}
              <Button size="small" onClick={() => setDialog('add')}>
                {text(scenario === null ? 'plan.scenario.new' : 'plan.scenario.copy')}
              </Button>
            </May>
          </>
        }
      >
        {[null, ...scenarios].map((one) => {
          const id = one?.id ?? null;
          const name = one?.name ?? words.t('plan.base');
          const beside = compared.includes(id);
          return (
            <FilterChip
              key={id ?? 'base'}
              label={name}
              active={compared.length > 0 ? beside : id === (scenario?.id ?? null)}
              onClick={() => {
                if (compared.length === 0) return onShow(id);
                const next = beside ? compared.filter((other) => other !== id) : [...compared, id].slice(-COMPARED);
                onCompare(next.length === 0 ? [null] : next);
              }}
            />
          );
        })}
      </FilterBar>
      {dialog === 'add' || dialog === 'edit' ? (
        <ScenarioDialog
          scenario={dialog === 'edit' ? scenario : null}
          copyOf={scenario?.id ?? null}
          onDone={(id) => {
            close();
            onShow(id);
          }}
          onRemoved={() => {
            close();
            onShow(null);
          }}
          onClose={close}
        />
      ) : null}
      {dialog === 'level' && scenario !== null ? (
        <LevelDialog scenarioId={scenario.id} currency={currency} onClose={close} />
      ) : null}
    </>
  );
}
