import type { PowerMonitor } from 'electron';

/** Calls `lock` when the person at the computer goes: the screen is locked, the computer sleeps, another account is shown. */
export function lockWithComputer(monitor: Pick<PowerMonitor, 'on'>, lock: () => void): void {
  monitor.on('lock-screen', lock);
  monitor.on('suspend', lock);
  monitor.on('user-did-resign-active', lock);
}
