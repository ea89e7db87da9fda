import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { outbox } from '$lib/outbox.svelte';
import { followLinks, place } from '$lib/router.svelte';

place.start();
outbox.start();
document.addEventListener('click', followLinks);

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target });
