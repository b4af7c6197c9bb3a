"""The preview of a long list as the window asks for it, beside its cells read by the reader alone.

Both work in a child process of their own, which is part of what is measured.
"""

import random
from pathlib import Path
from statistics import median

import openpyxl

from desktop_app.domain.kinds import Gender
from desktop_app.services.invention import Inventor
from tests.bench import children
from tests.bench.table import Row, ratio

BUDGET = 2.0
ROWS = 50_000
HEADINGS = ("STT", "Họ và tên", "Năm sinh", "Giới tính", "Học vị", "Chức vụ", "Đơn vị công tác",
            "Điện thoại", "Email")
_DEGREES = ("CN", "ThS", "TS")
_TITLES = (*[""] * 9, "PGS.TS. ")


def run(folder: Path) -> list[Row]:
    """A roster in which one name in ten has a title before it."""
    path = folder / "roster.xlsx"
    write_roster(path)
    found = children.run("child_preview", path)
    assert found["rows"] == ROWS
    return [ratio("preview of a list of 50,000 people", median(found["ours"]),
                  median(found["theirs"]), BUDGET, "s")]


def write_roster(path: Path) -> None:
    rng = random.Random(1)
    inventor = Inventor(rng)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(HEADINGS)
    for number in range(1, ROWS + 1):
        name, gender = inventor.name_and_gender()
        sheet.append((number, rng.choice(_TITLES) + name, rng.randint(1958, 2000),
                      "Nam" if gender is Gender.MALE else "Nữ", rng.choice(_DEGREES),
                      inventor.one_of("positions"), f"Khoa {rng.randint(1, 60)}",
                      f"09{number:08}", f"nv{number}@truong.edu.vn"))
    book.save(path)
