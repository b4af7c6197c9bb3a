import dataclasses
from datetime import datetime, time
from typing import Any

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.fields import Kind, entries
from desktop_app.domain.names import name_sort_key
from desktop_app.store.models import MODELS
from desktop_app.store.register import Register

OTHER = {
    Kind.LINE: "Dòng “1”", Kind.TEXT: "Một\n  hai 👩‍🏫", Kind.NUMBER: 3, Kind.FLAG: True,
    Kind.DATE_TIME: datetime(2023, 6, 30, 7, 30), Kind.TIME: time(7, 30),
}


def _columns(register: Register, record_type: type, key: int, *names: str) -> tuple[Any, ...]:
    table = MODELS[record_type]._meta.table_name
    return register.sql(f"SELECT {', '.join(names)} FROM {table} WHERE id = ?", (key,))[0]


@pytest.fixture
def keys(register: Register, meeting: records.Meeting) -> dict[str, int]:
    """One record of every type that others refer to, by the name of the referring field."""
    with register.operation("Fill"):
        unit = register.insert(records.Unit(meeting_id=meeting.id, name="Khoa Điện"))
        register.insert(records.Unit(meeting_id=meeting.id, name="Phòng Đào tạo"))
        for name in ("Lương", "Đào tạo", "Khác"):
            register.insert(records.Theme(meeting_id=meeting.id, name=name))
        person = register.insert(records.Attendee(meeting_id=meeting.id, full_name="An"))
        item = register.insert(records.AgendaItem(meeting_id=meeting.id, number=1, title="Mục"))
        opinion = register.insert(records.Feedback(meeting_id=meeting.id, number=1, text="Ý"))
    return {"meeting_id": meeting.id, "unit_id": unit, "attendee_id": person, "item_id": item,
            "same_as_id": opinion}


def _filled(record_type: type, keys: dict[str, int]) -> Any:
    """A record with something other than the default in every field."""
    values: dict[str, Any] = {f.name: keys[f.name] for f in dataclasses.fields(record_type)
                              if f.name in keys}
    for e in entries(record_type):
        if e.kind is Kind.CHOICE:
            values[e.name] = e.choices[-1].value
        elif e.kind is Kind.MANY:
            values[e.name] = {"Theme": (3, 1), "Unit": (2, 1), "Feedback": (1,)}[e.target]
        elif e.kind in OTHER:
            values[e.name] = OTHER[e.kind]
    return record_type(**values)


# --- records come back as they went in -----------------------------------------------------------


@pytest.mark.parametrize("record_type", records.RECORD_TYPES)
@pytest.mark.parametrize("filled", [False, True])
def test_a_record_comes_back_as_it_went_in(record_type, filled: bool, register: Register,
                                           keys: dict[str, int]):
    new = _filled(record_type, keys)
    if not filled:
        optional = {e.name: e.default for e in entries(record_type) if not e.required}
        new = dataclasses.replace(new, **optional)
    with register.operation("Add"):
        key = register.insert(new)
    found = register.get(record_type, key)
    derived = {"given": found.given} if record_type is records.Attendee else {}
    assert dataclasses.replace(new, id=key, uid=found.uid, **derived) == found
    assert len(found.uid) == 32
    assert register.find(record_type)[-1] == found == register.load(record_type, [key])[0]


@pytest.mark.parametrize("record_type", records.RECORD_TYPES)
def test_many_at_once_are_as_one_by_one(record_type, register: Register, keys: dict[str, int]):
    new = _filled(record_type, keys)
    several = [dataclasses.replace(new, uid=f"{n}") for n in range(3)]
    with register.operation("Add"):
        single = [register.insert(record) for record in several]
    before = register.load(record_type, single)
    register.undo()
    with register.operation("Add"):
        assert register.insert_all(several) == single
    assert register.load(record_type, single) == before
    for name in {"search_key", "sort_key"} & set(MODELS[record_type]._meta.columns):
        assert len({_columns(register, record_type, key, name) for key in single}) == 1


def test_many_more_than_one_statement_takes(register: Register, meeting: records.Meeting):
    people = [records.Attendee(meeting_id=meeting.id, number=n, full_name=f"Người {n}")
              for n in range(1, 1201)]
    with register.operation("Paste"):
        keys = register.insert_all(people)
    assert [p.number for p in register.load(records.Attendee, keys)] == list(range(1, 1201))
    with register.operation("Remove"):
        register.delete(records.Attendee, keys)
    assert register.find(records.Attendee) == []
    register.undo()
    assert len(register.find(records.Attendee)) == 1200


def test_none_at_once(register: Register):
    with register.operation("Add"):
        assert register.insert_all([]) == []
    assert register.journal.history() == []


def test_a_given_uid_is_kept(register: Register):
    with register.operation("Add"):
        key = register.insert(records.Meeting(uid="from elsewhere", title="Hội nghị"))
    assert register.get(records.Meeting, key).uid == "from elsewhere"


# --- changing ------------------------------------------------------------------------------------


def test_only_the_named_fields_change(register: Register, keys: dict[str, int]):
    before = register.get(records.Attendee, keys["attendee_id"])
    with register.operation("Edit"):
        register.update(records.Attendee, before.id, {"unit_id": 2, "summoned": False})
    assert register.get(records.Attendee, before.id) == dataclasses.replace(
        before, unit_id=2, summoned=False)


