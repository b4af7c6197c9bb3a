"""What the command palette offers: commands, conferences, and the records of the conference."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QAction

from desktop_app.domain import records
from desktop_app.domain.matching import OTHER_WORDS, match_rank, match_spans
from desktop_app.i18n import _
from desktop_app.services.finding import Candidate, Finder
from desktop_app.ui.actions import COMMANDS, Command, key_text
from desktop_app.ui.completion import ROWS_SHOWN
from desktop_app.ui.desk import Desk, reading_only
from desktop_app.ui.palette import Offer

LEAST_LETTERS = 2
"""Records are looked for from so many letters on, or from one digit."""
_LONG, _BEFORE, _SHOWN = 4_000, 24, 160


class Offers:
    """What one opening of the palette offers. `go_to` shows a record on its page."""

    def __init__(self, desk: Desk, actions: Mapping[str, QAction],
                 go_to: Callable[[str, int], None]) -> None:
        self._desk = desk
        self._actions = actions
        self._go_to = go_to
        self._own = [*(self._command(c) for c in COMMANDS if c.name != "palette"),
                     *self._conferences()]
        self._own_finder = Finder([Candidate(i, o.text, o.note) for i, o in enumerate(self._own)])
        self._items: Finder | None = None

    def find(self, text: str) -> list[Offer]:
        """The best of each kind, then what else there is room for; the kind that fits best comes
        first. A number is first of all that of an opinion."""
        own = [self._own[c.key] for c in self._own_finder.find(text, ROWS_SHOWN)]
        query = text.strip()
        if not self._desk.meeting_id or (len(query) < LEAST_LETTERS and not query.isdecimal()):
            return own
        kinds = [own, self._people(query), self._agenda(query), self._opinions(query)]
        kinds = [kind for kind in kinds if kind]
        if query.isdecimal():
            kinds.reverse()
        else:
            kinds.sort(key=partial(_rank, query))
        return _shared(kinds)

    # --- commands and conferences ------------------------------------------------------------

    def _command(self, entry: Command) -> Offer:
        """A command with its key; one that is off says why."""
        action = self._actions[entry.name]
        if not action.isEnabled():
            return Offer(action.text(), _("not while reading only"),
                         lambda: self._desk.say(reading_only()))
        return Offer(action.text(), key_text(entry.name) if entry.key else "", action.trigger)

    def _conferences(self) -> list[Offer]:
        return [Offer(meeting.title, _("conference"),
                      partial(self._desk.change_meeting, meeting.id))
                for meeting in self._desk.workspace.meetings.all()]

    # --- records -----------------------------------------------------------------------------

    def _people(self, query: str) -> list[Offer]:
        return [Offer(c.label, c.detail or _("attendee"), self._going("attendees", c.key))
                for c in self._desk.finder("Attendee").find(query, ROWS_SHOWN)]

    def _agenda(self, query: str) -> list[Offer]:
        if self._items is None:
            items = self._desk.workspace.agenda.items(self._desk.meeting_id)
            self._items = Finder.of_labels(
                (i.id, i.title, _("agenda item {number}").format(number=i.number)) for i in items)
        return [Offer(c.label, c.detail, self._going("agenda", c.key))
                for c in self._items.find(query, ROWS_SHOWN)]

    def _opinions(self, query: str) -> list[Offer]:
        found = self._desk.workspace.feedback.few(self._desk.meeting_id, query, ROWS_SHOWN)
        return [Offer(excerpt(opinion, query), _("opinion {number}").format(number=opinion.number),
                      self._going("feedback", opinion.id)) for opinion in found]

    def _going(self, page: str, key: int) -> Callable[[], None]:
        return partial(self._go_to, page, key)


def _shared(kinds: list[list[Offer]]) -> list[Offer]:
    """As many rows as are shown, the same number for each kind and the rest for the first ones."""
    fair = ROWS_SHOWN // len(kinds) if kinds else 0
    room = ROWS_SHOWN - sum(len(kind[:fair]) for kind in kinds)
    found: list[Offer] = []
    for kind in kinds:
        more = kind[fair:fair + room]
        room -= len(more)
        found += [*kind[:fair], *more]
    return found


def _rank(query: str, kind: list[Offer]) -> int:
    """How well the best of a kind fits; words somewhere in an opinion count as other words."""
    rank = match_rank(query, kind[0].text, kind[0].note)
    return OTHER_WORDS if rank is None else min(rank, OTHER_WORDS)


def excerpt(opinion: records.Feedback, query: str) -> str:
    """The words of an opinion on one line, from shortly before the first that was looked for."""
    text = " ".join((opinion.gist or opinion.text)[:_LONG].split())
    start = next((start for start, _end in match_spans(query, text)), 0)
    if start <= 2 * _BEFORE:
        return text[:_SHOWN]
    begin = text.rfind(" ", 0, start - _BEFORE) + 1
    return f"…{text[begin:begin + _SHOWN]}"
