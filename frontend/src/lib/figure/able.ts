/** What this device can show, and its owner wants to see. */

let able: boolean | null = null;

/** Whether it draws in three dimensions. Asked once: every asking takes one of the few there are to draw on. */
export function canDraw(): boolean {
  able ??= Boolean(document.createElement('canvas').getContext('webgl2'));
  return able;
}

export const mayMove = (): boolean => canDraw() && !matchMedia('(prefers-reduced-motion: reduce)').matches;
