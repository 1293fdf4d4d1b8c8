import { paint } from './paint.ts';

/** The upper of two lines of text in a cell of a register. Too long a text ends in three dots. */
export const line = { lineHeight: '20px', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

/** Two lines of one text; what is longer ends there. */
export const twoLines = {
  lineHeight: '20px',
  maxHeight: 40,
  overflow: 'hidden',
  whiteSpace: 'normal',
  overflowWrap: 'anywhere',
} as const;

/** The lower one, which says what stands behind the upper one. */
export const quiet = { ...line, fontSize: 12.5, lineHeight: '18px', color: paint.muted } as const;

/** A cell whose content stands in the middle of a row that is higher than one line. */
export const middle = { display: 'flex', alignItems: 'center', lineHeight: '20px' } as const;

/** The same for figures. */
export const middleRight = { ...middle, justifyContent: 'flex-end' } as const;
