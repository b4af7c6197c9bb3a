"""What all pages share: names that are found while they are typed."""


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
