"""Search as you type over 100,000 opinions, beside LIKE over the same rows."""

import random
from statistics import median
from time import perf_counter

from desktop_app.domain import records
from desktop_app.domain.vietnamese import folded_words
from desktop_app.services.feedback import OpinionFilter
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register
from tests.bench.registers import LARGE_IN_ONE, Registers
from tests.bench.table import Row, percentile, ratio

BUDGET = 0.1
WORDS = 25
_LIKE = ("SELECT id FROM feedback WHERE meeting_id = ? AND search_key LIKE '%' || ? || '%' "
         "ORDER BY number")


def run(registers: Registers) -> list[Row]:
    """Each key of two words that follow one another in some opinion; both ways in turn."""
    path = registers.copy(LARGE_IN_ONE, "search")
    with Register.read(path) as register:
        work = Workspace(register)
        meeting = work.meetings.current()
        assert meeting is not None
        work.feedback.ids(meeting.id, OpinionFilter())
        ours, theirs = [], []
        for text in _typed(register):
            begun = perf_counter()
            work.feedback.ids(meeting.id, OpinionFilter(text=text))
            ours.append((perf_counter() - begun) * 1000)
            begun = perf_counter()
            register.sql(_LIKE, (meeting.id, text))
            theirs.append((perf_counter() - begun) * 1000)
    note = f"p99 {percentile(ours, 99):.0f} ms, LIKE {percentile(theirs, 99):.0f} ms"
    return [ratio("search as you type, median, 100,000 opinions", median(ours), median(theirs),
                  BUDGET, "ms", note)]


def _typed(register: Register) -> list[str]:
    rng = random.Random(1)
    opinions = register.find(records.Feedback, limit=500)
    texts = []
    for opinion in rng.sample(opinions, WORDS):
        words = folded_words(opinion.text)
        start = rng.randrange(len(words) - 1)
        pair = " ".join(words[start : start + 2])
        texts += [pair[:end] for end in range(1, len(pair) + 1) if pair[end - 1] != " "]
    return texts
