import dataclasses
import string
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import records
from desktop_app.domain.fields import (
    PROBLEMS,
    TEXT_LIMIT,
    Choice,
    Entry,
    Kind,
    Problem,
    entries,
    entry_of,
    missing,
    parse,
    parse_values,
)
from desktop_app.domain.vietnamese import fold
from desktop_app.i18n import Texts

VIETNAMESE = Texts.of("vi")
ALL = [pytest.param(record_type, e, id=f"{record_type.__name__}.{e.name}")
       for record_type in records.RECORD_TYPES for e in entries(record_type)]
KINDS = [pytest.param(e, id=e.kind.value) for e in (
    Entry("f", Kind.LINE, "Field", limit=20),
    Entry("f", Kind.TEXT, "Field"),
    Entry("f", Kind.NUMBER, "Field", minimum=1, maximum=1000),
    Entry("f", Kind.FLAG, "Field"),
    Entry("f", Kind.DATE_TIME, "Field"),
    Entry("f", Kind.TIME, "Field"),
    Entry("f", Kind.CHOICE, "Field", default="a",
          choices=(Choice("a", "Apple", ("tao", "qua tao")), Choice("b", "Pear"))),
    Entry("f", Kind.ONE, "Field", target="Unit"),
    Entry("f", Kind.MANY, "Field", target="Unit", default=()),
)]
LINE, TEXT, NUMBER, FLAG, DATE_TIME, TIME, CHOICE, ONE, MANY = (p.values[0] for p in KINDS)

_RUBBISH = st.one_of(
    st.text(), st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.times(),
    st.datetimes(), st.binary(), st.lists(st.one_of(st.integers(), st.text())),
    st.text(string.digits + "/:. -hT", max_size=20))


# --- the catalogue -------------------------------------------------------------------------------


@pytest.mark.parametrize(("record_type", "e"), ALL)
def test_every_entry_can_be_shown(record_type, e):
    assert e.label.strip() == e.label != ""
    assert e.export_heading
    assert 4 <= e.width <= 120
    assert e.minimum <= e.maximum
    assert 0 < e.limit <= TEXT_LIMIT
    assert entry_of(record_type, e.name) == e


@pytest.mark.parametrize(("record_type", "e"), ALL)
def test_every_default_is_a_value_of_its_kind(record_type, e):
    kept, problem = parse(dataclasses.replace(e, required=False), e.default)
    assert problem is None
    if e.kind is Kind.NUMBER and e.default == 0:
        assert kept == 0 or e.minimum > 0
    else:
        assert kept == e.default


@pytest.mark.parametrize(("record_type", "e"), ALL)
def test_choices_are_told_apart(record_type, e):
    assert bool(e.choices) == (e.kind is Kind.CHOICE)
    ways = [way for c in e.choices for way in {c.value, fold(c.label), *c.spellings} - {""}]
    assert len(ways) == len(set(ways))
    for choice in e.choices:
        assert choice.label
        assert e.choice_label(choice.value) == choice.label
        for way in (choice.value, choice.label, choice.label.upper(), VIETNAMESE.get(choice.label),
                    *choice.spellings):
            assert parse(e, way) == (choice.value, None)


@pytest.mark.parametrize(("record_type", "e"), ALL)
def test_references_name_a_record_type(record_type, e):
    names = {t.__name__ for t in records.RECORD_TYPES}
    assert (e.target in names) if e.kind in (Kind.ONE, Kind.MANY) else e.target == ""


@pytest.mark.parametrize(("record_type", "e"), ALL)
def test_spellings_are_folded_and_told_apart(record_type, e):
    others = {s for other in entries(record_type) if other != e for s in other.spellings}
    assert not others & set(e.spellings)
    assert [fold(s) for s in e.spellings] == list(e.spellings)


@pytest.mark.parametrize("record_type", records.RECORD_TYPES)
def test_only_keys_are_left_out_of_the_catalogue(record_type):
    known = {e.name for e in entries(record_type)}
    left_out = {f.name for f in dataclasses.fields(record_type)} - known
    assert all(name in ("id", "uid") or name.endswith("_id") for name in left_out)


# --- reading -------------------------------------------------------------------------------------


@pytest.mark.parametrize("e", KINDS)
@given(raw=_RUBBISH)
def test_anything_is_read_or_refused_with_a_sentence(e, raw):
    value, problem = parse(e, raw)
    if problem:
        assert problem.field == "f"
        assert PROBLEMS[problem.code].format(label="Field", **problem.params)
    else:
        assert parse(e, value) == (value, None)


