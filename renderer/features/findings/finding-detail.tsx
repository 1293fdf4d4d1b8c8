import { Box, Button, Checkbox, FormControlLabel, Link } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { findingReasonText } from '../../../main/words/findings.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { ChooseDialog, RejectDialog } from './decide-dialogs.tsx';
import { CONFIDENCE_TONES, type Finding, STATE_TONES } from './types.ts';

/** Most matches that are decided together. */
const TOGETHER = 1000;
const SHOWN_DEVICES = 12;

/** One match: the two sides beside each other, why they were put together, and what a person makes of it. */
export function FindingDetail({ finding, onGo }: { finding: Finding; onGo: (step: number) => void }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const notice = useNotice();
  const mayDecide = useMayChange('finding.confirm');
  const { busy, failure, attempt } = useAttempt();
  const [remember, setRemember] = useState(false);
  const [alike, setAlike] = useState(false);
  const [dialog, setDialog] = useState<'reject' | 'choose' | null>(null);
  const { source, state, group, vulnerabilities } = finding;
  const others = useQuery(
    orpc.finding.list.queryOptions({ input: { filter: { group, state: ['proposed'] }, limit: TOGETHER } }),
  );
  const same = (others.data?.rows ?? []).filter(({ id }) => id !== finding.id);
  const chosen = () => (alike ? [finding, ...same] : [finding]).map(({ id, revision }) => ({ id, revision }));
  const isGroup = source === 'kev' && group.startsWith('kev:');
  const confirm = (cves: readonly string[]) =>
    attempt(async () => {
      const { devices, obligations } = await client.finding.confirm({ findings: chosen(), cves: [...cves], remember });
      const said = text('findings.confirmed', { count: devices, devices: number(devices) });
      const began = text('findings.obligations', { count: obligations, amount: number(obligations) });
      notice({ text: obligations > 0 ? `${said} ${began}` : said });
      setDialog(null);
    });
  const reject = async (reason: string) => {
    const { findings } = await client.finding.reject({ findings: chosen(), reason });
    notice({ text: text('findings.rejected', { count: findings.length, amount: number(findings.length) }) });
    setDialog(null);
  };
  const reopen = () =>
    attempt(async () => {
      await client.finding.reopen({ findings: [{ id: finding.id, revision: finding.revision }] });
      notice({ text: text('findings.reopened') });
    });
  const ask = () => (isGroup && vulnerabilities > 1 ? setDialog('choose') : void confirm([]));
  useShortcuts({
    j: () => onGo(1),
    k: () => onGo(-1),
    ...(mayDecide && state === 'proposed' ? { c: ask, r: () => setDialog('reject') } : {}),
  });
  const remembers = toRemember(finding);
  return (
    <Box sx={{ display: 'grid', gap: '18px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Card
        title={finding.advisory?.title ?? headOf(finding)}
        actions={
          <>
            {finding.exploited ? <Tag tone="end">{text('findings.exploited')}</Tag> : null}
            {state === 'proposed' ? (
              <Tag tone={CONFIDENCE_TONES[finding.confidence]}>
                {words.t(`finding.confidence.${finding.confidence}`)}
              </Tag>
            ) : (
              <Tag tone={STATE_TONES[state]}>{words.t(`finding.state.${state}`)}</Tag>
            )}
          </>
        }
      >
        <Box
          sx={{
            display: 'grid',
            gap: '20px 28px',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
          }}
        >
          <Side title={text('findings.says')}>
            <SourceFacts finding={finding} />
          </Side>
          <Side title={text('findings.ours')}>
            <OurFacts finding={finding} />
          </Side>
        </Box>
        <Side title={text('findings.why')} sx={{ marginTop: '20px' }}>
          <Box component="ul" sx={{ margin: 0, paddingLeft: '18px', display: 'grid', gap: '3px' }}>
            {finding.reasons.map((reason) => (
              <Box component="li" key={JSON.stringify(reason)} sx={{ overflowWrap: 'anywhere' }}>
                {findingReasonText(reason, words)}
              </Box>
            ))}
          </Box>
          {finding.reopenedOn ? (
            <Box sx={{ marginTop: '8px' }}>{text('findings.reopenedOn', { day: words.day(finding.reopenedOn) })}</Box>
          ) : null}
          <Decided finding={finding} />
        </Side>
        {mayDecide && state === 'proposed' ? (
          <Box sx={{ marginTop: '14px', display: 'grid', justifyItems: 'start' }}>
            {remembers ? (
              <FormControlLabel
                control={<Checkbox checked={remember} onChange={(_, on) => setRemember(on)} size="small" />}
                label={text('findings.remember', remembers)}
              />
            ) : null}
            {same.length > 0 ? (
              <FormControlLabel
                control={<Checkbox checked={alike} onChange={(_, on) => setAlike(on)} size="small" />}
                label={text('findings.alike', { count: same.length, amount: number(same.length) })}
              />
            ) : null}
          </Box>
        ) : null}
        {failure ? <ErrorNote failure={failure} /> : null}
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center', marginTop: '16px' }}>
          {mayDecide && state === 'proposed' ? (
            <>
              <Button variant="contained" color="primary" loading={busy} onClick={ask} aria-keyshortcuts="c">
                {text('findings.confirm')}
              </Button>
              <Button onClick={() => setDialog('reject')} disabled={busy} aria-keyshortcuts="r">
                {text('findings.reject')}
              </Button>
            </>
          ) : null}
          {mayDecide && state !== 'proposed' ? (
            <Button onClick={reopen} loading={busy}>
              {text('findings.reopen')}
            </Button>
          ) : null}
          <Box
            aria-hidden="true"
            sx={{ marginLeft: 'auto', color: paint.muted, fontSize: 12.5, display: 'flex', gap: '6px' }}
          >
            {mayDecide && state === 'proposed' ? (
              <>
                <Keycap>C</Keycap> {text('findings.confirm')} <Keycap>R</Keycap> {text('findings.reject')}
              </>
            ) : null}
            <Keycap>J</Keycap> {text('findings.next')} <Keycap>K</Keycap> {text('findings.previous')}
          </Box>
        </Box>
      </Card>
      <Box sx={{ color: paint.muted, fontSize: 12.5 }}>{text('findings.nothing')}</Box>
      {dialog === 'reject' ? <RejectDialog onReject={reject} onClose={() => setDialog(null)} /> : null}
      {dialog === 'choose' ? (
        <ChooseDialog
          finding={finding}
          busy={busy}
          failure={failure}
          onConfirm={confirm}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </Box>
  );
}

/** The names that are found by themselves once they are remembered; null where they are known already. */
function toRemember({ advisory, component, reasons, model, manufacturer }: Finding) {
  const name = reasons.find((reason) => reason.code === 'name');
  const vendor = reasons.find((reason) => reason.code === 'vendor');
  if (advisory === null || component !== null || name === undefined || name.relation === 'alias') return null;
  const known = vendor?.relation === 'same' || vendor?.relation === 'alias' || !vendor?.theirs;
  if (name.relation === 'same' && known) return null;
  return {
    theirs: [vendor?.theirs, name.theirs].filter(Boolean).join(' '),
    ours: [manufacturer, model].join(' '),
  };
}

/** Numbers of vulnerabilities, each in one piece. */
function Numbers({ cves, rest }: { cves: readonly string[]; rest: number }) {
  const text = useText();
  const number = useNumber();
  return (
    <>
      {cves.map((cve) => (
        <Box component="span" key={cve} sx={{ whiteSpace: 'nowrap', marginRight: '10px' }}>
          {cve}
        </Box>
      ))}
      {rest > 0 ? text('findings.andMore', { count: rest, amount: number(rest) }) : null}
    </>
  );
}

/** What a match is called where no advisory has a title for it. */
function headOf({ reasons, cves }: Finding): string {
  const entry = reasons.find((reason) => reason.code === 'exploited');
  return entry ? `${entry.vendor} ${entry.product}` : (cves[0] ?? '');
}

function Side({ title, sx, children }: { title: string; sx?: object; children: ReactNode }) {
  return (
    <Box component="section" aria-label={title} sx={{ minWidth: 0, ...sx }}>
      <Box
        component="h3"
        sx={{ margin: '0 0 8px', fontSize: 12.5, lineHeight: '18px', fontWeight: 600, color: paint.muted }}
      >
        {title}
      </Box>
      {children}
    </Box>
  );
}

function SourceFacts({ finding }: { finding: Finding }) {
  const text = useText();
  const { advisory, reasons, cves, vulnerabilities } = finding;
  const named = reasons.find((reason) => reason.code === 'name');
  const vendor = reasons.find((reason) => reason.code === 'vendor');
  const version = reasons.find((reason) => reason.code === 'version');
  const rest = vulnerabilities - cves.length;
  return (
    <KeyValues
      keyWidth={124}
      items={[
        ...(advisory
          ? [
              [
                text('findings.advisory'),
                <Link key="advisory" component={RouterLink} to={`/advisories/${advisory.id}`}>
                  {advisory.trackingId}
                </Link>,
              ] as const,
            ]
          : []),
        ...(vendor ? [[text('findings.vendor'), vendor.theirs] as const] : []),
        ...(named ? [[text('findings.product'), named.theirs] as const] : []),
        ...(version ? [[text('findings.range'), version.range] as const] : []),
        [text('findings.vulnerabilities'), <Numbers key="cves" cves={cves} rest={rest} />],
        ...(advisory?.severity ? [[text('findings.severity'), advisory.severity] as const] : []),
      ]}
    />
  );
}

function OurFacts({ finding }: { finding: Finding }) {
  const text = useText();
  const number = useNumber();
  const { id, modelId, model, manufacturer, softwareVersion, component, devices, assetTag, source } = finding;
  const some = useQuery(orpc.finding.devices.queryOptions({ input: { id, limit: SHOWN_DEVICES } }));
  const tags = (some.data?.rows ?? []).map((row) => (
    <Link
      key={row.deviceId}
      component={RouterLink}
      to={`/devices/${row.deviceId}`}
      sx={{ display: 'inline-block', marginRight: '8px' }}
    >
      {row.assetTag || row.serialNumber}
    </Link>
  ));
  return (
    <KeyValues
      keyWidth={124}
      items={[
        [text('findings.vendor'), manufacturer],
        [
          text('findings.model'),
          <Link key="model" component={RouterLink} to={`/models/${modelId}`}>
            {model}
          </Link>,
        ],
        ...(source === 'advisory' && component === null
          ? [[text('findings.version'), softwareVersion ?? text('findings.versionAny')] as const]
          : []),
        ...(component ? [[text('findings.part'), component] as const] : []),
        ...(assetTag ? [[text('findings.device'), assetTag] as const] : []),
        [
          text('findings.devices'),
          <span key="devices">
            {text('findings.devicesCount', { count: devices, amount: number(devices) })}
            {tags.length > 0 ? <Box sx={{ fontSize: 12.5 }}>{tags}</Box> : null}
          </span>,
        ],
      ]}
    />
  );
}

function Decided({ finding }: { finding: Finding }) {
  const text = useText();
  const words = useWords();
  const { state, decidedOn, decidedBy, decidedReason } = finding;
  if (decidedOn === null) return null;
  return (
    <Box sx={{ marginTop: '8px', color: paint.muted }}>
      {state === 'proposed'
        ? null
        : text('findings.decided', {
            state: words.t(`finding.state.${state}`),
            who: decidedBy ?? '',
            day: words.day(decidedOn),
          })}
      {decidedReason ? <Box>{text('findings.decidedWhy', { reason: decidedReason })}</Box> : null}
    </Box>
  );
}
