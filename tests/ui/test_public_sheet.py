"""The public screen at the sizes that projectors have: type that can be read, nothing cut."""

from datetime import datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from desktop_app.domain.kinds import ItemState, MeetingStatus
from desktop_app.i18n import use_language
from desktop_app.services.projection import (
    Projection,
    PublicHead,
    PublicItem,
    PublicQuorum,
    PublicSpeaker,
)
from desktop_app.ui.public_agenda import window_around
from desktop_app.ui.public_clock import figures, word_of
from desktop_app.ui.public_type import metrics
from desktop_app.ui.public_view import PublicView

SIZES = [(1024, 768), (1366, 768), (1920, 1080), (3840, 2160)]
NOW = datetime(2023, 6, 30, 9, 42, 7)
LONG = ("Báo cáo kết quả thực hiện Nghị quyết hội nghị viên chức, người lao động năm học 2022–2023 "
        "và phương hướng, nhiệm vụ năm học 2023–2024 của Nhà trường; ý kiến của các đơn vị")
WORD = "Khoahọcvàcôngnghệ" * 12


def speaker(name: str = "Trần Văn Đức", unit: str = "Khoa Cơ khí", minutes: int | None = 3,
            spoken: int = 60) -> PublicSpeaker:
    return PublicSpeaker(name, "Trưởng khoa", unit, NOW - timedelta(seconds=spoken), None, 0,
                         minutes)


def projection(count: int = 11, current: int = 8, title: str = "Thảo luận",
               who: PublicSpeaker | None = None, result: str = "",
               status: MeetingStatus = MeetingStatus.LIVE, met: bool = True) -> Projection:
    def state(number: int) -> ItemState:
        if number == current:
            return ItemState.CURRENT
        return ItemState.DONE if number < current else ItemState.WAITING

    items = tuple(PublicItem(n, f"{title} {n}", "PGS.TS. Nguyễn Đình Ổn", state(n))
                  for n in range(1, count + 1))
    head = PublicHead("Hội nghị viên chức, người lao động năm học 2023-2024",
                      "Trường Đại học Kỹ thuật Công nghiệp", "Hội trường A1, Thái Nguyên",
                      datetime(2023, 6, 30, 7, 30), status)
    return Projection(head, items, who, PublicQuorum(138 if met else 60, 150, met), result)


LONG_HEAD = Projection(PublicHead(LONG, LONG, LONG, NOW, MeetingStatus.LIVE))
CASES = {
    "speaker": projection(who=speaker()),
    "long speaker": projection(who=speaker(LONG, LONG, None, 9000)),
    "one endless word": projection(title=WORD, who=speaker(WORD, WORD), result=WORD),
    "over time": projection(who=speaker(spoken=4000), met=False),
    "item": projection(title=LONG),
    "between items": projection(current=99),
    "many items": projection(count=400, current=200, title=LONG),
    "result": projection(result="138/138 tán thành\nNghị quyết được thông qua"),
    "result, somebody speaks": projection(result=LONG * 20, who=speaker(LONG)),
    "to come": projection(status=MeetingStatus.PREPARING),
    "over": projection(status=MeetingStatus.CLOSED),
    "long title": LONG_HEAD,
    "no conference": Projection(),
}


@pytest.fixture
def view(qtbot, theme):
    made = PublicView(theme)
    qtbot.addWidget(made)
    return made


