"""What is played in a rehearsal: arrivals, reports, the discussion, replies and conclusions.

The texts that are typed are Vietnamese whatever the language of the window, as in a real session.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from desktop_app.i18n import N_
from desktop_app.services.demo import demo_source
from desktop_app.services.rehearsal import (
    ENTER,
    ESCAPE,
    START,
    TAB,
    Act,
    ActKind,
    Press,
    Script,
    Stroke,
)

LATE = (72, 119, 131, 141, 148)
"""Who arrives when the conference has begun."""
ON_TIME, AT_ONCE = 101, 4
LEAVING = (20, 33, 45, 77)
RECTOR, UNION, COUNCIL, INSPECTION = 1, 2, 11, 79
SPEAKERS = (RECTOR, UNION, 3, 4, 5, 6, 8, COUNCIL, INSPECTION, 140)
UNKNOWN, IS_REALLY = "Bà Lan", 21
_FLOOR, _QUEUE = Press("F9"), Press("Ctrl+F9")
_LATER, _EARLIER = Press("Alt+Down"), Press("Alt+Up")


@cache
def script() -> tuple[Act, ...]:
    """The acts in their order, from 7:30 to 10:30."""
    made = Script(demo_source())
    for part in (_arrivals, _opening, _reports, _first_speakers, _more_speakers, _loose_ends,
                 _replies, _conclusions):
        part(made)
    return tuple(sorted(made.acts, key=lambda act: act.at))


# --- 7:30, arrivals -------------------------------------------------------------------------


def _arrivals(made: Script) -> None:
    _open_item(made, "07:30:10", 1)
    people = _on_time(made.source)
    for first in range(0, ON_TIME, AT_ONCE):
        group = people[first : first + AT_ONCE]
        clock = _clock(40 + 66 * (first // AT_ONCE))
        made.add(clock, ActKind.CHECK_IN, N_("Delegates arrive: number, badge or name, then Enter"),
                 Press("F7"), *_called_in(made, group), ESCAPE, people=group[::-1], came=group)
    made.add("07:45:30", ActKind.UNDO, N_("The wrong number was typed: taken back"), Press("F7"),
             "150", ENTER, Press("Ctrl+Z"), ESCAPE)


def _on_time(source: Mapping[str, Any]) -> list[int]:
    """Who is there when the conference begins, in the order of their arrival: all who are to
    speak or to leave, and as many others as it takes."""
    came = [row["attendee"] for row in source["presence"] if row["attendee"] not in (*LATE, 150)]
    needed = {*SPEAKERS, *LEAVING, IS_REALLY}
    others = [number for number in came if number not in needed][: ON_TIME - len(needed)]
    return [number for number in came if number in needed or number in others]


def _called_in(made: Script, people: Sequence[int]) -> list[Stroke]:
    """In turn: a list number, a badge that is scanned, a name without marks, a number again."""
    strokes: list[Stroke] = []
    for place, number in enumerate(people):
        ways = (str(number), f"{number:04}", made.called(number), str(number))
        strokes += [ways[place % len(ways)] if _is_only(made, number) else str(number), ENTER]
    return strokes


def _is_only(made: Script, number: int) -> bool:
    """Whether nobody else has the name."""
    names = [made.called(row["number"]) for row in made.source["attendees"]]
    return names.count(made.called(number)) == 1


def _clock(seconds: int) -> str:
    return (START + timedelta(seconds=seconds)).time().isoformat()


def _open_item(made: Script, clock: str, number: int) -> None:
    made.add(clock, ActKind.ITEM, N_("Agenda item {number}: {title}"), Press("F8"),
             number=number, title=made.title(number))


# --- 8:00, opening --------------------------------------------------------------------------


def _opening(made: Script) -> None:
    _open_item(made, "08:00:30", 2)
    made.add("08:04:00", ActKind.NOTE, N_("The delegates are reported: a note"),
             "Ban thẩm tra báo cáo: triệu tập 150 đại biểu, có mặt 101.", ENTER)
    made.add("08:06:20", ActKind.LATE, N_("{name} came at 8:05: the time is typed afterwards"),
             Press("F7"), f"{made.called(72)} 8:05", ENTER, ESCAPE, people=[72], came=[72])
    _open_item(made, "08:08:10", 3)
    made.add("08:14:05", ActKind.VOTE, N_("The chair is elected: a vote"),
             "/b Bầu đoàn chủ tịch 3 người, tổ thư ký 2 người: 102/102 tán thành.", ENTER)


# --- 8:16, reports --------------------------------------------------------------------------


def _reports(made: Script) -> None:
    _open_item(made, "08:16:40", 4)
    _give(made, "08:17:10", RECTOR)
    made.add("08:24:00", ActKind.LATE, N_("{name} came five minutes ago"),
             Press("F7"), "119 -5", ENTER, ESCAPE, people=[119], came=[119])
    made.add("08:31:40", ActKind.EXPAND, N_("The rector's report: abbreviations are expanded"),
             "Trường đã hoàn thành tốt các nhiệm vụ nckh", TAB, " và chăm lo đời sống vcnld", TAB,
             ".", ENTER)
    _end(made, "08:44:30")
    _open_item(made, "08:45:20", 5)
    _give(made, "08:46:00", UNION)
    made.add("08:50:00", ActKind.LEAVE, N_("Four delegates leave: no quorum any more"),
             Press("F7"), *_called_in(made, LEAVING), ESCAPE, people=LEAVING, left=LEAVING)
    made.add("08:52:00", ActKind.QUORUM, N_("The quorum warning is noted"), Press("Shift+F4"))
    _end(made, "08:57:30")
    _open_item(made, "08:58:05", 6)
    _give(made, "08:58:40", COUNCIL)
    for note in (n for n in made.source["notes"] if n["item"] == 6):
        made.add(note["at"], ActKind.NOTE, N_("Directions for the next year: a note"),
                 note["text"], ENTER)
    late = LATE[2:]
    made.add("09:04:00", ActKind.LATE, N_("Late delegates arrive: there is a quorum again"),
             Press("F7"), *_called_in(made, late), ESCAPE, people=late, came=late)
    _end(made, "09:17:50")
    _open_item(made, "09:18:30", 7)
    _give(made, "09:19:00", INSPECTION)
    for clock, words in (("09:22:00", N_("A break in the report: the clock stands still")),
                         ("09:24:00", N_("The report goes on, and the clock with it"))):
        made.add(clock, ActKind.PAUSE, words, Press("Shift+F9"))
    _end(made, "09:27:20")


def _give(made: Script, clock: str, number: int) -> None:
    made.add(clock, ActKind.FLOOR, N_("{name} has the floor"), f"@{_short(made, number)}", TAB,
             _FLOOR, people=[number])


def _end(made: Script, clock: str) -> None:
    made.add(clock, ActKind.FLOOR, N_("The floor is free"), _FLOOR)


def _short(made: Script, number: int) -> str:
    """Initials where nobody else has them and there are three or more; else the whole name."""
    initials = made.initials(number)
    same = [row for row in made.source["attendees"] if made.initials(row["number"]) == initials]
    return initials if len(initials) > 2 and len(same) == 1 else made.called(number)


# --- 9:28, discussion -----------------------------------------------------------------------


def _first_speakers(made: Script) -> None:
    _open_item(made, "09:28:00", 8)
    for clock, number in (("09:28:15", 4), ("09:28:27", 3), ("09:28:39", 6)):
        made.add(clock, ActKind.QUEUE, N_("{name} wants to speak and waits"),
                 f"@{_short(made, number)}", TAB, _QUEUE, people=[number])
    made.add("09:28:55", ActKind.FLOOR, N_("The first who waits speaks: {name}"), _FLOOR,
             people=[4])
    _opinion(made, "09:29:20", 1)
    for clock, number, opinion in (("09:31:20", 3, 2), ("09:34:15", 6, 3)):
        made.add(clock, ActKind.FLOOR, N_("The next who waits speaks: {name}"), _FLOOR, _FLOOR,
                 people=[number])
        _opinion(made, f"{clock[:5]}:45", opinion)
    _end(made, "09:36:30")


def _more_speakers(made: Script) -> None:
    made.add("09:37:30", ActKind.OPINION, N_("An opinion on paper, without a name"),
             _marked(made.source["feedback"][3]), ENTER)
    _give(made, "09:40:05", 8)
    _opinion(made, "09:41:00", 5)
    _give(made, "09:43:30", 5)
    made.add("09:44:00", ActKind.LEAVE, N_("{name} leaves after speaking"), Press("F7"),
             made.called(8), ENTER, ESCAPE, people=[8], left=[8])
    _opinion(made, "09:46:00", 6)
    _end(made, "09:48:50")


def _opinion(made: Script, clock: str, number: int) -> None:
    """An opinion of the demo, by whoever has the floor."""
    row = made.source["feedback"][number - 1]
    made.add(clock, ActKind.OPINION, N_("{name} speaks: an opinion with theme and office"),
             _marked(row), ENTER, people=[row["attendee"]])


def _marked(row: Mapping[str, Any]) -> str:
    """An opinion as it is typed, its marks first."""
    marks = [f"#{theme}" for theme in row["themes"]] + [f">{unit}" for unit in row["addressed"]]
    return " ".join([*marks, row["text"]])


def _loose_ends(made: Script) -> None:
    made.add("09:50:30", ActKind.PARK, N_("Something to be asked later: the line is parked"),
             "/n Số đề tài cấp cơ sở của các khoa: Phòng KHCN đã báo cáo bổ sung.", Press("Ctrl+J"))
    made.add("09:53:00", ActKind.OPINION, N_("A speaker whom nobody knows, as heard: {heard}"),
             f"@{UNKNOWN}: #ĐS >P.HC-TC Đề nghị khám sức khỏe định kỳ cho cả người lao động hợp "
             "đồng.", ENTER, heard=UNKNOWN)
    made.add("09:57:00", ActKind.OPINION, N_("{name} speaks in passing: an important opinion"),
             f"@{made.called(140)}", TAB,
             "! #CBT >P.ĐT Cần sớm có lớp bồi dưỡng nghiệp vụ sư phạm cho giảng viên trẻ.", ENTER,
             people=[140])
    made.add("10:02:00", ActKind.UNDO, N_("There is no break after all: the note is taken back"),
             "/n Nghỉ giải lao 15 phút.", ENTER, Press("Ctrl+Z"))
    made.add("10:05:00", ActKind.NOTE, N_("The discussion goes on: a note"),
             "/n Các đại biểu trao đổi tiếp về đời sống của viên chức, người lao động.", ENTER)


# --- 10:08, replies and conclusions ---------------------------------------------------------


def _replies(made: Script) -> None:
    """Each office answers one opinion, in the order in which they were voiced."""
    _open_item(made, "10:08:00", 9)
    opinions = sum(act.kind is ActKind.OPINION for act in made.acts)
    replies = [row for row in made.source["replies"] if len(row["opinions"]) == 1]
    for place, row in enumerate(replies):
        number, before = row["opinions"][0], replies[place - 1]["opinions"][0] if place else 0
        steps = [_LATER] * (number - before) if place else [_EARLIER] * (opinions + 1 - number)
        mark: tuple[Stroke, ...] = (Press("Ctrl+R"),) if place == 1 else ("/t ",)
        made.add(_clock(9510 + 80 * place), ActKind.REPLY,
                 N_("{unit} answers opinion {number}"), *steps, *mark,
                 f">{row['unit']} {row['text']}", ENTER, unit=row["unit"], number=number)


def _conclusions(made: Script) -> None:
    made.add("10:17:00", ActKind.SETTLE, N_("What was parked is recorded"),
             Press("Ctrl+Shift+J"), ENTER, ESCAPE)
    made.add("10:18:20", ActKind.NAME, N_("“{heard}” is {name}: the open name is settled"),
             Press("Ctrl+Shift+L"), made.called(IS_REALLY), ENTER, ESCAPE, people=[IS_REALLY],
             heard=UNKNOWN)
    _give(made, "10:20:00", RECTOR)
    made.add("10:21:00", ActKind.TASK, N_("A task is given"),
             "/v Phòng Kế hoạch - Tài chính ban hành quy trình thanh toán đề tài trước ngày "
             "30/9/2023.", ENTER)
    closing = made.source["notes"][-1]
    made.add("10:23:00", ActKind.CONCLUSION, N_("{name} concludes"), f"/k {closing['text']}",
             ENTER, people=[RECTOR])
    _end(made, "10:26:00")
    made.add("10:27:00", ActKind.VOTE, N_("The conclusions are carried: a vote"),
             "/b Thông qua kết luận của chủ tọa: 101/101 tán thành.", ENTER)
    made.add("10:29:40", ActKind.SAVED, N_("Is everything saved?"), Press("Ctrl+S"))
