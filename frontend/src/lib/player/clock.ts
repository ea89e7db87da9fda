/**
 * Where the player's time comes from. Handed in, so that a test can be the clock.
 *
 * A session's time is that of the sound while sound runs, because tones are set on it ahead of time and what is
 * shown and said must agree with them. Without sound it is the device's.
 */

/** The device's own clocks, and its alarm. */
export interface Device {
  /** Milliseconds since some fixed moment. Never goes back; may stand still while the device sleeps. */
  now(): number;
  /** What the calendar's clock says, in milliseconds. It may be set, forwards and back. */
  wall(): number;
  /** Call `then` once, after at least `ms`; the returned function calls it off. */
  after(ms: number, then: () => void): () => void;
}

/** The clock that sound is played by. `seconds` keeps its last reading while it does not run. */
export interface SoundTime {
  readonly running: boolean;
  readonly seconds: number;
}

/** One reading of all clocks, to compare a later one with. */
export interface Moment {
  readonly session_ms: number;
  readonly device_ms: number;
  readonly wall_ms: number;
}

export const device: Device = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

export const noSound: SoundTime = { running: false, seconds: 0 };

/** Sound that says it runs and doesn't move for this long, while the page is awake, is broken. */
const STUCK_MS = 1500;

/** Session time, in milliseconds. It never jumps: a change of source goes on from where the other one was. */
export class SessionClock {
  private readonly device: Device;
  private readonly sound: SoundTime;
  private bySound = false;
  private base_ms = 0;
  private since_ms: number;
  /** When the sound was last seen to move, and when it was last looked at. */
  private moved = { sound_ms: 0, device_ms: 0 };
  private looked_ms = 0;

  constructor(device: Device, sound: SoundTime) {
    this.device = device;
    this.sound = sound;
    this.since_ms = device.now();
  }

  now(): number {
    this.follow();
    return this.base_ms + this.reading() - this.since_ms;
  }

  /** Whether the sound's clock is the one that counts now. */
  get sounding(): boolean {
    this.follow();
    return this.bySound;
  }

  after(ms: number, then: () => void): () => void {
    return this.device.after(ms, then);
  }

  /** The same moment on the sound's clock, in its seconds; null while there is none to go by. */
  soundAt(session_ms: number): number | null {
    return this.sounding ? (this.since_ms + session_ms - this.base_ms) / 1000 : null;
  }

  moment(): Moment {
    return { session_ms: this.now(), device_ms: this.device.now(), wall_ms: this.device.wall() };
  }

  /** How long the device went on while session time stood still. A clock that was set back counts for nothing. */
  missed_ms(since: Moment): number {
    const ran_ms = this.now() - since.session_ms;
    return Math.max(this.device.now() - since.device_ms, this.device.wall() - since.wall_ms) - ran_ms;
  }

  private reading(): number {
    return this.bySound ? this.sound.seconds * 1000 : this.device.now();
  }

  private follow(): void {
    const { bySound } = this;
    const usable = this.sound.running && !this.isStuck();
    if (usable === bySound) return;
    this.base_ms += this.reading() - this.since_ms;
    this.bySound = usable;
    this.since_ms = this.reading();
  }

  private isStuck(): boolean {
    const [sound_ms, device_ms] = [this.sound.seconds * 1000, this.device.now()];
    const awake = device_ms - this.looked_ms < STUCK_MS;
    this.looked_ms = device_ms;
    if (sound_ms > this.moved.sound_ms || !awake) this.moved = { sound_ms, device_ms };
    return device_ms - this.moved.device_ms >= STUCK_MS;
  }
}
