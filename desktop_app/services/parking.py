"""Lines put aside in a hurry, and settling them afterwards."""

from dataclasses import replace

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.fields import TEXT_LIMIT
from desktop_app.domain.vietnamese import clean_text
from desktop_app.i18n import N_
from desktop_app.services.editing import NO_DRAFT, DraftMark
from desktop_app.services.session import Context, Recorded, Session
from desktop_app.store import floor_queries, queries
from desktop_app.store.register import Register


class Parking:
    """The parked lines of the conferences in one register."""

    def __init__(self, register: Register, session: Session) -> None:
        self._register = register
        self._session = session

    def lines(self, meeting_id: int) -> list[records.ParkedLine]:
        """What is still to be settled, in the order in which it was parked."""
        return self._register.find(records.ParkedLine,
                                   queries.of_meeting(records.ParkedLine, meeting_id))

    def park(self, text: str, context: Context, draft: DraftMark = NO_DRAFT) -> int:
        """Puts a line aside with the time and the open item. Raises `nothing-typed`,
        `text-too-long`."""
        clean = clean_text(text).strip()
        if not clean:
            raise UserError("nothing-typed")
        if len(clean) > TEXT_LIMIT:
            raise UserError("text-too-long", length=len(clean), limit=TEXT_LIMIT)
        line = records.ParkedLine(
            meeting_id=context.meeting_id, item_id=context.item.id if context.item else None,
            at=self._register.now(), text=clean)
        with self._register.operation(N_("Park a line")):
            key = self._register.insert(line)
            self._register.consume_draft(draft.key, draft.seq)
        return key

    def settle(self, key: int, text: str, context: Context,
               draft: DraftMark = NO_DRAFT) -> Recorded:
        """Records a parked line as `Session.capture` does with `text`: at the time, under the item
        and for the speaker at which it was parked. `draft` is consumed with it."""
        line = self._register.get(records.ParkedLine, key)
        then = replace(context, item=self._item(line), floor=self._floor(line))
        with self._register.operation(N_("Settle a parked line")):
            recorded = self._session.capture(text, then, draft=draft)
            self._register.update(recorded.record_type, recorded.id, {"at": line.at})
            self._register.delete(records.ParkedLine, [key])
        return recorded

    def _item(self, line: records.ParkedLine) -> records.AgendaItem | None:
        """The agenda item under which a line was parked."""
        return next(iter(self._register.load(records.AgendaItem, [line.item_id or 0])), None)

    def _floor(self, line: records.ParkedLine) -> records.SpeakingTurn | None:
        """Who was speaking when a line was parked."""
        keys = floor_queries.turns_at(self._register, line.meeting_id, line.at)
        return next(iter(self._register.load(records.SpeakingTurn, keys)), None)

    def discard(self, key: int) -> None:
        """A parked line is no longer wanted."""
        with self._register.operation(N_("Discard a parked line")):
            self._register.delete(records.ParkedLine, [key])
