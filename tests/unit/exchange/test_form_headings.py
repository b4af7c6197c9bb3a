"""Headers and footers of forms."""

from datetime import date

import pytest

from desktop_app.exchange.form_headings import LONGEST, filled_heading

TITLE = {"meeting.title": "Hội nghị A & B", "meeting.date": date(2023, 6, 30)}


@pytest.mark.parametrize(("text", "said"), [
    ("&C{{meeting.title}}, trang &P", "&CHội nghị A && B, trang &P"),
    ("&C&14{{meeting.date}}", "&C&14 30/06/2023"),
    ("&C&14{{meeting.title}}", "&C&14Hội nghị A && B"),
    ("&RNgày {{meeting.date}}", "&RNgày 30/06/2023"),
    ("&L{{meeting.venue}}", "&L"),
])
def test_values_stand_apart_from_codes(text, said):
    assert filled_heading(text, TITLE) == said


def test_a_heading_is_never_longer_than_excel_takes():
    fields = {"meeting.title": "&" * 400, "meeting.venue": "Hội trường A"}
    said = filled_heading("&C{{meeting.title}}&R{{meeting.venue}}", fields)
    assert LONGEST - 2 <= len(said) <= LONGEST
    assert said.endswith("…&RHội trường A")
    assert said.count("&&") * 2 == said.removeprefix("&C").partition("…")[0].count("&")
    own = "x" * 300
    assert filled_heading(f"&C{own}{{{{meeting.title}}}}", TITLE) == f"&C{own}…"
