"""One frozen dataclass per kind of record; each field carries its catalogue entry.

`id` is the key in the register (0 = not yet recorded), `uid` never changes, also across Excel
round trips. Times are local times of the meeting's place, to the second.
"""

from dataclasses import dataclass
from datetime import datetime, time

from desktop_app.domain import kinds
from desktop_app.domain.fields import Kind, entry
from desktop_app.i18n import N_

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True)
class Meeting:
    """One conference."""

    id: int = 0
    uid: str = ""
    title: str = entry(Kind.LINE, N_("Title"), required=True, width=48)
    starts_at: datetime | None = entry(
        Kind.DATE_TIME, N_("Planned start"), default=None, required=True, width=17,
        hint=N_("For example 30/6/2023 7:30"))
    ends_at: datetime | None = entry(Kind.DATE_TIME, N_("Planned end"), default=None, width=17)
    organisation: str = entry(Kind.LINE, N_("Organisation"), required=True, width=36)
    superior: str = entry(Kind.LINE, N_("Superior body"), width=36)
    place: str = entry(Kind.LINE, N_("Place name"), width=20,
                       hint=N_("The name before the date on official papers"))
    venue: str = entry(Kind.LINE, N_("Venue"), width=28)
    form: str = entry(Kind.CHOICE, N_("Form"), default=kinds.MeetingForm.DELEGATE.value,
                      choices=kinds.MEETING_FORMS, width=20)
    extraordinary: bool = entry(Kind.FLAG, N_("Extraordinary"), default=False, width=10)
    reviewed_period: str = entry(Kind.LINE, N_("Reviewed period"), width=16)
    planned_period: str = entry(Kind.LINE, N_("Planned period"), width=16)
    staff_total: int | None = entry(Kind.NUMBER, N_("Staff in total"), default=None, width=10)
    turn_minutes: int | None = entry(
        Kind.NUMBER, N_("Minutes per speaker"), default=5, minimum=1, maximum=MINUTES_A_DAY,
        width=8, hint=N_("Empty: no time limit"))
    rules: str = entry(Kind.CHOICE, N_("Legal rules"), default=kinds.RuleChoice.BY_DATE.value,
                       choices=kinds.RULE_CHOICES, width=24)
    opened_at: datetime | None = entry(Kind.DATE_TIME, N_("Opened at"), default=None, width=17,
                                       asked=False)
    closed_at: datetime | None = entry(Kind.DATE_TIME, N_("Closed at"), default=None, width=17,
                                       asked=False)
    status: str = entry(Kind.CHOICE, N_("Status"), default=kinds.MeetingStatus.PREPARING.value,
                        choices=kinds.MEETING_STATUSES, width=14, form=False)


@dataclass(frozen=True)
class Unit:
    """A unit of the organisation, as it is called at this meeting."""

    id: int = 0
    uid: str = ""
    meeting_id: int = 0
    name: str = entry(Kind.LINE, N_("Unit"), required=True, width=36, listed=True)
    short_name: str = entry(Kind.LINE, N_("Short name"), width=12, limit=40, listed=True)
    kind: str = entry(Kind.CHOICE, N_("Kind of unit"), default=kinds.UnitKind.OTHER.value,
                      choices=kinds.UNIT_KINDS, width=18, listed=True)
    rank: int = entry(Kind.NUMBER, N_("Rank in lists"), default=0, width=8, form=False)
    answers: bool = entry(Kind.FLAG, N_("Answers opinions"), default=False, width=8, listed=True)


@dataclass(frozen=True)
class Theme:
    """A field of work that opinions are grouped by."""

    id: int = 0
    uid: str = ""
    meeting_id: int = 0
    name: str = entry(Kind.LINE, N_("Theme"), required=True, width=32, listed=True)
    short_key: str = entry(Kind.LINE, N_("Short key"), width=10, limit=40, listed=True)
    rank: int = entry(Kind.NUMBER, N_("Rank in lists"), default=0, width=8, form=False)


