/** Curtain: the controls come when the person stirs, and go after a while in which they did not. */

const STAY_MS = 4000;

export class Curtain {
  up = $state(true);
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

  dispose(): void {
    clearTimeout(this.timer);
  }
}
