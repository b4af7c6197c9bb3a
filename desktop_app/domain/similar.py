"""Which opinions ask for the same: words in common, weighed by how rare they are.

Courtesies, function words and the names of offices say nothing about what is asked for. A written
Vietnamese word is mostly two syllables, so a syllable counts in full only near the neighbour that
it has in the other text too: "lương" of "tiền lương" is not that of "lương thực".
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from desktop_app.domain.vietnamese import fold, folded_words

ALIKE = 0.3
"""From this likeness on two opinions are shown as asking for the same."""
_ALONE, _OTHER_MARKS = 0.5, 0.1
"""How much of a syllable counts whose neighbours differ, and whose marks differ as well."""
_GROUND = 5.0
"""Added to what could be in common, so that two syllables are never enough."""
_LONGEST = 6000
"""Characters of an opinion that are looked at."""
_PRIOR, _RARE = 60, 0.02
"""What is known of a word before any opinion: as if this share of so many had it."""
_COMMON, _WHOLE, _LEAST = 0.12, 2.0, 0.1
"""How much of the weight of a rare word a common one has, and one that is no single syllable; and
the least weight."""
_LONGEST_SYLLABLE = 7
_SYLLABLE = re.compile("[^fjwz0-9]*[aeiouy][^fjwz0-9]*")
_BLANK = re.compile(r"\s")
_WORD = re.compile(r"[^\W_]+")

_EMPTY = """
    và với của cho các những mỗi một là có được bị thì mà để khi nếu như theo từ đến ở tại trong
    ngoài trên dưới trước sau này kia đó đây nên cần phải sẽ đã đang còn vẫn cũng rất quá hơn nhất
    lại ra vào về do vì bởi tôi chúng ta em anh chị ông bà xin thưa kính mong muốn rằng không chưa
    chỉ nữa hay hoặc nhưng cả mọi nhiều ít thêm hiện nay năm việc sự cách lúc đều bằng qua thuộc
    giữa cùng rồi đi làm sớm ngay hãy nhằm ngoại tuy dù nào gì ai sao thế vậy ạ nhé thật tự
    mình họ nó
    """
_EMPTY_WORDS = frozenset(_EMPTY.split())
_FOLDED_EMPTY = frozenset(map(fold, _EMPTY_WORDS))
_STOCK = (
    "đề nghị", "kiến nghị", "đề xuất", "quan tâm", "xem xét", "tạo điều kiện", "nhà trường",
    "ban giám hiệu", "hội đồng trường", "ban lãnh đạo", "lãnh đạo", "hội nghị", "đại biểu",
    "ý kiến", "phát biểu", "trân trọng", "kính thưa", "kính mong", "nghiên cứu xem xét", "tiếp tục",
    "hơn nữa", "đơn vị", "toàn trường", "phòng chức năng", "phòng ban", "các phòng", "các khoa",
    "các đơn vị", "nâng cao", "chất lượng", "hiệu quả", "tăng cường", "đẩy mạnh", "có kế hoạch",
    "có giải pháp", "có chính sách", "có cơ chế", "biện pháp", "kịp thời", "phù hợp", "thực tế",
    "hiện nay", "thời gian tới", "trong năm", "năm học", "thay mặt", "thống nhất", "nhất trí",
    "công tác", "thực hiện", "triển khai", "bảo đảm", "đảm bảo", "chỉ đạo", "cán bộ giảng viên",
    "viên chức người lao động", "cán bộ viên chức", "anh chị em", "ban hành", "quy định",
    "đại diện", "tập thể", "bổ sung", "giải quyết", "hợp lý", "phục vụ", "hoạt động", "vấn đề",
    "bao giờ",
)
_COMMON_SYLLABLES = frozenset(folded_words("""
    trường khoa phòng học sinh viên giảng dạy đào tạo cán bộ nghiên cứu khoa học chức người lao động
    giáo công việc hỗ trợ tăng giảm thời gian số lượng chế độ mức kinh phí hồ sơ thủ tục tổ chức
    quản lý kế hoạch xây dựng sửa mua cấp mới sử dụng điện nước văn bản đầu tư nguồn chính sách
    mở rộng tập huấn rút ngắn bồi dưỡng phối hợp phụ trách đầu mối giao trang bị đăng ký hỗ trợ
    sửa chữa lắp đặt công khai ưu tiên khuyến khích thành lập nâng
    """))


@dataclass(frozen=True)
class Word:
    """A word of a text that says what it is about: where it stands, and its folded letters."""

    start: int
    end: int
    letters: str
    folded: str


def phrases(texts: Iterable[str]) -> Collection[Sequence[str]]:
    """Folded words that say nothing when they stand in this order, as names of offices do."""
    return {words for text in texts if len(words := folded_words(text)) > 1}


_STOCK_PHRASES = phrases(_STOCK)


class Ignored:
    """Word sequences that say nothing: courtesies, and the names that are given."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_first: dict[str, list[Sequence[str]]] = {}
        for phrase in sorted({*_STOCK_PHRASES, *phrases(names)}, key=len, reverse=True):
            self._by_first.setdefault(phrase[0], []).append(phrase)

    def length_at(self, words: Sequence[str], place: int) -> int:
        """How many words from a place on say nothing; 0 if the word there says something."""
        found = (len(phrase) for phrase in self._by_first.get(words[place], ())
                 if tuple(words[place : place + len(phrase)]) == tuple(phrase))
        return next(found, 0)


