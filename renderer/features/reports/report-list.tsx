import { Box, Button, Checkbox, FormControlLabel, Link, MenuItem, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { parseDay } from '../../../main/domain/day.ts';
import { IMPORT_NOUNS, type ImportNoun } from '../../../main/domain/import/headings.ts';
import { client } from '../../bridge/client.ts';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { saveExport } from '../../bridge/files.ts';
import { useMay } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';

const TABLES = ['pdf', 'xlsx', 'csv', 'json'] as const;
type Format = (typeof TABLES)[number] | 'ics';
type Ticket = Parameters<typeof saveExport>[0];
const WITHIN = [3, 6, 12, 18, 24, 36];
/** Rows that a PDF holds at most, as the program says when it refuses one. */
const PDF_ROWS = 10_000;

/** Every report and calendar with what it is for, to be saved now; and where the others are. */
export function ReportList() {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const may = useMay();
  const { data: status } = useQuery(orpc.vault.status.queryOptions());
  const { data: counts } = useQuery(orpc.program.counts.queryOptions());
  const [asOf, setAsOf] = useState('');
  const [within, setWithin] = useState<number | null>(null);
  const [byModel, setByModel] = useState(false);
  const [noun, setNoun] = useState<ImportNoun>('devices');
  const day = parseDay(asOf);
  const dated = day === null ? {} : { asOf: day };
  const narrowed = { ...dated, ...(within === null ? {} : { within }) };
  const devices = counts?.devices ?? 0;
  const tooMany = devices > PDF_ROWS && !byModel && within === null;
  return (
    <Card
      title={text('reports.list')}
      flush
      actions={
        status ? (
          <Box sx={{ width: 170 }}>
            <DayField
              key={status.today}
              label={text('reports.asOf')}
              value={status.today}
              onChange={setAsOf}
              error={asOf !== '' && day === null}
            />
          </Box>
        ) : null
      }
    >
      <ReportLine
        title={text('reports.support.title')}
        about={text('reports.support.text')}
        formats={TABLES}
        without={tooMany ? 'pdf' : null}
        onExport={(format) =>
          client.exports.supportReport({ format, ...narrowed, ...(byModel ? { groupBy: 'model' } : {}) })
        }
      >
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'center', marginTop: '10px' }}>
          <TextField
            select
            label={text('reports.within')}
            value={within ?? ''}
            onChange={(event) => setWithin(event.target.value === '' ? null : Number(event.target.value))}
            slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
            sx={{ width: 190 }}
          >
            <MenuItem value="">{text('reports.all')}</MenuItem>
            {WITHIN.map((months) => (
              <MenuItem key={months} value={months}>
                {text('reports.months', { count: months })}
              </MenuItem>
            ))}
          </TextField>
          <FormControlLabel
            label={text('reports.byModel')}
            control={<Checkbox size="small" checked={byModel} onChange={(_, checked) => setByModel(checked)} />}
          />
        </Box>
        {tooMany ? (
          <Box sx={{ marginTop: '10px' }}>
            <Note tone="plan" role="status">
              {text('reports.tooMany', { devices: number(devices) })}
            </Note>
          </Box>
        ) : within === null ? null : (
          <Typography variant="body2" sx={{ color: paint.muted, marginTop: '6px' }}>
            {text('reports.withinNote')}
          </Typography>
        )}
      </ReportLine>
      <ReportLine
        title={text('reports.contracts.title')}
        about={text('reports.contracts.text')}
        formats={TABLES}
        onExport={(format) => client.exports.contractsReport({ format, ...dated })}
      />
      <ReportLine
        title={text('reports.supportCalendar.title')}
        about={text('reports.supportCalendar.text')}
        formats={['ics']}
        onExport={(format) => client.exports.supportReport({ format, ...narrowed })}
      />
      <ReportLine
        title={text('reports.contractsCalendar.title')}
        about={text('reports.contractsCalendar.text')}
        formats={['ics']}
        onExport={(format) => client.exports.contractsReport({ format, ...dated })}
      />
      <ReportLine
        title={text('folder.records')}
        about={text('folder.recordsText')}
        formats={['xlsx', 'csv']}
        onExport={(format) => client.exports.records({ noun, format: format === 'csv' ? 'csv' : 'xlsx' })}
      >
        <TextField
          select
          label={text('folder.recordsOf')}
          value={noun}
          onChange={(event) => setNoun(IMPORT_NOUNS.find((one) => one === event.target.value) ?? 'devices')}
          sx={{ width: 190, marginTop: '10px' }}
        >
          {IMPORT_NOUNS.map((one) => (
            <MenuItem key={one} value={one}>
              {words.t(`recordsFile.${one}`)}
            </MenuItem>
          ))}
        </TextField>
      </ReportLine>
      <Elsewhere to="/devices" name="devices" />
      <Elsewhere to="/checklists" name="checklists" />
      {may('exports.history') ? <Elsewhere to="/history" name="history" /> : null}
    </Card>
  );
}

