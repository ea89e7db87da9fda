"""A video file watched by the pose model: a stream of landmarks."""

from collections.abc import Callable, Iterator
from pathlib import Path

from lumbar.vision.detector import Detector
from lumbar.vision.following import Following
from lumbar.vision.lookout import Lookout
from lumbar.vision.model import FOR_FILES, bundle
from lumbar.vision.picture import Picture
from lumbar.vision.video import Video, open_video
from lumbar.vocabulary.landmark import Frame

Told = Callable[[float, float | None], None]
"""Is told after each picture how many seconds have been watched, and of how many, where the file says that."""


class Watching:
    """The landmarks of a video, picture by picture, to be gone through once.

    Attributes:
        video: the file that is watched.
        picture: the one that the last landmarks were found in.
    """

    def __init__(self, video: Video, one: Detector, both: Detector, told: Told | None) -> None:
        self.video = video
        self.picture: Picture | None = None
        self._one, self._both = one, both
        self._told = told

    def __iter__(self) -> Iterator[Frame]:
        lookout, following = Lookout(self._one, self._both), Following()
        with self.video, self._one, self._both:
            for picture in self.video.frames():
                self.picture = picture
                height, width = picture.pixels.shape[:2]
                people = lookout.people(picture)
                followed = following.choose(people, picture.t_s, width, height)
                yield Frame(
                    t_s=picture.t_s,
                    points=() if followed is None else followed,
                    width=width,
                    height=height,
                    people=len(people),
                )
                if self._told is not None:
                    self._told(picture.t_s, self.video.duration_s)

    @property
    def notes(self) -> tuple[str, ...]:
        """Return a sentence for each thing that was wrong with the file, as far as it has been watched."""
        return self.video.notes


def landmarks(path: str | Path, model: str | Path = FOR_FILES, told: Told | None = None) -> Watching:
    """Watch a video file.

    Args:
        path: of the file.
        model: which pose model: ``full``, ``lite``, or a ``.task`` file.
        told: is told how far it has come.

    Raises:
        UnreadableVideo: it has no picture that can be read.
        CannotSee: what is needed isn't installed.
    """
    chosen = bundle(model)
    video = open_video(path)
    try:
        return Watching(video, Detector(chosen), Detector(chosen, people=2), told)
    except BaseException:
        video.close()
        raise


def bare(path: str | Path, model: str | Path = FOR_FILES) -> int:
    """Only let the pose model look for one person in each picture of a video, and return how many there were.

    What that takes is what watching can't take less than: benchmarks compare with it.
    """
    with open_video(path) as video, Detector(bundle(model)) as detector:
        return sum(1 for picture in video.frames() if detector.look(picture) is not None)
