"""The tables. No behaviour: what they mean stands in `domain.records`, what checks them in tests.

Models are not bound to a database; every query names the register that it runs on. `search_key`
and `sort_key` are derived from the other columns when a row is written.
"""

from dataclasses import dataclass

from peewee import (
    AutoField,
    BooleanField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
    TimeField,
)

from desktop_app.domain import records


def _text() -> TextField:
    return TextField(default="")


def _flag(default: bool = False) -> BooleanField:
    return BooleanField(default=default)


class Table(Model):
    """A table whose rows have a key of their own."""

    id = AutoField()


class Meeting(Table):
    uid = TextField(unique=True)
    title = _text()
    starts_at = DateTimeField(null=True)
    ends_at = DateTimeField(null=True)
    organisation = _text()
    superior = _text()
    place = _text()
    venue = _text()
    form = _text()
    extraordinary = _flag()
    reviewed_period = _text()
    planned_period = _text()
    staff_total = IntegerField(null=True)
    turn_minutes = IntegerField(null=True)
    rules = _text()
    opened_at = DateTimeField(null=True)
    closed_at = DateTimeField(null=True)
    status = _text()


class Unit(Table):
    uid = TextField(unique=True)
    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    name = _text()
    short_name = _text()
    kind = _text()
    rank = IntegerField(default=0)
    answers = _flag()


class Theme(Table):
    uid = TextField(unique=True)
    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    name = _text()
    short_key = _text()
    rank = IntegerField(default=0)


class Attendee(Table):
    uid = TextField(unique=True)
    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    number = IntegerField(null=True)
    full_name = _text()
    given = _text()
    honorific = _text()
    academic_rank = _text()
    degree = _text()
    position = _text()
    unit = ForeignKeyField(Unit, null=True, on_delete="SET NULL")
    kind = _text()
    summoned = _flag(default=True)
    duty = _text()
    gender = _text()
    birth_year = IntegerField(null=True)
    phone = _text()
    email = _text()
    staff_code = _text()
    excused = _flag()
    excuse_reason = _text()
    note = _text()
    search_key = _text()
    sort_key = _text()


class PresenceSpan(Table):
    uid = TextField(unique=True)
    attendee = ForeignKeyField(Attendee, on_delete="CASCADE")
    came_at = DateTimeField()
    left_at = DateTimeField(null=True)

    class Meta:
        table_name = "presence_span"


class AgendaItem(Table):
    uid = TextField(unique=True)
    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    number = IntegerField()
    title = _text()
    minutes = IntegerField(null=True)
    fixed_start = TimeField(null=True)
    presenter = _text()
    kind = _text()
    legal_tag = IntegerField(null=True)
    state = _text()
    state_reason = _text()
    note = _text()

    class Meta:
        table_name = "agenda_item"


class ItemSpan(Table):
    uid = TextField(unique=True)
    item = ForeignKeyField(AgendaItem, on_delete="CASCADE")
    opened_at = DateTimeField()
    closed_at = DateTimeField(null=True)

    class Meta:
        table_name = "item_span"


class SpeakingTurn(Table):
    uid = TextField(unique=True)
    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    item = ForeignKeyField(AgendaItem, null=True, on_delete="SET NULL")
    attendee = ForeignKeyField(Attendee, null=True, on_delete="SET NULL")
    speaker = _text()
    began_at = DateTimeField()
    ended_at = DateTimeField(null=True)
    paused_at = DateTimeField(null=True)
    paused_seconds = IntegerField(default=0)

    class Meta:
        table_name = "speaking_turn"


class FloorRequest(Table):
    uid = TextField(unique=True)
    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    item = ForeignKeyField(AgendaItem, null=True, on_delete="CASCADE")
    attendee = ForeignKeyField(Attendee, null=True, on_delete="CASCADE")
    speaker = _text()
    rank = IntegerField(default=0)
    asked_at = DateTimeField()

    class Meta:
        table_name = "floor_request"


class Note(Table):
    uid = TextField(unique=True)
    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    item = ForeignKeyField(AgendaItem, null=True, on_delete="SET NULL")
    at = DateTimeField()
    kind = _text()
    attendee = ForeignKeyField(Attendee, null=True, on_delete="SET NULL")
    speaker = _text()
    text = _text()
    urgent = _flag()


class Feedback(Table):
    uid = TextField(unique=True)
    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    number = IntegerField()
    at = DateTimeField(null=True)
    item = ForeignKeyField(AgendaItem, null=True, on_delete="SET NULL")
    attendee = ForeignKeyField(Attendee, null=True, on_delete="SET NULL")
    speaker = _text()
    unnamed = _flag()
    unit = ForeignKeyField(Unit, null=True, on_delete="SET NULL")
    text = _text()
    gist = _text()
    kind = _text()
    channel = _text()
    same_as = ForeignKeyField("self", null=True, on_delete="SET NULL")
    urgent = _flag()
    status = _text()
    due = _text()
    result = _text()
    remark = _text()
    search_key = _text()


