import { Box, Button, Link } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useForm } from 'react-hook-form';
import { Link as RouterLink } from 'react-router';
import { cveSchema } from '../../main/contract/finding.ts';
import type { ComponentId, DeviceId, ModelId } from '../../main/domain/ids.ts';
import { useNumber, useText, useWords } from '../i18n/i18n.ts';
import { Card } from '../ui/card.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { SelectInput, TextInput } from '../ui/form-fields.tsx';
import { useNotice } from '../ui/notices.tsx';
import { paint } from '../ui/paint.ts';
import { Tag } from '../ui/status-tag.tsx';
import { useAttempt } from './attempt.ts';
import { client } from './client.ts';
import { May } from './may.tsx';
import { orpc } from './queries.ts';
import type { Outputs } from './types.ts';

type Finding = Outputs['finding']['list']['rows'][number];
type About = { readonly deviceId: DeviceId } | { readonly modelId: ModelId };

const SHOWN = 8;
/** Rows of a group are answered by what was confirmed of it, and are no vulnerability themselves. */
const isVulnerability = ({ source, group }: Finding) => source !== 'kev' || group.startsWith('cve:');

/**
 * What is known to concern a device or a model: what was confirmed, exploited before the rest, and how much is still to be looked at.
 */
export function FindingsCard({
  about,
  parts,
}: {
  about: About;
  /** Where vulnerabilities can be linked by hand: the model, and its parts to choose from. */
  parts?: {
    readonly modelId: ModelId;
    readonly components: readonly { readonly id: string; readonly label: string }[];
  };
}) {
  const text = useText();
  const number = useNumber();
  const [linking, setLinking] = useState(false);
  const confirmed = useQuery(
    orpc.finding.list.queryOptions({ input: { filter: { ...about, state: ['confirmed'] }, limit: 50 } }),
  );
  const open = useQuery(
    orpc.finding.list.queryOptions({ input: { filter: { ...about, state: ['proposed'] }, limit: 1 } }),
  );
  if (!confirmed.data || !open.data) return null;
  const rows = confirmed.data.rows.filter(isVulnerability);
  const [first] = open.data.rows;
  const toLook = open.data.total;
  const group = `model:${first?.modelId ?? ''}`;
  return (
    <Card
      title={text('findings.card.title')}
      actions={
        parts ? (
          <May change="finding.link">
            <Button variant="text" color="primary" size="small" onClick={() => setLinking(true)}>
              {text('findings.linkDialog.action')}
            </Button>
          </May>
        ) : null
      }
    >
      {rows.length === 0 && toLook === 0 ? (
        <Box sx={{ color: paint.muted }}>{text('findings.card.none')}</Box>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '12px' }}>
          {rows.slice(0, SHOWN).map((row) => (
            <Line key={row.id} row={row} />
          ))}
        </Box>
      )}
      {toLook > 0 ? (
        <Box sx={{ marginTop: rows.length > 0 ? '12px' : 0 }}>
          <Link component={RouterLink} to={`/matches?${new URLSearchParams({ group })}`}>
            {text('findings.card.toLook', { count: toLook, amount: number(toLook) })}
          </Link>
        </Box>
      ) : null}
      {linking && parts ? <LinkDialog {...parts} onClose={() => setLinking(false)} /> : null}
    </Card>
  );
}

function Line({ row }: { row: Finding }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const name = row.advisory?.trackingId ?? row.cves[0] ?? '';
  const facts = [
    row.component,
    text('findings.card.vulnerabilities', { count: row.vulnerabilities, amount: number(row.vulnerabilities) }),
    text('findings.devicesCount', { count: row.devices, amount: number(row.devices) }),
    ...(row.obligations > 0
      ? [text('findings.card.obligations', { count: row.obligations, amount: number(row.obligations) })]
      : []),
  ].filter((fact) => fact !== null);
  return (
    <Box component="li" sx={{ display: 'grid', gap: '2px', justifyItems: 'start' }}>
      <Tag tone={row.exploited ? 'end' : 'near'}>
        {row.exploited ? text('findings.exploited') : words.t('finding.state.confirmed')}
      </Tag>
      <Link
        component={RouterLink}
        to={row.advisory ? `/advisories/${row.advisory.id}` : `/matches?state=confirmed&finding=${row.id}`}
        sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}
      >
        {name}
      </Link>
      {row.advisory ? <Box sx={{ overflowWrap: 'anywhere' }}>{row.advisory.title}</Box> : null}
      <Box sx={{ color: paint.muted, fontSize: 12.5, overflowWrap: 'anywhere' }}>{facts.join(', ')}</Box>
    </Box>
  );
}

interface LinkValues {
  cve: string;
  part: string | null;
  note: string | null;
}

/** Says that a vulnerability concerns a model or one of its parts, when no file told. */
function LinkDialog({
  modelId,
  components,
  onClose,
}: {
  modelId: ModelId;
  components: readonly { readonly id: string; readonly label: string }[];
  onClose: () => void;
}) {
  const text = useText();
  const number = useNumber();
  const notice = useNotice();
  const { busy, failure, attempt } = useAttempt();
  const form = useForm<LinkValues>({ defaultValues: { cve: '', part: null, note: '' } });
  const submit = (event: FormEvent) =>
    form.handleSubmit(async ({ cve, part, note }) => {
      const known = cveSchema.safeParse(cve);
      if (!known.success) {
        form.setError('cve', { type: 'rule', message: 'cve' }, { shouldFocus: true });
        return;
      }
      await attempt(async () => {
        const { devices } = await client.finding.link({
          cve: known.data,
          modelId,
          componentId: part as ComponentId | null,
          note: note?.trim() || null,
        });
        notice({ text: text('findings.linkDialog.done', { count: devices, devices: number(devices) }) });
        onClose();
      });
    })(event);
  return (
    <FormDialog
      open
      title={text('findings.linkDialog.title')}
      intro={text('findings.linkDialog.intro')}
      submit={text('findings.linkDialog.submit')}
      busy={busy}
      dirty={form.formState.isDirty}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        control={form.control}
        name="cve"
        label={text('findings.linkDialog.cve')}
        hint={text('findings.linkDialog.cveHint')}
        required
        autoFocus
      />
      <SelectInput
        control={form.control}
        name="part"
        label={text('findings.linkDialog.part')}
        noneLabel={text('findings.linkDialog.partNone')}
        choices={components.map(({ id, label }) => ({ value: id, label }))}
      />
      <TextInput
        control={form.control}
        name="note"
        label={text('findings.linkDialog.note')}
        multiline
        maxLength={4000}
      />
    </FormDialog>
  );
}
