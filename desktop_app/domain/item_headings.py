"""Headings of agendas and of collected opinions that are worded freely.

Offices ask in their own words ("Vấn đề kiến nghị", "Cá nhân, đơn vị tham gia"). A heading counts
only if every word of it belongs to such wordings, so that an entry is not taken for a heading.
"""

import re
from collections.abc import Mapping

from desktop_app.domain.list_table import ListKind

_SAID = (r"y kien|kien nghi|de xuat|de nghi|phan anh|gop y|dong gop|chat van|cau hoi|phat bieu"
         r"|tham gia|thao luan|tam tu|nguyen vong|van de|neu|hoi")
_OF_WHOM = (r"cua|cu tri|cbvc|nld|vien chuc|nguoi lao dong|can bo|thay co|anh chi|dong chi|don vi"
            r"|co|gi|cho|hoi nghi|vao|du thao|bao cao|nao")
_ANSWERED = r"tra loi|giai trinh|giai quyet|xu ly|tiep thu|chu tri|phu trach|thuc hien|duoc giao"
_DONE = (r"thuc hien|trinh bay|dieu hanh|dam nhiem|phu trach|chu tri|dan chuong trinh|dan"
         r"|bao cao|don vi|nguoi|ca nhan")
_UNIT = r"don vi|bo phan|co quan|tap the|phong ban|phong khoa|phong|khoa"
_PERSON = r"ca nhan|nguoi|ho ten|ho va ten|dong chi|nguon"


def _words(*needed: str, among: str) -> re.Pattern[str]:
    start, more = needed[0], "".join(rf"(?=.*\b(?:{part})\b)" for part in needed[1:])
    return re.compile(rf"{more}(?:{start})(?: (?:{among}))*")


_WORDINGS: Mapping[ListKind, tuple[tuple[str, re.Pattern[str]], ...]] = {
    ListKind.FEEDBACK: (
        ("addressed_ids", _words(rf"trach nhiem|{_UNIT}|{_PERSON}", _ANSWERED,
                                 among=f"{_ANSWERED}|{_UNIT}|{_PERSON}")),
        ("speaker", _words(rf"{_PERSON}|tap the", rf"{_PERSON}", _SAID + "|tap the",
                           among=f"{_SAID}|{_UNIT}|{_PERSON}|phat bieu")),
        ("unit_id", _words(rf"(?:cbvc |thay co )?(?:thuoc )?(?:{_UNIT})",
                           among=f"{_SAID}|{_UNIT}|nao|cong tac")),
        ("theme_ids", _words(r"(?:thuoc )?linh vuc|nhom van de", among="linh vuc|nhom van de")),
        ("due", _words(r"thoi (?:gian|han)", "hoan thanh|giai quyet|tra loi|xu ly|thuc hien",
                       among="hoan thanh|giai quyet|tra loi|xu ly|thuc hien")),
        ("result", _words("ket qua", among=_ANSWERED)),
        ("text", _words(rf"(?:thay co co|anh chi co|cac|noi dung|tom tat|{_SAID})", _SAID,
                        among=f"{_SAID}|{_OF_WHOM}")),
    ),
    ListKind.AGENDA: (
        ("presenter", _words(r"nguoi|ca nhan|dong chi|don vi|phu trach|chu tri", _DONE,
                             among=_DONE)),
        ("minutes", _words("thoi gian|thoi luong", "phut", among="phut|du kien")),
        ("fixed_start", _words("thoi gian|thoi diem", among="tu|den|du kien|bat dau")),
        ("title", _words(r"noi dung|ten|trinh tu|tien trinh|dien tien|dien bien|hoat dong",
                         among="noi dung|hoat dong|cong viec|cac|phan|viec|phan viec|hoi nghi"
                               "|chuong trinh|tien hanh|du kien")),
    ),
}


def worded_role(kind: ListKind, folded: str) -> str:
    """The role of a folded heading by the words it is put together of; nothing if any is not
    known."""
    wordings = _WORDINGS.get(kind, ())
    return next((role for role, pattern in wordings if pattern.fullmatch(folded)), "")
