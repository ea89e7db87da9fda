/** Where the figure's files are: a name stays, an address changes with what the file says. */
declare const __FIGURE_FILES__: Readonly<Record<string, { readonly url: string; readonly bytes: number }>>;

// Named once: each mention in the source is a copy of the whole list in the app.
const byName = __FIGURE_FILES__;

export const figureFiles = Object.values(byName);

/** Return the address of a baked file; null where this app has no such file. */
export const addressOf = (name: string): string | null => byName[name]?.url ?? null;
