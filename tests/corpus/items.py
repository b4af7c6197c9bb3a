"""Agendas and collections of opinions as offices write them."""

import random
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from desktop_app.domain.grid import Cell
from desktop_app.services.invention import Inventor
from tests.corpus import wordings
from tests.corpus.pages import Made, Page, Truth
from tests.corpus.people import UNITS

_ITEMS = ("Đón tiếp đại biểu, phát tài liệu", "Văn nghệ chào mừng", "Chào cờ, tuyên bố lý do",
          "Giới thiệu Đoàn Chủ tịch, Thư ký hội nghị", "Báo cáo tổng kết năm học",
          "Báo cáo hoạt động của Ban Thanh tra nhân dân", "Báo cáo công khai tài chính",
          "Thảo luận", "Giải lao", "Trình bày, tiếp thu, giải trình ý kiến", "Phát động thi đua",
          "Ký giao ước thi đua", "Khen thưởng", "Phát biểu chỉ đạo của Hiệu trưởng",
          "Thông qua Nghị quyết hội nghị", "Bế mạc")
_TITLE = ("Nội dung", "NỘI DUNG", "Nội dung công việc", "Nội dung chương trình", "Công việc",
          "Nội dung thực hiện", "Nội dung/Công việc", "Nội dung chi tiết", "Tên hoạt động")
_TIME = ("Thời gian", "THỜI GIAN", "Giờ", "Thời gian bắt đầu", "Thời gian (dự kiến)")
_WHO = ("Người thực hiện", "NGƯỜI THỰC HIỆN", "Thực hiện", "Phụ trách", "Chủ trì",
        "Đơn vị/Người thực hiện", "Người phụ trách", "Người trình bày", "Bộ phận thực hiện")
_OPINION = ("Ý kiến", "Nội dung ý kiến", "Nội dung góp ý", "Ý kiến, kiến nghị", "NỘI DUNG Ý KIẾN",
            "Ý kiến đóng góp", "Nội dung kiến nghị, đề xuất",
            "Thầy/Cô có ý kiến, kiến nghị gì với Nhà trường?", "Ý kiến của CBVC")
_SPEAKER = ("Người phát biểu", "Người góp ý", "Họ và tên", "Họ và tên người góp ý", "Đại biểu",
            "Họ tên người có ý kiến", "Đại biểu phát biểu")
_UNIT = ("Đơn vị", "Đơn vị góp ý", "Đơn vị công tác", "CÔNG ĐOÀN BỘ PHẬN", "Đại diện đơn vị")
_ANSWERS = ("Đơn vị trả lời", "Đơn vị giải trình", "Đơn vị tiếp thu, giải trình",
            "Trách nhiệm giải quyết", "Phòng chủ trì trả lời")
_THEMES = ("Lĩnh vực", "Nhóm vấn đề", "Chủ đề")
_FORMS = ("span", "clock", "text", "none", "from and to", "minutes")
_ROMAN = ("I", "II", "III", "IV", "V", "VI")
_FROM_AND_TO = (("Từ", "Đến"), ("Bắt đầu", "Kết thúc"), ("Giờ bắt đầu", "Giờ kết thúc"))


def item_lists(seed: int) -> Iterable[Made]:
    """Agendas with every way to write the time, and opinions with and without sections."""
    for form in _FORMS:
        yield _agenda(f"agenda, {form}", form, random.Random(f"agenda {form} {seed}"))
    for shape in ("plain", "titles above", "column numbers", "sections by unit", "roman units",
                  "numbered texts", "speaker and unit in one cell", "units named once"):
        yield _opinions(f"opinions, {shape}", shape, random.Random(f"{shape} {seed}"))


def _agenda(name: str, form: str, rng: random.Random) -> Made:
    page = Page("Chương trình")
    for text in ("TRƯỜNG ĐẠI HỌC KỸ THUẬT", "CHƯƠNG TRÌNH HỘI NGHỊ",
                 "Ngày 30 tháng 6 năm 2023")[:rng.choice((0, 2, 3))]:
        page.append({1: text})
        page.merge(page.next_row - 1, 1, page.next_row - 1, 4)
    named = {"none": [], "from and to": rng.choice(_FROM_AND_TO), "minutes": ["Thời lượng"]}
    heads = [rng.choice(("STT", "TT")), *(named.get(form) or [rng.choice(_TIME)][form == "none":]),
             rng.choice(_TITLE), rng.choice(_WHO), "Ghi chú"]
    page.append(dict(enumerate(heads, 1)))
    truth, begins = [], datetime(2023, 6, 30, 7, 30)
    inventor = Inventor(rng)
    for number, title in enumerate(_ITEMS[:rng.randint(9, len(_ITEMS))], 1):
        minutes = rng.choice((5, 10, 15, 30))
        who = rng.choice(("Ban Tổ chức", "Đoàn Chủ tịch", inventor.name_and_gender()[0]))
        times = _times(form, begins, minutes)
        row = page.append(dict(enumerate([number, *times, title, who], 1)))
        truth.append(_item(page.name, row, title, who, form, begins.time(), minutes))
        begins += timedelta(minutes=minutes)
    page.append({2: "TM. BAN TỔ CHỨC"})
    return Made(name, "agenda", (page,), tuple(truth))


