"""Takes credit lines, datelines and dates out of an article's lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .credits import DATE_LABEL, LABEL, Segment, read_bracketed_names, read_credit_line
from .dates import DATE, read_date
from .document import Credit, Dropped
from .enums import CreditRole, DropReason
from .source import Line, Source
from .wording import HAN, ends_sentence, is_personal_name, is_running_text

LABEL_ALONE = re.compile(rf"^{HAN}{{2,6}}\s*[:：]?$")
MAX_DIALOGUE = 1
DATELINE = re.compile(
    rf"^(?P<head>(?:{HAN}{{2,8}})?{HAN}{{0,6}}(?:\d{{1,2}}月\d{{1,2}}日)?(?:讯|电|消息)?\s*"
    r"[(（](?P<inner>[^()（）]{2,80})[)）])\s*(?P<rest>\S)"
)
DISPATCH_PLACE = re.compile(
    rf"^(?:本报|本网|本刊|本台|新华社|{HAN}{{2,6}}(?:社|网|报))({HAN}{{2,5}}?)(?:\d|讯|电|消息)"
)
SIGNED_END = re.compile(r"[(（](?P<inner>[^()（）]{2,80})[)）]$")
FULL_STOP = re.compile(r"[。！？!?][”’」』]?\s*")


@dataclass(frozen=True)
class Bylines:
    """What remains of the lines, and what was said about author, source, date and place.

    `starts` are the offsets at which credit lines begin: a short line directly above a byline
    belongs to the headline.
    """

    lines: tuple[Line, ...]
    credits: tuple[Credit, ...]
    dropped: tuple[Dropped, ...]
    dates: tuple[str, ...]
    place: str
    starts: tuple[int, ...]


def take_bylines(source: Source, lines: Sequence[Line]) -> Bylines:
    """Separate credits and dates from the text; a line not fully understood stays where it is."""
    return _Taker(source, lines).take()


class _Taker:
    def __init__(self, source: Source, lines: Sequence[Line]) -> None:
        self.source = source
        self.lines = lines
        running = [number for number, line in enumerate(lines) if is_running_text(line)]
        self.first = running[0] if running else len(lines)
        self.last = running[-1] if running else -1
        self.is_dialogue = self._count_questions() > MAX_DIALOGUE
        self.kept: list[Line] = []
        self.credits: list[Credit] = []
        self.dropped: list[Dropped] = []
        self.dates: list[str] = []
        self.places: list[str] = []
        self.starts: list[int] = []

    def take(self) -> Bylines:
        skip = False
        for number, line in enumerate(self.lines):
            if skip:
                skip = False
                continue
            after = self.lines[number + 1] if number + 1 < len(self.lines) else None
            if after and self._take_pair(line, after):
                skip = True
                continue
            if self._take_line(number, line):
                continue
            if number == self.first:
                line = self._take_dateline(line)
            if number == self.last:
                line = self._take_signature(line)
            if line.text:
                self.kept.append(line)
        self._note_closing_date()
        return Bylines(
            lines=tuple(self.kept),
            credits=tuple(self.credits),
            dropped=tuple(self.dropped),
            dates=tuple(dict.fromkeys(self.dates)),
            place=self.places[0] if self.places else "",
            starts=tuple(self.starts),
        )

    def _count_questions(self) -> int:
        """Lines amid the text that begin with `记者:`, as an interview's questions do."""
        return sum(
            1
            for line in self.lines[self.first : self.last + 1]
            if (label := LABEL.match(line.text)) and label["label"].endswith("记者")
        )

    def _take_line(self, number: int, line: Line) -> bool:
        if line.level is not None and line.level <= 3:
            return False
        segments = read_credit_line(line.text)
        if segments is None and number > self.last >= 0:
            segments = read_bracketed_names(line.text)
        if segments is None:
            return False
        amid = self.first <= number <= self.last
        if amid and (self.is_dialogue or not all(_is_certain(segment) for segment in segments)):
            return False
        if all(segment.role is None for segment in segments) and not (
            number < self.first or DATE_LABEL.match(line.text)
        ):
            # A bare date below the text is its signature or stands in a picture.
            return False
        self._record(line, segments)
        return True

    def _take_pair(self, line: Line, after: Line) -> bool:
        """A label on one line, the names on the next."""
        if not LABEL_ALONE.match(line.text) or ends_sentence(after.text) or after.level:
            return False
        segments = read_credit_line(f"{line.text} {after.text}")
        if segments is None or len(segments) != 1 or not _is_certain(segments[0]):
            return False
        segment = segments[0]
        self.starts.append(line.start)
        self.credits.append(
            Credit(
                segment.role or CreditRole.OTHER,
                segment.label,
                segment.names,
                f"{line.text} {after.text}",
                self.source.fragments(line, after),
            )
        )
        return True

    def _take_dateline(self, line: Line) -> Line:
        """`本报济宁5月3日讯(记者 康岩)` before the first sentence."""
        match = DATELINE.match(line.text)
        if match is None:
            return line
        segments = read_credit_line(match["inner"])
        if not segments or not any(segment.role for segment in segments):
            return line
        names = [segment for segment in segments if segment.role]
        place = DISPATCH_PLACE.match(match["head"])
        if place:
            self.places.append(place.group(1))
        offset = match.start("inner")
        bounds = [
            0,
            *(segment.start + offset for segment in names[1:]),
            match.end("head"),
        ]
        for segment, start, end in zip(names, bounds, bounds[1:], strict=False):
            self._credit(line.part(start, end), segment)
        return line.part(match.start("rest"))

    def _take_signature(self, line: Line) -> Line:
        """`(记者 康岩)` or `作者:康岩` after the last full stop."""
        stops = list(FULL_STOP.finditer(line.text))
        if not stops:
            return line
        for stop in reversed(stops):
            rest = line.part(stop.end())
            if not rest.text:
                continue
            bracketed = SIGNED_END.fullmatch(rest.text)
            segments = read_credit_line(rest.text)
            if segments is None and bracketed:
                segments = read_bracketed_names(rest.text)
            if segments and all(_is_certain(segment) for segment in segments):
                self._record(rest, segments)
                return line.part(0, stop.end())
            break
        return line

    def _record(self, line: Line, segments: list[Segment]) -> None:
        self.starts.append(line.start)
        for segment in segments:
            part = line.part(segment.start, segment.end)
            if segment.role and segment.names:
                self._credit(part, segment)
            elif part.text:
                reason = DropReason.DATE if segment.date else DropReason.FURNITURE
                self.dropped.append(Dropped(part.text, reason, self.source.fragments(part)))
            if segment.date:
                self.dates.append(segment.date)

    def _credit(self, part: Line, segment: Segment) -> None:
        role = segment.role or CreditRole.OTHER
        fragments = self.source.fragments(part)
        self.credits.append(Credit(role, segment.label, segment.names, part.text, fragments))
        if segment.place:
            self.places.append(segment.place)

    def _note_closing_date(self) -> None:
        """A notice is signed with body and date at its end; both stay in the text."""
        if len(self.kept) >= 3 and DATE.fullmatch(self.kept[-1].text):
            value = read_date(self.kept[-1].text)
            if len(value) == len("2024-05-03"):
                self.dates.append(value)


def _is_certain(segment: Segment) -> bool:
    """True where amid running text, too, nothing but a credit can be meant."""
    if segment.role is None:
        return False
    named = bool(segment.names) and all(is_personal_name(name) for name in segment.names)
    return named or segment.role in {CreditRole.SOURCE, CreditRole.REPOSTED_FROM}