def problems(view: PublicView) -> list[str]:
    """Texts that are too small, wider than their room, off the screen, or over each other."""
    screen, found = QRect(0, 0, view.width(), view.height()), []
    for piece in view.pieces:
        room = piece.rect
        if piece.size < view.height() / 30:
            found.append(f"small: {piece.text}")
        measure = metrics(piece.size, bold=piece.bold)
        wide = max(measure.horizontalAdvance(line) for line in piece.lines)
        if wide > room.width() + 1:
            found.append(f"cut: {piece.text} {wide} > {room.width()}")
        if measure.tightBoundingRect(piece.lines[0]).height() > room.height() / len(piece.lines):
            found.append(f"low: {piece.text}")
        if not screen.contains(room):
            found.append(f"off the screen: {piece.text} {room}")
    found += [f"over each other: {a.text} | {b.text}" for a, b in combinations(view.pieces, 2)
              if a.rect.intersects(b.rect)]
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_text_is_large_whole_and_alone(view, case, size, language):
    use_language(language)
    view.resize(*size)
    view.show_projection(case, NOW)
    assert not problems(view)
    assert view.sheet.pieces


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_current_item_is_on_the_screen_with_its_neighbours(view, size):
    view.resize(*size)
    view.show_projection(CASES["many items"], NOW)
    texts = [piece.text for piece in view.pieces]
    assert {"199", "200", "201"} <= set(texts)
    assert [text for text in texts if text.startswith(("↑", "↓"))]


def test_usual_names_and_titles_are_not_shortened(view):
    for size in SIZES:
        view.resize(*size)
        for name in ("speaker", "over time", "between items", "result", "to come", "over"):
            view.show_projection(CASES[name], NOW)
            assert not [p.text for p in view.pieces if "…" in p.text], (size, name)


def test_only_what_is_released_is_drawn(view):
    view.resize(1366, 768)
    view.show_projection(projection(), NOW)
    assert "138/138" not in view.accessibleDescription()
    view.show_projection(projection(result="138/138"), NOW)
    assert "138/138" in view.accessibleDescription()


# --- the items around the current one -----------------------------------------------------------


@given(heights=st.lists(st.integers(1, 30), min_size=1, max_size=40), room=st.integers(0, 300),
       data=st.data())
def test_the_window_holds_the_middle_and_no_more_than_fits(heights, room, data):
    middle = data.draw(st.integers(0, len(heights) - 1))
    first, end = window_around(middle, len(heights), heights.__getitem__, room)
    assert 0 <= first <= middle < end <= len(heights)
    assert sum(heights[first:end]) <= room or (first, end) == (middle, middle + 1)
    used = sum(heights[first:end])
    assert end == len(heights) or used + heights[end] > room
    assert first == 0 or used + heights[first - 1] > room


def test_the_window_asks_only_for_what_it_shows():
    asked: list[int] = []

    def height(place: int) -> int:
        asked.append(place)
        return 10

    assert window_around(50_000, 100_000, height, 95) == (49_996, 50_005)
    assert len(asked) < 20


# --- the clock --------------------------------------------------------------------------------


def test_the_clock_counts_down_and_warns_with_a_word():
    told = [(figures(clock), word_of(clock)) for clock in (
        speaker(spoken=spoken).clock(NOW) for spoken in (0, 149, 150, 180, 181, 4000))]
    assert told == [("03:00", "Time left"), ("00:31", "Time left"), ("00:30", "Time is nearly up"),
                    ("00:00", "Time is nearly up"), ("+00:01", "Over time"),
                    ("+63:40", "Over time")]
    free = speaker(minutes=None, spoken=75).clock(NOW)
    assert (figures(free), word_of(free)) == ("01:15", "Time spoken")


def test_a_second_paints_only_the_clock(view, qtbot):
    view.resize(1366, 768)
    view.show_projection(CASES["speaker"], NOW)
    sheet = view.sheet
    view.tick(NOW + timedelta(seconds=1))
    assert view.sheet is sheet
    assert "01:59" in [piece.text for piece in view.pieces]


def test_the_preview_is_the_same_sheet_painted_smaller(qtbot, theme, view):
    view.resize(1920, 1080)
    view.show_projection(CASES["speaker"], NOW)
    preview = PublicView(theme, QSize(1920, 1080))
    qtbot.addWidget(preview)
    preview.resize(608, 342)
    preview.show_projection(CASES["speaker"], NOW)
    assert preview.pieces == view.pieces
    picture = preview.grab().toImage()
    assert len({picture.pixelColor(x, 200).name() for x in range(240, 608)}) > 2
