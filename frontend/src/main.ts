import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { language } from '$lib/messages';
import { outbox } from '$lib/outbox.svelte';
import { people } from '$lib/people.svelte';
import { voice } from '$lib/player/voice.svelte';
import { followLinks, place } from '$lib/router.svelte';
import { openShelf } from '$lib/shelf.svelte';
import { update } from '$lib/update.svelte';

// What this device keeps is read before anything is shown: from then on it is there at once.
await openShelf();
await language.start();
people.start();
place.start();
outbox.start();
update.start();
voice.start();
document.addEventListener('click', followLinks);

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target });
