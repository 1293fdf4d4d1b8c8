let leaving = false;

/** Loads the window anew at its first screen, so that nothing of an open vault stays in its memory. */
export function startAgain(): void {
  if (leaving) return;
  leaving = true;
  window.location.replace('/');
}
