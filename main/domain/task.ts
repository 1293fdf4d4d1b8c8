/** A task is open until somebody did it, or dropped it with a reason. */
export const TASK_STATES = ['open', 'done', 'dropped'] as const;
