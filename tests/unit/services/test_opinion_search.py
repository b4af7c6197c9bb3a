"""Searching opinions, beside its definition: each word begins a word of the opinion or of the
speaker's name and position, and a single number finds the opinion with that number as well."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain import records
from desktop_app.domain.vietnamese import folded_words
from desktop_app.services.feedback import OpinionFilter
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register

WORDS = ("Đề", "nghị", "nghiên", "nghiệm", "NGHIÊM", "trường", "trưởng", "trương", "tr", "kinh",
         "phí", "12", "1", "ốm")
NAMES = ("Trương Thị Nghi", "Lê Nghiêm", "H'Hen Niê")
POSITIONS = ("Trưởng phòng", "Nghiên cứu sinh", "")
OPINIONS = 40


@pytest.fixture
def conferences(register: Register) -> list[int]:
    """Two conferences. In the first the numbers rise as the keys do, in the second they do not."""
    rng = random.Random(7)
    with register.operation("Fill"):
        return [_conference(register, rng, numbers) for numbers in (
            list(range(1, OPINIONS + 1)), rng.sample(range(1, 2 * OPINIONS), OPINIONS))]


def _conference(register: Register, rng: random.Random, numbers: list[int]) -> int:
    meeting = register.insert(records.Meeting(title="2023", organisation="Trường"))
    theme = register.insert(records.Theme(meeting_id=meeting, name="NCKH"))
    people = [register.insert(records.Attendee(meeting_id=meeting, full_name=name,
                                               position=position))
              for name, position in zip(NAMES, POSITIONS, strict=True)]
    for number in numbers:
        register.insert(records.Feedback(
            meeting_id=meeting, number=number, text=" ".join(rng.choices(WORDS, k=4)),
            attendee_id=rng.choice([None, *people]), theme_ids=(theme,) * rng.randrange(2)))
    return meeting


def _by_definition(work: Workspace, meeting: int, wanted: OpinionFilter) -> list[int]:
    opinions = [opinion for opinion in work.register.find(records.Feedback)
                if opinion.meeting_id == meeting and _fits(work, opinion, wanted)]
    return [opinion.id for opinion in sorted(opinions, key=lambda o: o.number)]


def _fits(work: Workspace, opinion: records.Feedback, wanted: OpinionFilter) -> bool:
    if wanted.theme_id is not None and wanted.theme_id not in (opinion.theme_ids or (0,)):
        return False
    person = work.register.get(records.Attendee, opinion.attendee_id) \
        if opinion.attendee_id else records.Attendee()
    words = folded_words(f"{opinion.text} {person.full_name} {person.position}")
    typed = folded_words(wanted.text)
    return typed == (str(opinion.number),) or all(
        any(word.startswith(begun) for word in words) for begun in typed)


BEGINNINGS = st.builds(lambda word, end: word[:end],
                       st.sampled_from([*WORDS, *" ".join([*NAMES, *POSITIONS]).split()]),
                       st.integers(1, 8))
TYPED = st.one_of(st.lists(BEGINNINGS, max_size=3).map(" ".join),
                  st.integers(0, 2 * OPINIONS).map(str))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(st.tuples(TYPED, st.integers(0, 1), st.sampled_from([None, 0, 1])),
                      min_size=1, max_size=4))
def test_the_search_finds_what_its_definition_says(work, conferences, typed) -> None:
    for text, place, themed in typed:
        meeting = conferences[place]
        theme = themed and work.feedback.themes(meeting)[0].id
        wanted = OpinionFilter(text, theme_id=theme)
        assert work.feedback.ids(meeting, wanted) == _by_definition(work, meeting, wanted)


def test_each_letter_finds_fewer_opinions(work, conferences) -> None:
    found = [len(work.feedback.ids(conferences[0], OpinionFilter("trưởng nghiêm"[:end])))
             for end in range(1, 14)]
    assert found == sorted(found, reverse=True)
    assert OPINIONS > found[0] > found[-1] > 0
