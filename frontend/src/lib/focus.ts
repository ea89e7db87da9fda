/** Focus goes where something new is to be read, so that nobody who cannot see loses their place. */
import { tick } from 'svelte';

/** Once the page has followed, move the focus to the first heading in there. */
export async function focusHeading(within: () => Element | null | undefined): Promise<void> {
  await tick();
  const heading = within()?.querySelector<HTMLElement>('h1, h2, h3');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}