@dataclass(frozen=True)
class Attendee:
    """A person invited to the meeting, with position and unit as they are at this meeting."""

    id: int = 0
    uid: str = ""
    meeting_id: int = 0
    number: int | None = entry(
        Kind.NUMBER, N_("No."), default=None, minimum=1, width=6, listed=True,
        spellings=("stt", "tt", "so tt", "so thu tu", "thu tu", "no", "so"))
    full_name: str = entry(
        Kind.LINE, N_("Full name"), required=True, width=28, limit=120, listed=True,
        spellings=("ho va ten", "ho ten", "ho va ten khai sinh", "ten day du", "ho ten dai bieu",
                   "ho va ten dai bieu", "ten dai bieu", "ten can bo", "ho va ten can bo",
                   "ho va ten can bo giang vien", "ho ten cbvc", "full name", "name", "quy danh",
                   "ten nhan vien", "ho va ten nhan vien", "ten cbvc", "dai bieu", "thay co",
                   "ho chu dem va ten", "ho dem va ten", "ho lot va ten"))
    given: str = entry(
        Kind.LINE, N_("Given name"), width=10, limit=60,
        hint=N_("Lists sort by it; the last word unless you say otherwise"),
        spellings=("ten", "ten goi", "ten rieng", "first name"))
    honorific: str = entry(Kind.LINE, N_("Form of address"), width=8, limit=40,
                           spellings=("ong ba", "danh xung", "xung ho", "mr ms", "ten goi ong ba",
                                      "ten goi ong ba chuc danh"))
    academic_rank: str = entry(Kind.LINE, N_("Academic rank"), width=8, limit=40,
                               spellings=("hoc ham", "chuc danh khoa hoc", "academic rank"))
    degree: str = entry(Kind.LINE, N_("Degree"), width=10, limit=80,
                        spellings=("hoc vi", "trinh do", "trinh do chuyen mon", "tdcm", "td cm",
                                   "trinh do cm", "trinh do cmkt", "cmkt", "bang cap",
                                   "hoc ham hoc vi", "hh hv"))
    position: str = entry(
        Kind.LINE, N_("Position"), width=22, listed=True,
        spellings=("chuc vu", "chuc danh", "cv", "cd", "chuc vu chuc danh", "chuc vu hien tai",
                   "chuc vu cong tac", "cuong vi", "vi tri", "vi tri viec lam", "nhiem vu",
                   "chuc vu dam nhiem", "cong viec", "position",
                   "job title", "title", "chuc vu dang giu"))
    unit_id: int | None = entry(
        Kind.ONE, N_("Unit"), default=None, target="Unit", width=30, listed=True,
        spellings=("don vi", "dv", "don vi cong tac", "noi cong tac", "co quan",
                   "co quan cong tac", "phong ban", "phong khoa", "khoa phong", "khoa", "phong",
                   "bo mon", "to", "to bo mon", "bo phan", "department", "cong doan bo phan",
                   "to cong doan", "ten don vi", "ten co quan", "ban", "trung tam",
                   "vien", "to bo mon", "khoa phong ban", "phong ban khoa",
                   "khoa phong trung tam", "phong khoa trung tam", "to chuyen mon", "cong tac tai",
                   "lam viec tai", "noi lam viec", "co quan to chuc", "to chuc", "to cm",
                   "doan dai bieu", "chi bo", "chi doan", "chi hoi", "lien chi hoi", "cdcs", "cdbp",
                   "to dan pho", "thon", "thon xom", "khu dan cu",
                   "cong doan co so", "cong doan truc thuoc", "lop phong", "phong lop", "nhom lop",
                   "to lop", "dept", "office", "section", "company", "affiliation",
                   "unit", "faculty", "division", "organization", "organisation", "work place",
                   "workplace", "noi lam viec", "don vi khoa phong"))
    kind: str = entry(Kind.CHOICE, N_("Delegate kind"), default=kinds.DelegateKind.ELECTED.value,
                      choices=kinds.DELEGATE_KINDS, width=20, listed=True,
                      spellings=("loai dai bieu", "thanh phan", "dien dai bieu", "tu cach",
                                 "doi tuong", "loai", "co cau", "co cau dai bieu", "dien"))
    summoned: bool = entry(Kind.FLAG, N_("Summoned"), default=True, width=10)
    duty: str = entry(Kind.CHOICE, N_("Duty"), default=kinds.Duty.NONE.value, choices=kinds.DUTIES,
                      width=16)
    gender: str = entry(Kind.CHOICE, N_("Gender"), default=kinds.Gender.UNKNOWN.value,
                        choices=kinds.GENDERS, width=8,
                        spellings=("gioi tinh", "gt", "gioi", "phai", "nam nu", "sex", "gender"))
    birth_year: int | None = entry(
        Kind.NUMBER, N_("Birth year"), default=None, minimum=1900, maximum=2100, width=8,
        spellings=("nam sinh", "ngay sinh", "ngay thang nam sinh", "ntns", "sinh ngay", "sinh nam",
                   "ns", "ngay thang nam", "nam sinh ngay sinh", "dob", "date of birth",
                   "birthday", "year of birth"))
    phone: str = entry(Kind.LINE, N_("Phone"), width=14, limit=60,
                       spellings=("dien thoai", "so dien thoai", "sdt", "dt", "dtdd", "di dong",
                                  "so dt", "so di dong", "tel", "phone", "mobile",
                                  "telephone", "dt di dong", "dien thoai di dong",
                                  "so dien thoai di dong", "so lien lac", "so lien he",
                                  "phone number", "mobile phone", "so may", "tel no"))
    email: str = entry(Kind.LINE, N_("Email"), width=24,
                       spellings=("email", "e mail", "gmail", "thu dien tu", "mail", "hop thu",
                                  "hop thu dien tu", "hom thu", "email address"))
    staff_code: str = entry(Kind.LINE, N_("Staff code"), width=12, limit=60,
                            spellings=("mssv", "msv", "mshv", "mshs", "msgv", "mgv", "msnv",
                                       "mnv", "msvc", "sbd", "so bao danh", "ma cb", "ma can bo",
                                       "mscb", "ma so", "ma vien chuc",
                                       "ma gv", "ma nv", "ma nhan vien", "ma cbvc", "ma so can bo",
                                       "ma so vien chuc", "ma giang vien", "ma so nhan vien",
                                       "ma cong chuc", "ma dinh danh vien chuc", "staff id",
                                       "staff code", "id", "employee no", "employee code", "emp no",
                                       "staff no"))
    excused: bool = entry(Kind.FLAG, N_("Excused"), default=False, width=10)
    excuse_reason: str = entry(Kind.LINE, N_("Reason for absence"), width=24,
                               spellings=("ly do", "ly do vang"))
    note: str = entry(Kind.LINE, N_("Remark"), width=20, limit=1000,
                      spellings=("ghi chu", "gc", "ghi chu khac", "note", "luu y"))


