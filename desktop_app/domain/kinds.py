"""The words that choice fields choose from, with their labels and the spellings of real lists."""

from enum import StrEnum

from desktop_app.domain.fields import choices_of
from desktop_app.i18n import N_


class MeetingForm(StrEnum):
    PLENARY = "plenary"
    DELEGATE = "delegate"


class MeetingStatus(StrEnum):
    PREPARING = "preparing"
    LIVE = "live"
    CLOSED = "closed"


class RuleChoice(StrEnum):
    """Which legal rule set a meeting follows; `BY_DATE` is the rule in force on its day."""

    BY_DATE = "by_date"
    OLD = "nd04-2015"
    LAW_2022 = "law-2022"


class UnitKind(StrEnum):
    LEADERSHIP = "leadership"
    OFFICE = "office"
    FACULTY = "faculty"
    CENTRE = "centre"
    UNION = "union"
    OTHER = "other"


class DelegateKind(StrEnum):
    MEMBER = "member"
    EX_OFFICIO = "ex_officio"
    ELECTED = "elected"
    ALTERNATE = "alternate"
    GUEST = "guest"


OFFICIAL_KINDS = (DelegateKind.MEMBER, DelegateKind.EX_OFFICIO, DelegateKind.ELECTED)
"""Who counts in the quorum base and in majorities (DOMAIN 1.4): never alternates and guests."""


class Duty(StrEnum):
    NONE = ""
    PRESIDIUM = "presidium"
    SECRETARY = "secretary"
    COUNTING = "counting"
    CREDENTIALS = "credentials"


class Gender(StrEnum):
    UNKNOWN = ""
    MALE = "male"
    FEMALE = "female"


class ItemKind(StrEnum):
    CEREMONY = "ceremony"
    REPORT = "report"
    DISCUSSION = "discussion"
    REPLY = "reply"
    VOTE = "vote"
    BREAK = "break"
    OTHER = "other"


class ItemState(StrEnum):
    WAITING = "waiting"
    CURRENT = "current"
    DONE = "done"
    SKIPPED = "skipped"
    WITHDRAWN = "withdrawn"


class NoteKind(StrEnum):
    NOTE = "note"
    CONCLUSION = "conclusion"
    TASK = "task"
    VOTE = "vote"


class FeedbackKind(StrEnum):
    CONTRIBUTION = "contribution"
    PROPOSAL = "proposal"
    QUESTION = "question"
    INTERPELLATION = "interpellation"


class Channel(StrEnum):
    SPOKEN = "spoken"
    PAPER = "paper"
    BEFORE = "before"


class FeedbackStatus(StrEnum):
    NEW = "new"
    ANSWERED = "answered"
    FORWARDED = "forwarded"
    DONE = "done"


class ReplyKind(StrEnum):
    ACCEPTED = "accepted"
    EXPLAINED = "explained"
    FORWARDED = "forwarded"
    NOTED = "noted"


