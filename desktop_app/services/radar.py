"""The opinion radar: which recorded opinions, also of earlier conferences, ask for the same as one
that is being typed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from desktop_app.domain import records, similar
from desktop_app.domain.errors import UserError
from desktop_app.domain.similar import Ignored, Likeness, Word
from desktop_app.store import opinion_queries, similar_queries
from desktop_app.store.register import Register

SHOWN = 3
_RAREST, _COMPARED, _WORDS = 6, 60, 60
"""By how many words opinions are looked up, how many are compared, and how many of the words that
are typed count."""
_AT_ONCE = 10
_EXCERPT, _ANSWER = 84, 72


@dataclass(frozen=True)
class LookAlike:
    """An opinion that asks for the same. `conference` and `day` are those of an earlier one, empty
    in the present one. `marks` are where in `text` the shared words stand; `others` are marked the
    same as this one already; `office` and `answer` tell what was replied last, `reply_kind` how."""

    id: int
    number: int
    who: str
    themes: tuple[str, ...]
    text: str
    marks: tuple[tuple[int, int], ...]
    others: int
    status: str
    conference: str = ""
    day: date | None = None
    office: str = ""
    reply_kind: str = ""
    answer: str = ""

    @property
    def is_earlier(self) -> bool:
        """Whether it belongs to another conference: then nothing here can be marked the same."""
        return bool(self.conference)


@dataclass(frozen=True)
class Asked:
    """What look-alikes are wanted of: a text, or a recorded opinion with its own key."""

    meeting_id: int = 0
    text: str = ""
    opinion_id: int = 0


Cancelled = Callable[[], bool]


def _never() -> bool:
    return False


def look_beside(path: Path, asked: Asked,
                cancelled: Cancelled = _never) -> tuple[LookAlike, ...]:
    """As `look`, off the window's thread. Raises a `UserError` if the file cannot be read."""
    with Register.read(path) as reader:
        return look(reader, asked, cancelled)


def look(register: Register, asked: Asked,
         cancelled: Cancelled = _never) -> tuple[LookAlike, ...]:
    """The opinions that look most alike, those of this conference first; of several that are
    marked the same only the one that they point to.

    Raises `cancelled` within some milliseconds of `cancelled()` saying so.
    """
    text = asked.text
    if asked.opinion_id:
        own = register.load(records.Feedback, [asked.opinion_id])
        text = own[0].text if own else ""
    ignored = _ignored(tuple(similar_queries.unit_names(register)))
    typed = similar.telling_words(text, ignored)
    found = _compared(register, typed, ignored, own=asked.opinion_id, cancelled=cancelled)
    best = _best_of_each(sorted(found, key=lambda pair: -pair[1].score))
    here = [pair for pair in best if pair[0].meeting_id == asked.meeting_id]
    earlier = [pair for pair in best if pair[0].meeting_id != asked.meeting_id]
    kept = max(SHOWN - len(here), 1) if earlier else 0
    return (*(_described(register, *pair) for pair in here[: SHOWN - kept]),
            *(_earlier(register, *pair) for pair in earlier[:kept]))


@lru_cache(maxsize=2)
def _ignored(names: tuple[str, ...]) -> Ignored:
    return Ignored(names)


Compared = tuple[records.Feedback, Likeness]


def _compared(register: Register, typed: Sequence[Word | None], ignored: Ignored, *,
              own: int, cancelled: Cancelled) -> Iterable[Compared]:
    """The opinions that are alike, of those that share the rarest words; not the own one, nor what
    is marked the same as it."""
    weight, counts = _weighed(register, typed)
    _stop_if(cancelled)
    rarest = sorted((word for word in weight if counts[word]), key=lambda w: -weight[w])[:_RAREST]
    keys = similar_queries.sharing(register, {word: weight[word] for word in rarest}, _COMPARED)
    mean = sum(weight.values()) / len(weight) if weight else 0
    for opinion in _one_by_one(register, keys, cancelled):
        if own and own in (opinion.id, opinion.same_as_id):
            continue
        likeness = similar.likeness(typed, similar.telling_words(opinion.text, ignored), weight,
                                    mean)
        if likeness.score >= similar.ALIKE:
            yield opinion, likeness


def _one_by_one(register: Register, keys: Sequence[int],
                cancelled: Cancelled) -> Iterable[records.Feedback]:
    for place in range(0, len(keys), _AT_ONCE):
        for opinion in register.load(records.Feedback, keys[place : place + _AT_ONCE]):
            _stop_if(cancelled)
            yield opinion


def _stop_if(cancelled: Cancelled) -> None:
    if cancelled():
        raise UserError("cancelled")


def _weighed(register: Register,
             typed: Sequence[Word | None]) -> tuple[Mapping[str, float], Mapping[str, int]]:
    words = list(dict.fromkeys(word.folded for word in typed if word))[:_WORDS]
    counts = similar_queries.occurrences(register, words)
    return similar.weights(words, counts, similar_queries.total(register)), counts


def _best_of_each(found: Iterable[Compared]) -> list[Compared]:
    """Of the opinions that are marked the same only the one that is most alike."""
    best: dict[int, Compared] = {}
    for opinion, likeness in found:
        best.setdefault(opinion.same_as_id or opinion.id, (opinion, likeness))
    return list(best.values())


def _described(register: Register, opinion: records.Feedback, likeness: Likeness) -> LookAlike:
    """A row; for an opinion that is marked the same as another one, that of the other."""
    root, shared = opinion, likeness.shared
    if opinion.same_as_id:
        root = register.get(records.Feedback, opinion.same_as_id)
        shared = similar.found_again(shared, root.text)
    text, marks = similar.excerpt(root.text, shared, _EXCERPT)
    person = register.load(records.Attendee, [root.attendee_id or 0])
    themes = register.load(records.Theme, root.theme_ids)
    others = similar_queries.followers(register, [root.id]).get(root.id, [])
    row = LookAlike(root.id, root.number, person[0].full_name if person else root.speaker,
                    tuple(theme.short_key or theme.name for theme in themes), text, tuple(marks),
                    len(others), root.status)
    return _answered(register, row, root)


def _answered(register: Register, row: LookAlike, opinion: records.Feedback) -> LookAlike:
    """The row with what was replied last."""
    keys = opinion_queries.reply_ids_for(register, opinion.id)
    if not keys:
        return row
    reply = register.get(records.Reply, keys[-1])
    units = register.load(records.Unit, [reply.unit_id or 0])
    office = (units[0].short_name or units[0].name) if units else reply.speaker
    return replace(row, office=office, reply_kind=reply.kind,
                   answer=similar.excerpt(reply.text, (), _ANSWER)[0])


def _earlier(register: Register, opinion: records.Feedback, likeness: Likeness) -> LookAlike:
    """The row with the conference that the opinion was given at."""
    meeting = register.get(records.Meeting, opinion.meeting_id)
    day = meeting.starts_at.date() if meeting.starts_at else None
    return replace(_described(register, opinion, likeness), conference=meeting.title, day=day)
