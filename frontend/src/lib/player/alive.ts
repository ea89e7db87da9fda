/**
 * Alive: a session that goes on with the screen locked, where the platform allows it.
 *
 * A page counts as playing while it gives out sound. Between tones that is a constant far below hearing; it holds
 * no tone that a loudspeaker could make. Safari wants to be told that this is playback, and a media element besides;
 * elsewhere that would only cost battery. The lock screen shows what is on, and its buttons steer the session.
 */

const INAUDIBLE = 0.0005;

export interface Steering {
  play: () => void;
  pause: () => void;
  next: () => void;
  previous: () => void;
}

export class Alive {
  private source: ConstantSourceNode | null = null;
  private element: HTMLAudioElement | null = null;

  /** Begin to count as playing. Call it from a touch or a key, like the sound itself. */
  begin(context: AudioContext | null, steering: Steering): void {
    if (!context || this.source) return;
    this.source = new ConstantSourceNode(context, { offset: INAUDIBLE });
    this.source.connect(context.destination);
    this.source.start();
    if ('audioSession' in navigator) this.element = played(this.source, context);
    const session = mediaSession();
    session?.setActionHandler('play', steering.play);
    session?.setActionHandler('pause', steering.pause);
    session?.setActionHandler('nexttrack', steering.next);
    session?.setActionHandler('previoustrack', steering.previous);
  }

  show(title: string, by: string, playing: boolean): void {
    const session = mediaSession();
    if (!session) return;
    if (session.metadata?.title !== title) session.metadata = new MediaMetadata({ title, artist: by });
    session.playbackState = playing ? 'playing' : 'paused';
  }

  end(): void {
    this.source?.stop();
    this.source?.disconnect();
    this.source = null;
    this.element?.pause();
    this.element = null;
    const session = mediaSession();
    if (!session) return;
    session.metadata = null;
    session.playbackState = 'none';
    for (const action of ['play', 'pause', 'nexttrack', 'previoustrack'] as const) session.setActionHandler(action, null);
  }
}

function played(source: AudioNode, context: AudioContext): HTMLAudioElement {
  (navigator as unknown as { audioSession: { type: string } }).audioSession.type = 'playback';
  const stream = new MediaStreamAudioDestinationNode(context);
  source.connect(stream);
  const element = new Audio();
  element.srcObject = stream.stream;
  void element.play().catch(() => {});
  return element;
}

const mediaSession = (): MediaSession | null => ('mediaSession' in navigator ? navigator.mediaSession : null);
