import { zodResolver } from '@hookform/resolvers/zod';
import { Box, Button, IconButton, Typography } from '@mui/material';
import { useState } from 'react';
import { useFieldArray, useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { tagRuleSchema } from '../../../main/contract/device-tags.ts';
import { parsePattern, tagOf } from '../../../main/domain/tag.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { NumberInput, TextInput } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';

type Known = Outputs['device']['tagRules'];
const schema = z.object({ rules: z.array(tagRuleSchema).max(200) });
type Values = z.infer<typeof schema>;
const NEW_RULE = { pattern: '', from: 1, department: null, deviceType: null };

/** By which patterns tags are made: for all devices, or for those of a department or of a type. */
export function TagRulesDialog({ known, onClose }: { known: Known; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const { attempt, busy, failure } = useAttempt();
  const [{ revision, rules, suggestion }] = useState(known);
  const { control, handleSubmit, formState } = useForm<Values, unknown, Values>({
    defaultValues: { rules: rules.length > 0 ? rules : [suggestion ?? NEW_RULE] },
    resolver: zodResolver(schema),
  });
  const { fields, append, remove } = useFieldArray({ control, name: 'rules' });
  const entered = useWatch({ control, name: 'rules' });
  const submit = handleSubmit((values) =>
    attempt(async () => {
      await client.device.saveTagRules({ revision, rules: values.rules });
      notice({ text: text('tags.saved') });
      onClose();
    }),
  );
  return (
    <FormDialog
      open
      title={text('tags.title')}
      intro={text(rules.length === 0 && suggestion !== null ? 'tags.introSuggested' : 'tags.intro')}
      submit={text('action.save')}
      busy={busy}
      dirty={formState.isDirty}
      failure={failure}
      width="md"
      extra={<Button onClick={() => append(NEW_RULE)}>{text('tags.add')}</Button>}
      onSubmit={submit}
      onClose={onClose}
    >
      {fields.length === 0 ? <Typography sx={{ color: paint.muted }}>{text('tags.none')}</Typography> : null}
      {fields.map((field, index) => (
        <Box
          key={field.id}
          role="group"
          aria-label={text('tags.rule', { number: index + 1 })}
          sx={{
            display: 'grid',
            gap: 1,
            alignItems: 'start',
            gridTemplateColumns: { xs: '1fr', sm: '1.4fr 0.7fr 1fr 1fr auto' },
          }}
        >
          <TextInput
            control={control}
            name={`rules.${index}.pattern`}
            label={text('tags.pattern')}
            hint={exampleOf(entered[index], text('tags.badPattern'))}
            required
            maxLength={100}
          />
          <NumberInput
            control={control}
            name={`rules.${index}.from`}
            label={text('tags.from')}
            min={0}
            max={999_999_999_999}
            required
          />
          <TextInput
            control={control}
            name={`rules.${index}.department`}
            label={text('devices.field.department')}
            hint={text('tags.any')}
            maxLength={200}
          />
          <TextInput
            control={control}
            name={`rules.${index}.deviceType`}
            label={text('devices.field.deviceType')}
            hint={text('tags.any')}
            maxLength={200}
          />
          <IconButton
            aria-label={text('tags.remove', { number: index + 1 })}
            onClick={() => remove(index)}
            sx={{ marginTop: '4px' }}
          >
            <span aria-hidden="true">✕</span>
          </IconButton>
        </Box>
      ))}
    </FormDialog>
  );
}

/** The first tag that a rule gives, as an example of its pattern. */
function exampleOf(rule: Values['rules'][number] | undefined, bad: string): string {
  const pattern = rule?.pattern ? parsePattern(rule.pattern) : null;
  if (pattern === null) return bad;
  return tagOf(pattern, Number.isInteger(rule?.from) ? (rule?.from ?? 1) : 1);
}
