"""Sheets that repeat others, and sheets of examples."""

from dataclasses import replace

from desktop_app.domain.list_sheets import (
    EXAMPLES,
    OTHER,
    RELATIVES,
    REPEATS,
    SOME_REPEAT,
    of_own_sheet,
    told_once,
)
from desktop_app.domain.list_table import ColumnRole, ListRow, ListTable, Remark


def table(sheet: str, *people: tuple[str, str]) -> ListTable:
    rows = tuple(ListRow(row, {"full_name": name} | ({"unit": unit} if unit else {}))
                 for row, (name, unit) in enumerate(people, 2))
    return ListTable(sheet, 1, {}, rows)


AN, BINH, CHI = ("Lê An", "Khoa Y"), ("Lê Bình", "Khoa Y"), ("Lê Chi", "Khoa Dược")
WHOLE = table("Tổng hợp", AN, BINH, CHI)


def test_sheets_that_a_whole_list_holds_are_passed_over() -> None:
    parts = [table("Khoa Y", AN, BINH), table("Khoa Dược", CHI)]
    for tables in ([WHOLE, *parts], [*parts, WHOLE]):
        kept, passed = told_once(tables)
        assert kept == [WHOLE]
        assert passed == [(REPEATS, "Khoa Dược"), (REPEATS, "Khoa Y")]


def test_sheets_that_say_the_units_count_more_than_the_whole_list() -> None:
    whole = table("Tổng hợp", *((name, "") for name, _ in (AN, BINH, CHI)))
    parts = [table("Khoa Y", AN, BINH), table("Khoa Dược", CHI)]
    assert told_once([whole, *parts]) == (parts, [(REPEATS, "Tổng hợp")])


def test_the_same_list_twice_is_read_once() -> None:
    copy = table("Tổng hợp (2)", AN, BINH, CHI)
    kept, passed = told_once([WHOLE, copy])
    assert (len(kept), len(passed)) == (1, 1)


def test_namesakes_in_other_units_and_a_lone_name_are_kept() -> None:
    for other in (table("Khoa Luật", ("Lê An", "Khoa Luật")), table("Khách", ("Lê An", "")),
                  table("Khoa Y", AN, ("Lê Dung", "Khoa Y"))):
        assert told_once([WHOLE, other]) == ([WHOLE, other], [])


def test_two_lists_in_one_sheet_do_not_repeat_each_other() -> None:
    again = table("Tổng hợp", AN, BINH)
    assert told_once([WHOLE, again]) == ([WHOLE, again], [])


def test_examples_beside_a_list_are_passed_over() -> None:
    for sheet, name in (("Ví dụ", "Lê Dung"), ("Mẫu", "Nguyễn Văn A")):
        example = table(sheet, (name, "Khoa Y"))
        assert told_once([example, WHOLE]) == ([WHOLE], [(EXAMPLES, sheet)])
        assert told_once([example]) == ([example], [])


def test_of_our_own_workbook_only_the_sheet_of_these_records_counts() -> None:
    own, agenda = (ListTable(sheet, 1, dict.fromkeys(names, (1,)), ()) for sheet, names in (
        ("Ý kiến", ("number", "speaker", "text", "uid")), ("Chương trình", ("text", "uid"))))
    summary = table("Tổng hợp")
    assert of_own_sheet([summary, agenda, own]) == (
        [own], [(OTHER, "Tổng hợp"), (OTHER, "Chương trình")])
    assert of_own_sheet([summary]) == ([summary], [])


def test_relatives_of_staff_are_passed_over_beside_the_staff() -> None:
    for heading in ("Mối quan hệ với nhân viên", "Quan hệ"):
        relatives = replace(table("Gia đình", ("Lê Dung", "")),
                            headings=(ColumnRole(3, heading, ""),))
        assert told_once([WHOLE, relatives]) == ([WHOLE], [(RELATIVES, "Gia đình")])
        assert told_once([relatives]) == ([relatives], [])


def coded(sheet: str, *people: tuple[str, str, str]) -> ListTable:
    rows = tuple(ListRow(row, {"staff_code": code, "full_name": name, "unit": unit})
                 for row, (code, name, unit) in enumerate(people, 2))
    problems = tuple(Remark(row.row, 2, "text-tidied") for row in rows)
    return ListTable(sheet, 1, {"staff_code": (1,), "full_name": (2,)}, rows, problems)


def test_who_has_one_code_in_two_sheets_is_read_once() -> None:
    whole = coded("Danh bạ", ("01", "Lê An", "Khoa Y"), ("02", "Lê Bình", "Khoa Y"),
                  ("03", "Lê Chi", "Khoa Y"), ("05", "Lê Giang", "Khoa Y"))
    part = coded("Chấm công", ("01", "LÊ AN", "Khoa Y"), ("02", "Lê Dung", "Khoa Y"),
                 ("03", "Lê Chi", "Khoa Dược"))
    (rest, kept), passed = told_once([part, whole])
    assert (kept, passed) == (whole, [(SOME_REPEAT, "Chấm công")])
    assert [row.row for row in rest.rows] == [remark.row for remark in rest.problems] == [3, 4]
