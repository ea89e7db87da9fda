/* Takes down when each tone was set to sound, and reads the sound's and the device's clock side by side. */
(() => {
  const tones = new Map();
  const readings = [];
  let hidden = false;
  let longest_sleep_ms = 0;
  let looked = performance.now();
  let context = null;
  let from_s = 0;

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
  setInterval(() => {
    const now = performance.now();
    longest_sleep_ms = Math.max(longest_sleep_ms, now - looked);
    looked = now;
    if (document.visibilityState === 'hidden') hidden = true;
    // Sound that rests says nothing about how the two clocks go.
    if (context?.state === 'running') readings.push([context.currentTime, now / 1000]);
  }, 1000);

  /** The device's clock as the sound's: the line through all readings, because each alone is off by a buffer. */
  function line() {
    const since = readings.filter(([sound_s]) => sound_s >= from_s);
    const mean = (at) => since.reduce((sum, each) => sum + each[at], 0) / since.length;
    const [sound_s, device_s] = [mean(0), mean(1)];
    const both = since.reduce((sum, [sound, device]) => sum + (sound - sound_s) * (device - device_s), 0);
    const own = since.reduce((sum, [sound]) => sum + (sound - sound_s) ** 2, 0);
    return (at_s) => device_s + (both / own) * (at_s - sound_s);
  }

  /** What sounded before belongs to what was skipped. */
  window.begin = () => {
    from_s = context?.currentTime ?? 0;
  };
  window.timing = () => {
    const deviceAt = line();
    return {
      hidden,
      longest_sleep_ms,
      tones: [...tones.values()]
        .filter((at_s) => at_s >= from_s && at_s <= context.currentTime)
        .sort((one, other) => one - other)
        .map((at_s) => ({ at_s, device_s: deviceAt(at_s) })),
    };
  };
})();
