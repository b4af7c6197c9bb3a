"""Which screen is for the public: simple values, so that every arrangement can be tested."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """One screen: its name, which need not be its own only, and the area it shows."""

    index: int
    name: str
    left: int
    top: int
    width: int
    height: int

    @property
    def corner(self) -> tuple[int, int]:
        return self.left, self.top

    def label(self) -> str:
        """The screen as people tell it from others."""
        return f"{self.name} ({self.width} × {self.height})"


def public_places(screens: Sequence[Place], own: int) -> list[Place]:
    """The screens on which the main window, which is on the screen `own`, is not to be seen: a
    screen that repeats that one is none."""
    corner = next((s.corner for s in screens if s.index == own), None)
    return [s for s in screens if s.index != own and s.corner != corner]


def choose_place(places: Sequence[Place], remembered: str) -> Place | None:
    """The place of the remembered name, else the first; None where there is none."""
    return next((p for p in places if p.name == remembered), places[0] if places else None)
