"""What all pages share: names that are found while they are typed."""

from desktop_app.services.session import Context


def _marked(desk, name: str) -> bool:
    found = desk.finder("Attendee").find(name, 1)
    assert found[0].label == name
    return found[0].marked


def test_who_comes_and_leaves_is_marked_in_the_names_that_are_known(demo_desk):
    attendance = demo_desk.workspace.attendance
    person = demo_desk.workspace.session.people(demo_desk.meeting_id)[0].attendee
    if _marked(demo_desk, person.full_name):
        attendance.toggle(person.id)
    names = demo_desk.finder("Attendee")
    for here in (True, False, True):
        attendance.toggle(person.id)
        assert _marked(demo_desk, person.full_name) is here
    assert demo_desk.finder("Attendee") is names


def test_who_waits_who_is_here_and_who_spoke_of_late_come_first(demo_desk, clock):
    work, meeting_id = demo_desk.workspace, demo_desk.meeting_id
    here = [p.attendee for p in work.session.people(meeting_id) if p.here]
    absent = next(p.attendee for p in work.session.people(meeting_id) if not p.here)
    names, context = demo_desk.finder("Attendee"), Context(
        meeting_id, work.agenda.current(meeting_id))
    clock.advance(days=1)
    work.floor.give(f"@{here[-2].full_name}", context)
    clock.advance(minutes=5)
    work.floor.give(f"@{here[-1].full_name}", context)
    work.floor.ask(f"@{absent.full_name}", context)
    first = [candidate.key for candidate in names.find("", 3)]
    assert first == [absent.id, here[-1].id, here[-2].id]
    assert demo_desk.finder("Attendee") is names
    work.undo()
    work.undo()
    assert names.find("", 1)[0].key == here[-2].id


def test_an_arrival_that_is_taken_back_marks_nobody(demo_desk):
    work = demo_desk.workspace
    others = work.session.people(demo_desk.meeting_id)
    person = next(p.attendee for p in others if not p.here)
    before = demo_desk.finder("Attendee").find("", len(others))
    work.attendance.toggle(person.id)
    assert _marked(demo_desk, person.full_name)
    work.undo()
    assert any(candidate.marked for candidate in before)
    assert demo_desk.finder("Attendee").find("", len(others)) == before


def test_a_new_theme_is_found_and_leaves_the_names_of_people_alone(demo_desk):
    people, vocabulary = demo_desk.finder("Attendee"), demo_desk.workspace.session.vocabulary
    speakers = vocabulary(demo_desk.meeting_id).speakers
    demo_desk.finder("Theme")
    vocabulary(demo_desk.meeting_id).themes.exact("Chuyển đổi số")
    key = demo_desk.make("Theme", "Chuyển đổi số thật")
    assert [c.key for c in demo_desk.finder("Theme").find("chuyển đổi số thật", 1)] == [key]
    assert demo_desk.names("Theme", [key]) == [(key, "Chuyển đổi số thật")]
    assert vocabulary(demo_desk.meeting_id).themes.exact("chuyển đổi số thật").key == key
    assert demo_desk.finder("Attendee") is people
    assert vocabulary(demo_desk.meeting_id).speakers is speakers


def test_a_conference_that_is_gone_leaves_no_names(demo_desk):
    work, meeting_id = demo_desk.workspace, demo_desk.meeting_id
    assert work.session.people(meeting_id)
    work.meetings.delete(meeting_id)
    assert not work.session.people(meeting_id)
    assert not work.session.vocabulary(meeting_id).speakers.terms
