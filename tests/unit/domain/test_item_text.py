"""Numbers and dashes before texts, and speakers together with their units."""

import pytest

from desktop_app.domain.item_text import Said, split_speaker, without_marker


@pytest.mark.parametrize(("text", "bare"), [
    ("1. Sửa mái nhà", "Sửa mái nhà"), ("2) Mua máy", "Mua máy"), ("- Tăng lương", "Tăng lương"),
    ("+ Mua máy\nsớm", "Mua máy\nsớm"), ("1.5 triệu đồng mỗi tháng", "1.5 triệu đồng mỗi tháng"),
    ("- Mua máy\n- Sửa nhà", "- Mua máy\n- Sửa nhà"), ("10 máy tính", "10 máy tính"),
    ("-20% chi phí", "-20% chi phí"), ("I. Khai mạc", "I. Khai mạc"), ("- ", "- "),
])
def test_a_marker_before_one_text_goes(text: str, bare: str) -> None:
    assert without_marker(text) == bare


@pytest.mark.parametrize(("cell", "said"), [
    ("Đ/c Nguyễn Hà - Khoa Điện", Said("Đ/c Nguyễn Hà", "Khoa Điện")),
    ("Nguyễn Hà (Khoa Điện)", Said("Nguyễn Hà", "Khoa Điện")),
    ("PGS.TS. Lê An,\nPhòng Đào tạo", Said("PGS.TS. Lê An", "Phòng Đào tạo")),
    ("Lê An, Trưởng phòng Đào tạo", Said("Lê An, Trưởng phòng Đào tạo")),
    ("Lê An, Lê Bình, Khoa Điện", Said("Lê An, Lê Bình, Khoa Điện")),
    ("Lê An (Trưởng bộ môn, Khoa Điện)", Said("Lê An (Trưởng bộ môn, Khoa Điện)")),
    ("Hoàng An\nPhòng Khoa học - Công nghệ và HTQT",
     Said("Hoàng An", "Phòng Khoa học - Công nghệ và HTQT")),
    ("Lê An - Phòng Hành chính - Tổ chức", Said("Lê An", "Phòng Hành chính - Tổ chức")),
    ("Khoa Điện", Said(unit="Khoa Điện")), ("Lê An", Said("Lê An")),
    ("Lê An - Trần Bình", Said("Lê An - Trần Bình")),
    ("Trưởng phòng - Phòng Đào tạo", Said("Trưởng phòng - Phòng Đào tạo")),
    ("", Said()),
])
def test_who_says_something(cell: str, said: Said) -> None:
    assert split_speaker(cell) == said
