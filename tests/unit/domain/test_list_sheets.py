"""Sheets that repeat others, and sheets of examples."""

from desktop_app.domain.list_sheets import EXAMPLES, OTHER, REPEATS, of_own_sheet, told_once
from desktop_app.domain.list_table import ListRow, ListTable


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
