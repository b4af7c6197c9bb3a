"""The words that headings of lists are put together of. Source: DOMAIN 3.3."""

from collections.abc import Mapping

from desktop_app.domain.list_table import ListKind

ENDS = "ends"
"""The role of a column that says when an item of an agenda ends."""
IGNORED = "ignored"
"""The role of a column that is known and holds no field: days beside years, answers."""

# What words stand for that are no role alone.
ANSWER, CHARGE, CONTENT, DONE, LENGTH, PERSON, UNIT, WHEN = (
    "answer", "charge", "content", "done", "length", "person", "unit", "when")

WORDS: Mapping[ListKind, Mapping[str, tuple[str, ...]]] = {
    ListKind.ATTENDEES: {"staff_code": ("ma", "ma so", "ma dinh danh", "so hieu", "code", "id")},
    ListKind.AGENDA: {
        CONTENT: ("noi dung", "trinh tu", "tien trinh", "dien tien", "dien bien", "hoat dong",
                  "cong viec", "phan viec", "viec", "item", "activity", "content",
                  "agenda item", "topic", "session"),
        PERSON: ("nguoi", "ca nhan", "dong chi", "speaker", "presenter", "by",
                 "person", "host", "chair", "moderator"),
        UNIT: ("don vi", "bo phan", "ban", "phong ban"),
        DONE: ("thuc hien", "trinh bay", "dieu hanh", "dam nhiem", "phu trach", "chu tri", "dan",
               "dan chuong trinh", "bao cao", "phan cong", "chiu trach nhiem", "trach nhiem",
               "responsible", "in charge"),
        WHEN: ("thoi gian", "thoi diem", "gio", "time", "bat dau", "start", "start time"),
        LENGTH: ("phut", "so phut", "thoi luong", "duration", "minutes"),
        ENDS: ("den", "den gio", "ket thuc", "gio ket thuc", "thoi gian ket thuc", "ket thuc luc",
               "end", "end time", "finish"),
        "": ("ten", "chuong trinh"),
        "note": ("note", "notes", "remark", "remarks"),
    },
    ListKind.FEEDBACK: {
        "text": ("y kien", "kien nghi", "de xuat", "de nghi", "phan anh", "gop y", "dong gop",
                 "chat van", "cau hoi", "phat bieu", "tham gia", "thao luan", "tam tu",
                 "nguyen vong", "van de", "neu", "hoi", "thac mac", "comment", "comments",
                 "feedback", "opinion", "opinions", "question", "questions", "suggestion",
                 "suggestions", "proposal"),
        CONTENT: ("noi dung", "tom tat", "content"),
        ANSWER: ("tra loi", "giai trinh", "giai quyet", "xu ly", "tiep thu", "thuc hien",
                 "duoc giao", "phan hoi", "hoan thanh", "answer", "reply", "response"),
        CHARGE: ("chu tri", "phu trach", "trach nhiem", "chiu trach nhiem", "responsible",
                 "assigned to"),
        PERSON: ("nguoi", "ca nhan", "dong chi", "nguon", "speaker"),
        UNIT: ("tap the", "phong chuc nang", "to", "tieu ban"),
        WHEN: ("thoi gian",),
        "": ("thay co",),
        "theme_ids": ("linh vuc", "nhom van de", "nhom noi dung", "thuoc noi dung", "thuoc nhom",
                      "chu de", "topic", "theme", "category"),
        "due": ("han", "thoi han", "deadline", "due", "due date"),
        "result": ("ket qua", "result"),
    },
}
"""Words → what they stand for inside a heading: a role of `headings`, or an idea."""

MEANT: Mapping[ListKind, tuple[tuple[frozenset[str], str, str], ...]] = {
    ListKind.AGENDA: (
        (frozenset({PERSON, UNIT, DONE}), "", "presenter"), (frozenset({WHEN}), LENGTH, "minutes"),
        (frozenset({LENGTH}), "", "minutes"), (frozenset({WHEN}), "", "fixed_start"),
        (frozenset({CONTENT}), "", "title"),
    ),
    ListKind.FEEDBACK: (
        (frozenset({PERSON, UNIT, "speaker", "unit_id"}), ANSWER, "addressed_ids"),
        (frozenset({PERSON, UNIT, "speaker", "unit_id"}), CHARGE, "addressed_ids"),
        (frozenset({CHARGE}), "", "addressed_ids"), (frozenset({WHEN, "due"}), ANSWER, "due"),
        (frozenset({UNIT, "unit_id"}), PERSON, "speaker"),
        (frozenset({UNIT, "unit_id"}), "speaker", "speaker"),
        (frozenset({CONTENT, "text"}), ANSWER, IGNORED), (frozenset({ANSWER}), "", IGNORED),
        (frozenset({WHEN}), "", "at"),
        (frozenset({CONTENT}), "", "text"), (frozenset({PERSON}), "", "speaker"),
        (frozenset({UNIT}), "", "unit_id"),
    ),
}
"""The role of a heading by its head and one more idea in it ("" = any): the first that fits."""

FILLERS = frozenset((
    "can bo", "vien chuc", "cong chuc", "nguoi lao dong", "giang vien", "giao vien", "nhan vien",
    "dai bieu", "cbvc", "cbgv", "cbnv", "ccvc", "cb", "gv", "nv", "vc", "nld", "khach moi",
    "hien tai",
    "hien nay", "hien giu", "hien dang", "dam nhiem", "dang giu", "chu in hoa", "in hoa", "co dau",
    "in hoa co dau", "chu in hoa co dau", "viet in hoa", "ghi ro", "tham du", "tham gia", "du hop",
    "du hoi nghi", "hoi nghi", "nguoi", "nguoi tham du", "nguoi du", "chinh quyen", "neu co",
    "cong tac", "cong vu", "lien he", "lien lac", "dia chi", "thuoc", "truc thuoc", "lam viec",
    "dang cong tac", "dang lam viec", "cua", "ca nhan", "day du", "va", "cac", "ve", "theo",
    "chinh",
    "di dong", "zalo", "so", "dang ky", "gop y", "phat bieu", "hoac", "duoc cu", "cu di du",
    "thay co", "quy thay co", "anh chi", "ong ba", "dong chi", "quy vi", "vui long", "nhap", "xin",
    "cho biet", "bat buoc", "thanh vien", "moi", "de lien he", "khi can", "chu tri", "khac",
    "tai", "nao", "o", "la", "cong doan vien", "doan vien", "dang vien", "hoi vien", "cu tri",
    "sinh hoat", "tap the", "ho gia dinh", "nguoi dung", "tom tat", "co", "gi", "cho", "hay",
    "sinh hoat cong doan", "sinh hoat chuyen mon", "sinh hoat dang", "gioi thieu", "nguoi lap",
    "noi bo", "dai dien", "buoi", "du kien", "tien hanh", "phan", "cu the", "chi tiet", "vao",
    "du thao", "bao cao", "sinh vien", "hoc sinh", "hoc vien", "thi sinh", "ung vien", "giam thi",
    "sv", "hs", "hv", "gt", "cbgd", "ho so", "student", "teacher", "1",
    "thay co co", "anh chi co", "dong chi co", "ong ba co", "your",
    "full", "employee", "staff", "member", "delegate", "participant", "current", "work",
    "company", "contact", "office", "emp",
))
"""Words that say for whom a list is, how to write or reach it: not what a column holds."""
