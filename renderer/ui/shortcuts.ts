import { useEffect, useRef } from 'react';

/** A key with what it does. `mod+k` is Ctrl on Windows and Linux, Command on a Mac; `mod+shift+u` with Shift. */
export type Shortcuts = Readonly<Record<string, () => void>>;

/** True on a computer whose shortcuts use the Command key. */
export const usesCommandKey = /Mac|iPhone|iPad/.test(navigator.userAgent);

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
      const action = latest.current[`${held}${event.key.toLowerCase()}`];
      if (!action) return;
      if (!mod && (isTyping(event.target) || document.querySelector('[role=dialog], [role=menu]'))) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