function Line({
  title,
  about,
  action,
  children,
}: {
  title: ReactNode;
  about: string;
  action: ReactNode;
  children?: ReactNode;
}) {
  return (
    <Box sx={{ padding: '14px 16px', borderTop: `1px solid ${paint.line}` }}>
      <Box sx={{ display: 'flex', gap: '12px 16px', flexWrap: 'wrap', alignItems: 'center' }}>
        <Box sx={{ flex: '1 1 260px', minWidth: 0 }}>
          {title}
          <Typography variant="body2" sx={{ color: paint.muted }}>
            {about}
          </Typography>
        </Box>
        {action}
      </Box>
      {children}
    </Box>
  );
}

function ReportLine({
  title,
  about,
  formats,
  without = null,
  onExport,
  children,
}: {
  title: string;
  about: string;
  formats: readonly Format[];
  /** A format that cannot hold it now; what stands below says why. */
  without?: Format | null;
  onExport: (format: Format) => Promise<Ticket>;
  children?: ReactNode;
}) {
  const text = useText();
  const notice = useNotice();
  const id = useId();
  const [busy, setBusy] = useState<Format | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = async (format: Format) => {
    setBusy(format);
    setFailure(null);
    try {
      const { fileName, saveSignature } = saveExport(await onExport(format));
      notice({
        text: text('exported.text', { fileName }),
        ...(saveSignature ? { action: { label: text('exported.saveSignature'), onClick: saveSignature } } : {}),
      });
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(null);
    }
  };
  return (
    <Line
      title={
        <Typography id={id} variant="h3" sx={{ fontSize: 14 }}>
          {title}
        </Typography>
      }
      about={about}
      action={
        <Box role="group" aria-labelledby={id} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          {formats.map((format) => (
            <Button
              key={format}
              size="small"
              loading={busy === format}
              disabled={busy !== null || format === without}
              aria-label={text('reports.exportAs', { report: title, format: text(`reports.format.${format}`) })}
              onClick={() => void run(format)}
            >
              {text(`reports.format.${format}`)}
            </Button>
          ))}
        </Box>
      }
    >
      {children}
      {failure ? (
        <Box sx={{ marginTop: '10px' }}>
          <ErrorNote failure={failure} />
        </Box>
      ) : null}
    </Line>
  );
}

/** What is exported from its own screen, because that decides what is in it. */
function Elsewhere({ to, name }: { to: string; name: 'devices' | 'checklists' | 'history' }) {
  const text = useText();
  return (
    <Line
      title={
        <Typography variant="h3" sx={{ fontSize: 14 }}>
          {text(`reports.${name}.title`)}
        </Typography>
      }
      about={text(`reports.${name}.text`)}
      action={
        <Link component={RouterLink} to={to}>
          {text(`reports.${name}.open`)}
        </Link>
      }
    />
  );
}
