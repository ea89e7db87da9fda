/** Curtain: the controls come when the person stirs, and go after a while in which they did not. */

const STAY_MS = 4000;

/** Screen readers press without a finger: a point of no size, or one without pressure. Whoever hears a control, means it. */
const isVirtual = ({ width, height, pressure, pointerType }: PointerEvent): boolean =>
  (width === 0 && height === 0) || (width <= 1 && height <= 1 && pressure === 0 && pointerType === 'mouse');

export class Curtain {
  up = $state(true);
  private calls = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly mayFall: () => boolean;

  /** `mayFall` says whether it may go now; while the focus is on a control, it may not. */
  constructor(mayFall: () => boolean) {
    this.mayFall = mayFall;
  }

  stir = (): void => {
    this.up = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.mayFall()) this.up = false;
    }, STAY_MS);
  };

  /** A finger comes down. Where the controls are `away`, it only calls them. */
  touch(event: PointerEvent, away: boolean): void {
    this.calls = away && !isVirtual(event);
    this.stir();
  }

  /** Tell whether a click is the end of the touch that called the controls: what lay under it was not meant. */
  isCall(event: MouseEvent): boolean {
    const { calls } = this;
    this.calls = false;
    return calls && event.detail > 0;
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
