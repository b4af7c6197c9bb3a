"""Colours, sizes and spaces: nothing else names one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """The colours of one theme. `on_accent` is for text on `accent`, `soft` is a tint of it."""

    ground: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    soft: str
    good: str
    warn: str
    bad: str
    info: str


LIGHT = Palette(
    ground="#F6F7F9", surface="#FFFFFF", raised="#EEF1F4", line="#D5DBE2", text="#1A232E",
    muted="#525E6C", accent="#0B6B6B", on_accent="#FFFFFF", soft="#DCEFED", good="#1B7438",
    warn="#8F5400", bad="#B0241C", info="#1D5BB8")
DARK = Palette(
    ground="#14181D", surface="#1B2128", raised="#242C35", line="#37414D", text="#E9EDF2",
    muted="#AAB5C1", accent="#4FC6BD", on_accent="#05302E", soft="#163C3B", good="#6FCC8D",
    warn="#F0B65E", bad="#F28B84", info="#8AB6F6")
PALETTES = {"light": LIGHT, "dark": DARK}

SMALL, BODY, LIVE, TITLE, DISPLAY = 12, 14, 16, 20, 28
"""Type sizes in pixels at 100 %."""
LIVE_SIZES = range(14, 29)

XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
"""Spaces in pixels."""
CORNER = 6
ROW, TALL_ROW = 32, 40
HEADER, RAIL, RAIL_FOLDED, RAIL_FOLDS_BELOW = 48, 200, 56, 1280
STRIP, PANEL, FORM = 260, 320, 380

PUBLIC_SMALL, PUBLIC_BODY, PUBLIC_TITLE, PUBLIC_NAME, PUBLIC_CLOCK = 3.6, 4.2, 5.6, 11.0, 30.0
"""Type on the public screen in hundredths of its height; the smallest is read from 15 metres."""
PUBLIC_GAP, PUBLIC_MARGIN = 2.0, 5.0
"""Spaces on the public screen in hundredths of its height."""


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours after WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
