"""Opinions and replies: what recording, linking and removing them brings about."""

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.kinds import FeedbackStatus, ReplyKind
from desktop_app.services.feedback import FeedbackService, OpinionFilter


@pytest.fixture
def service(register):
    return FeedbackService(register)


@pytest.fixture
def office(register, meeting):
    with register.operation("Add unit {name}", name="KH-TC"):
        return register.insert(records.Unit(meeting_id=meeting.id, name="Phòng KH-TC"))


def opinions(service, meeting, *texts):
    return [service.add(meeting.id, {"text": text}).id for text in texts]


def status(service, key):
    return service.get(key).status


def test_numbers_follow_one_another(service, meeting):
    keys = opinions(service, meeting, "Một", "Hai")
    assert [service.get(key).number for key in keys] == [1, 2]
    assert service.numbered(meeting.id, 2) == service.get(keys[1])
    assert service.numbered(meeting.id, 3) is None


def test_an_opinion_without_text_is_refused(service, meeting):
    assert [p.code for p in service.add(meeting.id, {"text": "  "}).problems] == ["blank"]


def test_the_unit_of_the_speaker_is_taken_over_unless_another_is_given(
        service, register, meeting, office):
    with register.operation("Add {name}", name="An"):
        other = register.insert(records.Unit(meeting_id=meeting.id, name="Khoa Điện"))
        speaker = register.insert(records.Attendee(
            meeting_id=meeting.id, full_name="Hoàng An", unit_id=office))
    said = service.add(meeting.id, {"text": "Một", "attendee_id": speaker})
    assert service.get(said.id).unit_id == office
    said = service.add(meeting.id, {"text": "Hai", "attendee_id": speaker, "unit_id": other})
    assert service.get(said.id).unit_id == other


@pytest.mark.parametrize(("kind", "after"), [
    (ReplyKind.ACCEPTED, FeedbackStatus.ANSWERED), (ReplyKind.FORWARDED, FeedbackStatus.FORWARDED)])
def test_a_reply_answers_several_opinions(service, meeting, office, kind, after):
    first, second, third = opinions(service, meeting, "Một", "Hai", "Ba")
    service.reply(meeting.id, {"text": "Tiếp thu", "kind": kind, "unit_id": office,
                               "feedback_ids": (first, second)})
    assert [status(service, key) for key in (first, second, third)] == [after, after, "new"]
    assert service.get(first).addressed_ids == (office,)
    assert [r.text for r in service.replies_to(second)] == ["Tiếp thu"]


def test_a_reply_to_nothing_is_refused(service, meeting):
    created = service.reply(meeting.id, {"text": "Tiếp thu", "feedback_ids": ()})
    assert [(p.field, p.code) for p in created.problems] == [("feedback_ids", "blank")]


def test_linking_another_opinion_answers_it_and_unlinking_opens_it_again(
        service, register, meeting):
    first, second = opinions(service, meeting, "Một", "Hai")
    reply = service.reply(meeting.id, {"text": "Tiếp thu", "feedback_ids": (first,)}).id
    assert service.relink(reply, (second,)) == []
    assert [status(service, key) for key in (first, second)] == ["new", "answered"]
    register.undo()
    assert [status(service, key) for key in (first, second)] == ["answered", "new"]
    assert [p.code for p in service.relink(reply, ())] == ["blank"]


def test_removing_the_only_reply_makes_an_opinion_new_again(service, meeting):
    first, second = opinions(service, meeting, "Một", "Hai")
    one = service.reply(meeting.id, {"text": "A", "feedback_ids": (first, second)}).id
    service.reply(meeting.id, {"text": "B", "feedback_ids": (second,)})
    service.delete_reply(one)
    assert [status(service, key) for key in (first, second)] == ["new", "answered"]


def test_a_settled_opinion_stays_settled(service, register, meeting):
    (key,) = opinions(service, meeting, "Một")
    reply = service.reply(meeting.id, {"text": "A", "feedback_ids": (key,)}).id
    with register.operation("Edit"):
        register.update(records.Feedback, key, {"status": FeedbackStatus.DONE.value})
    service.delete_reply(reply)
    assert status(service, key) == "done"


def test_removing_opinions_takes_replies_to_nothing_else_along(service, register, meeting):
    first, second = opinions(service, meeting, "Một", "Hai")
    service.reply(meeting.id, {"text": "A", "feedback_ids": (first,)})
    service.reply(meeting.id, {"text": "B", "feedback_ids": (first, second)})
    service.delete([first])
    assert [r.text for r in register.find(records.Reply)] == ["B"]
    register.undo()
    assert [r.text for r in service.replies_to(first)] == ["A", "B"]


