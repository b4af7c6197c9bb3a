from datetime import timedelta
from itertools import pairwise

from desktop_app.services.demo import demo_source
from desktop_app.services.rehearsal import LENGTH, ActKind, Press, moment, present
from desktop_app.services.rehearsal_script import LATE, script


def test_three_hours_without_two_acts_at_once():
    acts = script()
    assert timedelta() <= acts[0].at < timedelta(minutes=1)
    assert LENGTH - timedelta(minutes=1) < acts[-1].ends <= LENGTH
    for before, after in pairwise(acts):
        assert before.ends <= after.at, (before.words, after.words)


def test_every_kind_of_act_occurs():
    assert {act.kind for act in script()} == set(ActKind)


def test_everybody_is_on_the_list_and_comes_before_speaking_or_leaving():
    numbers = {row["number"] for row in demo_source()["attendees"]}
    here: set[int] = set()
    for act in script():
        assert {*act.people, *act.came, *act.left} <= numbers
        assert not here & set(act.came)
        assert set(act.left) <= here
        here = (here | set(act.came)) - set(act.left)
        spoke = act.kind in (ActKind.FLOOR, ActKind.QUEUE, ActKind.OPINION)
        assert not spoke or set(act.people) <= here, act.words


def test_the_room_falls_below_its_quorum_and_fills_again():
    counts = [len(present(script(), moment(clock)))
              for clock in ("08:00:00", "08:49:00", "08:51:00", "09:10:00", "10:30:00")]
    assert counts == [101, 103, 99, 102, 101]
    assert set(LATE) <= present(script(), LENGTH)


def test_what_is_typed_says_whom_and_what():
    for act in script():
        words = act.words.text.format(**act.words.params)
        assert words
        assert "{" not in words
        assert act.strokes
        assert all(stroke.key if isinstance(stroke, Press) else stroke for stroke in act.strokes)
