import { Box, FormControlLabel, Radio, RadioGroup, Typography } from '@mui/material';
import { useId } from 'react';
import { ROLES, type Role } from '../../../main/domain/role.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { paint } from '../../ui/paint.ts';

/** What somebody may do, each role with a sentence. */
export function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const text = useText();
  const words = useWords();
  const id = useId();
  return (
    <Box>
      <Typography id={id} variant="h3">
        {text('security.people.role')}
      </Typography>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onChange={(_, picked) => onChange(ROLES.find((one) => one === picked) ?? value)}
      >
        {ROLES.map((role) => (
          <FormControlLabel
            key={role}
            value={role}
            control={<Radio size="small" sx={{ alignSelf: 'flex-start', padding: '4px 9px' }} />}
            sx={{ alignItems: 'flex-start', padding: '3px 0' }}
            label={
              <Box sx={{ paddingTop: '3px' }}>
                {words.t(`role.${role}`)}
                <Typography variant="body2" sx={{ color: paint.muted }}>
                  {words.t(`roleDoes.${role}`)}
                </Typography>
              </Box>
            }
          />
        ))}
      </RadioGroup>
    </Box>
  );
}