@dataclass(frozen=True)
class PresenceSpan:
    """From when to when somebody was in the room; no end = still there."""

    id: int = 0
    uid: str = ""
    attendee_id: int = 0
    came_at: datetime | None = entry(Kind.DATE_TIME, N_("Came at"), default=None, required=True)
    left_at: datetime | None = entry(Kind.DATE_TIME, N_("Left at"), default=None)


@dataclass(frozen=True)
class AgendaItem:
    """One item of the agenda; `number` is its place and always runs from 1 without gaps."""

    id: int = 0
    uid: str = ""
    meeting_id: int = 0
    number: int = entry(Kind.NUMBER, N_("No."), default=0, width=6, listed=True, form=False,
                        spellings=("stt", "tt", "so tt", "so thu tu"))
    title: str = entry(Kind.LINE, N_("Item"), required=True, width=48, limit=500, listed=True,
                       spellings=("noi dung", "noi dung cong viec", "cong viec",
                                  "noi dung chuong trinh", "noi dung thuc hien", "tieu de",
                                  "cac buoc tien hanh", "tien trinh", "noi dung tien trinh",
                                  "hoat dong", "noi dung hoat dong", "cac noi dung"))
    minutes: int | None = entry(Kind.NUMBER, N_("Minutes"), default=None, maximum=MINUTES_A_DAY,
                                width=8, listed=True,
                                spellings=("phut", "so phut", "thoi luong", "thoi luong phut"))
    fixed_start: time | None = entry(
        Kind.TIME, N_("Fixed start"), default=None, width=8,
        hint=N_("Only when the item must not begin earlier"),
        spellings=("thoi gian", "gio", "bat dau", "gio bat dau", "thoi gian bat dau", "tu",
                   "thoi gian du kien"))
    presenter: str = entry(Kind.LINE, N_("Presenter"), width=28, listed=True,
                           suggest=("Attendee", "Unit"),
                           spellings=("nguoi thuc hien", "nguoi trinh bay", "thuc hien",
                                      "trinh bay", "chu tri", "phu trach", "nguoi phu trach",
                                      "don vi thuc hien", "don vi chu tri", "thanh phan thuc hien",
                                      "don vi", "nguoi chu tri", "don vi nguoi thuc hien",
                                      "don vi phu trach", "nguoi dieu hanh", "nguoi bao cao",
                                      "nguoi dam nhiem", "dieu hanh", "bao cao vien"))
    kind: str = entry(Kind.CHOICE, N_("Kind of item"), default=kinds.ItemKind.OTHER.value,
                      choices=kinds.ITEM_KINDS, width=14, listed=True)
    legal_tag: int | None = entry(
        Kind.NUMBER, N_("Legal step"), default=None, minimum=1, maximum=6, width=8,
        hint=N_("Step 1–6 of article 51(4), Law 10/2022"))
    state: str = entry(Kind.CHOICE, N_("State"), default=kinds.ItemState.WAITING.value,
                       choices=kinds.ITEM_STATES, width=12, listed=True, form=False)
    state_reason: str = entry(Kind.LINE, N_("Reason if skipped or withdrawn"), width=24,
                              asked=False)
    note: str = entry(Kind.LINE, N_("Remark"), width=24, limit=1000, spellings=("ghi chu", "gc"))

    @property
    def shown(self) -> str:
        """The item as others refer to it: number and title."""
        return f"{self.number} {self.title}"