def test_keys_for_searching_and_sorting_follow_the_name(register: Register,
                                                        keys: dict[str, int]):
    person = keys["attendee_id"]
    with register.operation("Edit"):
        register.update(records.Attendee, person, {"full_name": "Đặng Thị Ánh", "given": "",
                                                   "position": "Trưởng khoa"})
    assert _columns(register, records.Attendee, person, "given", "search_key", "sort_key") == (
        "Ánh", "dang thi anh truong khoa", name_sort_key("Đặng Thị Ánh", "Ánh"))
    with register.operation("Edit"):
        register.update(records.Attendee, person, {"given": "Thị Ánh"})
    assert _columns(register, records.Attendee, person, "given", "sort_key") == (
        "Thị Ánh", name_sort_key("Đặng Thị Ánh", "Thị Ánh"))
    with register.operation("Edit"):
        register.update(records.Feedback, 1, {"text": "Lương hưu", "gist": "tóm tắt",
                                              "speaker": "bà Sáu"})
    assert _columns(register, records.Feedback, 1, "search_key") == ("ba sau luong huu tom tat",)


@pytest.mark.parametrize("targets", [(3, 2, 1), (2, 3), (1,), (), (3,), (1, 2, 3)])
def test_links_keep_the_order_in_which_they_were_given(targets: tuple[int, ...],
                                                       register: Register, keys: dict[str, int]):
    with register.operation("Edit"):
        register.update(records.Feedback, 1, {"theme_ids": (3, 2)})
    with register.operation("Edit"):
        register.update(records.Feedback, 1, {"theme_ids": targets})
    assert register.get(records.Feedback, 1).theme_ids == targets
    register.undo()
    assert register.get(records.Feedback, 1).theme_ids == (3, 2)
    register.redo()
    assert register.get(records.Feedback, 1).theme_ids == targets


def test_a_link_that_is_added_is_the_only_change(register: Register, keys: dict[str, int]):
    with register.operation("Edit"):
        register.update(records.Feedback, 1, {"theme_ids": [1, 2, 1]})
    with register.operation("Edit"):
        register.update(records.Feedback, 1, {"theme_ids": (1, 2, 3)})
    with register.operation("Edit"):
        register.update(records.Feedback, 1, {"theme_ids": (1, 2, 3)})
    assert [step.rows for step in register.journal.history(2)] == [1, 2]


# --- finding -------------------------------------------------------------------------------------


def test_loading_keeps_the_order_of_the_keys(register: Register, keys: dict[str, int]):
    assert [t.id for t in register.load(records.Theme, [3, 99, 1, 3])] == [3, 1, 3]
    assert register.load(records.Theme, []) == []


def test_loading_many(register: Register, meeting: records.Meeting):
    with register.operation("Add"):
        keys = register.insert_all([records.Theme(meeting_id=meeting.id, name=str(n))
                                    for n in range(1100)])
    assert [t.id for t in register.load(records.Theme, keys[::-1])] == keys[::-1]


def test_finding_by_condition_order_and_number(register: Register, keys: dict[str, int]):
    theme = MODELS[records.Theme]
    names = [t.name for t in register.find(records.Theme, theme.id > 1, order=(theme.id.desc(),))]
    assert names == ["Khác", "Đào tạo"]
    assert len(register.find(records.Theme, limit=2)) == 2


@pytest.mark.parametrize("record_type", records.RECORD_TYPES)
def test_what_is_gone_is_told(record_type, register: Register):
    with pytest.raises(UserError, match="record-gone"):
        register.get(record_type, 99)
    with pytest.raises(UserError, match="record-gone"), register.operation("Edit"):
        register.update(record_type, 99, {})
    with register.operation("Remove"):
        register.delete(record_type, [99])
    assert register.journal.history() == []


# --- settings ------------------------------------------------------------------------------------


def test_settings_are_kept_and_no_part_of_undo(register: Register, meeting: records.Meeting):
    assert register.setting("a") == ""
    assert register.setting("a", "none") == "none"
    register.set_setting("a", "một")
    register.set_setting("a", "hai")
    register.undo()
    assert register.setting("a") == "hai"
    assert register.journal.undo_label() is None
    with Register.read(register.path) as reader:
        assert reader.setting("a") == "hai"


def test_many_records_are_changed_at_once_as_one_step(register: Register,
                                                      meeting: records.Meeting) -> None:
    with register.operation("Add"):
        keys = register.insert_all([
            records.Attendee(meeting_id=meeting.id, full_name=name) for name in ("Lê Ân", "Hồ Bé")])
    before = register.load(records.Attendee, keys)
    with register.operation("Edit"):
        register.update_all(records.Attendee, {
            keys[0]: {"full_name": "Lê Yến"}, keys[1]: {"phone": "0911111111"}})
    after = register.load(records.Attendee, keys)
    assert [(one.full_name, one.phone) for one in after] == [
        ("Lê Yến", ""), ("Hồ Bé", "0911111111")]
    assert register.sql("SELECT search_key FROM attendee WHERE id = ?", (keys[0],)) == [
        ("le yen",)]
    register.undo()
    assert register.load(records.Attendee, keys) == before


def test_of_many_changes_none_is_made_if_a_record_is_gone(register: Register,
                                                          meeting: records.Meeting) -> None:
    with register.operation("Add"):
        key = register.insert(records.Attendee(meeting_id=meeting.id, full_name="Lê Ân"))
    with pytest.raises(UserError) as told, register.operation("Edit"):
        register.update_all(records.Attendee, {key: {"phone": "1"}, key + 1: {"phone": "2"}})
    assert told.value.code == "record-gone"
    assert register.get(records.Attendee, key).phone == ""
