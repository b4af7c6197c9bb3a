"""The administration's workbook: what stands in it, and that its formulas count what they say."""

import errno
import os
import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.kinds import (
    DelegateKind,
    Duty,
    FeedbackStatus,
    ItemState,
    MeetingStatus,
    ReplyKind,
)
from desktop_app.i18n import Texts
from desktop_app.services.exporting import (
    export_workbook,
    safe_name,
    saved_sentence,
    workbook_name,
)
from tests.data.make_workbook import REFERENCE, workbook_as_text

EN, VI = Texts.of("en"), Texts.of("vi")
START = datetime(2023, 6, 30, 7, 30)
LONG = "Kính thưa Hội nghị, " * 2_500
NAMES = ["Summary", "Attendees", "Roll-call by unit", "Agenda", "Opinions", "By theme",
         "By answering unit"]


class Conference:
    """A conference in which everything that makes an export hard happens."""

    def __init__(self, register, meeting):
        self.register = register
        self.id = meeting.id
        with register.operation("Write"):
            register.update(records.Meeting, meeting.id, {
                "superior": "Đại học Thái Nguyên", "place": "Thái Nguyên",
                "venue": "Hội trường lớn", "staff_total": 425,
                "status": MeetingStatus.CLOSED.value, "opened_at": START,
                "closed_at": START + timedelta(hours=4)})
            self.units = self._all(records.Unit, "name", "Khoa Cơ khí", "khoa cơ khí", "Khoa *",
                                   "=Phòng <Đào tạo>", "Phòng trống")
            self.themes = self._all(records.Theme, "name", "NCKH?", "Đời sống", "~x")
            self.people = [self.person(n, **values) for n, values in enumerate((
                {"full_name": "Nguyễn Đình Ổn", "kind": DelegateKind.EX_OFFICIO.value,
                 "academic_rank": "PGS.", "degree": "TS.", "duty": Duty.PRESIDIUM.value,
                 "unit_id": self.units[0], "phone": "0912345678"},
                {"full_name": "=HYPERLINK(1)", "unit_id": self.units[1], "staff_code": "00123"},
                {"full_name": "Lê Thị Ân", "unit_id": self.units[2], "gender": "female"},
                {"full_name": "Hoàng An", "unit_id": self.units[2], "excused": True,
                 "excuse_reason": "Ốm"},
                {"full_name": "Vắng Mặt"},
                {"full_name": "Khách Quý", "kind": DelegateKind.GUEST.value},
                {"full_name": "Dự Khuyết", "kind": DelegateKind.ALTERNATE.value,
                 "summoned": False, "unit_id": self.units[0]},
            ), 1)]
            self.present(0, 10)
            self.present(1, 0, 60)
            self.present(1, 90, 200)
            self.present(2, 5)
            self.present(5, 20)
            self.items()
            self.opinions()

    def _all(self, record_type, name, *names):
        return self.register.insert_all([
            record_type(meeting_id=self.id, rank=rank, **{name: value})
            for rank, value in enumerate(names, 1)])

    def person(self, number, **values):
        return self.register.insert(records.Attendee(meeting_id=self.id, number=number, **values))

    def present(self, person, came, left=None):
        self.register.insert(records.PresenceSpan(
            attendee_id=self.people[person], came_at=START + timedelta(minutes=came),
            left_at=None if left is None else START + timedelta(minutes=left)))

    def items(self):
        states = (ItemState.DONE, ItemState.WITHDRAWN, ItemState.WAITING)
        keys = self.register.insert_all([
            records.AgendaItem(meeting_id=self.id, number=n, title=f"Nội dung {n}", minutes=30,
                               state=state.value) for n, state in enumerate(states, 1)])
        for opened, closed in ((0, 20), (60, 75)):
            self.register.insert(records.ItemSpan(
                item_id=keys[0], opened_at=START + timedelta(minutes=opened),
                closed_at=START + timedelta(minutes=closed)))

    def opinions(self):
        themes, units, people = self.themes, self.units, self.people
        self.said = [self.opinion(n, **values) for n, values in enumerate((
            {"text": "=cmd|' /C calc'!A0", "attendee_id": people[2], "unit_id": units[2],
             "theme_ids": (themes[0], themes[1]), "addressed_ids": (units[3],),
             "status": FeedbackStatus.ANSWERED.value, "due": "30/9/2023"},
            {"text": "Giảm họp", "attendee_id": people[0], "unnamed": True,
             "theme_ids": (themes[2],)},
            {"text": LONG, "speaker": "Bà Khách", "addressed_ids": (units[2], units[3])},
            {"text": "Như trên\ndòng hai", "unit_id": units[0], "same_as_id": 3},
        ), 1)]
        for unit, text in ((units[3], "Sẽ mở đợt 2"), (units[0], "Đã ghi")):
            self.register.insert(records.Reply(
                meeting_id=self.id, unit_id=unit, kind=ReplyKind.ACCEPTED.value, text=text,
                feedback_ids=(self.said[0],), at=START + timedelta(hours=2)))

    def opinion(self, number, **values):
        return self.register.insert(records.Feedback(**{
            "meeting_id": self.id, "number": number, "at": START + timedelta(minutes=number),
            "status": FeedbackStatus.NEW.value, **values}))