@dataclass(frozen=True)
class ItemSpan:
    """From when to when an agenda item was open; an item may be reopened."""

    id: int = 0
    uid: str = ""
    item_id: int = 0
    opened_at: datetime | None = entry(Kind.DATE_TIME, N_("Opened at"), default=None, required=True)
    closed_at: datetime | None = entry(Kind.DATE_TIME, N_("Closed at"), default=None)


@dataclass(frozen=True)
class SpeakingTurn:
    """Somebody had the floor."""

    id: int = 0
    uid: str = ""
    meeting_id: int = 0
    item_id: int | None = None
    attendee_id: int | None = entry(Kind.ONE, N_("Speaker"), default=None, target="Attendee")
    speaker: str = entry(Kind.LINE, N_("Speaker as heard"), width=28)
    began_at: datetime | None = entry(Kind.DATE_TIME, N_("Began at"), default=None, required=True)
    ended_at: datetime | None = entry(Kind.DATE_TIME, N_("Ended at"), default=None)
    paused_at: datetime | None = entry(Kind.DATE_TIME, N_("Paused at"), default=None, form=False)
    paused_seconds: int = entry(Kind.NUMBER, N_("Seconds paused"), default=0, form=False)


@dataclass(frozen=True)
class FloorRequest:
    """Somebody waits for the floor; `rank` is the place in the queue, from 1."""

    id: int = 0
    uid: str = ""
    meeting_id: int = 0
    item_id: int | None = None
    attendee_id: int | None = entry(Kind.ONE, N_("Speaker"), default=None, target="Attendee")
    speaker: str = entry(Kind.LINE, N_("Speaker as heard"), width=28)
    rank: int = entry(Kind.NUMBER, N_("No."), default=0, width=6, form=False)
    asked_at: datetime | None = entry(Kind.DATE_TIME, N_("Asked at"), default=None, required=True)


