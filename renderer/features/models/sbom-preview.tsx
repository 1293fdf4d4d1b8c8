import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Note } from '../../ui/error-state.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';

type Result = Outputs['imports']['previewSbom'];

const TONES = { created: 'ok', updated: 'plan', unchanged: 'unk' } as const;
const SHOWN_PROBLEMS = 8;

/** What a bill of materials would change, and which of its parts will limit support. */
export function SbomPreview({ result }: { result: Result }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { format, version, product, created, updated, unchanged, skipped, limiting, problems } = result;
  const limits = result.components.filter((one) => one.limits);
  const others = created + updated + unchanged - limiting;
  const about = product === null ? '' : [product.name, product.version].filter(Boolean).join(' ');
  return (
    <Box sx={{ display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box sx={{ color: paint.muted, overflowWrap: 'anywhere' }}>
        {text(about ? 'models.sbom.about' : 'models.sbom.format', { format: `${format} ${version}`, about })}
      </Box>
      <Box component="dl" sx={{ margin: 0, display: 'flex', gap: '8px 28px', flexWrap: 'wrap' }}>
        {(['created', 'updated', 'unchanged'] as const).map((key) => (
          <Figure key={key} name={words.t(`importOutcome.${key}`)} amount={number(result[key])} />
        ))}
        <Figure name={text('models.sbom.limiting')} amount={number(limiting)} />
        <Figure name={text('models.sbom.withEnd')} amount={number(result.withEnd)} />
      </Box>
      <ProductDates result={result} />
      {limits.length === 0 ? (
        <Note tone="unk">{text('models.sbom.noneLimits')}</Note>
      ) : (
        <Box
          tabIndex={0}
          role="region"
          aria-label={text('models.sbom.limits')}
          sx={{ overflow: 'auto', maxHeight: 300, border: `1px solid ${paint.line}`, borderRadius: '8px' }}
        >
          <Table stickyHeader size="small" aria-label={text('models.sbom.limits')}>
            <TableHead>
              <TableRow>
                <TableCell>{text('models.sbom.limits')}</TableCell>
                <TableCell>{text('models.sbom.kind')}</TableCell>
                <TableCell align="right">{text('models.sbom.until')}</TableCell>
                <TableCell>{text('models.sbom.source')}</TableCell>
                <TableCell>{text('models.sbom.outcome')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {limits.map(({ kind, label, release, endsOn, endSource, outcome }) => (
                <TableRow key={`${kind} ${label}`} sx={{ '&:last-child td, &:last-child th': { borderBottom: 0 } }}>
                  <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere', fontWeight: 550 }}>
                    {release ?? label}
                  </TableCell>
                  <TableCell>{words.t(`componentKind.${kind}`)}</TableCell>
                  <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                    {endsOn ? (
                      words.partialDay(endsOn)
                    ) : (
                      <Box component="span" sx={{ color: paint.muted }}>
                        {text('models.sbom.notKnown')}
                      </Box>
                    )}
                  </TableCell>
                  <TableCell sx={{ color: paint.muted, overflowWrap: 'anywhere' }}>
                    {endSource ?? (release ? text('models.sbom.catalogue') : '')}
                  </TableCell>
                  <TableCell>
                    <Tag tone={TONES[outcome]}>{words.t(`importOutcome.${outcome}`)}</Tag>
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      )}
      {limits.length > 0 && others > 0 ? (
        <Box sx={{ color: paint.muted }}>{text('models.sbom.others', { count: others, amount: number(others) })}</Box>
      ) : null}
      {skipped.length === 0 ? null : (
        <Box sx={{ color: paint.muted }}>
          {text('models.sbom.skipped')}{' '}
          {skipped.map(({ code, count }) => `${words.t(`sbomSkipped.${code}`)}: ${number(count)}`).join('; ')}.
        </Box>
      )}
      {problems.length === 0 ? null : (
        <Note tone="near">
          {problems.slice(0, SHOWN_PROBLEMS).map(({ component, code, value }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: problems have no identity and never move
            <div key={index}>
              <strong>{component}</strong>: {words.t(`importProblem.${code}`, { value })}
            </div>
          ))}
          {problems.length > SHOWN_PROBLEMS ? (
            <div>{text('models.sbom.moreProblems', { amount: number(problems.length - SHOWN_PROBLEMS) })}</div>
          ) : null}
        </Note>
      )}
    </Box>
  );
}

function Figure({ name, amount }: { name: string; amount: string }) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column-reverse' }}>
      <Box component="dt" sx={{ color: paint.muted, fontSize: 13, lineHeight: '18px' }}>
        {name}
      </Box>
      <Box component="dd" sx={{ margin: 0, fontSize: 20, lineHeight: '26px', fontWeight: 600 }}>
        {amount}
      </Box>
    </Box>
  );
}

/** What the bill says of the product as a whole. It is recorded only when somebody ticks that it shall be. */
function ProductDates({ result: { productDates } }: { result: Result }) {
  const text = useText();
  const words = useWords();
  if (productDates.length === 0) return null;
  return (
    <Table size="small" aria-label={text('models.sbom.dates')}>
      <TableHead>
        <TableRow>
          <TableCell>{text('models.sbom.dates')}</TableCell>
          <TableCell>{text('models.sbom.term')}</TableCell>
          <TableCell align="right">{text('models.sbom.day')}</TableCell>
          <TableCell align="right">{text('models.sbom.before')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {productDates.map(({ kind, term, on, before }) => (
          <TableRow key={kind}>
            <TableCell component="th" scope="row" sx={{ fontWeight: 550 }}>
              {words.t(`milestone.${kind}`)}
            </TableCell>
            <TableCell sx={{ color: paint.muted }}>{term}</TableCell>
            <TableCell align="right">{words.partialDay(on)}</TableCell>
            <TableCell align="right">{before ? words.partialDay(before) : text('models.sbom.notKnown')}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
