"""A video file, picture by picture. However long it is, only a few pictures are in memory.

Reading goes on wherever it can: a picture that is broken is left out and counted, a file that ends in the middle
gives what there is, and `Video.notes` tells both afterwards.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from lumbar.vision.needs import needed
from lumbar.vision.picture import Developer, Picture
from lumbar.vision.times import Times

USUAL_RATE = 30.0
"""Pictures a second, where a file has neither times nor a rate."""
SHORT_S = 1.0
"""A file that ends this much before it says it does is told to be cut short."""
MOST_STUMBLES = 32
"""How often in a row reading may fail before the rest of the file is given up."""
ONE_BY_ONE = {"h264", "hevc", "mjpeg"}
"""In these every packet is a picture, so one that is never seen was broken."""
TEXT = {"tty", "bin", "xbin", "adf", "idf", "ansi"}
"""What FFmpeg would show letters of."""


class UnreadableVideo(Exception):
    """A file that no pictures can be read from; says what was expected, and what was found."""


def open_video(path: str | Path) -> "Video":
    """Open a video file and read its first picture.

    Raises:
        UnreadableVideo: there is no such file, or it has no picture that can be read.
        CannotSee: what reads videos isn't installed.
    """
    path = Path(path)
    if not path.exists():
        raise UnreadableVideo(f"{path}: expected a video, found no such file")
    if path.is_dir():
        raise UnreadableVideo(f"{path}: expected a video, found a folder")
    if not path.is_file():
        raise UnreadableVideo(f"{path}: expected a video, found something that isn't a file")
    av = needed("av")
    container = _opened(av, path)
    try:
        return Video(av, container, _pictures_of(av, container, path), path)
    except BaseException:
        container.close()
        raise


class Video:
    """An open video file. Close it when done, or use it in a ``with``; its pictures can be read once.

    Attributes:
        duration_s: how long it says it is; None where it doesn't.
        rate: pictures a second on average, as far as that is known.
        left_out: how many pictures could not be used, so far: they were broken, or came too late to be in order.
        cut_short_s: where it ended too early, in seconds from the start; None as long as it has not.
    """

    def __init__(self, av: Any, container: Any, stream: Any, path: Path) -> None:
        self._av, self._container, self._stream, self._path = av, container, stream, path
        self.duration_s = _duration_s(av, container, stream)
        self.rate = float(stream.guessed_rate or stream.average_rate or USUAL_RATE)
        self.left_out = 0
        self.cut_short_s: float | None = None
        self._reached_s = 0.0
        self._given_up = False
        self._developer = Developer(av, float(stream.sample_aspect_ratio or 1))
        self._unread = self._pictures()
        self._first = next(self._unread, None)
        if self._first is None:
            raise UnreadableVideo(f"{path}: expected a video, found no picture in it that can be read")

    @property
    def width(self) -> int:
        """Return how wide the first picture is, in pixels, as it is seen."""
        return 0 if self._first is None else self._first.pixels.shape[1]

    @property
    def height(self) -> int:
        """Return how high the first picture is, in pixels, as it is seen."""
        return 0 if self._first is None else self._first.pixels.shape[0]

    def frames(self) -> Iterator[Picture]:
        """Yield the pictures in the order of their times, each later than the one before."""
        if self._first is not None:
            yield self._first
        yield from self._unread

    @property
    def notes(self) -> tuple[str, ...]:
        """Return a sentence for each thing that was wrong with the file, as far as it has been read."""
        notes = []
        if self.left_out == 1:
            notes.append("One picture could not be used and was left out.")
        elif self.left_out:
            notes.append(f"{self.left_out} pictures could not be used and were left out.")
        if self.cut_short_s is not None:
            of = "" if self.duration_s is None else f" of {self.duration_s:.1f}"
            notes.append(f"The file is cut short: {self.cut_short_s:.1f}{of} seconds could be read.")
        return tuple(notes)

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _pictures(self) -> Iterator[Picture]:
        times = Times(step_s=1 / self.rate)
        last_s = 0.0
        for frame in self._decoded():
            t_s = times.place(frame.time)
            if t_s is None:
                self.left_out += 1
                continue
            last_s = t_s
            yield Picture(t_s=t_s, pixels=self._developer.pixels(frame))
        ended_early = self.duration_s is not None and self._reached_s < self.duration_s - SHORT_S
        if self._given_up or ended_early:
            self.cut_short_s = last_s

    def _decoded(self) -> Iterator[Any]:
        """Yield the frames that can be decoded, and count those that can't."""
        owed = 0
        for packet in self._packets():
            owed += packet.size > 0 and not packet.is_discard
            try:
                frames = packet.decode()
            except self._av.error.FFmpegError:
                self.left_out += 1
                owed -= 1
                continue
            for frame in frames:
                owed -= 1
                if frame.is_corrupt:
                    self.left_out += 1
                else:
                    yield frame
        if self._stream.codec_context.name in ONE_BY_ONE:
            self.left_out += max(owed, 0)

    def _packets(self) -> Iterator[Any]:
        """Yield the packets of the pictures, going on after what can't be read, and an empty one at the end."""
        stumbles = 0
        while stumbles < MOST_STUMBLES:
            try:
                for packet in self._container.demux(self._listened()):
                    self._reach(packet)
                    if packet.stream.index == self._stream.index:
                        yield packet
                        stumbles = 0
                return
            except self._av.error.FFmpegError:
                stumbles += 1
        self._given_up = True
        flush = self._av.Packet()
        flush.stream = self._stream
        yield flush

    def _listened(self) -> list[Any]:
        """Return the streams that tell how far the file has been read."""
        return [self._stream, *self._container.streams.audio]

    def _reach(self, packet: Any) -> None:
        if packet.pts is not None:
            end_s = float((packet.pts + (packet.duration or 0)) * packet.time_base)
            start_s = (self._container.start_time or 0) / self._av.time_base
            self._reached_s = max(self._reached_s, end_s - start_s)


def _opened(av: Any, path: Path) -> Any:
    if path.stat().st_size == 0:
        raise UnreadableVideo(f"{path}: expected a video, found an empty file")
    try:
        # A playlist is a file, too; what it names on other machines stays there.
        return av.open(f"file:{path}", options={"protocol_whitelist": "file"}, metadata_errors="ignore")
    except PermissionError:
        raise UnreadableVideo(f"{path}: expected a video, found a file that may not be read") from None
    except (av.error.FFmpegError, OSError, ValueError):
        raise UnreadableVideo(
            f"{path}: expected a video, found a file that isn't one or that lacks its end"
        ) from None


def _pictures_of(av: Any, container: Any, path: Path) -> Any:
    """Return the stream of pictures; the largest where there are several. A cover is not a video."""
    cover = av.stream.Disposition.attached_pic
    streams = [each for each in container.streams.video if not each.disposition & cover]
    if set(container.format.name.split(",")) & TEXT:
        streams = []
    if streams:
        return max(streams, key=lambda each: (each.width or 0) * (each.height or 0))
    if container.streams.audio:
        raise UnreadableVideo(f"{path}: expected a video, found sound without pictures")
    raise UnreadableVideo(f"{path}: expected a video, found a file that isn't one")


def _duration_s(av: Any, container: Any, stream: Any) -> float | None:
    if container.duration is not None and container.duration > 0:
        return float(container.duration / av.time_base)
    if stream.duration is not None and stream.duration > 0:
        return float(stream.duration * stream.time_base)
    return None
