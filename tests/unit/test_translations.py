"""The Vietnamese catalogue is complete, compiled, and fits the texts of the code."""

import ast
import re
import string
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from desktop_app.i18n import DOMAIN, Texts

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "desktop_app"
PO = ROOT / "resources" / "translations" / "vi" / "LC_MESSAGES" / f"{DOMAIN}.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
FORMS = 2
"""At most so many arguments of a translating call are texts."""
MNEMONIC = re.compile(r"&(\w)")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="vi", domain=DOMAIN)


@pytest.fixture(scope="module")
def extracted() -> set[str]:
    """Every text of the code, its singular where it has two forms."""
    found = extract_from_dir(CODE, [("**.py", "python")], keywords=KEYWORDS)
    return {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found}


@dataclass(frozen=True)
class Entry:
    """One text: its English, the plural if it has one, and its Vietnamese."""

    one: str
    english: str
    said: str
    fuzzy: bool


def _last(forms: object) -> str:
    return str(forms[-1] if isinstance(forms, list | tuple) else forms or "")


def _entries(catalogue: Catalog) -> list[Entry]:
    found = []
    for message in catalogue:
        one = message.id if isinstance(message.id, str) else message.id[0]
        if one:
            found.append(Entry(one, _last(message.id), _last(message.string), message.fuzzy))
    return found


def _ids(catalogue: Catalog) -> set[str]:
    return {entry.one for entry in _entries(catalogue)}


def _placeholders(text: str) -> Counter[str]:
    named = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    return Counter(named + re.findall(r"%\d", text))


def test_every_text_of_the_code_is_in_the_catalogue(catalogue: Catalog,
                                                    extracted: set[str]) -> None:
    assert sorted(extracted - _ids(catalogue)) == []


def test_the_catalogue_holds_nothing_that_the_code_has_not(catalogue: Catalog,
                                                           extracted: set[str]) -> None:
    assert sorted(_ids(catalogue) - extracted) == []
    assert not catalogue.obsolete


def test_every_entry_is_translated_and_settled(catalogue: Catalog) -> None:
    assert [e.one for e in _entries(catalogue) if not e.said or e.fuzzy] == []


def test_placeholders_are_the_same(catalogue: Catalog) -> None:
    assert [e.one for e in _entries(catalogue)
            if _placeholders(e.english) != _placeholders(e.said)] == []


def test_blanks_at_the_ends_are_the_same(catalogue: Catalog) -> None:
    def ends(text: str) -> tuple[str, str]:
        return text[:len(text) - len(text.lstrip())], text[len(text.rstrip()):]

    assert [e.one for e in _entries(catalogue) if ends(e.english) != ends(e.said)] == []


def test_an_underlined_letter_is_one_that_every_keyboard_has(catalogue: Catalog) -> None:
    for entry in _entries(catalogue):
        letters = MNEMONIC.findall(entry.said)
        assert len(letters) == len(MNEMONIC.findall(entry.english)), entry.one
        assert all(letter.isascii() for letter in letters), entry.said


def test_the_texts_keep_to_the_house_style(catalogue: Catalog) -> None:
    for entry in _entries(catalogue):
        assert unicodedata.is_normalized("NFC", entry.said), entry.said
        assert entry.said.count("!") == entry.english.count("!"), entry.said
        assert "  " not in entry.said or "  " in entry.english, entry.said


def test_the_compiled_catalogue_is_not_stale(catalogue: Catalog) -> None:
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    assert sorted((e.one, e.english, e.said) for e in _entries(compiled)) == sorted(
        (e.one, e.english, e.said) for e in _entries(catalogue))


def test_the_header_tells_nothing_about_whose_machine_it_was(catalogue: Catalog) -> None:
    told = " ".join(value for _, value in catalogue.mime_headers)
    assert "@" not in told
    assert "//" not in told


def test_counts_are_said_in_both_languages() -> None:
    said = [Texts.of(language).plural("{count} person", "{count} people", count)
            for language in ("vi", "en") for count in (1, 2)]
    assert said == ["{count} người", "{count} người", "{count} person", "{count} people"]


def _pieced_together(path: Path) -> list[str]:
    """Where a text is not written out inside the call that translates or marks it."""
    return [f"{path.name}:{node.lineno}"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            and node.func.id in KEYWORDS
            and any(isinstance(part, ast.JoinedStr | ast.BinOp)
                    for argument in node.args[:FORMS] for part in ast.walk(argument))]


def _marked(path: Path) -> set[str]:
    return {str(ast.literal_eval(node.args[0]))
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            and node.func.id in KEYWORDS and isinstance(node.args[0], ast.Constant)}


def test_no_text_hides_from_the_extraction(extracted: set[str]) -> None:
    """Babel overlooks calls inside an f-string."""
    marked = set[str]().union(*map(_marked, CODE.rglob("*.py")))
    assert sorted(marked - extracted) == []


def test_a_text_is_filled_in_after_it_is_translated() -> None:
    assert [place for path in sorted(CODE.rglob("*.py")) for place in _pieced_together(path)] == []
