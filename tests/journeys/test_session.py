"""The session under pressure, by keys alone: killed in the middle of a line, and gone on with."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.app import Program
from desktop_app.domain import records
from desktop_app.i18n import active, use_language
from desktop_app.paths import Places
from desktop_app.services.registers import create_register
from desktop_app.services.workspace import Workspace
from tests.bench import children
from tests.bench.painting import wait_until
from tests.journeys.hands import Hands
from tests.journeys.until_the_kill import HALF
from tests.ui.conftest import Answers

PEOPLE = """\
1\tPGS.TS. Nguyễn Đình Ổn\tHiệu trưởng\tBan Giám hiệu
2\tTS. Trần Văn Đức\tTrưởng khoa\tKhoa Cơ khí
3\tThS. Lê Thị Ân\tGiảng viên\tKhoa Điện
4\tTS. Hoàng An\tTrưởng phòng\tPhòng Khoa học - Công nghệ và HTQT"""


def prepared(path: Path) -> Path:
    """A register with a conference of four delegates; three of them are a quorum."""
    with create_register(path) as register:
        work = Workspace(register)
        meeting = work.meetings.get(work.meetings.create(
            {"title": "Hội nghị", "organisation": "Trường Đại học",
             "starts_at": datetime.now() - timedelta(minutes=5)}, active(),
            with_agenda=False).id)
        work.attendance.paste(meeting, PEOPLE)
        work.feedback.add_theme(meeting.id, "NCKH")
        for title, kind in (("Khai mạc", "other"), ("Thảo luận", "discussion")):
            work.agenda.add(meeting.id, {"title": title, "kind": kind})
    return path


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """A register on which the first half was played until the program was killed."""
    register = prepared(tmp_path / "phiên họp.db")
    with subprocess.Popen([sys.executable, "-m", "tests.journeys.until_the_kill", str(register),
                           str(tmp_path / "data")], cwd=children.ROOT, stdout=subprocess.PIPE,
                          env={**children.environment(), "QT_QPA_PLATFORM": "offscreen"},
                          text=True) as child:
        assert child.stdout
        assert child.stdout.readline() == "played\n"
        child.kill()
    return register


@pytest.fixture
def hands(qapp, killed: Path, tmp_path: Path) -> Iterator[Hands]:
    """The program started again after the kill."""
    program = Program(qapp, Places(tmp_path / "data"), Answers())
    assert program.start(killed, demo=False)
    assert program.window is not None
    made = Hands(program, Answers())
    made.begin()
    yield made
    program.window.close()
    program.stop()
    program.window.deleteLater()
    use_language("vi")


@pytest.mark.journey
def test_a_session_with_a_kill_in_the_middle(hands: Hands):
    work, line = hands.work, hands.window.page.line
    meeting = hands.window.desk.meeting()
    wait_until(line.hasFocus)
    assert (line.text(), line.caret()) == (HALF, len(HALF) - 2)

    opinions = work.register.find(records.Feedback)
    assert [o.text for o in opinions] == [
        "Rút ngắn thủ tục thanh toán", "Tăng lương tối thiểu", "Thêm phòng thí nghiệm"]
    [reply] = work.register.find(records.Reply)
    assert reply.feedback_ids == (opinions[0].id, opinions[2].id)
    assert work.presence.count(meeting.id) == (2, 4)
    assert not work.presence.quorum(meeting).met
    assert hands.window.frame.quorum_bar.isVisible()

    hands.press("End")
    hands.type(" lập phương án")
    hands.press("Return", "F7")
    hands.type("2")
    hands.press("Return", "Escape")
    [note] = work.register.find(records.Note)
    assert (note.kind, note.text) == ("conclusion", "Giao Phòng Tài chính lập phương án")
    assert work.presence.quorum(meeting).met
    wait_until(lambda: not hands.window.frame.quorum_bar.isVisible())
    while work.undo_label() and len(work.register.find(records.Feedback)):
        hands.press("Ctrl+Z")
    assert work.register.find(records.Reply) == []