@pytest.fixture
def conference(register, meeting):
    return Conference(register, meeting)


@pytest.fixture
def book(conference, register, tmp_path):
    return openpyxl.load_workbook(export_workbook(register, conference.id, tmp_path / "ra", EN))


def table(sheet, heading_row=5):
    """The rows under the headings as dictionaries by heading."""
    rows = list(sheet.iter_rows(min_row=heading_row, values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


# --- the sheets ---------------------------------------------------------------------------------


def test_the_sheets_have_fixed_names_in_both_languages(conference, register, tmp_path):
    for texts, names in ((EN, [*NAMES, "Full texts"]), (VI, [
            "Tổng hợp", "Đại biểu", "Điểm danh theo đơn vị", "Chương trình", "Ý kiến",
            "Theo lĩnh vực", "Theo đơn vị giải trình", "Toàn văn"])):
        path = export_workbook(register, conference.id, tmp_path / texts.language, texts)
        assert openpyxl.load_workbook(path).sheetnames == names


def test_the_letterhead_follows_the_decree(book):
    lines = [value for row in book["Summary"].iter_rows(max_row=8, values_only=True)
             for value in row if value and not set(value) <= {"_"}]
    assert lines == [
        "ĐẠI HỌC THÁI NGUYÊN", "SOCIALIST REPUBLIC OF VIET NAM",
        "TRƯỜNG ĐẠI HỌC KỸ THUẬT CÔNG NGHIỆP", "Independence - Freedom - Happiness",
        "Thái Nguyên, 30/06/2023", "SUMMARY OF THE CONFERENCE",
        "Hội nghị viên chức, người lao động năm học 2023-2024"]


def test_the_date_line_is_written_out_in_vietnamese(conference, register, tmp_path):
    path = export_workbook(register, conference.id, tmp_path, VI)
    values = [v for row in openpyxl.load_workbook(path)["Tổng hợp"].values for v in row]
    assert "Thái Nguyên, ngày 30 tháng 6 năm 2023" in values


def test_attendees_stand_in_order_with_times_and_without_contact_data(book):
    rows = table(book["Attendees"])
    assert [row["No."] for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [row["Attendance"] for row in rows] == [
        "Present", "Present", "Present", "Absent with leave", "Absent without leave", "Present",
        None]
    assert [row["Summoned"] for row in rows] == ["x", "x", "x", "x", "x", None, None]
    assert rows[0]["Came at"] == START + timedelta(minutes=10)
    assert (rows[0]["Left at"], rows[1]["Left at"]) == (None, START + timedelta(minutes=200))
    assert rows[0]["Academic rank, degree"] == "PGS.TS."
    assert rows[0]["Remark"] == "Presidium"
    assert rows[1]["Remark"] == "07:30–08:30, 09:00–10:50"
    assert rows[3]["Remark"] == "Ốm"
    assert rows[1]["Staff code"] == "00123"
    assert "0912345678" not in str(rows)


def test_guests_are_present_but_not_in_the_roll_call(book):
    last = book["Roll-call by unit"].max_row
    values = _values(book)["Roll-call by unit"]
    assert [cell.value for cell in values[last]][1:] == ["Total", 5, 3, 1, 1, 0.6, 1]


def test_units_of_the_same_name_are_told_apart(book):
    units = [row["Unit"] for row in table(book["Roll-call by unit"])]
    assert units == ["Khoa Cơ khí", "khoa cơ khí (2)", "Khoa *", "(no unit given)", "Total"]


def test_the_agenda_compares_planned_and_real_times(book):
    rows = table(_values(book)["Agenda"])
    assert [row["Planned start"] for row in rows[:3]] == [
        START, None, START + timedelta(minutes=30)]
    assert (rows[0]["Real start"], rows[0]["Real end"]) == (START, START + timedelta(minutes=75))
    assert [row["Real minutes"] for row in rows] == [35, 0, None, 35]
    assert [row["Difference in minutes"] for row in rows] == [5, -30, None, -25]
    assert rows[0]["Remark"] == "Reopened 1×"


def test_opinions_have_the_columns_of_the_summary_table(book):
    sheet = book["Opinions"]
    printed = range_boundaries(sheet.print_area.split("!")[1])[2]
    headings = [cell.value for cell in sheet[5]]
    assert headings[:printed] == [
        "No.", "Time", "Speaker or unit", "Theme", "Text of the opinion", "Answering unit",
        "Text of the reply", "Due", "Result", "Status", "Remark"]
    assert headings[printed:] == ["Gist", "Kind of opinion", "Channel", "Agenda item",
                                   "Same as no.", "Important", "As sent: text of the reply",
                                   "As sent: due", "As sent: result", "Row code"]


def test_opinions_say_who_what_and_what_was_replied(book, conference, register):
    rows = table(book["Opinions"])
    assert rows[0]["Speaker or unit"] == "Lê Thị Ân\nKhoa *"
    assert rows[0]["Theme"] == "NCKH?; Đời sống"
    assert rows[0]["Text of the opinion"] == "=cmd|' /C calc'!A0"
    assert rows[0]["Answering unit"] == "=Phòng <Đào tạo>; Khoa Cơ khí"
    assert rows[0]["Text of the reply"] == (
        "- =Phòng <Đào tạo>: Accepted: Sẽ mở đợt 2\n- Khoa Cơ khí: Accepted: Đã ghi")
    assert rows[2]["Speaker or unit"] == "Bà Khách"
    assert rows[3]["Speaker or unit"] == "Khoa Cơ khí"
    assert rows[3]["Remark"] == "Same as no. 3"
    assert [row["Same as no."] for row in rows] == [None, None, None, 3]
    assert rows[0]["Row code"] == register.get(records.Feedback, conference.said[0]).uid


def test_an_unnamed_opinion_shows_no_name_anywhere(book):
    [row] = [row for row in table(book["Opinions"]) if row["Text of the opinion"] == "Giảm họp"]
    assert row["Speaker or unit"] == "Name withheld"
    assert "Ổn" not in str([row, *table(book["By theme"]), *table(book["By answering unit"])])


def test_what_begins_like_a_formula_is_text_on_every_sheet(book):
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row
                if cell.data_type == "f"]
    assert not [f for f in formulas if "HYPERLINK" in f or "cmd" in f]


def test_a_long_text_is_kept_whole_on_a_sheet_of_its_own(book):
    cell = table(book["Opinions"])[2]
    assert cell["Text of the opinion"].endswith(" […]")
    assert cell["Remark"] == "Full text: sheet “Full texts”"
    pieces = [row["Text"] for row in table(book["Full texts"])]
    assert len(pieces) > 10
    assert " ".join(pieces).split() == LONG.split()


def test_an_opinion_stands_under_each_of_its_themes_and_units(book):
    themes = table(_values(book)["By theme"])
    assert [row["No."] for row in themes] == [
        "I. NCKH? (opinions: 1)", 1, "II. Đời sống (opinions: 1)", 1, "III. ~x (opinions: 1)", 1,
        "IV. (no theme given) (opinions: 2)", 1, 2]
    units = table(book["By answering unit"])
    assert [(row["Answering unit"], row["Opinion no."], row["Text of the reply"])
            for row in units if row["Answering unit"]] == [
        ("Khoa Cơ khí", 1, "Accepted: Đã ghi"), ("Khoa *", 3, None),
        ("=Phòng <Đào tạo>", 1, "Accepted: Sẽ mở đợt 2"), ("=Phòng <Đào tạo>", 3, None),
        ("(no answering unit given)", 2, None), ("(no answering unit given)", 4, None)]


def test_every_sheet_prints_on_a4_landscape_with_its_headings(book):
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_area
        if sheet.title != "Summary":
            assert (sheet.print_title_rows, sheet.freeze_panes) == ("$5:$5", "A6")
            assert sheet.auto_filter.ref.startswith("A5:")
    assert len(book["Summary"]._charts) == 1


# --- totals that prove themselves -----------------------------------------------------------------


def _values(book):
    """The same workbook with the values that its formulas carry."""
    return openpyxl.load_workbook(book.path_of_file, data_only=True)


@pytest.fixture(autouse=True)
def _remember_where(monkeypatch):
    load = openpyxl.load_workbook

    def remembering(path, **options):
        found = load(path, **options)
        found.path_of_file = path
        return found

    monkeypatch.setattr(openpyxl, "load_workbook", remembering)


def checks(book):
    """What, cell of the formula, and the register's number, from the comparison."""
    rows = [[cell.value for cell in row] for row in book["Summary"].iter_rows()]
    start = next(n for n, row in enumerate(rows) if row[1] == "What is counted") + 1
    return [(row[1], row[5].lstrip("="), row[6]) for row in rows[start:] if row[1]]


def evaluated(book, formula):
    """The value of COUNTA or COUNTIFS over the cells that were written."""
    name, inside = re.fullmatch(r"=(COUNTA|COUNTIFS)\((.*)\)", formula).groups()
    if name == "COUNTA":
        return sum(value not in (None, "") for value in cells(book, inside))
    parts = re.findall(r"""('[^']+'![$A-Z0-9:]+),("(?:[^"]|"")*")""", inside)
    columns = [(cells(book, area), wanted[1:-1].replace('""', '"')) for area, wanted in parts]
    assert columns
    return sum(all(meets(column[row], wanted) for column, wanted in columns)
               for row in range(len(columns[0][0])))


def cells(book, area):
    sheet, place = area.rsplit("!", 1)
    left, top, _, bottom = range_boundaries(place.replace("$", ""))
    column = book[sheet.strip("'")].iter_rows(top, bottom, left, left, values_only=True)
    return [row[0] for row in column]


def meets(value, wanted):
    """How Excel compares text with a criterion, as far as the workbook uses it."""
    if wanted == "=":
        return value in (None, "")
    if wanted == "<>":
        return value not in (None, "")
    pattern = wanted.removeprefix("=")
    plain = re.sub("~([~*?])", r"\1", pattern)
    assert not re.search(r"(?<!~)[*?]", pattern)
    return str(value or "").casefold() == plain.casefold()


def test_each_formula_counts_what_the_register_counted(book):
    found = checks(book)
    assert len(found) > 20
    for what, cell, counted in found:
        assert evaluated(book, book["Summary"][cell].value) == counted, what


def test_the_stored_values_agree_and_the_sheet_says_so(book):
    summary = _values(book)["Summary"]
    shown = [cell.value for row in summary.iter_rows() for cell in row]
    count = len(checks(book))
    assert f"✔ All {count} totals agree with the register." in shown
    assert shown.count("✔") == count
    assert "✘" not in shown


def test_unit_totals_are_formulas_over_the_list(book):
    sheet = book["Roll-call by unit"]
    assert sheet["C6"].value == (
        "=COUNTIFS('Attendees'!$E$6:$E$12,$B6,'Attendees'!$G$6:$G$12,\"x\")")
    assert sheet["C8"].value.startswith("=COUNTIFS('Attendees'!$E$6:$E$12,\"Khoa ~*\",")
    assert sheet["C10"].value == "=SUM(C6:C9)"


def test_the_quorum_is_counted_in_whole_people_by_the_rule_of_the_day(book):
    values = [v for row in _values(book)["Summary"].values for v in row]
    needed = values[values.index("Needed for a quorum (at least 2/3)") + 2]
    assert needed == 4  # two thirds of five
    assert "No quorum" in values
    assert "Decree 04/2015/ND-CP and Circular 01/2016/TT-BNV" in values


def test_a_conference_in_session_tells_who_is_here_now(conference, register, tmp_path):
    with register.operation("Live"):
        register.update(records.Meeting, conference.id, {"status": MeetingStatus.LIVE.value})
    book = openpyxl.load_workbook(export_workbook(register, conference.id, tmp_path, EN))
    [here] = [(cell, counted) for what, cell, counted in checks(book)
              if what.startswith("In the room when this was written (07:30)")]
    assert evaluated(book, book["Summary"][here[0]].value) == here[1] == 2
    attendance = {row["Attendance"] for row in table(book["Attendees"])}
    assert "Not yet present" in attendance
    assert "Absent without leave" not in attendance


# --- the file -----------------------------------------------------------------------------------


def test_an_empty_conference_exports_cleanly(register, meeting, tmp_path):
    book = openpyxl.load_workbook(export_workbook(register, meeting.id, tmp_path, EN))
    assert book.sheetnames == NAMES
    for what, cell, counted in checks(book):
        assert evaluated(book, book["Summary"][cell].value) == counted == 0, what
    assert not book["Summary"]._charts
    assert book["Opinions"]["B6"].value == "(none)"


def test_opinions_of_other_days_show_their_date(conference, register, tmp_path):
    formats = {}
    for language in ("before", "after"):
        path = export_workbook(register, conference.id, tmp_path / language, EN)
        formats[language] = openpyxl.load_workbook(path)["Opinions"]["B6"].number_format
        with register.operation("Paper"):
            register.update(records.Feedback, conference.said[3], {"at": datetime(2023, 6, 20)})
    assert formats == {"before": "hh:mm", "after": "hh:mm dd/mm/yyyy"}


def test_the_name_says_what_it_is_and_a_second_export_replaces_it(conference, register, tmp_path):
    first = export_workbook(register, conference.id, tmp_path / "ra", VI)
    assert first.name == (
        "Tổng hợp - Hội nghị viên chức, người lao động năm học 2023-2024 (2023-06-30).xlsx")
    assert export_workbook(register, conference.id, tmp_path / "ra", VI) == first
    assert list((tmp_path / "ra").iterdir()) == [first]


def test_a_workbook_open_in_excel_is_kept_and_the_user_is_told(
        conference, register, tmp_path, monkeypatch):
    meeting = register.get(records.Meeting, conference.id)
    first = export_workbook(register, conference.id, tmp_path / "ra", EN)
    assert saved_sentence(meeting, first, EN) == f"The workbook was saved as {first}."
    real = os.replace

    def refuse(source, target):
        if Path(target) == first:
            raise PermissionError(errno.EACCES, "in use")
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    second = export_workbook(register, conference.id, tmp_path / "ra", EN)
    assert second.name == first.name.replace(".xlsx", " (2).xlsx")
    sentence = saved_sentence(meeting, second, EN)
    assert first.name in sentence
    assert str(second) in sentence
    assert "open in another program" in sentence


def test_a_missing_conference_is_a_sentence_and_leaves_no_file(register, tmp_path):
    with pytest.raises(UserError, match="meeting-missing"):
        export_workbook(register, 99, tmp_path / "ra", EN)
    assert not (tmp_path / "ra").exists()


def test_the_register_stays_writable_after_an_export(conference, register, tmp_path):
    export_workbook(register, conference.id, tmp_path, EN)
    with register.operation("After"):
        register.update(records.Meeting, conference.id, {"venue": "Phòng 2"})
    assert register.get(records.Meeting, conference.id).venue == "Phòng 2"


@pytest.mark.parametrize(("name", "expected"), [
    ('a/b\\c:d*e?"f<g>h|i', "a b c d e f g h i.xlsx"), ("  x. ", "x.xlsx"),
    ("Hội nghị\n2023", "Hội nghị 2023.xlsx"),
])
def test_file_names_hold_only_what_every_system_allows(name, expected):
    assert safe_name(name, ".xlsx") == expected


def test_long_names_are_cut_between_letters_and_keep_the_day(meeting):
    name = workbook_name(replace(meeting, title="Hội nghị đặc biệt " * 30), VI)
    assert len(name.encode()) <= 200
    assert name.endswith("(2023-06-30).xlsx")
    assert "\ufffd" not in name


def test_progress_tells_rows(conference, register, tmp_path):
    told = []
    export_workbook(register, conference.id, tmp_path, EN,
                    progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 50


def test_the_demo_workbook_equals_its_reference(tmp_path):
    """After a change that is meant: python -m tests.data.make_workbook."""
    assert workbook_as_text(tmp_path) == REFERENCE.read_text(encoding="utf-8")
