import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { ReactNode } from 'react';

/** The figures of a picture: what they are about at the left, numbers right-aligned under their headings. */
export function FigureTable({
  label,
  headings,
  rows,
}: {
  label: string;
  /** The first stands above what the rows are about. */
  headings: readonly ReactNode[];
  rows: readonly { readonly key: string; readonly about: ReactNode; readonly figures: readonly ReactNode[] }[];
}) {
  const [about, ...figures] = headings;
  return (
    <Box sx={{ overflow: 'auto', maxHeight: 420 }} tabIndex={0} role="region" aria-label={label}>
      <Table
        size="small"
        stickyHeader
        aria-label={label}
        sx={{ '& th, & td': { padding: '5px 8px', fontSize: 12.5 }, '& th': { whiteSpace: 'nowrap' } }}
      >
        <TableHead>
          <TableRow>
            <TableCell>{about}</TableCell>
            {figures.map((heading, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a heading has no other name than its place
              <TableCell key={index} align="right">
                {heading}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(({ key, about: what, figures: values }) => (
            <TableRow key={key}>
              <TableCell component="th" scope="row" sx={{ backgroundColor: 'transparent !important', fontWeight: 400 }}>
                {what}
              </TableCell>
              {values.map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a figure has no other name than its place
                <TableCell key={index} align="right" className="figures">
                  {value}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
