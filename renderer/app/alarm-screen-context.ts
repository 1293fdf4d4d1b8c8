import { createContext } from 'react';

/** Shows the screen that says why the history is in doubt, from within the frame. */
export const AlarmScreenContext = createContext<() => void>(() => undefined);