class FeedbackTheme(Table):
    feedback = ForeignKeyField(Feedback, on_delete="CASCADE")
    theme = ForeignKeyField(Theme, on_delete="CASCADE")

    class Meta:
        table_name = "feedback_theme"
        indexes = ((("feedback_id", "theme_id"), True),)


class FeedbackUnit(Table):
    feedback = ForeignKeyField(Feedback, on_delete="CASCADE")
    unit = ForeignKeyField(Unit, on_delete="CASCADE")

    class Meta:
        table_name = "feedback_unit"
        indexes = ((("feedback_id", "unit_id"), True),)


class Reply(Table):
    uid = TextField(unique=True)
    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    item = ForeignKeyField(AgendaItem, null=True, on_delete="SET NULL")
    at = DateTimeField(null=True)
    unit = ForeignKeyField(Unit, null=True, on_delete="SET NULL")
    attendee = ForeignKeyField(Attendee, null=True, on_delete="SET NULL")
    speaker = _text()
    kind = _text()
    text = _text()


class ReplyFeedback(Table):
    reply = ForeignKeyField(Reply, on_delete="CASCADE")
    feedback = ForeignKeyField(Feedback, on_delete="CASCADE")

    class Meta:
        table_name = "reply_feedback"
        indexes = ((("reply_id", "feedback_id"), True),)


class ParkedLine(Table):
    uid = TextField(unique=True)
    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    item = ForeignKeyField(AgendaItem, null=True, on_delete="SET NULL")
    at = DateTimeField()
    text = _text()

    class Meta:
        table_name = "parked_line"


class Snippet(Table):
    uid = TextField(unique=True)
    short = _text()
    text = _text()


class Draft(Model):
    """Text being typed. `seq` grows with every keystroke that reached the store; a consumed draft
    keeps its row with an empty text, so that a late write of older text is ignored."""

    key = TextField(primary_key=True)
    text = _text()
    caret = IntegerField(default=0)
    seq = IntegerField(default=0)
    saved_at = DateTimeField()


class Setting(Model):
    key = TextField(primary_key=True)
    value = _text()


class Operation(Table):
    """One undo step. `state` is done, undone or overtaken."""

    label = TextField()
    params = TextField(default="{}")
    merge_key = _text()
    at = DateTimeField()
    state = TextField(default="done")


class Change(Table):
    """Before and after of one row, as JSON objects written by triggers."""

    operation = ForeignKeyField(Operation, on_delete="CASCADE")
    table_name = TextField()
    row_id = IntegerField()
    before = TextField(null=True)
    after = TextField(null=True)


@dataclass(frozen=True)
class Link:
    """A many-to-many relation that a record shows as a tuple of keys."""

    model: type[Table]
    owner: str
    target: str


MODELS: dict[type, type[Table]] = {
    records.Meeting: Meeting,
    records.Unit: Unit,
    records.Theme: Theme,
    records.Attendee: Attendee,
    records.PresenceSpan: PresenceSpan,
    records.AgendaItem: AgendaItem,
    records.ItemSpan: ItemSpan,
    records.SpeakingTurn: SpeakingTurn,
    records.FloorRequest: FloorRequest,
    records.Note: Note,
    records.Feedback: Feedback,
    records.Reply: Reply,
    records.ParkedLine: ParkedLine,
    records.Snippet: Snippet,
}

LINKS: dict[type, dict[str, Link]] = {
    records.Feedback: {
        "theme_ids": Link(FeedbackTheme, "feedback_id", "theme_id"),
        "addressed_ids": Link(FeedbackUnit, "feedback_id", "unit_id"),
    },
    records.Reply: {"feedback_ids": Link(ReplyFeedback, "reply_id", "feedback_id")},
}

LINK_MODELS: tuple[type[Table], ...] = (FeedbackTheme, FeedbackUnit, ReplyFeedback)

LINK_OWNERS: dict[str, tuple[str, str]] = {
    link.model._meta.table_name: (MODELS[record_type]._meta.table_name, link.owner)
    for record_type, links in LINKS.items() for link in links.values()
}
"""For each table of links: the table of the records that show them, and the column of their key."""

JOURNALLED: tuple[str, ...] = tuple(
    model._meta.table_name for model in (*MODELS.values(), *LINK_MODELS)
)
"""Tables whose every row change belongs to an operation."""


def table_of(record_type: type) -> str:
    """The table that holds records of this type."""
    name: str = MODELS[record_type]._meta.table_name
    return name
