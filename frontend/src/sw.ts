/**
 * The service worker: the app without its server.
 *
 * It serves the app as it was built, from this device, and nothing of the person: what is under /api is between the
 * page and the server. A new one waits beside the old until the page tells it to take over.
 */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { dropOthers, fetchPack, FOLDERS, fromHere, isAnyHere } from '$lib/device/pack';

declare const self: ServiceWorkerGlobalScope;
/** The files of the app, with a revision where the name doesn't tell. */
declare const __APP_FILES__: { url: string; revision: string | null }[];

/** Not pages of the app: data, and files. */
const NOT_PAGES = [/^\/api(\/|$)/, /\/[^/]+\.[^/]+$/];

precacheAndRoute(__APP_FILES__);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: NOT_PAGES }));
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && FOLDERS.test(url.pathname),
  ({ request }) => fromHere(request),
);

self.addEventListener('install', (event) => {
  // A device that was ready stays so: what the new version needs comes along. Without it, the page fetches it later.
  event.waitUntil(isAnyHere().then((here) => (here ? fetchPack().catch(() => {}) : undefined)));
});
self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), dropOthers()]));
});
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting();
});
