/** Drawing with uPlot. It is loaded only here, when the first chart is shown, and draws one still picture. */
import type uPlot from 'uplot';
import { number } from '$lib/numbers';
import { spread } from '$lib/days';
import { apart, freest, type Box } from './room';

export interface Line {
  /** Written at the line's end; bars have none. */
  label: string;
  values: readonly (number | null)[];
  kind: 'line' | 'bars' | 'steps';
  /** A token of the palette, without its dashes. */
  colour: Token;
}

/** A level across the whole chart, or with `to` a band. */
export interface Mark {
  from: number;
  to?: number;
  label?: string;
}

export interface Drawing {
  /** Places along the chart, rising, and what is written under them. */
  at: readonly number[];
  named: (place: number) => string;
  lines: readonly Line[];
  least: number;
  most: number;
  /** The levels that have a number at the side. */
  steps: readonly number[];
  marks?: readonly Mark[];
  /** Without numbers, names and labels: a small one among many. */
  bare?: boolean;
  /** The first and the last place, where they are not those of `at`. */
  ends?: readonly [number, number];
}

type Token = 'act' | 'now' | 'ink-2' | 'act-wash' | 'line' | 'paper';
type Plot = typeof uPlot;

/** What a drawing is drawn with, read from the page it stands in. */
interface Ink {
  colour: (token: Token) => string;
  /** The text size of the page, px, and the type at this size; on the canvas everything is `ratio` times as large. */
  size: number;
  font: string;
  ratio: number;
}

let loaded: Promise<Plot> | undefined;

async function load(): Promise<Plot> {
  const [module] = await Promise.all([import('uplot'), import('uplot/dist/uPlot.min.css')]);
  return module.default;
}

/** Draws into an element of known size; what it returns takes the drawing away. */
export type Plotter = (into: HTMLElement, drawing: Drawing) => () => void;

export async function plotter(): Promise<Plotter> {
  loaded ??= load();
  let Plot: Plot;
  try {
    Plot = await loaded;
  } catch (error) {
    loaded = undefined;
    throw error;
  }
  return (into, drawing) => {
    const data = [drawing.at, ...drawing.lines.map(({ values }) => values)] as uPlot.AlignedData;
    const plot = new Plot(options(Plot, into, drawing), data, into);
    return () => plot.destroy();
  };
}

function options(Plot: Plot, into: HTMLElement, drawing: Drawing): uPlot.Options {
  const ink = inkOf(into);
  const { at, lines, least, most, steps, bare = false, named } = drawing;
  const [first, last] = drawing.ends ?? [at[0] ?? 0, at.at(-1) ?? 1];
  const beside = lines.some(({ kind }) => kind === 'bars') ? gap(at) * 0.6 : Math.max(0.5, (last - first) * 0.02);
  const room = ink.size * 5;
  const axis = { stroke: ink.colour('ink-2'), font: ink.font, ticks: { show: false } };
  const numbers = {
    ...axis,
    grid: { stroke: ink.colour('line'), width: 1 },
    size: bare ? 0 : ink.size * (1 + 0.6 * Math.max(...steps.map((step) => number(step).length))),
    gap: ink.size * 0.5,
    splits: () => [...steps],
    values: (_: uPlot, levels: number[]) => (bare ? [] : levels.map(number)),
  };
  const names = {
    ...axis,
    grid: { show: false },
    size: ink.size * 2,
    gap: ink.size * 0.5,
    splits: () => spread(at, Math.floor(into.clientWidth / room)),
    values: (_: uPlot, places: number[]) => places.map(named),
  };
  return {
    width: into.clientWidth,
    height: into.clientHeight,
    legend: { show: false },
    cursor: { show: false },
    padding: bare ? [6, 6, 6, 6] : [ink.size, Math.max(ink.size * 1.5, widest(lines, ink) + ink.size * 0.75), 0, 0],
    scales: { x: { time: false, range: () => [first - beside, last + beside] }, y: { range: () => [least, most] } },
    axes: [bare ? { show: false } : names, numbers],
    series: [{}, ...lines.map((line) => series(Plot, line, ink, at.length))],
    hooks: {
      drawClear: [(plot) => drawing.marks?.forEach((mark) => paint(plot, mark, ink))],
      draw: bare
        ? []
        : [
            (plot) => drawing.marks?.forEach((mark) => name(plot, mark, drawing, ink)),
            (plot) => label(plot, lines, ink),
          ],
    },
  };
}

function inkOf(into: HTMLElement): Ink {
  const style = getComputedStyle(into);
  const size = Math.round(parseFloat(style.fontSize));
  return {
    colour: (token) => style.getPropertyValue(`--${token}`).trim(),
    size,
    font: `${size}px ${style.fontFamily}`,
    ratio: devicePixelRatio,
  };
}

