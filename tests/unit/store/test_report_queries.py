from datetime import datetime

import pytest

from desktop_app.domain import records
from desktop_app.domain.kinds import DelegateKind
from desktop_app.store import report_queries
from desktop_app.store.register import Register
from desktop_app.store.report_queries import Answer, RollCall, snapshot

AT = datetime(2023, 6, 30, 8)


@pytest.fixture
def filled(register, meeting):
    """Two themes, two units, four opinions of which the last two have neither theme nor unit."""
    with register.operation("Write"):
        themes = register.insert_all([
            records.Theme(meeting_id=meeting.id, name=name, rank=rank)
            for name, rank in (("B", 2), ("A", 1))])
        units = register.insert_all([
            records.Unit(meeting_id=meeting.id, name=name, rank=rank)
            for name, rank in (("Y", 2), ("X", 1))])
        opinions = register.insert_all([
            records.Feedback(meeting_id=meeting.id, number=number, at=AT, text=text,
                             theme_ids=of, addressed_ids=to)
            for number, text, of, to in (
                (2, "hai", tuple(themes), (units[0],)), (1, "một", (themes[0],), ()),
                (3, "x\n" * 30, (), ()), (4, "y" * 90, (), ()))])
        reply = register.insert(records.Reply(
            meeting_id=meeting.id, unit_id=units[1], text="Đáp", feedback_ids=tuple(opinions[:2])))
    return {"themes": themes, "units": units, "opinions": opinions, "reply": reply}


def test_opinions_come_by_number_and_under_each_theme_and_unit(register, meeting, filled):
    first, second, third, fourth = filled["opinions"]
    (b, a), (y, x) = filled["themes"], filled["units"]
    assert report_queries.opinion_keys(register, meeting.id) == [second, first, third, fourth]
    assert report_queries.keys_by_theme(register, meeting.id) == [
        (a, first), (b, second), (b, first), (None, third), (None, fourth)]
    assert report_queries.keys_by_unit(register, meeting.id) == [
        (x, second), (x, first), (y, first), (None, third), (None, fourth)]


def test_counts_agree_with_the_lists(register, meeting, filled):
    themes = report_queries.keys_by_theme(register, meeting.id)
    units = report_queries.keys_by_unit(register, meeting.id)
    assert report_queries.theme_counts(register, meeting.id) == {
        key: [k for k, _ in themes].count(key) for key, _ in themes}
    by_unit = report_queries.unit_counts(register, meeting.id)
    assert by_unit == {(key, "new"): [k for k, _ in units].count(key) for key, _ in units}
    assert report_queries.status_counts(register, meeting.id) == {"new": 4}


def test_answers_belong_to_every_opinion_that_they_answer(register, filled):
    first, second, third, _ = filled["opinions"]
    found = report_queries.answers(register, [first, second, third])
    answer = Answer(filled["units"][1], None, "", "explained", "Đáp")
    assert found == {first: [answer], second: [answer]}


def test_long_opinions_are_found_by_letters_lines_and_replies(register, meeting, filled):
    third, fourth = filled["opinions"][2:]
    assert report_queries.long_opinion_keys(register, meeting.id, 100) == [third]
    assert report_queries.long_opinion_keys(register, meeting.id, 80) == [third, fourth]
    assert len(report_queries.long_opinion_keys(register, meeting.id, 40)) == 4


def test_opinions_of_other_days_are_counted(register, meeting, filled):
    assert report_queries.other_days(register, meeting.id, "2023-06-30") == 0
    assert report_queries.other_days(register, meeting.id, "2023-07-01") == 4


def test_the_roll_call_counts_official_delegates_once(register, meeting):
    with register.operation("Write"):
        keys = register.insert_all([
            records.Attendee(meeting_id=meeting.id, full_name=str(n), **values)
            for n, values in enumerate((
                {}, {}, {"excused": True}, {"kind": DelegateKind.GUEST.value},
                {"summoned": False}, {}))])
        for person, came in ((0, 8), (0, 9), (3, 8), (4, 8)):
            register.insert(records.PresenceSpan(
                attendee_id=keys[person], came_at=datetime(2023, 6, 30, came),
                left_at=datetime(2023, 6, 30, came, 30)))
    assert report_queries.roll_call(register, meeting.id) == RollCall(4, 1, 1, 2)
    assert report_queries.kind_counts(register, meeting.id) == {"elected": (5, 2), "guest": (1, 1)}
    [spans] = report_queries.repeated_presence(register, meeting.id).values()
    assert [came.hour for came, _ in spans] == [8, 9]


def test_a_snapshot_does_not_see_what_is_written_meanwhile(register, meeting, path):
    with Register.read(path) as reader:
        with snapshot(reader):
            before = reader.get(records.Meeting, meeting.id).title
            with register.operation("Rename"):
                register.update(records.Meeting, meeting.id, {"title": "Mới"})
            assert reader.get(records.Meeting, meeting.id).title == before
        assert reader.get(records.Meeting, meeting.id).title == "Mới"
