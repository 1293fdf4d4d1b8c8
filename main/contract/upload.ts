import { z } from 'zod';

/** A file that the host took in; see bridge and `/files`. */
export const uploadIdSchema = z.string().regex(/^[0-9a-f]{32}$/);

/** What a window calls a job by that it starts, to hear of its progress and to stop it. */
export const jobIdSchema = z.string().max(50).optional();
