"""Opinions are found by their words and by their speakers, whatever happens to either."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import records
from desktop_app.store.opinion_queries import (
    NONE,
    OpinionFilter,
    matching_ids,
    opinion_groups,
    ordered_ids,
    replies_only_to,
)
from desktop_app.store.register import Register

NAMES = ("Lê Thị Ân", "Trần Văn Đức", "Hoàng An")
CREATE = "Create conference {name}"
TEXTS = ("Rút ngắn thủ tục thanh toán", "Tuyển sinh thạc sĩ giảm", "Giảm họp")


def person(register: Register, meeting: records.Meeting, name: str) -> int:
    with register.operation("Add {name}", name=name):
        return register.insert(records.Attendee(meeting_id=meeting.id, full_name=name,
                                                position="Giảng viên"))


def opinion(register: Register, meeting: records.Meeting, text: str, **values: object) -> int:
    number = len(ordered_ids(register, meeting.id, OpinionFilter())) + 1
    with register.operation("Record opinion {number}", number=number):
        return register.insert(records.Feedback(  # type: ignore[arg-type]
            meeting_id=meeting.id, number=number, text=text, **values))


def index_is_sound(register: Register) -> bool:
    """SQLite compares the index with what it should hold, and raises where they differ."""
    with register.operation("check"):
        register._database.execute_sql(
            "INSERT INTO feedback_search(feedback_search, rank) VALUES ('integrity-check', 1)")
    return True


def test_words_without_marks_in_any_order(register, meeting) -> None:
    key = opinion(register, meeting, TEXTS[0])
    opinion(register, meeting, TEXTS[1])
    for typed in ("thu tuc", "toan rut", "Thủ", "t t r"):
        assert matching_ids(register, meeting.id, typed) == [key]


def test_the_speaker_is_found_and_found_again_under_a_new_name(register, meeting) -> None:
    speaker = person(register, meeting, NAMES[0])
    key = opinion(register, meeting, TEXTS[0], attendee_id=speaker)
    assert matching_ids(register, meeting.id, "an le") == [key]
    with register.operation("Edit"):
        register.update(records.Attendee, speaker, {"full_name": "Lê Thị Bình"})
    assert matching_ids(register, meeting.id, "le an") == []
    assert matching_ids(register, meeting.id, "binh thanh toan") == [key]
    with register.operation("Remove"):
        register.delete(records.Attendee, [speaker])
    assert matching_ids(register, meeting.id, "binh") == []
    register.undo()
    assert matching_ids(register, meeting.id, "binh") == [key]


def test_a_number_finds_the_opinion_with_that_number(register, meeting) -> None:
    first, second = (opinion(register, meeting, text) for text in TEXTS[:2])
    assert matching_ids(register, meeting.id, "2") == [second]
    third = opinion(register, meeting, "Đợt 1 quá ngắn")
    assert matching_ids(register, meeting.id, "1") == [first, third]


def test_opinions_of_other_conferences_are_not_found(register, meeting) -> None:
    key = opinion(register, meeting, TEXTS[0])
    with register.operation(CREATE, name="2024"):
        other = register.get(records.Meeting, register.insert(
            records.Meeting(title="2024", organisation="Trường", starts_at=meeting.starts_at)))
    opinion(register, other, TEXTS[0])
    assert matching_ids(register, meeting.id, "thu tuc") == [key]


def test_opinions_without_a_theme_are_a_group_of_their_own(register, meeting) -> None:
    with register.operation("Add theme {name}", name="NCKH"):
        theme = register.insert(records.Theme(meeting_id=meeting.id, name="NCKH"))
    sorted_one = opinion(register, meeting, TEXTS[0], theme_ids=(theme,))
    loose = opinion(register, meeting, TEXTS[1])
    assert opinion_groups(register, meeting.id, "theme") == {theme: 1, NONE: 1}
    assert opinion_groups(register, meeting.id, "unit") == {NONE: 2}
    assert ordered_ids(register, meeting.id, OpinionFilter(theme_id=theme)) == [sorted_one]
    assert ordered_ids(register, meeting.id, OpinionFilter(theme_id=NONE)) == [loose]


def test_replies_that_answer_nothing_else(register, meeting) -> None:
    first, second = (opinion(register, meeting, text) for text in TEXTS[:2])
    with register.operation("Record reply to {numbers}", numbers="1"):
        only = register.insert(records.Reply(meeting_id=meeting.id, feedback_ids=(first,)))
        register.insert(records.Reply(meeting_id=meeting.id, feedback_ids=(first, second)))
    assert replies_only_to(register, [first]) == [only]


STEPS = st.lists(st.tuples(
    st.sampled_from(["person", "opinion", "rename", "reword", "reassign", "leave", "remove",
                     "undo", "redo"]),
    st.integers(0, 5), st.integers(0, 2)), max_size=25)


@given(steps=STEPS)
def test_the_index_stays_sound(template, tmp_path_factory, steps) -> None:
    path = tmp_path_factory.mktemp("index") / "register.db"
    path.write_bytes(template.read_bytes())
    with Register.open(path) as register:
        register._database.execute_sql("PRAGMA synchronous = OFF")
        with register.operation(CREATE, name="2023"):
            meeting = register.get(records.Meeting, register.insert(
                records.Meeting(title="2023", organisation="Trường")))
        for act, place, choice in steps:
            take(register, meeting, act, place, choice)
        assert index_is_sound(register)


def what_was_last(register: Register) -> str:
    label = register.journal.undo_label()
    return label.text if label else CREATE


def take(register: Register, meeting: records.Meeting, act: str, place: int, choice: int) -> None:
    """One random step; steps for which there is nothing to act on do nothing."""
    people = [a.id for a in register.find(records.Attendee)]
    opinions = ordered_ids(register, meeting.id, OpinionFilter())
    who = people[place % len(people)] if people else None
    what = opinions[place % len(opinions)] if opinions else None
    if act == "person":
        person(register, meeting, NAMES[choice])
    elif act == "opinion":
        opinion(register, meeting, TEXTS[choice], attendee_id=who)
    elif act == "undo" and what_was_last(register) != CREATE:
        register.undo()
    elif act == "redo" and register.journal.redo_label():
        register.redo()
    else:
        change(register, act, who, what, choice)


def change(register: Register, act: str, who: int | None, what: int | None, choice: int) -> None:
    with register.operation("Edit"):
        if act == "rename" and who:
            register.update(records.Attendee, who, {"full_name": NAMES[choice]})
        elif act == "leave" and who:
            register.delete(records.Attendee, [who])
        elif act == "reword" and what:
            register.update(records.Feedback, what, {"text": TEXTS[choice]})
        elif act == "reassign" and what:
            register.update(records.Feedback, what, {"attendee_id": who})
        elif act == "remove" and what:
            register.delete(records.Feedback, [what])
