import re

import pytest

from desktop_app.i18n import LANGUAGES, Texts
from desktop_app.ui.actions import COMMANDS, MENUS


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_menus_share_an_underlined_letter(language: str) -> None:
    letters = [re.findall("&(.)", Texts.of(language).get(menu)) for menu in MENUS.values()]
    assert all(len(found) == 1 for found in letters)
    assert len({found[0].casefold() for found in letters}) == len(MENUS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_commands_are_called_the_same(language: str) -> None:
    names = [Texts.of(language).get(command.text) for command in COMMANDS]
    assert sorted(set(names)) == sorted(names)
