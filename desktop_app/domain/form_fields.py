"""The fields that an office's own form may name, such as `{{đại biểu.họ và tên}}`.

A field is a group and a name. Names come from the catalogue: the name of the field, its label and
export heading in every language of the program, and the headings that lists from outside use; they
are compared folded, so marks, case and punctuation do not matter. A form that was made with an
older label goes on working as long as the old words are among the spellings.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from desktop_app.domain import records
from desktop_app.domain.fields import Entry, Kind, entries
from desktop_app.domain.vietnamese import fold
from desktop_app.i18n import LANGUAGES, N_, Texts

MEETING, FIGURE, ATTENDEE, ITEM, OPINION = "meeting", "figure", "attendee", "item", "opinion"
LISTS = (ATTENDEE, ITEM, OPINION)
"""The groups whose fields make a row repeat."""

GROUPS: Mapping[str, str] = {
    MEETING: N_("Conference"), FIGURE: N_("Figure"), ATTENDEE: N_("Delegate"),
    ITEM: N_("Agenda item"), OPINION: N_("Opinion"),
}
_RECORDS: Mapping[str, type] = {
    MEETING: records.Meeting, ATTENDEE: records.Attendee, ITEM: records.AgendaItem,
    OPINION: records.Feedback,
}
_KEY = re.compile("_ids?$")
_CLOSE_ENOUGH = 0.6


def _own(name: str, kind: Kind, label: str, *spellings: str) -> Entry:
    return Entry(name, kind, label, spellings=spellings)


_LINE = _own("line", Kind.NUMBER, N_("Running number"), "thu tu dong", "so dong")
_OWN: Mapping[str, tuple[Entry, ...]] = {
    MEETING: (
        _own("date", Kind.DATE_TIME, N_("Day"), "ngay hoi nghi"),
        _own("date_in_words", Kind.LINE, N_("Day in words"), "ngay hoi nghi bang chu"),
        _own("today", Kind.DATE_TIME, N_("Today"), "hom nay"),
        _own("today_in_words", Kind.LINE, N_("Today in words"), "hom nay bang chu"),
    ),
    FIGURE: (
        _own("listed", Kind.NUMBER, N_("People on the list"), "tong so dai bieu"),
        _own("summoned", Kind.NUMBER, N_("Summoned"), "so trieu tap"),
        _own("present", Kind.NUMBER, N_("Present"), "so co mat"),
        _own("excused", Kind.NUMBER, N_("Absent with leave"), "vang co ly do"),
        _own("absent", Kind.NUMBER, N_("Absent without leave"), "vang khong ly do"),
        _own("here", Kind.NUMBER, N_("In the room now"), "dang co mat"),
        _own("needed", Kind.NUMBER, N_("Needed for a quorum"), "can de du"),
        _own("quorum", Kind.LINE, N_("Quorum"), "ket luan so luong"),
        _own("items", Kind.NUMBER, N_("Agenda items"), "so muc"),
        _own("opinions", Kind.NUMBER, N_("Opinions"), "so y kien"),
        _own("answered", Kind.NUMBER, N_("Answered opinions"), "so y kien da tra loi"),
        _own("forwarded", Kind.NUMBER, N_("Opinions passed on"), "so y kien chuyen xu ly"),
        _own("open", Kind.NUMBER, N_("Opinions not dealt with"), "so y kien chua xu ly"),
    ),
    ATTENDEE: (
        _LINE,
        _own("titled_name", Kind.LINE, N_("Full name with titles"), "ho ten kem hoc ham hoc vi"),
        _own("attendance", Kind.LINE, N_("Attendance"), "diem danh"),
        _own("came", Kind.DATE_TIME, N_("Came at")),
        _own("left", Kind.DATE_TIME, N_("Left at")),
    ),
    ITEM: (_own("planned", Kind.DATE_TIME, N_("Planned start"), "gio du kien"),),
    OPINION: (
        _LINE,
        _own("who", Kind.LINE, N_("Speaker or unit"), "nguoi don vi gop y"),
        _own("replies", Kind.TEXT, N_("Text of the reply"), "noi dung tiep thu giai trinh"),
    ),
}
_LEFT_OUT = {(OPINION, "attendee_id"), (OPINION, "speaker"), (OPINION, "unnamed"),
             (OPINION, "unit_id")}
"""Who said it comes from `who` alone, which keeps a name back that is to be left out on papers."""


@dataclass(frozen=True)
class FormField:
    """One field of a form."""

    group: str
    entry: Entry

    @property
    def name(self) -> str:
        """What the field is called in English; stays the same for ever."""
        return _KEY.sub("", self.entry.name)

    @property
    def key(self) -> str:
        """The field told apart from all others, such as `attendee.full_name`."""
        return f"{self.group}.{self.name}"

    @property
    def is_listed(self) -> bool:
        """Whether it makes its row repeat."""
        return self.group in LISTS

    def mark(self, texts: Texts) -> str:
        """How the field is written in a form, in the language of `texts`."""
        if texts.language not in LANGUAGES[:1]:
            return f"{{{{{self.key}}}}}"
        group, label = texts.get(GROUPS[self.group]), texts.get(self.entry.label)
        return f"{{{{{group.lower()}.{label if label[:2].isupper() else _lowered(label)}}}}}"


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]


@cache
def form_fields() -> tuple[FormField, ...]:
    """Every field that a form may name, group by group."""
    return tuple(FormField(group, each) for group in GROUPS for each in _entries(group)
                 if (group, each.name) not in _LEFT_OUT)


def _entries(group: str) -> Iterator[Entry]:
    yield from _OWN.get(group, ())
    if group in _RECORDS:
        yield from entries(_RECORDS[group])


def field_named(text: str) -> FormField | None:
    """The field that a mark names, without its braces."""
    return _names().get(_folded(text))


def nearest(text: str) -> FormField | None:
    """The field whose name is most like a name that there is not, or has its words in it."""
    wanted = _folded(text)
    group, _dot, words = wanted.partition(".")
    longer = [name for name in _names() if words and name.startswith(f"{group}.")
              and f" {words} " in f" {name.partition('.')[2]} "]
    if longer:
        return _names()[min(longer, key=len)]
    found = get_close_matches(wanted, _names(), 1, _CLOSE_ENOUGH)
    if not found:  # a name without its group
        bare = wanted.partition(".")[2] or wanted
        found = [name for name in _names() if name.partition(".")[2] == bare]
    return _names()[found[0]] if found else None


def _folded(text: str) -> str:
    group, _dot, name = text.partition(".")
    return f"{fold(group)}.{fold(name)}"


@cache
def _names() -> Mapping[str, FormField]:
    """Every name of every field, folded. Of two fields that share a word the more proper one has
    it: names go before labels, labels before headings and spellings."""
    found: dict[str, FormField] = {}
    for names_of in (_codes, _labels, _others):
        for each in form_fields():
            for group in _groups(each.group):
                for name in names_of(each):
                    found.setdefault(f"{group}.{fold(name)}", each)
    return found


def _codes(field: FormField) -> Iterable[str]:
    return field.name, field.entry.name


def _labels(field: FormField) -> Iterable[str]:
    return _in_all_languages(field.entry.label)


def _others(field: FormField) -> Iterable[str]:
    return *_in_all_languages(field.entry.export_heading), *field.entry.spellings


@cache
def _groups(group: str) -> frozenset[str]:
    return frozenset(fold(name) for name in (group, *_in_all_languages(GROUPS[group])))


def _in_all_languages(text: str) -> tuple[str, ...]:
    return (text, *(Texts.of(language).get(text) for language in LANGUAGES))
