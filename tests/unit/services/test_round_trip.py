"""What was exported comes back through other programs and other hands, and says nothing new."""

import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain import records
from desktop_app.domain.list_table import ListKind
from desktop_app.domain.merging import Verdict
from desktop_app.domain.vietnamese import clean_line, clean_text, fold
from desktop_app.exchange.lists import lists_in
from desktop_app.exchange.returned import sheets_in
from desktop_app.i18n import Texts
from desktop_app.services.demo import write_demo
from desktop_app.services.exporting import export_workbook
from desktop_app.services.formats import export_csv
from desktop_app.services.importing import Preview, compare, import_list
from desktop_app.services.office_books import export_office_books
from desktop_app.services.registers import new_register
from desktop_app.services.returned import ReturnedFile
from desktop_app.services.returned_comparing import compare as compare_returned
from desktop_app.store.register import Register
from tests.bench.bench_round_trip import TEXTS
from tests.dialects import DIALECTS, GOOGLE, Dialect, Rows, saved_again

EN, VI = Texts.of("en"), Texts.of("vi")
SHEETS = {"Đại biểu": ListKind.ATTENDEES, "Chương trình": ListKind.AGENDA,
          "Ý kiến": ListKind.FEEDBACK}
BOOK_HEAD, WHOLE_HEAD = 6, 5
SOFFICE = shutil.which("soffice")


def conference(register: Register, texts: list[str]) -> int:
    """Opinions of these texts, two of three answered in the same words."""
    with register.operation("Write"):
        meeting_id = register.insert(records.Meeting(title="Hội nghị", organisation="Trường"))
        unit = register.insert(records.Unit(meeting_id=meeting_id, name="Phòng"))
        for number, text in enumerate(texts, 1):
            key = register.insert(records.Feedback(
                meeting_id=meeting_id, number=number, text=text, addressed_ids=(unit,)))
            if number % 3:
                register.insert(records.Reply(meeting_id=meeting_id, unit_id=unit, text=text,
                                              speaker=clean_line(text[:60]), feedback_ids=(key,)))
    return meeting_id


def handled(shuffle: random.Random, head: int) -> Callable[[str, Rows], Rows]:
    """What hands do to a sheet: rows shuffled and deleted, columns moved, renamed and added."""
    def change(_name: str, rows: Rows) -> Rows:
        if len(rows) <= head:
            return rows
        width = max(map(len, rows))
        order = list(range(width))
        shuffle.shuffle(order)
        below = rows[head:]
        shuffle.shuffle(below)
        below = below[: shuffle.randint(1, len(below))]
        filled = [[*row, *[None] * (width - len(row))] for row in (*rows[:head], *below)]
        moved = [[None, *(row[place] for place in order)] for row in filled]
        moved[head - 1] = ["Cột mới", *(f"Cột {place}" for place in order)]
        for row in moved[head:]:
            row[0] = "ghi thêm"
        return moved
    return change


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_books_of_offices_saved_by_other_programs_say_nothing_new(
        register: Register, tmp_path: Path, dialect: Dialect) -> None:
    meeting_id = conference(register, [clean_text(text) for text in TEXTS])
    book, = export_office_books(register, meeting_id, tmp_path, VI)
    again = saved_again(book.path, tmp_path / "again.xlsx", dialect)
    found = compare_returned(register, meeting_id, [ReturnedFile(again, sheets_in(again))])
    assert (found.differences, found.problems, found.rows) == ((), (), len(TEXTS))


@settings(max_examples=20, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(min_size=1, max_size=80).map(clean_text).filter(bool), min_size=1,
                      max_size=6), shuffle=st.randoms(use_true_random=False),
       dialect=st.sampled_from(DIALECTS))
def test_any_text_through_any_hands_and_programs(tmp_path: Path, texts: list[str],
                                                 shuffle: random.Random,
                                                 dialect: Dialect) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    with new_register(folder / "r.db") as register:
        meeting_id = conference(register, texts)
        book, = export_office_books(register, meeting_id, folder, VI)
        again = saved_again(book.path, folder / "again.xlsx", dialect,
                            handled(shuffle, BOOK_HEAD))
        found = compare_returned(register, meeting_id, [ReturnedFile(again, sheets_in(again))])
        assert (found.differences, found.problems) == ((), ())
        assert found.rows >= 1


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("sheet", SHEETS)
def test_lists_of_our_own_workbook_saved_by_other_programs_say_nothing_new(
        register: Register, tmp_path: Path, sheet: str, dialect: Dialect) -> None:
    meeting_id = write_demo(register)
    book = export_workbook(register, meeting_id, tmp_path, VI)
    again = saved_again(book, tmp_path / "again.xlsx", dialect)
    assert not_the_same(register, meeting_id, again, SHEETS[sheet]) == []


def not_the_same(register: Register, meeting_id: int, path: Path, kind: ListKind) -> list[object]:
    merge = compare(register, meeting_id, Preview(path, kind, lists_in(path, kind)))
    assert merge.rows
    return [(row.verdict, row.name, row.changes) for row in merge.rows
            if row.verdict is not Verdict.SAME]


