import { client } from './client.ts';
import { failureOf } from './failure.ts';
import { startAgain } from './start-again.ts';

/** Closes the vault and drops everything that this window holds of it. */
export async function lockVault(): Promise<void> {
  try {
    await client.vault.lock();
  } catch (error) {
    // A program that is gone has locked the vault by going; the screen that says so is on its way.
    if (failureOf(error).code === 'unreachable') return;
  }
  // Also after a failure: the window then shows how things really stand.
  startAgain();
}
