"""Writes the register of this version with a little content, for the versions after it to open.

    python -m tests.data.make_register tests/data/register-v2.db

Run once for each released version and never again for an older one.
"""

import sys
from datetime import datetime
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.domain.kinds import MeetingForm, ReplyKind
from desktop_app.i18n import Texts
from desktop_app.services.agenda import Agenda
from desktop_app.services.attendance import Attendance
from desktop_app.services.feedback import FeedbackService
from desktop_app.services.floor import Floor
from desktop_app.services.meetings import Meetings
from desktop_app.services.presence import Presence
from desktop_app.services.session import Context, Session
from desktop_app.store.drafts import DraftWriter
from desktop_app.store.register import Register


def make(path: Path) -> None:
    with Register.create(path, now=lambda: datetime(2023, 6, 30, 8)) as register:
        _fill(register)


def _fill(register: Register) -> None:
    meetings, attendance = Meetings(register), Attendance(register)
    agenda, feedback = Agenda(register), FeedbackService(register)
    session = Session(register, attendance, feedback, Presence(register))
    key = meetings.create({
        "title": "Hội nghị viên chức, người lao động", "organisation": "Trường Đại học Kỹ thuật",
        "starts_at": "30/6/2023 7:30", "form": MeetingForm.DELEGATE.value}, Texts.of("vi")).id
    meeting = meetings.get(key)
    attendance.paste(meeting, "1\tPGS.TS. Nguyễn Đình Ổn\tHiệu trưởng\tBan Giám hiệu\n"
                              "2\tTS. Trần Văn Đức\tTrưởng khoa\tKhoa Cơ khí\n"
                              "3\tH'Hen Niê\tChuyên viên\tPhòng Đào tạo")
    for person in attendance.people(key):
        attendance.toggle(person.attendee.id)
    feedback.add_theme(key, "Đào tạo sau đại học")
    agenda.open_next(key)
    context = Context(key, agenda.current(key))
    opinion = session.capture(
        "/y @Trần Văn Đức: đề nghị mở đợt 2 #Đào tạo sau đại học >Phòng Đào tạo !", context)
    session.capture("/n Nghỉ giải lao", context)
    feedback.reply(key, {"text": "Sẽ mở trong tháng 9", "kind": ReplyKind.ACCEPTED.value,
                         "feedback_ids": (opinion.id,)})
    Floor(register, session).give("@H'Hen Niê", context)
    attendance.delete([person.attendee.id for person in attendance.people(key)][:1])
    register.undo()
    register.set_setting("kept", "có")
    writer = DraftWriter(register.path, on_saved=lambda _: None, on_failure=_fail)
    writer.put("capture:1", "@Trần Văn Đức: về lương", 23)
    writer.close()


def _fail(error: UserError) -> None:
    raise error


if __name__ == "__main__":
    make(Path(sys.argv[1]))
