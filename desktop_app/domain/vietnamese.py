"""Vietnamese text: cleaning at every border, and folding to search keys without marks.

Sources: DOMAIN 4.1 (normalisation) and 4.5 (searching without marks).
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

# Never seen and never meant: control characters, zero-width spaces, byte order marks, halves of
# surrogate pairs, and the two code points that no XML file may hold. U+00AD stays: it is the
# letter "ư" of TCVN3 text (DOMAIN 4.2). U+200C and U+200D stay: emoji are built with them.
_ODD = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff"
_UNWANTED_IN_LINE = re.compile(f"[{_ODD}]")
_UNWANTED_IN_TEXT = re.compile(f"[{_ODD}\x1f]")
_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def clean_line(text: str) -> str:
    """`text` as one line: NFC, each run of white space one space, nothing around it.

    Control characters and zero-width spaces are dropped; every other character is kept.
    """
    kept = text if text.isprintable() else _UNWANTED_IN_LINE.sub("", text)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def are_clean(texts: Iterable[str]) -> bool:
    """True only if `clean_line` changes none of the texts: one look at all of them together."""
    joined = f"|{'|'.join(texts)}|"
    return (joined.isprintable() and unicodedata.is_normalized("NFC", joined)
            and not any(blanks in joined for blanks in ("  ", "| ", " |")))


def clean_lines(texts: Sequence[str]) -> list[str]:
    """`clean_line` of many texts, which say the same again and again and are mostly clean."""
    distinct = set(texts)
    if are_clean(distinct):
        return list(texts)
    cleaned = {text: clean_line(text) for text in distinct}
    return [cleaned[text] for text in texts]


def clean_text(text: str) -> str:
    r"""`text` of several lines: NFC, lines ended by \n, no blanks at the ends of lines.

    Control characters except \n and \t are dropped, odd spaces become spaces, blank lines before
    and after are dropped. What stands inside the lines is kept as it is.
    """
    return "\n".join(line.rstrip() for line in plain_text(text).split("\n")).strip("\n")


def plain_text(text: str) -> str:
    r"""As `clean_text`, but blanks at the ends of lines and blank lines stay."""
    lines = _LINE_END.sub("\n", text)
    normal = unicodedata.normalize("NFC", _UNWANTED_IN_TEXT.sub("", lines))
    return _ODD_SPACE.sub(" ", normal)


def _fold_character(character: str) -> str:
    """The letters and digits that `character` is searched by; a space for what separates words."""
    if character in "đĐðÐ":  # đ has no decomposition; eth stands for it in old documents
        return "d"
    parts = unicodedata.normalize("NFKD", character).casefold()
    return "".join(
        part if part.isalnum() else " " for part in parts if part.isspace() or not _unseen(part)
    )


def _unseen(character: str) -> bool:
    """Marks, and what has no width or no meaning (formats, controls, unassigned code points)."""
    return unicodedata.category(character)[0] in "MC"


class _FoldTable(dict[int, str]):
    """A table for `str.translate` that fills itself with the characters it meets."""

    def __missing__(self, code: int) -> str:
        folded, previous = _fold_character(chr(code)), chr(code)
        while folded != previous:
            folded, previous = "".join(map(_fold_character, folded)), folded
        self[code] = folded
        return folded


_FOLDED = _FoldTable()


def fold(text: str) -> str:
    """The search key of `text`: no marks, no case, no punctuation, words parted by one space.

    "Đặng Thị H'Hường" gives "dang thi h huong". Folding twice changes nothing.
    """
    return " ".join(text.translate(_FOLDED).split())


def fold_character(character: str) -> str:
    """What `fold` makes of one character: letters, a space, or nothing for a mark."""
    return _FOLDED[ord(character)]


def folded_words(text: str) -> tuple[str, ...]:
    """The words of `fold(text)`."""
    return tuple(text.translate(_FOLDED).split())


def initials(name: str) -> str:
    """The first letters of the folded words: "Nguyễn Văn Hùng" gives "nvh"."""
    return "".join(word[0] for word in folded_words(name))
