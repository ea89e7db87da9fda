/** The app's words: one file a language, and the language that is spoken now. */
export * from './language.svelte';
export * from './translator';
