"""The pose model on files: what MediaPipe's pose landmarker finds in each picture of a video."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from lumbar.vision.following import Person
from lumbar.vision.hush import hush
from lumbar.vision.needs import CannotSee, mediapipe
from lumbar.vision.picture import Picture
from lumbar.vision.sealing import NO_AUTHORITIES, seal

MS = 1000


class Detector:
    """Finds people in the pictures of one video, in their order. Close it when done, or use it in a ``with``.

    Args:
        bundle: the file of the pose model.
        people: how many to look for.
        still: pictures have nothing to do with each other; each is looked at by itself.

    Raises:
        CannotSee: MediaPipe isn't installed, or can't start.
    """

    def __init__(self, bundle: Path, *, people: int = 1, still: bool = False) -> None:
        seal()
        with hush():
            self._image, self._landmarker = _landmarker(bundle, people=people, still=still)
        self._still = still
        self._last_ms = -1
        self._started = False

    def look(self, picture: Picture) -> Any:
        """Return what the library finds in a picture, as it says it."""
        if self._started:
            return self._detect(picture)
        self._started = True
        with hush():
            return self._detect(picture)

    def people(self, picture: Picture) -> Sequence[Person]:
        """Return the people in a picture."""
        return [
            [(point.x, point.y, point.z, point.visibility) for point in person]
            for person in self.look(picture).pose_landmarks
        ]

    def _detect(self, picture: Picture) -> Any:
        image = self._image(picture.pixels)
        if self._still:
            return self._landmarker.detect(image)
        # It counts in whole milliseconds, each later than the one before.
        self._last_ms = max(round(picture.t_s * MS), self._last_ms + 1)
        return self._landmarker.detect_for_video(image, self._last_ms)

    def close(self) -> None:
        """Let go of the model."""
        self._landmarker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _landmarker(bundle: Path, *, people: int, still: bool) -> tuple[Any, Any]:
    library, tasks = mediapipe()
    modes = tasks.vision.RunningMode

    class Sealed(tasks.BaseOptions):  # type: ignore[misc, name-defined]  # the library has no types
        def to_ctypes(self) -> Any:
            options = super().to_ctypes()
            options.ca_bundle_path = NO_AUTHORITIES.encode()
            return options

    options = tasks.vision.PoseLandmarkerOptions(
        base_options=Sealed(model_asset_path=str(bundle)),
        running_mode=modes.IMAGE if still else modes.VIDEO,
        num_poses=people,
    )

    def image(pixels: Any) -> Any:
        return library.Image(image_format=library.ImageFormat.SRGB, data=pixels)

    try:
        return image, tasks.vision.PoseLandmarker.create_from_options(options)
    except OSError as why:
        # Its own library needs two of the system's, even where nothing is drawn.
        raise CannotSee(f"mediapipe cannot start: {why} (Debian: apt-get install libegl1 libgles2)") from None
    except (ValueError, RuntimeError) as why:
        raise CannotSee(f"{bundle}: expected a model of the pose landmarker, found {_first_line(why)}") from None


def _first_line(why: Exception) -> str:
    return str(why).strip().partition("\n")[0]
