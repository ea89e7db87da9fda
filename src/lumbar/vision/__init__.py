"""Vision: from a video file to landmarks, picture by picture. Nothing of it leaves the machine.

Needs the extra ``coach`` (PyAV to read videos, MediaPipe to find people in pictures); both are loaded when they are
first used, and `CannotSee` says what is missing.
"""

from lumbar.vision.needs import CannotSee
from lumbar.vision.picture import Picture
from lumbar.vision.video import UnreadableVideo, Video, open_video
from lumbar.vision.watching import Told, Watching, bare, landmarks

__all__ = [
    "CannotSee",
    "Picture",
    "Told",
    "UnreadableVideo",
    "Video",
    "Watching",
    "bare",
    "landmarks",
    "open_video",
]
