"""The abbreviations of a register and the texts they stand for."""

from collections.abc import Mapping

from desktop_app.domain import fields, records
from desktop_app.domain.changes import Changes
from desktop_app.domain.errors import UserError
from desktop_app.domain.snippets import Expansion, expand
from desktop_app.domain.vietnamese import clean_line
from desktop_app.i18n import N_
from desktop_app.services.editing import NO_DRAFT, DraftMark, conflicts
from desktop_app.services.session import Context, Session
from desktop_app.store.register import Register

STANDARD: tuple[tuple[str, str], ...] = (
    ("kt", "Kính thưa Đoàn Chủ tịch, kính thưa Hội nghị!"),
    ("pb", "{xưng hô} {tên}, {chức vụ}, {đơn vị} phát biểu: "),
    ("nt", "Nhất trí với các báo cáo trình bày tại Hội nghị. "),
    ("dn", "Đề nghị {nội dung}."),
    ("tt", "Đơn vị tiếp thu ý kiến của {người nêu} và sẽ {việc làm} trong {thời hạn}."),
    ("gt", "Về ý kiến của {người nêu}, {đơn vị} giải trình như sau: "),
    ("bq", "Hội nghị biểu quyết thông qua với {số phiếu}/{có mặt} đại biểu tán thành."),
    ("gl", "Hội nghị giải lao lúc {giờ}."),
    ("bm", "Hội nghị bế mạc lúc {giờ} cùng ngày."),
    ("vcnld", "viên chức, người lao động"),
    ("nckh", "nghiên cứu khoa học"),
    ("cbql", "cán bộ quản lý"),
)
"""What a register offers to begin with: the sentences that such minutes are full of. They are
Vietnamese whatever the language of the window, as the papers are."""


class Snippets:
    """`refresh` drops what it remembers."""

    def __init__(self, register: Register, session: Session) -> None:
        self._register = register
        self._session = session
        self._known: dict[str, str] | None = None

    def refresh(self, changes: Changes) -> None:
        """Forgets the abbreviations when they changed."""
        if changes.touches("snippet"):
            self._known = None

    def all(self) -> list[records.Snippet]:
        """The abbreviations in the order of the alphabet."""
        return sorted(self._register.find(records.Snippet), key=lambda s: s.short.casefold())

    def add(self, line: str, draft: DraftMark = NO_DRAFT) -> int:
        """A new abbreviation: the first word of the line stands for the rest of it.

        Raises `snippet-incomplete`, `snippet-taken`, `text-too-long`.
        """
        short, _blank, text = clean_line(line).partition(" ")
        if not short or not text:
            raise UserError("snippet-incomplete")
        values, problems = fields.parse_values(records.Snippet, {"short": short, "text": text})
        if problems:
            raise UserError("text-too-long", **problems[0].params)
        snippet = records.Snippet(**values)  # type: ignore[arg-type]
        if conflicts(self._register, snippet, values):
            raise UserError("snippet-taken", short=short)
        with self._register.operation(N_("Add abbreviation {name}"), name=short):
            key = self._register.insert(snippet)
            self._register.consume_draft(draft.key, draft.seq)
        return key

    def add_standard(self) -> int:
        """Adds the usual sentences that are not there yet; gives how many."""
        known = {short.casefold() for short in self._texts()}
        new = [records.Snippet(short=s, text=t) for s, t in STANDARD if s not in known]
        with self._register.operation(N_("Add the usual abbreviations")):
            self._register.insert_all(new)
        return len(new)

    def delete(self, key: int) -> None:
        """Removes an abbreviation."""
        name = self._register.get(records.Snippet, key).short
        with self._register.operation(N_("Remove abbreviation {name}"), name=name):
            self._register.delete(records.Snippet, [key])

    def expand(self, text: str, caret: int, context: Context) -> Expansion | None:
        """What Tab makes of the word before the caret; see `domain.snippets.expand`."""
        known = self._texts()
        return expand(text, caret, known, self._values(context)) if known else None

    def _texts(self) -> dict[str, str]:
        if self._known is None:
            self._known = {snippet.short: snippet.text for snippet in self.all()}
        return self._known

    def _values(self, context: Context) -> Mapping[str, str]:
        """What the slots are filled with: whoever has the floor, the open item, the time."""
        now, turn = self._register.now(), context.floor
        name, unit = self._session.speaker(turn) if turn else ("", None)
        people = self._register.load(records.Attendee, [turn.attendee_id or 0]) if turn else []
        return {
            "tên": name, "name": name, "đơn vị": unit.name if unit else "",
            "unit": unit.name if unit else "",
            "chức vụ": people[0].position if people else "",
            "position": people[0].position if people else "",
            "xưng hô": (people[0].honorific or "Ông/Bà") if people else "Ông/Bà",
            "mục": context.item.title if context.item else "",
            "item": context.item.title if context.item else "",
            "giờ": now.strftime("%H giờ %M"), "time": now.strftime("%H:%M"),
            "ngày": now.strftime("%d/%m/%Y"), "date": now.strftime("%d/%m/%Y"),
        }
