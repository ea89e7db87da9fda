/* Ears: stands in for the browser's voice and sound, takes down what is said and sounded, and when.
   Both go by the page's own clock, so a test that moves the clock moves them too. */
(() => {
  const now_s = () => performance.now() / 1000;
  /** A voice of middling pace. */
  const LETTER_MS = 60;
  const said = [];
  const tones = [];
  const buzzed = [];

  class Utterance {
    constructor(text) {
      Object.assign(this, { text, lang: '', voice: null, rate: 1, volume: 1, onend: null, onerror: null });
    }
  }
  const voices = [
    { name: 'Ann', lang: 'en-GB', voiceURI: 'ann', localService: true, default: true },
    { name: 'Far Ann', lang: 'en-US', voiceURI: 'far-ann', localService: false, default: false },
    { name: 'Juan', lang: 'es-ES', voiceURI: 'juan', localService: true, default: false },
  ];
  let current = null;
  /** While an utterance tells of its end: what is said then goes on with it. */
  let following = null;
  const speech = {
    get speaking() {
      return current !== null;
    },
    pending: false,
    getVoices: () => (window.noVoices ? [] : voices),
    addEventListener() {},
    resume() {},
    speak(utterance) {
      const { text, rate, volume } = utterance;
      if (following) following.text += ` ${text}`;
      else said.push({ at_s: now_s(), text, voice: utterance.voice?.name ?? null, rate, volume, cut: false });
      const entry = { utterance, line: following ?? said.at(-1) };
      current = entry;
      setTimeout(() => {
        if (current !== entry) return;
        current = null;
        following = entry.line;
        utterance.onend?.();
        following = null;
      }, (text.length * LETTER_MS) / rate);
    },
    cancel() {
      const cut = current;
      current = null;
      if (!cut) return;
      cut.line.cut = true;
      cut.utterance.onerror?.();
    },
  };

  class Node {
    connect(next) {
      return next;
    }
    disconnect() {}
  }
  class Context {
    state = 'suspended';
    sampleRate = 8000;
    destination = new Node();
    onstatechange = null;
    #before_s = 0;
    #since_s = 0;
    constructor() {
      window.sound = this;
    }
    get currentTime() {
      return this.#before_s + (this.state === 'running' ? now_s() - this.#since_s : 0);
    }
    turn(state) {
      if (state === this.state) return;
      this.#before_s = this.currentTime;
      this.#since_s = now_s();
      this.state = state;
      this.onstatechange?.();
    }
    async resume() {
      this.turn('running');
    }
    async suspend() {
      this.turn('suspended');
    }
  }
  class Source extends Node {
    onended = null;
    constructor(context, { buffer } = {}) {
      super();
      this.context = context;
      this.buffer = buffer;
    }
    start(at_s) {
      if (!this.buffer) return;
      this.tone = { seconds: this.buffer.seconds, at_s: now_s() + at_s - this.context.currentTime, off: false };
      tones.push(this.tone);
    }
    stop() {
      if (this.tone && this.tone.at_s > now_s()) this.tone.off = true;
    }
  }
  class Buffer {
    constructor({ length, sampleRate }) {
      this.seconds = length / sampleRate;
      this.samples = new Float32Array(length);
    }
    getChannelData() {
      return this.samples;
    }
  }
  class Gain extends Node {
    gain = { value: 1 };
  }
  class Stream extends Node {
    stream = new MediaStream();
  }

  const NAMES = [
    [0.5, 'ready'],
    [1, 'turn'],
    [Infinity, 'done'],
  ];
  const nameOf = (seconds) => NAMES.find(([most]) => seconds < most)[1];

  const put = (name, value) => Object.defineProperty(window, name, { value, configurable: true, writable: true });
  put('speechSynthesis', speech);
  put('SpeechSynthesisUtterance', Utterance);
  put('AudioContext', Context);
  put('AudioBuffer', Buffer);
  put('AudioBufferSourceNode', Source);
  put('ConstantSourceNode', Source);
  put('GainNode', Gain);
  put('MediaStreamAudioDestinationNode', Stream);
  Object.defineProperty(navigator, 'vibrate', { value: (pattern) => buzzed.push({ at_s: now_s(), pattern }) });

  /** All that was heard until now, in the order of time. */
  window.heard = () => {
    const now = now_s() + 0.0005;
    const sounded = tones.filter(({ at_s, off }) => !off && at_s <= now).map(({ at_s, seconds }) => ({ at_s, tone: nameOf(seconds) }));
    return [...said.map((line) => ({ ...line })), ...sounded].sort((one, other) => one.at_s - other.at_s);
  };
  window.buzzed = () => buzzed;
})();
