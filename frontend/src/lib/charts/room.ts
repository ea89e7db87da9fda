/** Room for words in a chart: where they cover the least, and how far apart they stand. */

export interface Box {
  x: number;
  y: number;
  wide: number;
  tall: number;
}

/** Places across a box that are looked at. */
const LOOKS = 16;
/** So much of a box's height stays free above and below it. */
const AROUND = 0.25;

/** Choose the box that the fewest lines run through. A line is its points, from left to right. */
export function freest(boxes: readonly Box[], lines: readonly (readonly [number, number])[][]): Box {
  const covered = boxes.map((box) => lines.reduce((sum, line) => sum + crossed(box, line), 0));
  return boxes[covered.indexOf(Math.min(...covered))]!;
}

function crossed({ x, y, wide, tall }: Box, line: readonly (readonly [number, number])[]): number {
  const around = tall * AROUND;
  const looks = Array.from({ length: LOOKS }, (_, at) => x + (wide * at) / (LOOKS - 1));
  return looks.filter((here) => {
    const level = levelAt(line, here);
    return level !== null && level >= y - around && level <= y + tall + around;
  }).length;
}

function levelAt(line: readonly (readonly [number, number])[], here: number): number | null {
  const next = line.findIndex(([x]) => x >= here);
  const [to, from] = [line[next], line[next - 1]];
  if (!to || (!from && to[0] > here)) return null;
  if (!from) return to[1];
  return from[1] + ((to[1] - from[1]) * (here - from[0])) / (to[0] - from[0]);
}

/** Move rising places so that each is at least `tall` from the next, and none is beyond `most`. */
export function apart(places: readonly number[], tall: number, most: number): number[] {
  const moved: number[] = [];
  for (const place of places) moved.push(Math.max(place, (moved.at(-1) ?? -Infinity) + tall));
  let limit = most;
  for (let at = moved.length - 1; at >= 0; at -= 1) {
    moved[at] = Math.min(moved[at] ?? 0, limit);
    limit = moved[at]! - tall;
  }
  return moved;
}
