"""Opinions that say the same: every one points to the first, none to one that points on."""

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain import records
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register


def said(work, meeting, *texts, **values):
    return [work.feedback.add(meeting.id, {"text": text, **values}).id for text in texts]


def mark(work, key, target):
    return [p.code for p in work.editor.set_field(records.Feedback, key, "same_as_id", target)]


def pointing(work, keys):
    return [f.same_as_id for f in work.feedback.load(keys)]


def test_a_new_opinion_points_to_the_root(work, meeting):
    [first] = said(work, meeting, "Một")
    [second] = said(work, meeting, "Hai", same_as_id=first)
    [third] = said(work, meeting, "Ba", same_as_id=second)
    assert pointing(work, [first, second, third]) == [None, first, first]
    assert work.feedback.same([first, second]) == {first: [second, third]}


def test_what_pointed_to_an_opinion_follows_it_in_one_step(work, meeting):
    first, second, third = said(work, meeting, "Một", "Hai", "Ba")
    assert mark(work, third, second) == []
    assert mark(work, second, first) == []
    assert pointing(work, [first, second, third]) == [None, first, first]
    work.undo()
    assert pointing(work, [first, second, third]) == [None, None, second]


def test_neither_itself_nor_its_follower_nor_another_conference(work, meeting):
    first, second = said(work, meeting, "Một", "Hai")
    mark(work, second, first)
    assert mark(work, first, first) == ["same-as-itself"]
    assert mark(work, first, second) == ["same-as-itself"]
    with work.register.operation("Add"):
        other = work.register.insert(records.Meeting(title="Năm trước"))
    before = work.feedback.add(other, {"text": "Một"}).id
    assert mark(work, first, before) == ["same-as-elsewhere"]
    refused = work.feedback.add(meeting.id, {"text": "Ba", "same_as_id": before})
    assert [p.code for p in refused.problems] == ["same-as-elsewhere"]
    assert pointing(work, [first, second]) == [None, first]


def test_the_first_left_takes_the_place_of_a_root_that_goes(work, meeting):
    [root] = said(work, meeting, "Một")
    second, third, fourth = said(work, meeting, "Hai", "Ba", "Bốn", same_as_id=root)
    work.feedback.delete([root, second])
    assert pointing(work, [third, fourth]) == [None, third]
    work.undo()
    assert pointing(work, [root, second, third, fourth]) == [None, root, root, root]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.none() | st.integers(0, 5)), max_size=12))
def test_whatever_is_marked_nothing_chains(tmp_path_factory, marks):
    path = tmp_path_factory.mktemp("same") / "a.db"
    with Register.create(path) as register:
        work = Workspace(register)
        with register.operation("Add"):
            meeting = records.Meeting(id=register.insert(records.Meeting(title="Hội nghị")))
        keys = said(work, meeting, *"abcdef")
        for one, other in marks:
            mark(work, keys[one], None if other is None else keys[other])
        work.feedback.delete([keys[0]])
        left = work.feedback.load(keys[1:])
        roots = {f.id for f in left if f.same_as_id is None}
        assert all(f.same_as_id in roots for f in left if f.same_as_id is not None)
        work.drafts.close()