/** The least distance between two places; a week where there is only one. */
function gap(at: readonly number[]): number {
  const gaps = at.slice(1).map((place, before) => place - (at[before] ?? place));
  return gaps.length > 0 ? Math.min(...gaps) : 7;
}

function widest(lines: readonly Line[], { font }: Ink): number {
  const ctx = document.createElement('canvas').getContext('2d');
  if (!ctx) return 0;
  ctx.font = font;
  return Math.max(0, ...lines.filter(({ kind }) => kind !== 'bars').map((line) => ctx.measureText(line.label).width));
}

const FEW_POINTS = 40;

function series(Plot: Plot, { kind, colour, label }: Line, ink: Ink, count: number): uPlot.Series {
  const stroke = ink.colour(colour);
  const common = { label, stroke, width: 2.5, spanGaps: true };
  const noPoints = { points: { show: false } };
  if (kind === 'bars') {
    return { ...common, ...noPoints, width: 0, fill: stroke, paths: Plot.paths.bars!({ size: [0.6, 48], radius: 0.15 }) };
  }
  if (kind === 'steps') return { ...common, ...noPoints, paths: Plot.paths.stepped!({ align: 1 }) };
  return { ...common, points: { show: count <= FEW_POINTS, size: 8, fill: stroke, stroke } };
}

/** Where a level is on the canvas, kept inside the chart. */
function height(plot: uPlot, level: number): number {
  const { top, height } = plot.bbox;
  return Math.min(top + height, Math.max(top, plot.valToPos(level, 'y', true)));
}

function paint(plot: uPlot, { from, to }: Mark, ink: Ink): void {
  const { ctx, bbox } = plot;
  const y = height(plot, from);
  ctx.save();
  if (to !== undefined) {
    ctx.fillStyle = ink.colour('act-wash');
    ctx.fillRect(bbox.left, height(plot, to), bbox.width, y - height(plot, to));
  } else {
    ctx.strokeStyle = ink.colour('ink-2');
    ctx.lineWidth = 1.5 * ink.ratio;
    ctx.setLineDash([6 * ink.ratio, 5 * ink.ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  ctx.restore();
}

/** Write what a mark is, along one of its edges, where the lines leave the most room. */
function name(plot: uPlot, { from, to, label }: Mark, { at, lines }: Drawing, ink: Ink): void {
  if (!label) return;
  const { bbox, ctx } = plot;
  const space = 5 * ink.ratio;
  const tall = ink.size * 1.2 * ink.ratio;
  ctx.font = canvasFont(ink);
  const wide = ctx.measureText(label).width;
  const tops = to === undefined ? [height(plot, from) - tall] : [height(plot, to), height(plot, from) - tall];
  const boxes = tops.flatMap((y): Box[] =>
    [bbox.left + space, bbox.left + bbox.width - wide - space].map((x) => ({ x, y, wide, tall })),
  );
  const drawn = lines.map(({ values }) =>
    at.flatMap((place, nth): [number, number][] => {
      const value = values[nth];
      return value == null ? [] : [[plot.valToPos(place, 'x', true), height(plot, value)]];
    }),
  );
  const { x, y } = freest(boxes, drawn);
  write(plot, label, ink, { x, y: y + tall / 2, colour: 'ink-2' });
}

/** Write each line's name at its end, apart from the others and inside the chart. */
function label(plot: uPlot, lines: readonly Line[], ink: Ink): void {
  const { bbox } = plot;
  const ends = lines
    .filter(({ kind }) => kind !== 'bars')
    .map((line) => ({ line, y: height(plot, line.values.findLast((value) => value !== null) ?? 0) }))
    .sort((one, other) => one.y - other.y);
  const tall = ink.size * 1.15 * ink.ratio;
  const placed = apart(ends.map(({ y }) => y), tall, bbox.top + bbox.height - tall / 2);
  ends.forEach(({ line }, nth) =>
    write(plot, line.label, ink, {
      x: bbox.left + bbox.width + ink.size * 0.4 * ink.ratio,
      y: placed[nth] ?? 0,
      colour: line.colour,
    }),
  );
}

interface Place {
  x: number;
  /** The middle of the text. */
  y: number;
  colour: Token;
}

function write({ ctx }: uPlot, text: string, ink: Ink, { x, y, colour }: Place): void {
  ctx.save();
  ctx.font = canvasFont(ink);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.fillStyle = ink.colour(colour);
  ctx.fillText(text, x, y);
  ctx.restore();
}

const canvasFont = ({ font, size, ratio }: Ink): string => font.replace(/^\d+/, String(size * ratio));
