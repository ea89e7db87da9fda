/** What comes of asking, besides an answer. */
import type { Problem } from './types';

/** The server, or this device in its place, understood and said no; `problems` says to what. */
export class Refused extends Error {
  readonly status: number;
  readonly problems: readonly Problem[];

  constructor(status: number, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

/** Nobody answered: the server is stopped, or the connection is gone, and this device can't answer either. */
export class Unreachable extends Error {}

/** The time to answer was over; asking again at once would only take as long. */
export class Silent extends Unreachable {}
