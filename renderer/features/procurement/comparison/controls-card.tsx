import { Box, ButtonBase, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { Link as RouterLink } from 'react-router';
import type { CaseId } from '../../../../main/domain/ids.ts';
import { controlCellText, mds2CellText } from '../../../../main/words/comparison.ts';
import { failureOf } from '../../../bridge/failure.ts';
import { orpc } from '../../../bridge/queries.ts';
import { useText, useWords } from '../../../i18n/i18n.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { FilterChip } from '../../../ui/filter-chip.tsx';
import { LoadingLines } from '../../../ui/loading.tsx';
import { paint } from '../../../ui/paint.ts';
import { Mark } from '../../../ui/status-tag.tsx';
import type { ComparedControls } from './types.ts';

type Control = ComparedControls['controls'][number];

/** What the candidates answered, control by control, folded by section, and the rows in which their MDS2 statements differ. */
export function ControlsCard({ caseId }: { caseId: CaseId }) {
  const text = useText();
  const controls = useQuery(orpc.comparison.controls.queryOptions({ input: { caseId } }));
  if (controls.data === undefined) {
    return (
      <Card title={text('comparison.differences.controls')}>
        {controls.error ? (
          <ErrorState failure={failureOf(controls.error)} onRetry={() => void controls.refetch()} />
        ) : (
          <LoadingLines lines={6} />
        )}
      </Card>
    );
  }
  return (
    <>
      <Answers compared={controls.data} />
      {controls.data.mds2.length === 0 ? null : <Statements compared={controls.data} />}
    </>
  );
}

function Answers({ compared }: { compared: ComparedControls }) {
  const text = useText();
  const [differences, setDifferences] = useState(true);
  const [critical, setCritical] = useState(false);
  const shown = compared.controls.filter(
    ({ differs, weight }) => (differs || !differences) && (weight === 'critical' || !critical),
  );
  const sections = [...Map.groupBy(shown, ({ section }) => section).values()];
  return (
    <Card
      title={text('comparison.differences.controls')}
      flush
      actions={
        <Box data-screen-only sx={{ display: 'flex', gap: 1 }}>
          <FilterChip
            label={text('comparison.differences.onlyDifferences')}
            active={differences}
            onClick={() => setDifferences(!differences)}
          />
          <FilterChip
            label={text('comparison.differences.onlyCritical')}
            active={critical}
            onClick={() => setCritical(!critical)}
          />
        </Box>
      }
    >
      {sections.length === 0 ? (
        <EmptyState
          title={text('comparison.differences.nothing')}
          text={text(
            compared.controls.length === 0
              ? 'comparison.differences.noChecklists'
              : critical
                ? 'comparison.differences.nothingCritical'
                : 'comparison.differences.nothingDiffers',
          )}
        />
      ) : (
        <Matrix compared={compared} sections={sections} />
      )}
    </Card>
  );
}

/** Candidates as columns. The first column is as wide in both tables, so that they read as one. */
function Head({ first, more, compared }: { first: string; more: readonly string[]; compared: ComparedControls }) {
  const text = useText();
  return (
    <TableHead>
      <TableRow>
        <TableCell sx={{ width: 300 }}>{first}</TableCell>
        {more.map((heading) => (
          <TableCell key={heading} sx={{ width: 90 }}>
            {heading}
          </TableCell>
        ))}
        {compared.candidates.map(({ id, vendor, model, assessmentId }) => (
          <TableCell key={id} sx={{ color: `${paint.text} !important` }}>
            <Box sx={{ fontWeight: 650 }}>
              {assessmentId === null ? (
                model
              ) : (
                <Link
                  component={RouterLink}
                  to={`/checklists/${assessmentId}`}
                  color="inherit"
                  title={text('comparison.differences.checklist')}
                >
                  {model}
                </Link>
              )}
            </Box>
            <Box sx={{ color: paint.muted, fontWeight: 400 }}>{vendor}</Box>
          </TableCell>
        ))}
      </TableRow>
    </TableHead>
  );
}

function Matrix({ compared, sections }: { compared: ComparedControls; sections: readonly (readonly Control[])[] }) {
  const text = useText();
  const words = useWords();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const columns = 2 + compared.candidates.length;
  const fold = (section: string) => {
    const next = new Set(folded);
    if (!next.delete(section)) next.add(section);
    setFolded(next);
  };
  return (
    <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={text('comparison.differences.controls')}>
      <Table
        size="small"
        aria-label={text('comparison.differences.controls')}
        sx={{
          tableLayout: 'fixed',
          minWidth: 390 + compared.candidates.length * 130,
          '& tr:last-child > *': { borderBottom: 0 },
        }}
      >
        <Head
          first={text('comparison.differences.control')}
          more={[text('comparison.differences.weight')]}
          compared={compared}
        />
        <TableBody>
          {sections.map((controls) => {
            const { section = '', sectionTitle = '' } = controls[0] ?? {};
            const open = !folded.has(section);
            return (
              <Fragment key={section}>
                <TableRow>
                  <TableCell colSpan={columns} sx={{ backgroundColor: paint.head, padding: 0 }}>
                    <ButtonBase
                      aria-expanded={open}
                      onClick={() => fold(section)}
                      sx={{
                        width: '100%',
                        justifyContent: 'flex-start',
                        padding: '6px 16px',
                        fontFamily: 'inherit',
                        fontSize: 13,
                        fontWeight: 600,
                        gap: '8px',
                      }}
                    >
                      <Box
                        component="span"
                        aria-hidden
                        sx={{ display: 'inline-block', transform: open ? 'rotate(90deg)' : 'none', color: paint.muted }}
                      >
                        ›
                      </Box>
                      {text('comparison.differences.section', { title: sectionTitle, count: controls.length })}
                    </ButtonBase>
                  </TableCell>
                </TableRow>
                {open
                  ? controls.map(({ code, title, unit, weight, cells }) => (
                      <TableRow key={code}>
                        <TableCell component="th" scope="row" sx={{ fontWeight: 400 }}>
                          <strong>{code}</strong> {title}
                        </TableCell>
                        <TableCell>{words.t(`weight.${weight}`)}</TableCell>
                        {cells.map((cell, place) => (
                          <TableCell key={compared.candidates[place]?.id ?? place} sx={{ overflowWrap: 'anywhere' }}>
                            <Box sx={{ display: 'inline-flex', gap: '8px', alignItems: 'center' }}>
                              <Box
                                component="span"
                                title={cell?.remark ?? undefined}
                                sx={cell?.answer == null ? { color: paint.muted } : {}}
                              >
                                {controlCellText(cell, compared.candidates[place]?.assessmentId !== null, unit, words)}
                              </Box>
                              {cell?.flag ? (
                                <Mark
                                  tone={weight === 'critical' ? 'end' : 'near'}
                                  label={text('comparison.differences.flagged')}
                                />
                              ) : null}
                            </Box>
                          </TableCell>
                        ))}
                      </TableRow>
                    ))
                  : null}
              </Fragment>
            );
          })}
        </TableBody>
      </Table>
    </Box>
  );
}

function Statements({ compared }: { compared: ComparedControls }) {
  const text = useText();
  const words = useWords();
  return (
    <Card title={text('comparison.differences.statements')} flush>
      <Box
        sx={{ overflow: 'auto', maxHeight: 520 }}
        tabIndex={0}
        role="region"
        aria-label={text('comparison.differences.statements')}
      >
        <Table
          size="small"
          stickyHeader
          aria-label={text('comparison.differences.statements')}
          sx={{
            tableLayout: 'fixed',
            minWidth: 390 + compared.candidates.length * 130,
            '& tr:last-child > *': { borderBottom: 0 },
          }}
        >
          <Head
            first={text('comparison.differences.row')}
            more={[text('comparison.differences.good')]}
            compared={compared}
          />
          <TableBody>
            {compared.mds2.map(({ identifier, question, favourable, cells }) => (
              <TableRow key={identifier}>
                <TableCell component="th" scope="row" sx={{ fontWeight: 400 }}>
                  <strong>{identifier}</strong> {question}
                </TableCell>
                <TableCell>
                  {favourable === null ? '–' : text(`comparison.differences.goodAnswer.${favourable}`)}
                </TableCell>
                {cells.map((cell, place) => (
                  <TableCell
                    key={compared.candidates[place]?.id ?? place}
                    sx={{
                      overflowWrap: 'anywhere',
                      fontWeight: favourable !== null && cell?.answer === favourable ? 600 : 400,
                      color: cell === null ? paint.muted : paint.text,
                    }}
                  >
                    {compared.candidates[place]?.statementId == null ? '–' : mds2CellText(cell, words)}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </Card>
  );
}