def test_the_filter_keeps_the_order_of_numbers(service, register, meeting):
    register.subscribe(service.refresh)
    first, second = opinions(service, meeting, "Nhà ăn", "Nhà xe")
    assert service.ids(meeting.id, OpinionFilter(text="nha")) == [first, second]
    with register.operation("Edit"):
        register.update(records.Feedback, first, {"number": 3})
    assert service.ids(meeting.id, OpinionFilter(text="nha")) == [second, first]
    assert service.ids(meeting.id, OpinionFilter(text="nha xe")) == [second]


def test_themes_move_in_their_order(service, meeting):
    keys = [service.add_theme(meeting.id, name) for name in ("NCKH", "ĐTSĐH", "Cán bộ trẻ")]
    service.move_theme(meeting.id, keys[2], -2)
    assert [theme.id for theme in service.themes(meeting.id)] == [keys[2], keys[0], keys[1]]
    assert service.add_theme(meeting.id, "can bo TRE") == keys[2]


@pytest.mark.parametrize(("raw", "field", "code"), [
    ({}, "text", "blank"), ({"text": "x" * 100_001}, "text", "too-long"),
    ({"text": "Ý", "speaker": "x" * 251}, "speaker", "too-long"),
    ({"text": "Ý", "kind": "than phiền"}, "kind", "not-a-choice"),
    ({"text": "Ý", "theme_ids": ("lương",)}, "theme_ids", "not-a-choice")])
def test_an_opinion_with_a_problem_is_not_recorded(service, register, meeting, raw, field, code):
    created = service.add(meeting.id, raw)
    assert (created.id, [(p.field, p.code) for p in created.problems]) == (0, [(field, code)])
    assert register.find(records.Feedback) == []


@pytest.mark.parametrize("raw", [
    {"attendee_id": 99}, {"unit_id": 99}, {"theme_ids": (99,)}, {"addressed_ids": (99,)},
    {"item_id": 99}, {"same_as_id": 99}])
def test_an_opinion_about_what_is_gone_is_not_recorded(service, register, meeting, raw):
    with pytest.raises(UserError, match="record-gone"):
        service.add(meeting.id, {"text": "Ý", **raw})
    assert register.find(records.Feedback) == []


def test_a_reply_to_what_is_gone_is_not_recorded(service, register, meeting):
    first, second = opinions(service, meeting, "Một", "Hai")
    reply = service.reply(meeting.id, {"text": "A", "feedback_ids": (first,)}).id
    for attempt in (
            lambda: service.reply(meeting.id, {"text": "B", "feedback_ids": (second, 99)}),
            lambda: service.relink(reply, (second, 99)),
            lambda: service.relink(99, (second,)),
            lambda: service.delete_reply(99)):
        with pytest.raises(UserError, match="record-gone"):
            attempt()
    assert [r.text for r in register.find(records.Reply)] == ["A"]
    assert [status(service, key) for key in (first, second)] == ["answered", "new"]


def test_recording_and_replying_are_undone(service, register, meeting):
    (key,) = opinions(service, meeting, "Một")
    before = service.get(key)
    service.reply(meeting.id, {"text": "A", "feedback_ids": (key,)})
    register.undo()
    assert service.get(key) == before
    assert register.find(records.Reply) == []
    register.undo()
    assert register.find(records.Feedback) == []


def test_the_number_of_a_removed_opinion_stays_free(service, meeting):
    first, second, _ = opinions(service, meeting, "Một", "Hai", "Ba")
    service.delete([first, second])
    assert service.get(service.add(meeting.id, {"text": "Bốn"}).id).number == 4


def test_opinions_of_a_removed_theme_stay(service, register, meeting):
    theme = service.add_theme(meeting.id, "Lương")
    key = service.add(meeting.id, {"text": "Một", "theme_ids": (theme,)}).id
    service.delete_theme(theme)
    assert service.get(key).theme_ids == ()
    register.undo()
    assert service.get(key).theme_ids == (theme,)


@pytest.mark.parametrize("name", ["★", "-"])
def test_a_theme_without_letters_is_no_other_theme(service, meeting, name):
    first = service.add_theme(meeting.id, "Lương")
    assert service.add_theme(meeting.id, name) != first
    assert [t.name for t in service.themes(meeting.id)] == ["Lương", name]


@pytest.mark.parametrize(("name", "code"), [(" ", "nothing-typed"), ("x" * 251, "text-too-long")])
def test_a_theme_needs_a_name(service, meeting, name, code):
    with pytest.raises(UserError, match=code):
        service.add_theme(meeting.id, name)
    assert service.themes(meeting.id) == []
