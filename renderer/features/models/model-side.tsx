import { Box, Button, Link } from '@mui/material';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { BANDS } from '../../../main/domain/band.ts';
import { devicesLink } from '../../bridge/device-filter.ts';
import { DocumentsCard } from '../../bridge/documents-card.tsx';
import { FindingsCard } from '../../bridge/findings.tsx';
import { GudidDialog } from '../../bridge/gudid.tsx';
import { InstallingCard } from '../../bridge/installing.tsx';
import { LegacyCard } from '../../bridge/legacy.tsx';
import { useMayChange } from '../../bridge/may.tsx';
import { OpenTasks } from '../../bridge/tasks.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { paint } from '../../ui/paint.ts';
import { StatusTag } from '../../ui/status-tag.tsx';
import type { ModelDetail } from './types.ts';

/** What stands beside every tab of a model: how its devices stand, and what it is. */
export function ModelSide({ model }: { model: ModelDetail }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const money = useMoneyText();
  const months = text('models.facts.leadTimeMonths', { count: model.leadMonths });
  const bands = BANDS.filter((band) => (model.bands[band] ?? 0) > 0);
  return (
    <>
      <Card
        title={text('models.devices.title', { count: model.devices, amount: number(model.devices) })}
        actions={
          model.devices === 0 ? null : (
            <Link component={RouterLink} to={devicesLink({ modelId: model.id })}>
              {text('models.devices.all')}
            </Link>
          )
        }
      >
        {bands.length === 0 ? (
          <Box sx={{ color: paint.muted }}>{text('models.devices.none')}</Box>
        ) : (
          <Box component="ul" sx={{ listStyle: 'none', margin: '0 -8px', padding: 0 }}>
            {bands.map((band) => (
              <li key={band}>
                <Link
                  component={RouterLink}
                  to={devicesLink({ modelId: model.id, band: [band] })}
                  underline="none"
                  color="inherit"
                  aria-label={text('models.devices.row', {
                    band: words.t(`band.${band}`),
                    amount: number(model.bands[band] ?? 0),
                  })}
                  sx={{
                    display: 'flex',
                    justifyContent: 'space-between',
                    padding: '4px 8px',
                    borderRadius: '7px',
                    '&:hover': { backgroundColor: paint.head },
                  }}
                >
                  <StatusTag band={band} />
                  <strong>{number(model.bands[band] ?? 0)}</strong>
                </Link>
              </li>
            ))}
          </Box>
        )}
      </Card>
      <OpenTasks modelId={model.id} />
      <DocumentsCard noun="model" id={model.id} />
      <Card title={text('models.facts.title')} actions={<ReadGudid model={model} />}>
        <KeyValues
          keyWidth={140}
          items={[
            [text('models.field.category'), model.category && words.t(`category.${model.category}`)],
            [
              text('models.field.leadTimeMonths'),
              model.leadTimeMonths === null ? text('models.facts.leadTimeOfCategory', { months }) : months,
            ],
            [text('models.field.replacementPrice'), model.replacementPrice && money(model.replacementPrice)],
            [text('models.field.updatesNeedContract'), words.t(`tristate.${model.updatesNeedContract}`)],
            [text('models.field.stage'), model.stage && words.t(`stage.${model.stage}`)],
            [text('models.field.udiDi'), model.udiDi],
            [text('models.field.catalogNumber'), model.catalogNumber],
            [text('models.field.gmdnTerm'), [model.gmdnTerm, model.gmdnCode].filter(Boolean).join(', ') || null],
          ]}
        />
        {model.notes ? (
          <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', marginTop: '10px', color: paint.muted }}>
            {model.notes}
          </Box>
        ) : null}
      </Card>
      <InstallingCard modelId={model.id} />
      <FindingsCard about={{ modelId: model.id }} parts={{ modelId: model.id, components: model.components }} />
      <LegacyCard legacy={model.legacy} owner={{ modelId: model.id }} name={model.name} />
      <Card title={text('models.versions.title')}>
        {model.versions.length === 0 ? (
          <Box sx={{ color: paint.muted }}>{text('models.versions.none')}</Box>
        ) : (
          <KeyValues
            keyWidth={140}
            items={model.versions.map(({ name, devices }) => [
              name,
              text('models.devices.title', { count: devices, amount: number(devices) }),
            ])}
          />
        )}
      </Card>
    </>
  );
}

/** What the FDA's device database says of the model, from a file. */
function ReadGudid({ model }: { model: ModelDetail }) {
  const text = useText();
  const may = useMayChange('imports.gudid');
  const [open, setOpen] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button variant="text" color="primary" onClick={() => setOpen(true)}>
        {text('gudid.action')}
      </Button>
      {open ? <GudidDialog model={model} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
