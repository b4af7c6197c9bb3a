"""Invented people with everything that a list may say of them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.domain.kinds import Gender
from desktop_app.services.invention import Inventor

UNITS = (
    "Ban Giám hiệu", "Phòng Đào tạo", "Phòng Hành chính - Tổ chức", "Phòng Kế hoạch - Tài chính",
    "Phòng Quản lý khoa học", "Khoa Cơ khí", "Khoa Điện", "Khoa Điện tử", "Khoa Khoa học cơ bản",
    "Khoa Xây dựng và Môi trường", "Khoa Kinh tế công nghiệp", "Trung tâm Thông tin - Thư viện",
    "Trung tâm Ngoại ngữ", "Viện Nghiên cứu công nghệ cao", "Bộ môn Giáo dục thể chất",
    "Công đoàn Trường", "Trạm Y tế", "Tổ Bảo vệ", "Tổ Toán - Tin", "Thư viện", "Ban Quản lý dự án",
    "Đoàn Thanh niên", "Nhà xuất bản", "Ký túc xá", "Văn phòng Đảng ủy", "Trường Mầm non Hoa Sen",
    "UBND phường Tân Lập", "Chi cục Thống kê", "Bệnh viện thực hành", "Trạm Khuyến nông")
_POSITIONS = (
    "Giảng viên", "Giảng viên chính", "Chuyên viên", "Trưởng khoa", "Phó trưởng khoa",
    "Trưởng phòng", "Phó Trưởng phòng", "Trưởng bộ môn", "Nhân viên", "Kế toán viên", "Giám đốc",
    "Phó Giám đốc", "Hiệu trưởng", "Phó Hiệu trưởng", "Thư viện viên", "Tổ trưởng", "Bảo vệ",
    "Kỹ thuật viên", "Giáo viên", "Y sĩ", "Lái xe", "Viên chức")
_MINORITY = ("H' Hồng Niê", "Y Ban Êban", "K' Brểm", "Vừ A Pó", "Lò Thị Ín", "Sùng A Chua",
             "Thạch Sa Rết", "Ông Thị Ngọc Linh", "Ông Văn Tùng", "H’Noel Byă")
_FIRST_DAY = date(1962, 1, 1)
_DAYS = 13_500


@dataclass(frozen=True)
class Person:
    """One person; `degree` and `academic_rank` may be empty, everything else is known."""

    full_name: str
    gender: Gender
    birth: date
    position: str
    unit: str
    phone: str
    email: str
    staff_code: str
    academic_rank: str = ""
    degree: str = ""

    @property
    def titles(self) -> str:
        """Rank and degree as they stand before a name or in one column."""
        return ".".join(filter(None, (self.academic_rank, self.degree)))


def invent(rng: random.Random, units: Sequence[str]) -> list[Person]:
    """One person for each of the units, in their order; no two of one name in one unit."""
    inventor = Inventor(rng)
    seen: set[tuple[str, str]] = set()
    people: list[Person] = []
    for number, unit in enumerate(units, 1):
        name, gender = inventor.name_and_gender()
        if rng.random() < 0.04:
            name, gender = rng.choice(_MINORITY), rng.choice((Gender.MALE, Gender.FEMALE))
        while (name, unit) in seen:
            name, gender = inventor.name_and_gender()
        seen.add((name, unit))
        people.append(_person(rng, name, gender, unit, number))
    return people


def _person(rng: random.Random, name: str, gender: Gender, unit: str, number: int) -> Person:
    degree = rng.choice(("", "", "CN", "KS", "ThS", "ThS", "TS", "TS"))
    return Person(
        name, gender, _FIRST_DAY + timedelta(days=rng.randrange(_DAYS)), rng.choice(_POSITIONS),
        unit, f"0{rng.choice('35789')}{rng.randrange(10**8):08}",
        f"cb{number}{rng.choice('abcdef')}@truong.edu.vn", f"CB{rng.randrange(10**4):04}{number}",
        "PGS" if degree == "TS" and rng.random() < 0.25 else "", degree)
