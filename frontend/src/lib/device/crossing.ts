/** What crosses between the page and the worker that answers in the server's place. */

/** `id` comes back with the answer. */
export type ToWorker =
  | { readonly id: number; readonly kind: 'start'; readonly runtime: string; readonly wheel: string }
  | { readonly id: number; readonly kind: 'open'; readonly copy: string; readonly person: string; readonly mark: string }
  | { readonly id: number; readonly kind: 'ask'; readonly asked: string };

export type FromWorker =
  | { readonly id: number; readonly kind: 'started' }
  /** Not opened: the copy is of another form, or newer than this app. */
  | { readonly id: number; readonly kind: 'opened'; readonly opened: boolean }
  /** `status` and `body` as JSON. */
  | { readonly id: number; readonly kind: 'answer'; readonly answer: string }
  | { readonly id: number; readonly kind: 'fault'; readonly fault: string }
  | { readonly kind: 'progress'; readonly share: number };