@dataclass(frozen=True)
class Note:
    """A line that the secretary typed, or a conclusion of the chair."""

    id: int = 0
    uid: str = ""
    meeting_id: int = 0
    at: datetime | None = entry(Kind.DATE_TIME, N_("Time"), default=None, required=True, width=17)
    kind: str = entry(Kind.CHOICE, N_("Kind of note"), default=kinds.NoteKind.NOTE.value,
                      choices=kinds.NOTE_KINDS, width=12)
    attendee_id: int | None = entry(Kind.ONE, N_("Speaker"), default=None, target="Attendee",
                                    width=28)
    speaker: str = entry(Kind.LINE, N_("Speaker as heard"), width=28)
    text: str = entry(Kind.TEXT, N_("Text"), required=True, width=60)
    urgent: bool = entry(Kind.FLAG, N_("Important"), default=False, width=8)
    item_id: int | None = entry(Kind.ONE, N_("Agenda item"), default=None, target="AgendaItem",
                                width=28, asked=False)


@dataclass(frozen=True)
class Feedback:
    """An opinion, petition or question of somebody, or of nobody named."""

    id: int = 0
    uid: str = ""
    meeting_id: int = 0
    number: int = entry(Kind.NUMBER, N_("No."), default=0, width=6, listed=True, form=False,
                        spellings=("stt", "tt", "so tt", "so thu tu"))
    at: datetime | None = entry(Kind.DATE_TIME, N_("Time"), default=None, width=17, listed=True)
    attendee_id: int | None = entry(Kind.ONE, N_("Speaker"), default=None, target="Attendee",
                                    width=28, listed=True)
    speaker: str = entry(Kind.LINE, N_("Speaker as heard"), width=28,
                         hint=N_("For somebody who is not on the list"),
                         spellings=("nguoi phat bieu", "nguoi gop y", "nguoi y kien", "ho va ten",
                                    "ho ten", "nguoi don vi gop y", "dai bieu", "nguoi hoi",
                                    "nguoi neu y kien", "nguoi dat cau hoi", "nguoi kien nghi"))
    unnamed: bool = entry(Kind.FLAG, N_("Leave out the name on papers"), default=False, width=8)
    unit_id: int | None = entry(Kind.ONE, N_("Unit"), default=None, target="Unit", width=28,
                                spellings=("don vi", "don vi gop y", "don vi co y kien",
                                           "don vi kien nghi",
                                           "don vi de xuat", "don vi neu y kien", "khoa phong",
                                           "phong khoa", "phong ban", "bo phan", "co quan",
                                           "to cong doan", "noi cong tac"))
    text: str = entry(Kind.TEXT, N_("Opinion"), required=True, width=60, listed=True,
                      heading=N_("Text of the opinion"),
                      spellings=("y kien", "noi dung y kien", "noi dung gop y", "kien nghi",
                                 "de xuat", "cau hoi", "noi dung", "y kien gop y",
                                 "y kien kien nghi", "y kien de xuat", "y kien dong gop",
                                 "noi dung kien nghi", "noi dung de xuat", "noi dung phat bieu",
                                 "gop y", "y kien tham gia", "y kien phat bieu", "cau hoi thac mac",
                                 "thac mac", "noi dung cau hoi", "nguyen vong"))
    gist: str = entry(Kind.LINE, N_("Gist"), width=40, limit=1000)
    kind: str = entry(Kind.CHOICE, N_("Kind of opinion"),
                      default=kinds.FeedbackKind.CONTRIBUTION.value,
                      choices=kinds.FEEDBACK_KINDS, width=14, spellings=("loai", "loai y kien"))
    theme_ids: tuple[int, ...] = entry(Kind.MANY, N_("Themes"), default=(), target="Theme",
                                       width=24, listed=True, heading=N_("Theme"),
                                       spellings=("linh vuc", "chu de", "nhom van de", "van de",
                                                  "nhom noi dung"))
    addressed_ids: tuple[int, ...] = entry(
        Kind.MANY, N_("Answering units"), default=(), target="Unit", width=28, listed=True,
        heading=N_("Answering unit"),
        spellings=("don vi tra loi", "don vi giai trinh", "don vi tiep thu giai trinh",
                   "don vi xu ly", "don vi chu tri tra loi", "don vi chiu trach nhiem"))
    channel: str = entry(Kind.CHOICE, N_("Channel"), default=kinds.Channel.SPOKEN.value,
                         choices=kinds.CHANNELS, width=14)
    item_id: int | None = entry(Kind.ONE, N_("Agenda item"), default=None, target="AgendaItem",
                                width=28, asked=False)
    same_as_id: int | None = entry(Kind.ONE, N_("Same as no."), default=None, target="Feedback",
                                   width=10, asked=False)
    urgent: bool = entry(Kind.FLAG, N_("Important"), default=False, width=8)
    status: str = entry(Kind.CHOICE, N_("Status"), default=kinds.FeedbackStatus.NEW.value,
                        choices=kinds.FEEDBACK_STATUSES, width=14, listed=True)
    due: str = entry(Kind.LINE, N_("Due"), width=14, limit=60, spellings=("han", "thoi han"))
    result: str = entry(Kind.LINE, N_("Result"), width=24, limit=1000, spellings=("ket qua",))
    remark: str = entry(Kind.LINE, N_("Remark"), width=20, limit=1000, spellings=("ghi chu",))


