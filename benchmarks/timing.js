/* Takes down when each tone was set to sound, and reads the sound's and the device's clock side by side. */
(() => {
  const LOOK_MS = 500;
  const tones = new Map();
  const readings = [];
  const looks = { all: 0, hidden: 0 };
  let longest_sleep_ms = 0;
  let looked = performance.now();
  let context = null;
  let from_s = 0;

  // Chromium spares a hidden tab that plays sound, and not every browser does. So its timers are held back here as those
  // of a silent tab are, to the next full second.
  const { setTimeout: later } = window;
  window.setTimeout = (then, ms = 0, ...rest) => {
    const due_ms = performance.now() + ms;
    const late_ms = document.visibilityState === 'hidden' ? Math.ceil(due_ms / 1000) * 1000 - due_ms : 0;
    return later(then, ms + late_ms, ...rest);
  };

  const { start, stop } = AudioScheduledSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (at_s, ...rest) {
    context = this.context;
    tones.set(this, at_s);
    return start.call(this, at_s, ...rest);
  };
  AudioBufferSourceNode.prototype.stop = function (...rest) {
    if (tones.get(this) > this.context.currentTime) tones.delete(this);
    return stop.call(this, ...rest);
  };
  function look() {
    const now = performance.now();
    longest_sleep_ms = Math.max(longest_sleep_ms, now - looked);
    looked = now;
    looks.all += 1;
    if (document.visibilityState === 'hidden') looks.hidden += 1;
    // Sound that rests says nothing about how the two clocks go.
    if (context?.state === 'running') readings.push([context.currentTime, now / 1000]);
    setTimeout(look, LOOK_MS);
  }
  look();

  /** The device's clock as the sound's: the line through all readings, because each alone is off by a buffer. */
  function line() {
    const since = readings.filter(([sound_s]) => sound_s >= from_s);
    const mean = (at) => since.reduce((sum, each) => sum + each[at], 0) / since.length;
    const [sound_s, device_s] = [mean(0), mean(1)];
    const both = since.reduce((sum, [sound, device]) => sum + (sound - sound_s) * (device - device_s), 0);
    const own = since.reduce((sum, [sound]) => sum + (sound - sound_s) ** 2, 0);
    return (at_s) => device_s + (both / own) * (at_s - sound_s);
  }

  /** What sounded before belongs to what was skipped, and was looked at. */
  window.begin = () => {
    from_s = context?.currentTime ?? 0;
    looks.all = looks.hidden = 0;
  };
  window.hiddenShare = () => looks.hidden / looks.all;
  window.timing = () => {
    const deviceAt = line();
    return {
      hidden_share: hiddenShare(),
      longest_sleep_ms,
      tones: [...tones.values()]
        .filter((at_s) => at_s >= from_s && at_s <= context.currentTime)
        .sort((one, other) => one - other)
        .map((at_s) => ({ at_s, device_s: deviceAt(at_s) })),
    };
  };
})();
