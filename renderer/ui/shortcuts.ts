import { useEffect, useRef } from 'react';

/** A key with what it does. `mod+k` is Ctrl on Windows and Linux, Command on a Mac; `mod+shift+u` with Shift. */
export type Shortcuts = Readonly<Record<string, () => void>>;

/** True on a computer whose shortcuts use the Command key. */
export const usesCommandKey = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Keys that text fields have for themselves; they also stay with an open dialog, whose form is not saved yet. */
const OF_FIELDS = new Set(['mod+z', 'mod+shift+z', 'mod+y']);

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'))
  );
}

/** Keys that work on the whole screen. Plain keys stay quiet while someone types or a dialog is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const mod = usesCommandKey ? event.metaKey : event.ctrlKey;
      if (!mod && (event.ctrlKey || event.metaKey)) return;
      const held = mod ? `mod+${event.shiftKey ? 'shift+' : ''}` : '';
      const keys = `${held}${event.key.toLowerCase()}`;
      const action = latest.current[keys];
      if (!action) return;
      const elsewhere = isTyping(event.target) || document.querySelector('[role=dialog], [role=menu]') !== null;
      if (elsewhere && (!mod || OF_FIELDS.has(keys))) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
