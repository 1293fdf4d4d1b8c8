import { zodResolver } from '@hookform/resolvers/zod';
import { Autocomplete, Box, Button, Checkbox, FormControlLabel, FormGroup, TextField, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { type Control, useController, useFieldArray, useForm, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { vendorFieldsSchema } from '../../../main/contract/vendor.ts';
import type { VendorId } from '../../../main/domain/ids.ts';
import { VENDOR_ROLES } from '../../../main/domain/model.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import type { ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { FieldGrid, TextInput, Wide } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { StaleNote, useRecordForm } from '../../ui/record-form.tsx';
import type { VendorDetail } from './types.ts';

type VendorValues = z.input<typeof vendorFieldsSchema>;
type VendorFields = z.output<typeof vendorFieldsSchema>;
type VendorControl = Control<VendorValues, unknown, VendorFields>;

const NEW_VENDOR: VendorValues = {
  name: '',
  aliases: [],
  roles: ['manufacturer'],
  website: null,
  securityContact: null,
  contacts: [],
  notes: null,
};
const FIELDS = Object.keys(NEW_VENDOR) as (keyof VendorValues)[];

function valuesOf({ name, aliases, roles, website, securityContact, contacts, notes }: VendorDetail): VendorValues {
  return { name, aliases, roles, website, securityContact, contacts, notes };
}

/** Adds a vendor before anything of it is there. */
export function AddVendorDialog({ onClose, onDone }: { onClose: () => void; onDone: (id: VendorId) => void }) {
  const text = useText();
  const notice = useNotice();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { control, handleSubmit, setError, formState } = useForm<VendorValues, unknown, VendorFields>({
    defaultValues: NEW_VENDOR,
    resolver: zodResolver(vendorFieldsSchema),
  });
  const submit = handleSubmit(async (fields) => {
    setFailure(null);
    try {
      const { id } = await client.vendor.create(fields);
      notice({ text: text('vendors.addDialog.done', { name: fields.name }) });
      onDone(id);
    } catch (error) {
      const found = failureOf(error);
      if (found.code === 'already_exists')
        setError('name', { type: 'server', message: 'taken' }, { shouldFocus: true });
      else setFailure(found);
    }
  });
  return (
    <FormDialog
      open
      title={text('vendors.addDialog.title')}
      submit={text('vendors.addDialog.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      width="md"
      onSubmit={submit}
      onClose={onClose}
    >
      <VendorFieldsForm control={control} />
    </FormDialog>
  );
}

/** Changes what is recorded of a vendor. */
export function EditVendorDialog({ vendor, onClose }: { vendor: VendorDetail; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const { form, submit, failure, stale, takeOver, busy, dirty } = useRecordForm<VendorValues, VendorFields>({
    record: { revision: vendor.revision, values: valuesOf(vendor) },
    resolver: zodResolver(vendorFieldsSchema),
    reload: async () => {
      const saved = await client.vendor.get({ id: vendor.id });
      return { revision: saved.revision, values: valuesOf(saved) };
    },
    save: async (revision, changes) => {
      if (Object.keys(changes).length > 0) await client.vendor.update({ id: vendor.id, revision, changes });
      notice({ text: text('vendors.edit.done') });
      onClose();
    },
    failureOf,
  });
  return (
    <FormDialog
      open
      title={text('vendors.edit.title')}
      submit={text('action.save')}
      busy={busy}
      dirty={dirty}
      failure={failure}
      notice={
        <StaleNote
          stale={stale}
          takeOver={takeOver}
          label={(field) => {
            const known = FIELDS.find((one) => one === field);
            return known ? text(`vendors.field.${known}`) : field;
          }}
          show={(value) =>
            Array.isArray(value)
              ? value.map((one) => (typeof one === 'string' ? one : String(one?.name ?? ''))).join(', ')
              : String(value)
          }
        />
      }
      width="md"
      onSubmit={submit}
      onClose={onClose}
    >
      <VendorFieldsForm control={form.control} />
    </FormDialog>
  );
}

function VendorFieldsForm({ control }: { control: VendorControl }) {
  const text = useText();
  return (
    <>
      <FieldGrid>
        <TextInput
          control={control}
          name="name"
          label={text('vendors.field.name')}
          required
          autoFocus
          maxLength={200}
        />
        <Aliases control={control} />
        <TextInput
          control={control}
          name="securityContact"
          label={text('vendors.field.securityContact')}
          hint={text('vendors.hint.securityContact')}
          maxLength={200}
        />
        <TextInput
          control={control}
          name="website"
          label={text('vendors.field.website')}
          inputMode="url"
          maxLength={500}
        />
        <Wide>
          <Roles control={control} />
        </Wide>
      </FieldGrid>
      <Contacts control={control} />
      <TextInput control={control} name="notes" label={text('vendors.field.notes')} multiline maxLength={4000} />
    </>
  );
}

function Aliases({ control }: { control: VendorControl }) {
  const text = useText();
  const { field } = useController({ control, name: 'aliases' });
  return (
    <Autocomplete
      multiple
      freeSolo
      autoSelect
      options={[]}
      value={field.value}
      onChange={(_, aliases) => field.onChange([...new Set(aliases.map((one) => String(one).trim()).filter(Boolean))])}
      onBlur={field.onBlur}
      slotProps={{ chip: { size: 'small' } }}
      renderInput={(params) => (
        <TextField
          {...params}
          label={text('vendors.field.aliases')}
          helperText={text('vendors.hint.aliases')}
          inputRef={field.ref}
        />
      )}
    />
  );
}

function Roles({ control }: { control: VendorControl }) {
  const text = useText();
  const words = useWords();
  const id = useId();
  const { field } = useController({ control, name: 'roles' });
  return (
    <Box role="group" aria-labelledby={id}>
      <Typography id={id} variant="body2" sx={{ color: paint.muted }}>
        {text('vendors.field.roles')}
      </Typography>
      <FormGroup row>
        {VENDOR_ROLES.map((role) => (
          <FormControlLabel
            key={role}
            label={words.t(`vendorRole.${role}`)}
            control={
              <Checkbox
                size="small"
                checked={field.value.includes(role)}
                onChange={(_, checked) =>
                  field.onChange(VENDOR_ROLES.filter((one) => (one === role ? checked : field.value.includes(one))))
                }
              />
            }
          />
        ))}
      </FormGroup>
    </Box>
  );
}

function Contacts({ control }: { control: VendorControl }) {
  const text = useText();
  const { fields, append, remove } = useFieldArray({ control, name: 'contacts' });
  const contacts = useWatch({ control, name: 'contacts' });
  return (
    <Box component="fieldset" sx={{ border: 0, margin: 0, padding: 0, minWidth: 0, display: 'grid', gap: '12px' }}>
      <Typography component="legend" variant="h3" sx={{ padding: 0, marginBottom: '12px' }}>
        {text('vendors.field.contacts')}
      </Typography>
      {fields.map((contact, index) => (
        <Box
          key={contact.id}
          role="group"
          aria-label={text('vendors.contacts.person', { number: index + 1 })}
          sx={{
            display: 'grid',
            gap: '10px',
            gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr 1.2fr 1fr auto' },
            alignItems: 'start',
          }}
        >
          <TextInput
            control={control}
            name={`contacts.${index}.name`}
            label={text('vendors.contacts.name')}
            required
            maxLength={200}
          />
          <TextInput
            control={control}
            name={`contacts.${index}.role`}
            label={text('vendors.contacts.role')}
            maxLength={200}
          />
          <TextInput
            control={control}
            name={`contacts.${index}.email`}
            label={text('vendors.contacts.email')}
            inputMode="email"
            maxLength={200}
          />
          <TextInput
            control={control}
            name={`contacts.${index}.phone`}
            label={text('vendors.contacts.phone')}
            inputMode="tel"
            maxLength={200}
          />
          <Button
            variant="text"
            onClick={() => remove(index)}
            aria-label={text('vendors.contacts.remove', { name: contacts[index]?.name ?? '' })}
          >
            {text('form.remove')}
          </Button>
        </Box>
      ))}
      <Box>
        <Button
          onClick={() => append({ name: '', role: null, email: null, phone: null })}
          disabled={fields.length >= 50}
        >
          {text('vendors.contacts.add')}
        </Button>
      </Box>
    </Box>
  );
}
