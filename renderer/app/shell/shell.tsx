import { Box } from '@mui/material';
import { Outlet } from 'react-router';

/** The frame around every screen. */
export function Shell() {
  return (
    <Box component="main" sx={{ display: 'flex', flexDirection: 'column', minHeight: '100vh' }}>
      <Outlet />
    </Box>
  );
}
