import { Box, Link } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link as RouterLink, useParams, useSearchParams } from 'react-router';
import { type Day, parseDay } from '../../../main/domain/day.ts';
import type { AdvisoryId } from '../../../main/domain/ids.ts';
import { openDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { HistoryOf } from '../../bridge/record-history.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { AnswerStrip } from '../../ui/answer-strip.tsx';
import { Card } from '../../ui/card.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { paint, type Tone } from '../../ui/paint.ts';
import { RecordFailurePage } from '../../ui/record-failure.tsx';
import { PageTabs } from '../../ui/tabs.tsx';
import { AdvisoryFindings } from './advisory-findings.tsx';
import { ProductsCard } from './products-card.tsx';
import { ExploitedTag, SeverityTag } from './severity.tsx';
import type { AdvisoryDetail } from './types.ts';
import { VersionsCards } from './versions-card.tsx';
import { AddressText, VulnerabilityCard } from './vulnerability-card.tsx';

const TABS = ['says', 'products', 'versions', 'history'] as const;
type TabKey = (typeof TABS)[number];

/** One advisory: what it says, whom of the register it may concern, and what the vendor offers. All of it is text of a file. */
export function AdvisoryPage() {
  const text = useText();
  const { id = '' } = useParams();
  const advisory = useQuery({
    ...orpc.advisory.get.queryOptions({ input: { id: id as AdvisoryId } }),
    placeholderData: keepPreviousData,
  });
  if (advisory.data) return <Loaded advisory={advisory.data} />;
  if (!advisory.error) return <LoadingPage />;
  return (
    <RecordFailurePage
      failure={failureOf(advisory.error)}
      onRetry={() => void advisory.refetch()}
      to="/advisories"
      list={text('advisories.title')}
    />
  );
}

function Loaded({ advisory }: { advisory: AdvisoryDetail }) {
  const text = useText();
  const [address, setAddress] = useSearchParams();
  const tab = TABS.find((one) => one === address.get('tab')) ?? 'says';
  const { title, trackingId, publisher, severity, score, exploited } = advisory;
  return (
    <Page
      title={title}
      beside={
        <>
          <SeverityTag severity={severity} score={score} />
          {exploited ? <ExploitedTag /> : null}
        </>
      }
      subtitle={`${trackingId}, ${publisher}`}
      crumbs={[{ label: text('advisories.title'), to: '/advisories' }, { label: trackingId }]}
    >
      <Answer advisory={advisory} />
      <PageTabs<TabKey>
        label={text('advisories.tab.label')}
        value={tab}
        onChange={(key) => setAddress(key === 'says' ? {} : { tab: key }, { replace: true })}
        tabs={[
          { key: 'says', label: text('advisories.tab.says'), count: advisory.vulnerabilities },
          { key: 'products', label: text('advisories.tab.products'), count: advisory.products },
          { key: 'versions', label: text('advisories.tab.versions'), count: advisory.revisions.length },
          { key: 'history', label: text('advisories.tab.history') },
        ]}
      >
        <Columns side={<Side advisory={advisory} />}>
          {tab === 'says' ? <Says advisory={advisory} /> : null}
          {tab === 'products' ? <ProductsCard advisory={advisory} /> : null}
          {tab === 'versions' ? <VersionsCards advisory={advisory} /> : null}
          {tab === 'history' ? (
            <HistoryOf id={advisory.id} history={orpc.advisory.history.queryOptions({ input: { id: advisory.id } })} />
          ) : null}
        </Columns>
      </PageTabs>
    </Page>
  );
}

/** Whom of us it concerns as the headline, and below it what the vendor offers. */
function Answer({ advisory }: { advisory: AdvisoryDetail }) {
  const text = useText();
  const number = useNumber();
  const { confirmed, open, exploited, vulnerabilityRows } = advisory;
  const [state, count]: ['confirmed' | 'open', number] = confirmed > 0 ? ['confirmed', confirmed] : ['open', open];
  const tone: Tone = confirmed > 0 ? 'end' : open > 0 ? 'near' : 'unk';
  const offered = new Set(vulnerabilityRows.flatMap(({ remedies }) => remedies.map(({ category }) => category)));
  const fix = offered.has('vendor_fix');
  const helps = offered.has('mitigation') || offered.has('workaround');
  const lines = [
    count === 0 ? text('advisories.answer.noneText') : null,
    exploited ? text('advisories.answer.exploited') : null,
    fix ? text('advisories.answer.fix') : null,
    !fix && helps ? text('advisories.answer.mitigation') : null,
    offered.has('no_fix_planned') ? text('advisories.answer.noFix') : null,
    offered.size === 0 ? text('advisories.answer.nothing') : null,
  ].filter((one) => one !== null);
  return (
    <AnswerStrip
      tone={tone}
      headline={
        count === 0
          ? text('advisories.answer.none')
          : text(`advisories.answer.${state}`, { count, amount: number(count) })
      }
      because={lines.join(' ')}
    />
  );
}

function Says({ advisory }: { advisory: AdvisoryDetail }) {
  const text = useText();
  const { vulnerabilityRows, notes, references, acknowledgements } = advisory;
  return (
    <>
      {vulnerabilityRows.length === 0 ? (
        <Card>
          <Box sx={{ color: paint.muted }}>{text('advisories.vulnerability.none')}</Box>
        </Card>
      ) : (
        vulnerabilityRows.map((vulnerability, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is the advisory's own
          <VulnerabilityCard key={index} vulnerability={vulnerability} />
        ))
      )}
      {notes.length === 0 ? null : (
        <Card title={text('advisories.notes.title')}>
          <Box sx={{ display: 'grid', gap: '12px', overflowWrap: 'anywhere' }}>
            {notes.map((note, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: notes have no identity and never move
              <div key={index}>
                {note.title ? <Box sx={{ fontWeight: 600 }}>{note.title}</Box> : null}
                <Box sx={{ whiteSpace: 'pre-wrap', color: paint.muted }}>{note.text}</Box>
              </div>
            ))}
          </Box>
        </Card>
      )}
      {references.length === 0 ? null : (
        <Card title={text('advisories.notes.references')}>
          <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' }}>
            {references.map(({ summary, url }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: references may repeat and never move
              <Box component="li" key={index} sx={{ display: 'grid' }}>
                <span>{summary}</span>
                <AddressText address={url} />
              </Box>
            ))}
          </Box>
        </Card>
      )}
      {acknowledgements.length === 0 ? null : (
        <Card title={text('advisories.notes.thanks')}>
          <Box sx={{ color: paint.muted, overflowWrap: 'anywhere' }}>{acknowledgements.join('; ')}</Box>
        </Card>
      )}
    </>
  );
}

function Side({ advisory }: { advisory: AdvisoryDetail }) {
  const text = useText();
  const words = useWords();
  const { documentId, tlp } = advisory;
  const day = (on: Day | null) => (on === null ? null : words.day(on));
  return (
    <>
      <AdvisoryFindings advisoryId={advisory.id} />
      <Card title={text('advisories.facts.title')}>
        <KeyValues
          keyWidth={118}
          items={[
            [text('advisories.facts.id'), advisory.trackingId],
            [text('advisories.facts.publisher'), advisory.publisher],
            [text('advisories.facts.version'), advisory.version],
            [text('advisories.facts.status'), advisory.status],
            [text('advisories.facts.published'), day(parseDay(advisory.initialReleaseAt?.slice(0, 10) ?? ''))],
            [text('advisories.facts.released'), day(advisory.releasedOn)],
            [text('advisories.facts.received'), day(advisory.receivedOn)],
            [text('advisories.facts.severity'), advisory.severityText],
            [text('advisories.facts.sharing'), tlp === null ? null : `TLP:${tlp}`],
            [text('advisories.facts.standard'), `CSAF ${advisory.csafVersion}`],
            [
              text('advisories.facts.file'),
              <Link key="file" component="button" onClick={() => void openDocument(documentId)}>
                {text('advisories.facts.save')}
              </Link>,
            ],
            [text('advisories.facts.hash'), text(`advisories.facts.${advisory.hash}`)],
          ]}
        />
        {advisory.exploited ? (
          <Box sx={{ marginTop: '10px' }}>
            <Link component={RouterLink} to="/kev">
              {text('advisories.kev')}
            </Link>
          </Box>
        ) : null}
      </Card>
    </>
  );
}
