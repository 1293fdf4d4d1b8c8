import { Box, FormControlLabel, FormLabel, Radio, RadioGroup, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { type Day, parseDay } from '../../../../main/domain/day.ts';
import { FORM_FORMATS, type FormFormat } from '../../../../main/domain/vendor-form.ts';
import { useAttempt } from '../../../bridge/attempt.ts';
import { client } from '../../../bridge/client.ts';
import { downloadFile } from '../../../bridge/files.ts';
import { useText } from '../../../i18n/i18n.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useNotice } from '../../../ui/notices.tsx';
import { paint } from '../../../ui/paint.ts';
import type { Checklist } from '../types.ts';

const KINDS = {
  xlsx: { name: 'vendorForms.workbook', about: 'vendorForms.sendDialog.workbookText' },
  html: { name: 'vendorForms.htmlForm', about: 'vendorForms.sendDialog.htmlText' },
} as const;

/** Makes the file of questions that goes to the vendor. */
export function SendDialog({
  checklist,
  today,
  onClose,
}: {
  checklist: Pick<Checklist, 'id' | 'score'>;
  today: Day;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const labelId = useId();
  const [format, setFormat] = useState<FormFormat>('xlsx');
  const [typed, setTyped] = useState('');
  const { busy, failure, attempt } = useAttempt();
  const dueOn = parseDay(typed);
  const wrong = typed !== '' && (dueOn === null || dueOn < today);
  const send = () =>
    attempt(async () => {
      const { file } = await client.vendorForm.issue({ assessmentId: checklist.id, format, dueOn });
      downloadFile(file);
      notice({ text: text('vendorForms.sendDialog.done', { file: file.fileName }) });
      onClose();
    });
  return (
    <FormDialog
      open
      title={text('vendorForms.sendDialog.title')}
      intro={text('vendorForms.sendDialog.intro', { count: checklist.score.applicable })}
      submit={text('vendorForms.sendDialog.submit')}
      busy={busy}
      dirty={false}
      failure={failure}
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) void send();
      }}
      onClose={onClose}
    >
      <Box>
        <FormLabel id={labelId}>{text('vendorForms.sendDialog.kind')}</FormLabel>
        <RadioGroup
          aria-labelledby={labelId}
          value={format}
          onChange={(_, value) => setFormat(FORM_FORMATS.find((one) => one === value) ?? 'xlsx')}
        >
          {FORM_FORMATS.map((one) => (
            <FormControlLabel
              key={one}
              value={one}
              control={<Radio size="small" />}
              label={
                <>
                  {text(KINDS[one].name)}
                  <Typography component="span" variant="body2" sx={{ display: 'block', color: paint.muted }}>
                    {text(KINDS[one].about)}
                  </Typography>
                </>
              }
            />
          ))}
        </RadioGroup>
      </Box>
      <DayField
        label={text('vendorForms.sendDialog.due')}
        value={typed}
        error={wrong}
        help={wrong ? text('vendorForms.sendDialog.dueWrong') : undefined}
        onChange={setTyped}
      />
    </FormDialog>
  );
}