@pytest.mark.parametrize("sheet", SHEETS)
def test_rows_of_our_own_workbook_in_any_order_say_nothing_new(
        register: Register, tmp_path: Path, sheet: str) -> None:
    meeting_id = write_demo(register)
    book = export_workbook(register, meeting_id, tmp_path, VI)
    rng = random.Random(3)

    def shuffled(_name: str, rows: Rows) -> Rows:
        """Only the rows with a code: a total stays at the end."""
        places = [n for n, row in enumerate(rows)
                  if any(isinstance(cell, str) and len(cell) == 32 for cell in row)]
        order = rng.sample(places, len(places))
        return [rows[order[places.index(n)]] if n in places else row for n, row in enumerate(rows)]

    again = saved_again(book, tmp_path / "again.xlsx", GOOGLE, shuffled)
    assert not_the_same(register, meeting_id, again, SHEETS[sheet]) == []


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("sheet", SHEETS)
def test_lists_of_our_own_workbook_saved_by_libreoffice_say_nothing_new(
        register: Register, tmp_path: Path, sheet: str) -> None:
    meeting_id = write_demo(register)
    saved = by_libreoffice(export_workbook(register, meeting_id, tmp_path / "out", VI), tmp_path)
    assert not_the_same(register, meeting_id, saved, SHEETS[sheet]) == []


def by_libreoffice(book: Path, folder: Path) -> Path:
    """The workbook as LibreOffice saves it as .ods."""
    subprocess.run([str(SOFFICE), "--headless",
                    f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to",
                    "ods", "--outdir", str(folder), str(book)], check=True, capture_output=True,
                   timeout=120)
    return folder / f"{book.stem}.ods"


# --- the whole workbook -----------------------------------------------------------------------


def discussed(register: Register, texts: list[str]) -> int:
    """Opinions of these texts by people and guests, each answered by up to three."""
    with register.operation("Write"):
        meeting_id = register.insert(records.Meeting(title="Hội nghị", organisation="Trường"))
        units = [register.insert(records.Unit(meeting_id=meeting_id, name=name))
                 for name in ("Phòng", "Khoa: Điện", "Tổ - 1")]
        person = register.insert(records.Attendee(
            meeting_id=meeting_id, number=1, full_name="Lê Thị Ân", unit_id=units[1]))
        for number, text in enumerate(texts, 1):
            who = {"attendee_id": person} if number % 2 else {"speaker": "Khách"}
            key = register.insert(records.Feedback(
                meeting_id=meeting_id, number=number, text=text, unnamed=number % 5 == 0,
                addressed_ids=tuple(units[: number % 3]),
                unit_id=None if number % 2 else units[0], **who))
            for unit in units[: (number + 1) % 4]:
                register.insert(records.Reply(meeting_id=meeting_id, unit_id=unit, text=text,
                                              feedback_ids=(key,)))
            if number % 2:
                register.insert(records.Reply(meeting_id=meeting_id, speaker="Bà Khách", text=text,
                                              feedback_ids=(key,)))
    return meeting_id


def moved(shuffle: random.Random) -> Callable[[str, Rows], Rows]:
    """What hands do to the sheet of opinions of the whole workbook, whose headings must stay."""
    def change(name: str, rows: Rows) -> Rows:
        if name not in ("Ý kiến", "Opinions"):
            return rows
        width = max(map(len, rows))
        order = list(range(width))
        shuffle.shuffle(order)
        below = rows[WHOLE_HEAD:]
        shuffle.shuffle(below)
        below = below[: shuffle.randint(1, len(below))]
        filled = [[*row, *[None] * (width - len(row))] for row in (*rows[:WHOLE_HEAD], *below)]
        return [["ghi thêm" if row in filled[WHOLE_HEAD:] else "Cột mới",
                 *(row[place] for place in order)] for row in filled]
    return change


DISTINCT = st.lists(st.text(min_size=1, max_size=80).map(clean_text).filter(fold), min_size=1,
                    max_size=5, unique_by=fold)


@settings(max_examples=10, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=DISTINCT, shuffle=st.randoms(use_true_random=False),
       dialect=st.sampled_from(DIALECTS), language=st.sampled_from([EN, VI]))