def _times(form: str, begins: datetime, minutes: int) -> list[Cell]:
    ends = begins + timedelta(minutes=minutes)
    several: dict[str, list[Cell]] = {"none": [], "from and to": [begins.time(), ends.time()],
                                      "minutes": [f"{minutes} phút"]}
    return several.get(form, [_time(form, begins, ends)])


def _time(form: str, begins: datetime, ends: datetime) -> Cell:
    if form == "span":
        return f"{begins.hour}h{begins:%M} - {ends.hour}h{ends:%M}"
    return begins.time() if form == "clock" else f"{begins.hour}h{begins:%M}"


def _item(sheet: str, row: int, title: str, who: str, form: str, begins: time,
          minutes: int) -> Truth:
    told: Truth = {"sheet": sheet, "row": row, "title": title, "presenter": who}
    if form not in ("none", "minutes"):
        told["fixed_start"] = f"{begins:%H:%M}"
    if form in ("span", "from and to", "minutes"):
        told["minutes"] = minutes
    return told


def _opinions(name: str, shape: str, rng: random.Random) -> Made:
    page, inventor, truth = Page("Tổng hợp ý kiến"), Inventor(rng), []
    if shape == "titles above":
        for text in ("UBND TỈNH", "BẢNG TỔNG HỢP Ý KIẾN TRƯỚC HỘI NGHỊ"):
            row = page.append({1: text})
            page.merge(row, 1, row, 6)
        page.next_row += 1
    roman, sections = shape == "roman units", shape in ("sections by unit", "roman units")
    together, once = shape == "speaker and unit in one cell", shape == "units named once"
    roles = ["number", "speaker", *([] if sections or together else ["unit"]), "themes", "text",
             "addressed_units"]
    column_of_text = roles.index("text") + 1
    words = {"number": ("STT", "TT"), "speaker": _SPEAKER, "unit": _UNIT, "themes": _THEMES,
             "text": _OPINION, "addressed_units": _ANSWERS}
    page.append({column: rng.choice(words[role]) for column, role in enumerate(roles, 1)})
    if shape == "column numbers":
        page.append({column: f"({column})" for column in range(1, len(roles) + 1)})
    for number in range(1, rng.randint(8, 30)):
        unit = UNITS[number // 6] if sections or once else rng.choice(UNITS)
        if sections and number % 6 in (0, 1) and (number == 1 or number % 6 == 0):
            if roman:
                page.append({1: _ROMAN[number // 6], column_of_text: unit.upper()})
            else:
                row = page.append({1: f"{number // 6 + 1}. {unit}"})
                page.merge(row, 1, row, len(roles))
        told: Truth = {"speaker": inventor.name_and_gender()[0], "unit": unit,
                       "themes": ["Đào tạo"], "text": inventor.opinion("NCKH"),
                       "addressed_units": [rng.choice(UNITS)]}
        values = {"number": number, **told, "themes": "Đào tạo",
                  "addressed_units": told["addressed_units"][0]}  # type: ignore[index]
        if shape == "numbered texts":
            values["text"] = rng.choice((f"{number % 9 + 1}. ", "- ", "+ ")) + str(told["text"])
        if together:
            values["speaker"] = rng.choice(("{} - {}", "{} ({})", "{}, {}", "{}\n{}")).format(
                told["speaker"], unit)
        if once and number > 1 and number % 6:
            values["unit"] = None
        row = page.append({column: values[role]  # type: ignore[misc]
                           for column, role in enumerate(roles, 1)})
        truth.append({"sheet": page.name, "row": row, **told})
    total = rng.choice(wordings.TOTALS).format(count=len(truth))
    page.append({2: total.replace("người", "ý kiến")})
    return Made(name, "feedback", (page,), tuple(truth))
