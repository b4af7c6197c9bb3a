"""An open conference with its services, as the window works with it."""

import pytest

from desktop_app.domain import records
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register

PEOPLE = """\
1\tPGS.TS. Nguyễn Đình Ổn\tHiệu trưởng\tBan Giám hiệu
2\tTS. Đặng Thị Ánh\tChủ tịch Công đoàn\tCông đoàn
3\tTS. Trần Văn Đức\tTrưởng khoa\tKhoa Cơ khí
4\tThS. Lê Thị Ân\tGiảng viên\tKhoa Điện
5\tTS. Hoàng An\tTrưởng phòng\tPhòng Khoa học - Công nghệ và HTQT"""


@pytest.fixture
def work(register: Register) -> Workspace:
    return Workspace(register)


@pytest.fixture
def people(work: Workspace, meeting: records.Meeting) -> dict[str, records.Attendee]:
    """Five delegates by given name, in five units."""
    work.attendance.paste(meeting, PEOPLE)
    return {p.attendee.given: p.attendee for p in work.attendance.people(meeting.id)}