@pytest.mark.parametrize(("e", "raw", "value"), [
    (LINE, "  Nguyê\u0303n\u00a0Văn\n Hu\u0300ng\u200b ", "Nguyễn Văn Hùng"),
    (LINE, 12, "12"),
    (LINE, None, ""),
    (TEXT, "một \r\n  hai\u00a0ba\n\n", "một\n  hai ba"),
    (NUMBER, " 150 ", 150),
    (NUMBER, 150.0, 150),
    (NUMBER, "", None),
    (NUMBER, None, None),
    (FLAG, True, True),
    (FLAG, 0.0, False),
    (FLAG, 1, True),
    (FLAG, "x", True),
    (FLAG, " Không ", False),
    (FLAG, "", False),
    (FLAG, None, False),
    (DATE_TIME, "30/6/2023 7h30", datetime(2023, 6, 30, 7, 30)),
    (DATE_TIME, "30/6/2023", datetime(2023, 6, 30)),
    (DATE_TIME, "2023-06-30T07:30:15", datetime(2023, 6, 30, 7, 30, 15)),
    (DATE_TIME, "ngày 30 tháng 6 năm 2023 7 giờ 30 phút", datetime(2023, 6, 30, 7, 30)),
    (DATE_TIME, date(2023, 6, 30), datetime(2023, 6, 30)),
    (DATE_TIME, datetime(2023, 6, 30, 7, 30, 0, 5, UTC), datetime(2023, 6, 30, 7, 30)),
    (DATE_TIME, "", None),
    (TIME, "07g30", time(7, 30)),
    (TIME, "0:00", time()),
    (TIME, time(7, 30, 0, 5), time(7, 30)),
    (TIME, None, None),
    (CHOICE, "b", "b"),
    (CHOICE, " PEAR ", "b"),
    (CHOICE, "Quả táo", "a"),
    (CHOICE, "", "a"),
    (CHOICE, "–", "a"),
    (ONE, 7, 7),
    (ONE, "7", 7),
    (ONE, 0, None),
    (ONE, "", None),
    (MANY, [3, "1", 3], (3, 1)),
    (MANY, 3, (3,)),
    (MANY, None, ()),
])
def test_what_is_understood(e, raw, value):
    assert parse(e, raw) == (value, None)


@pytest.mark.parametrize(("e", "raw", "code"), [
    (LINE, "x" * 21, "too-long"),
    (TEXT, "x" * (TEXT_LIMIT + 1), "too-long"),
    (NUMBER, "abc", "not-a-number"),
    (NUMBER, "-5", "not-a-number"),
    (NUMBER, "1.5", "not-a-number"),
    (NUMBER, 1.5, "not-a-number"),
    (NUMBER, float("inf"), "not-a-number"),
    (NUMBER, "9" * 400, "not-a-number"),
    (NUMBER, "0", "out-of-range"),
    (NUMBER, 1001, "out-of-range"),
    (DATE_TIME, "31/6/2023", "not-a-date"),
    (DATE_TIME, "30/6/2023 25:00", "not-a-date"),
    (DATE_TIME, "30/6/23", "not-a-date"),
    (DATE_TIME, "một " * 25_000, "not-a-date"),
    (TIME, "24:00", "not-a-time"),
    (TIME, "sáng", "not-a-time"),
    (CHOICE, "chuối", "not-a-choice"),
    (ONE, "abc", "not-a-choice"),
    (ONE, "9" * 30, "not-a-choice"),
    (MANY, [1, "abc"], "not-a-choice"),
    (MANY, "abc", "not-a-choice"),
])
def test_what_is_refused(e, raw, code):
    assert (parse(e, raw)[1] or Problem("", "")).code == code


@pytest.mark.parametrize("e", KINDS)
def test_blank_is_a_problem_only_of_required_fields(e):
    assert parse(e, "")[1] is None
    value, problem = parse(dataclasses.replace(e, required=True), "")
    assert problem == (Problem("f", "blank") if value in ("", None, ()) else None)


def test_all_problems_are_told_at_once():
    raw = {"full_name": " ", "birth_year": "1800", "gender": "?!x", "phone": "1" * 61, "id": 7}
    values, problems = parse_values(records.Attendee, raw)
    assert [(p.field, p.code) for p in problems] == [
        ("full_name", "blank"), ("birth_year", "out-of-range"), ("gender", "not-a-choice"),
        ("phone", "too-long")]
    assert values["id"] == 7


def test_required_fields_that_are_left_out():
    assert [p.field for p in missing(records.Meeting, {"title": ""})] == ["starts_at",
                                                                          "organisation"]
    assert missing(records.Attendee, {"full_name": "An"}) == []


def test_an_unknown_choice_stands_for_itself():
    assert entry_of(records.Attendee, "kind").choice_label("later kind") == "later kind"


def test_every_problem_sentence_can_be_filled():
    params = {"label": "Field", "length": 1, "limit": 2, "value": "v", "minimum": 0, "maximum": 9,
              "holder": "An", "number": 3}
    assert all("{" not in sentence.format(**params) for sentence in PROBLEMS.values())