@dataclass(frozen=True)
class Reply:
    """What an office answered to one or several opinions."""

    id: int = 0
    uid: str = ""
    meeting_id: int = 0
    at: datetime | None = entry(Kind.DATE_TIME, N_("Time"), default=None, width=17)
    feedback_ids: tuple[int, ...] = entry(Kind.MANY, N_("Answers opinions no."), default=(),
                                          target="Feedback", width=16)
    unit_id: int | None = entry(Kind.ONE, N_("Replying office"), default=None, target="Unit",
                                width=28)
    attendee_id: int | None = entry(Kind.ONE, N_("Speaker"), default=None, target="Attendee",
                                    width=28)
    speaker: str = entry(Kind.LINE, N_("Speaker as heard"), width=28)
    kind: str = entry(Kind.CHOICE, N_("Kind of reply"), default=kinds.ReplyKind.EXPLAINED.value,
                      choices=kinds.REPLY_KINDS, width=14)
    text: str = entry(Kind.TEXT, N_("Reply"), required=True, width=60)
    item_id: int | None = entry(Kind.ONE, N_("Agenda item"), default=None, target="AgendaItem",
                                width=28, asked=False)


@dataclass(frozen=True)
class ParkedLine:
    """A line put aside in a hurry, to be settled later."""

    id: int = 0
    uid: str = ""
    meeting_id: int = 0
    item_id: int | None = None
    at: datetime | None = entry(Kind.DATE_TIME, N_("Time"), default=None, required=True, width=17)
    text: str = entry(Kind.TEXT, N_("Text"), required=True, width=60)


@dataclass(frozen=True)
class Snippet:
    """An abbreviation and the text that it stands for; it belongs to the register, not to one
    conference. `{…}` in the text are filled from what is being recorded."""

    id: int = 0
    uid: str = ""
    short: str = entry(Kind.LINE, N_("Abbreviation"), required=True, width=12, limit=20,
                       listed=True)
    text: str = entry(Kind.TEXT, N_("Text"), required=True, width=60, listed=True)


RECORD_TYPES: tuple[type, ...] = (
    Meeting, Unit, Theme, Attendee, PresenceSpan, AgendaItem, ItemSpan, SpeakingTurn, FloorRequest,
    Note, Feedback, Reply, ParkedLine, Snippet,
)
