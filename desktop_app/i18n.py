"""Translations: English in the code, catalogues under resources/translations.

The active language belongs to the process: the window and the command line set it once at the
start. Whatever is written for somebody else (a workbook, a paper) takes a `Texts` of its own.
"""

import gettext as _gettext
from dataclasses import dataclass
from pathlib import Path

DOMAIN = "thukyhoinghi"
LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"
CATALOGUES = Path(__file__).resolve().parent.parent / "resources" / "translations"


def N_(message: str) -> str:
    """Marks a text for the catalogue; it is translated where it is shown."""
    return message


@dataclass(frozen=True)
class Texts:
    """The texts of one language."""

    language: str
    _translations: _gettext.NullTranslations

    @classmethod
    def of(cls, language: str) -> "Texts":
        """The texts of `language`; a language without a catalogue gets the English originals."""
        found = _gettext.translation(DOMAIN, CATALOGUES, [language], fallback=True)
        return cls(language, found)

    def get(self, message: str) -> str:
        """The translation of `message`; the empty text stays empty."""
        return self._translations.gettext(message) if message else ""

    def plural(self, one: str, many: str, count: int) -> str:
        """The form that fits `count`, with `{count}` still to be filled in."""
        return self._translations.ngettext(one, many, count)


_active = Texts.of(DEFAULT_LANGUAGE)


def use_language(language: str) -> Texts:
    """Makes `language` the one that `_` and `ngettext` answer in."""
    global _active
    _active = Texts.of(language)
    return _active


def active() -> Texts:
    """The texts of the language in use."""
    return _active


def _(message: str) -> str:
    """The text in the language in use."""
    return _active.get(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form that fits `count` in the language in use."""
    return _active.plural(one, many, count)
