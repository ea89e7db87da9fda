"""Where the pose models are. ``make`` builds them into this package (tools/pose_models.py)."""

from pathlib import Path

from lumbar.vision.needs import CannotSee

FOLDER = Path(__file__).parent / "models"
FOR_FILES = "full"
"""Takes half as long again as ``lite``, and sees the legs of people lying down more often where they are."""


def bundle(model: str | Path) -> Path:
    """Return the file of a model: the name of one that came with lumbar, or a ``.task`` file of one's own.

    Raises:
        CannotSee: there is none.
    """
    own = Path(model)
    path = own if own.suffix == ".task" else FOLDER / f"pose_{model}.task"
    if not path.is_file():
        there = ", ".join(each.stem.removeprefix("pose_") for each in sorted(FOLDER.glob("pose_*.task")))
        raise CannotSee(f"needs the pose model {str(model)!r}, and found {there or 'none; make setup builds them'}")
    return path