def telling_words(text: str, ignored: Ignored) -> list[Word | None]:
    """The words that say what a text is about; None stands between words that are no neighbours."""
    spans = list(_WORD.finditer(text[:_LONGEST]))
    folded = [fold(span[0]).replace(" ", "") for span in spans]
    empty = _empty_words(text)
    found: list[Word | None] = []
    place = 0
    while place < len(spans):
        skipped = ignored.length_at(folded, place)
        if skipped or spans[place][0].lower() in empty or not folded[place]:
            found.append(None)
        else:
            found.append(Word(*spans[place].span(), spans[place][0].lower(), folded[place]))
        place += skipped or 1
    return found


def _empty_words(text: str) -> Collection[str]:
    """Function words as this text writes them: many are told from others by their marks only."""
    return _FOLDED_EMPTY if text.isascii() else _EMPTY_WORDS


def weights(words: Iterable[str], frequencies: Mapping[str, float],
            total: int) -> Mapping[str, float]:
    """How much each folded word tells, by in how many of all opinions it occurs."""
    def weight(word: str) -> float:
        told = log((total + _PRIOR) / (frequencies.get(word, 0) + _RARE * _PRIOR))
        part = _COMMON if word in _COMMON_SYLLABLES else _WHOLE if _is_whole(word) else 1
        return max(told * part, _LEAST)

    return {word: weight(word) for word in words}


def _is_whole(word: str) -> bool:
    """Whether it is a word by itself, as no Vietnamese syllable is written: "wifi", "NCKH"."""
    return len(word) > _LONGEST_SYLLABLE or not _SYLLABLE.fullmatch(word)


@dataclass(frozen=True)
class Likeness:
    """How alike two texts are, from 0 to 1, and the words of the other text that both have."""

    score: float
    shared: Sequence[Word]


def likeness(typed: Sequence[Word | None], other: Sequence[Word | None],
             weight: Mapping[str, float], unknown: float) -> Likeness:
    """Compares what is typed with another text; `unknown` is the weight of words not typed."""
    mine, theirs = _by_letters(typed), _by_letters(other)
    common = mine.keys() & theirs.keys()
    beside = set(_neighbours(typed)) & set(_neighbours(other))
    paired = {word for pair in beside for word in pair}
    together = sum(weight[word] * (1 if word in paired else _share(mine[word], theirs[word]))
                   for word in common)
    least = min(sum(weight[word] for word in mine),
                sum(weight.get(word, unknown) for word in theirs))
    score = together / (least + _GROUND) if least else 0.0
    return Likeness(score, [word for word in other if word and word.folded in common])


def _share(mine: Sequence[Word], theirs: Sequence[Word]) -> float:
    """How much a syllable counts that has other neighbours in the other text."""
    if _is_whole(mine[0].folded):
        return 1
    if {word.letters for word in mine} & {word.letters for word in theirs}:
        return _ALONE
    return _ALONE if any(word.letters == word.folded for word in mine) else _OTHER_MARKS


def _by_letters(words: Sequence[Word | None]) -> Mapping[str, Sequence[Word]]:
    found: dict[str, list[Word]] = {}
    for word in filter(None, words):
        found.setdefault(word.folded, []).append(word)
    return found


def _neighbours(words: Sequence[Word | None]) -> Iterator[tuple[str, ...]]:
    """Pairs of words that stand beside each other or have one other word between them."""
    for apart in (1, 2):
        for one, other in zip(words, words[apart:], strict=False):
            if one and other:
                yield tuple(sorted((one.folded, other.folded)))


def found_again(words: Sequence[Word], text: str) -> list[Word]:
    """Where these words stand in another text."""
    wanted = {word.folded for word in words}
    return [word for word in telling_words(text, Ignored()) if word and word.folded in wanted]


def excerpt(text: str, words: Sequence[Word], length: int) -> tuple[str, list[tuple[int, int]]]:
    """About `length` characters of a text on one line, from its beginning or else from shortly
    before the first of the words, and where in it these stand."""
    line = _BLANK.sub(" ", text)
    first = words[0].start if words else 0
    start = line.rfind(" ", 0, first - length // 4) + 1 if first > length // 2 else 0
    end = len(line) if len(line) <= start + length else line.rfind(" ", start + 1, start + length)
    end = end if end > start else start + length
    before, after = "… " if start else "", "\u00a0…" if end < len(line) else ""
    marks = [(word.start - start + len(before), word.end - start + len(before))
             for word in words if start <= word.start and word.end <= end]
    return f"{before}{line[start:end]}{after}", marks