def test_the_whole_workbook_through_any_hands_says_nothing_new_here_or_elsewhere(
        tmp_path: Path, texts: list[str], shuffle: random.Random, dialect: Dialect,
        language: Texts) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    with new_register(folder / "here.db") as here, new_register(folder / "there.db") as there:
        meeting_id, elsewhere = discussed(here, texts), discussed(there, texts)
        book = export_workbook(here, meeting_id, folder, language)
        again = saved_again(book, folder / "again.xlsx", dialect, moved(shuffle))
        found = compare_returned(here, meeting_id, [ReturnedFile(again, sheets_in(again))])
        assert (found.differences, found.problems) == ((), ())
        assert found.rows >= 1
        assert not_the_same(here, meeting_id, again, ListKind.FEEDBACK) == []
        assert not_the_same(there, elsewhere, again, ListKind.FEEDBACK) == []


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("language", [EN, VI], ids=lambda texts: texts.language)
def test_the_whole_workbook_saved_by_libreoffice_says_nothing_new_here_or_elsewhere(
        register: Register, tmp_path: Path, language: Texts) -> None:
    texts = ["=1+1", "- a\n- Phòng: b", "Tiếp thu: abc", "50%", "#N/A", "1e5", "TRUE", "30/6/2023"]
    meeting_id = discussed(register, texts)
    book = export_workbook(register, meeting_id, tmp_path / "out", language)
    shuffled = saved_again(book, tmp_path / "shuffled.xlsx", GOOGLE, moved(random.Random(2)))
    saved = by_libreoffice(shuffled, tmp_path)
    found = compare_returned(register, meeting_id, [ReturnedFile(saved, sheets_in(saved))])
    assert (found.differences, found.problems) == ((), ())
    assert not_the_same(register, meeting_id, saved, ListKind.FEEDBACK) == []
    with new_register(tmp_path / "there.db") as there:
        elsewhere = discussed(there, texts)
        assert not_the_same(there, elsewhere, saved, ListKind.FEEDBACK) == []


# --- another register, the other language -----------------------------------------------------


@pytest.mark.parametrize("texts", [VI, EN], ids=lambda texts: texts.language)
@pytest.mark.parametrize("kind", ListKind)
def test_the_same_conference_in_another_register_has_nothing_new(
        register: Register, tmp_path: Path, kind: ListKind, texts: Texts) -> None:
    """Its row codes are others, so that only what people read tells what is meant."""
    meeting_id = write_demo(register)
    with new_register(tmp_path / "elsewhere.db") as other:
        book = export_workbook(other, write_demo(other), tmp_path, texts)
    assert not_the_same(register, meeting_id, book, kind) == []


@pytest.mark.parametrize("texts", [VI, EN], ids=lambda texts: texts.language)
@pytest.mark.parametrize("kind", ListKind)
def test_csv_lists_of_another_register_have_nothing_new(
        register: Register, tmp_path: Path, kind: ListKind, texts: Texts) -> None:
    meeting_id = write_demo(register)
    with new_register(tmp_path / "elsewhere.db") as other:
        lists = export_csv(other, write_demo(other), tmp_path, texts)
    path = lists[list(ListKind).index(kind)]
    assert not_the_same(register, meeting_id, path, kind) == []


def test_an_opinion_of_another_speaker_in_the_same_words_is_another(
        register: Register, tmp_path: Path) -> None:
    meeting_id = write_demo(register)
    with new_register(tmp_path / "elsewhere.db") as other:
        book = export_workbook(other, write_demo(other), tmp_path, VI)
    name = register.find(records.Attendee)[0].full_name
    with register.operation("Edit"):
        first = register.find(records.Feedback)[0]
        register.update(records.Feedback, first.id, {"attendee_id": None, "speaker": f"{name} X"})
    (verdict, text, _), = not_the_same(register, meeting_id, book, ListKind.FEEDBACK)
    assert verdict in (Verdict.NEW, Verdict.DOUBTFUL)
    assert text == first.text


@pytest.mark.parametrize("texts", [VI, EN], ids=lambda texts: texts.language)
def test_our_own_workbook_read_into_an_empty_register_is_that_conference(
        register: Register, tmp_path: Path, texts: Texts) -> None:
    """Units under names, duties before remarks and totals are no part of what they stand beside."""
    with new_register(tmp_path / "elsewhere.db") as other:
        there = write_demo(other)
        book = export_workbook(other, there, tmp_path, texts)
        told = said_in(other)
    with register.operation("Write"):
        meeting_id = register.insert(records.Meeting(title="Hội nghị", organisation="Trường"))
    for kind in ListKind:
        import_list(register, meeting_id, Preview(book, kind, lists_in(book, kind)))
    assert said_in(register) == told


def said_in(register: Register) -> list[list[tuple[object, ...]]]:
    people = {p.id: p for p in register.find(records.Attendee)}
    units = {u.id: u.name for u in register.find(records.Unit)}
    opinions = register.find(records.Feedback)
    return [
        [(p.full_name, units[p.unit_id or 0], p.note, p.duty) for p in people.values()],
        [(i.title, i.minutes, i.presenter, i.note) for i in register.find(records.AgendaItem)],
        [(o.text, o.speaker, people[o.attendee_id].full_name if o.attendee_id else "", o.remark)
         for o in opinions],
    ]


def test_reopened_and_dropped_items_come_back_without_what_was_added(
        register: Register, tmp_path: Path) -> None:
    meeting_id = write_demo(register)
    first, second = register.find(records.AgendaItem)[:2]
    with register.operation("Edit"):
        register.update(records.AgendaItem, first.id, {
            "state": "withdrawn", "state_reason": "Hết giờ", "note": "Gửi bản giấy"})
        register.insert(records.ItemSpan(item_id=second.id, opened_at=register.now(),
                                         closed_at=register.now()))
    book = export_workbook(register, meeting_id, tmp_path, EN)
    assert not_the_same(register, meeting_id, book, ListKind.AGENDA) == []
