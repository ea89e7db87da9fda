"""Makes the handout's fonts from the front end's: `python -m tools.handout_fonts FOLDER`.

Typst reads no woff2 and sets no variable font: each weight that is printed becomes a file of its own. Run by hand
when the typeface has a new version, where fonttools and brotli are installed; what it makes is kept.
"""

import sys
from pathlib import Path

FROM = Path("frontend/node_modules/@fontsource-variable/atkinson-hyperlegible-next")
FILE = FROM / "files" / "atkinson-hyperlegible-next-latin-wght-normal.woff2"
WEIGHTS = {"Regular": 400, "SemiBold": 600, "Bold": 700}


def main() -> None:
    """Write a file for each weight, and the licence."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, weight in WEIGHTS.items():
        font = instantiateVariableFont(TTFont(FILE), {"wght": weight}, updateFontNames=True)
        font.flavor = None
        font.save(folder / f"AtkinsonHyperlegibleNext-{name}.ttf")
    (folder / "OFL.txt").write_text((FROM / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    main()
