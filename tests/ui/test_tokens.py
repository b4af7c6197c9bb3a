import re
from pathlib import Path

import pytest

from desktop_app.paths import resource
from desktop_app.ui import tokens
from desktop_app.ui.actions import COMMANDS
from desktop_app.ui.theme import Theme, style_sheet
from desktop_app.ui.tokens import DARK, LIGHT, contrast

THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]


@pytest.mark.parametrize("palette", THEMES)
@pytest.mark.parametrize("ground", ["ground", "surface", "raised"])
@pytest.mark.parametrize("ink", ["text", "muted"])
def test_text_is_readable(palette, ground, ink):
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", THEMES)
@pytest.mark.parametrize(("ink", "ground"), [
    ("on_accent", "accent"), ("text", "soft"), ("accent", "surface"), ("good", "surface"),
    ("warn", "surface"), ("bad", "surface"), ("info", "surface"), ("good", "raised"),
    ("warn", "raised"), ("surface", "text"), ("surface", "bad"), ("accent", "soft")])
def test_coloured_text_is_readable(palette, ink, ground):
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", THEMES)
def test_focus_and_marks_stand_out(palette):
    for ground in (palette.surface, palette.ground, palette.raised):
        assert contrast(palette.accent, ground) >= 3


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", THEMES)
def test_the_style_sheet_names_no_colour_of_its_own(palette):
    sheet = style_sheet(palette, Path("arrow.svg"))
    known = {getattr(palette, name) for name in palette.__dataclass_fields__}
    assert set(re.findall(r"#[0-9A-F]{6}\b", sheet)) <= known


def test_live_text_stays_within_its_sizes(theme: Theme):
    assert theme.set_live_size(99) == max(tokens.LIVE_SIZES)
    assert theme.set_live_size(1) == min(tokens.LIVE_SIZES)


def test_every_icon_can_be_drawn(theme: Theme):
    for name in {c.icon for c in COMMANDS if c.icon}:
        assert not theme.icon(name).isNull(), name


@pytest.mark.parametrize(("name", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_the_arrow_of_choices_has_the_muted_colour(name, palette):
    drawing = resource(f"icons/arrow-{name}.svg").read_text(encoding="utf-8")
    assert palette.muted in drawing
