"""The plot of a recording: the signal, repetitions, holds, faults and blind spells on one time axis."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from lumbar.vision.needs import needed

INK, HELD, WRONG, BLIND = "#1f3a3a", "#7fb8a4", "#b3401f", "#c9c9c9"
SIDES = {"left": "#1f6f6f", "right": "#b0722a", "": "#1f6f6f"}
WIDE_IN, HIGH_IN, DOTS = 11.0, 4.2, 150

Signal = Sequence[tuple[float, Mapping[str, float]]]
"""When, and how far out each side is, in shares of the figure's way; "" for a movement without sides."""


def drawn(ending: str, title: str, signal: Signal, report: Mapping[str, Any]) -> bytes:
    """Return a drawing of a recording, as a file with this ending (.png, .svg or .pdf).

    Raises:
        CannotSee: matplotlib isn't installed.
    """
    figure = needed("matplotlib.figure").Figure(figsize=(WIDE_IN, HIGH_IN), layout="constrained")
    needed("matplotlib.backends.backend_agg").FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for spell in report["unseen"]:
        axes.axvspan(spell["start_s"], spell["end_s"], color=BLIND, alpha=0.6, lw=0)
        axes.text(spell["start_s"], 1.22, f" {spell['why'].replace('_', ' ')}", fontsize=8, color=INK, va="top")
    for hold in report["holds"]:
        axes.axvspan(hold["start_s"], hold["end_s"], color=HELD, alpha=0.35, lw=0)
        middle = (hold["start_s"] + hold["end_s"]) / 2
        axes.text(middle, 1.12, f"{hold['held_s']:.1f} s", fontsize=8, color=INK, ha="center")
    for name in sorted({name for _, shares in signal for name in shares}):
        own = [(t_s, shares.get(name)) for t_s, shares in signal]
        axes.plot(
            [t_s for t_s, _ in own],
            [float("nan") if share is None else share for _, share in own],
            color=SIDES[name],
            lw=1.4,
            label=name or None,
        )
    for number, rep in enumerate(report["reps"], start=1):
        axes.plot([rep["start_s"], rep["end_s"]], [-0.22, -0.22], color=INK, lw=2, solid_capstyle="butt")
        side = f" {rep['side']}" if rep["side"] else ""
        axes.text(rep["top_s"], -0.3, f"{number}{side}", fontsize=9, color=INK, ha="center", va="top")
    for fault in report["faults"]:
        axes.axvline(fault["t_s"], color=WRONG, lw=1)
        axes.text(
            fault["t_s"],
            1.02,
            f" {fault['fault'].replace('_', ' ')}",
            fontsize=8,
            color=WRONG,
            rotation=90,
            va="top",
        )
    axes.set_ylim(-0.45, 1.25)
    axes.set_yticks([0, 0.5, 1], ["rest", "half", "all the way"])
    axes.set_xlabel("seconds")
    axes.set_title(f"{title}: {report['rep_count']} repetitions", loc="left", color=INK)
    for edge in ("top", "right"):
        axes.spines[edge].set_visible(False)
    if len({name for _, shares in signal for name in shares}) > 1:
        axes.legend(loc="lower right", bbox_to_anchor=(1, 1), frameon=False, fontsize=8, ncols=2)
    file = BytesIO()
    figure.savefig(file, format=ending.removeprefix("."), dpi=DOTS)
    return file.getvalue()