MEETING_FORMS = choices_of(MeetingForm, {
    MeetingForm.PLENARY: N_("Plenary conference"),
    MeetingForm.DELEGATE: N_("Delegate conference"),
})
MEETING_STATUSES = choices_of(MeetingStatus, {
    MeetingStatus.PREPARING: N_("Preparing"),
    MeetingStatus.LIVE: N_("In session"),
    MeetingStatus.CLOSED: N_("Closed"),
})
RULE_CHOICES = choices_of(RuleChoice, {
    RuleChoice.BY_DATE: N_("By date"),
    RuleChoice.OLD: N_("Decree 04/2015 and Circular 01/2016"),
    RuleChoice.LAW_2022: N_("Law 10/2022/QH15, article 51"),
})
UNIT_KINDS = choices_of(UnitKind, {
    UnitKind.LEADERSHIP: N_("Leadership"),
    UnitKind.OFFICE: N_("Functional office"),
    UnitKind.FACULTY: N_("Faculty"),
    UnitKind.CENTRE: N_("Centre"),
    UnitKind.UNION: N_("Party, union, youth"),
    UnitKind.OTHER: N_("Other unit"),
})
DELEGATE_KINDS = choices_of(DelegateKind, {
    DelegateKind.MEMBER: N_("Staff member"),
    DelegateKind.EX_OFFICIO: N_("Ex-officio delegate"),
    DelegateKind.ELECTED: N_("Elected delegate"),
    DelegateKind.ALTERNATE: N_("Alternate delegate"),
    DelegateKind.GUEST: N_("Guest"),
}, {
    DelegateKind.MEMBER: ("vien chuc", "nguoi lao dong", "vien chuc nguoi lao dong", "thanh vien"),
    DelegateKind.EX_OFFICIO: ("duong nhien", "dai bieu duong nhien", "db duong nhien", "chi dinh",
                               "dai bieu chi dinh"),
    DelegateKind.ELECTED: ("duoc bau", "bau", "dai bieu duoc bau", "chinh thuc",
                           "dai bieu chinh thuc", "dai bieu"),
    DelegateKind.ALTERNATE: ("du khuyet", "dai bieu du khuyet"),
    DelegateKind.GUEST: ("khach", "khach moi", "dai bieu khach moi"),
})
DUTIES = choices_of(Duty, {
    Duty.NONE: N_("No duty"),
    Duty.PRESIDIUM: N_("Presidium"),
    Duty.SECRETARY: N_("Secretariat"),
    Duty.COUNTING: N_("Vote-counting board"),
    Duty.CREDENTIALS: N_("Credentials board"),
}, {
    Duty.PRESIDIUM: ("doan chu tich", "chu toa"),
    Duty.SECRETARY: ("thu ky", "to thu ky", "doan thu ky", "ban thu ky"),
    Duty.COUNTING: ("ban kiem phieu", "to kiem phieu"),
    Duty.CREDENTIALS: ("ban tham tra tu cach dai bieu", "tham tra tu cach"),
})
GENDERS = choices_of(Gender, {
    Gender.UNKNOWN: N_("Not stated"),
    Gender.MALE: N_("Male"),
    Gender.FEMALE: N_("Female"),
}, {Gender.MALE: ("nam", "m", "trai"), Gender.FEMALE: ("nu", "f", "gai")})
ITEM_KINDS = choices_of(ItemKind, {
    ItemKind.CEREMONY: N_("Ceremony"),
    ItemKind.REPORT: N_("Report"),
    ItemKind.DISCUSSION: N_("Discussion"),
    ItemKind.REPLY: N_("Replies"),
    ItemKind.VOTE: N_("Vote or election"),
    ItemKind.BREAK: N_("Break"),
    ItemKind.OTHER: N_("Other item"),
})
ITEM_STATES = choices_of(ItemState, {
    ItemState.WAITING: N_("Waiting"),
    ItemState.CURRENT: N_("Current"),
    ItemState.DONE: N_("Done"),
    ItemState.SKIPPED: N_("Skipped"),
    ItemState.WITHDRAWN: N_("Withdrawn"),
})
NOTE_KINDS = choices_of(NoteKind, {
    NoteKind.NOTE: N_("Note"),
    NoteKind.CONCLUSION: N_("Conclusion"),
    NoteKind.TASK: N_("Task"),
    NoteKind.VOTE: N_("Vote"),
})
FEEDBACK_KINDS = choices_of(FeedbackKind, {
    FeedbackKind.CONTRIBUTION: N_("Contribution"),
    FeedbackKind.PROPOSAL: N_("Proposal"),
    FeedbackKind.QUESTION: N_("Question"),
    FeedbackKind.INTERPELLATION: N_("Interpellation"),
}, {
    FeedbackKind.CONTRIBUTION: ("gop y", "y kien", "y kien dong gop"),
    FeedbackKind.PROPOSAL: ("kien nghi", "de xuat", "kien nghi de xuat"),
    FeedbackKind.QUESTION: ("cau hoi", "hoi", "thac mac"),
    FeedbackKind.INTERPELLATION: ("chat van",),
})
CHANNELS = choices_of(Channel, {
    Channel.SPOKEN: N_("Spoken"),
    Channel.PAPER: N_("On paper"),
    Channel.BEFORE: N_("Before the conference"),
})
FEEDBACK_STATUSES = choices_of(FeedbackStatus, {
    FeedbackStatus.NEW: N_("New"),
    FeedbackStatus.ANSWERED: N_("Answered"),
    FeedbackStatus.FORWARDED: N_("Forwarded"),
    FeedbackStatus.DONE: N_("Settled"),
})
REPLY_KINDS = choices_of(ReplyKind, {
    ReplyKind.ACCEPTED: N_("Accepted"),
    ReplyKind.EXPLAINED: N_("Explained"),
    ReplyKind.FORWARDED: N_("Passed on"),
    ReplyKind.NOTED: N_("Noted"),
})
