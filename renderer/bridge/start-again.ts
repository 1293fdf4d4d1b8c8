let leaving = false;
let held = 0;
let wanted = false;

/** Loads the window anew at its first screen, so that nothing of an open vault stays in its memory. */
export function startAgain(): void {
  wanted = true;
  if (leaving || held > 0) return;
  leaving = true;
  window.location.replace('/');
}

/**
 * Keeps the window as it is while it shows what cannot be shown again: a recovery key, shares, a key file. Call what it
 * answers once that is done; the window then starts again if it should have before.
 */
export function holdWindow(): () => void {
  held += 1;
  let released = false;
  return () => {
    if (released) return;
    released = true;
    held -= 1;
    if (wanted) startAgain();
  };
}
