import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { ProductStatus } from '../../../main/domain/advisory.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint, type Tone } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import type { AdvisoryDetail } from './types.ts';

const TONES: Readonly<Record<ProductStatus, Tone>> = {
  known_affected: 'end',
  first_affected: 'end',
  last_affected: 'end',
  under_investigation: 'near',
  known_not_affected: 'unk',
  fixed: 'ok',
  first_fixed: 'ok',
  recommended: 'plan',
  unknown: 'unk',
};

/** The products that an advisory names, with versions in its own words and what it says of them. */
export function ProductsCard({ advisory }: { advisory: AdvisoryDetail }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { productRows: rows, products } = advisory;
  if (rows.length === 0)
    return (
      <Card>
        <Box sx={{ color: paint.muted }}>{text('advisories.products.none')}</Box>
      </Card>
    );
  return (
    <Card flush>
      <Box tabIndex={0} role="region" aria-label={text('advisories.tab.products')} sx={{ overflowX: 'auto' }}>
        <Table
          size="small"
          sx={{ '& tbody tr:last-child > *': { borderBottom: 0 }, '& td, & th': { padding: '7px 14px' } }}
        >
          <TableHead>
            <TableRow>
              <TableCell>{text('advisories.products.product')}</TableCell>
              <TableCell>{text('advisories.products.version')}</TableCell>
              <TableCell>{text('advisories.products.state')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map(({ vendor, product, version, name, modelNumbers, statuses, on }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: products may be named twice and never move
              <TableRow key={index}>
                <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
                  <Box sx={{ fontWeight: 550 }}>{product ?? name}</Box>
                  <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
                    {[
                      vendor,
                      on && text('advisories.products.on', { product: on }),
                      modelNumbers.length > 0 &&
                        text('advisories.products.numbers', { numbers: modelNumbers.join(', ') }),
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </Box>
                </TableCell>
                <TableCell sx={{ overflowWrap: 'anywhere' }}>
                  {version ?? (
                    <Box component="span" sx={{ color: paint.faint }}>
                      {text('advisories.products.anyVersion')}
                    </Box>
                  )}
                </TableCell>
                <TableCell>
                  <Box sx={{ display: 'flex', gap: '4px', flexWrap: 'wrap' }}>
                    {statuses.map((status) => (
                      <Tag key={status} tone={TONES[status]}>
                        {words.t(`advisory.status.${status}`)}
                      </Tag>
                    ))}
                  </Box>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
      {products > rows.length ? (
        <Box sx={{ padding: '10px 14px', color: paint.muted }}>
          {text('advisories.products.shown', { amount: number(rows.length), total: number(products) })}
        </Box>
      ) : null}
    </Card>
  );
}
