"""What the measurements found, as the table of DESIGN 8."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles

FRAME_MS = 16.0
HEADINGS = ("what", "measured", "reference", "result", "budget", "")


@dataclass(frozen=True)
class Row:
    """One line: what was found, beside what it is compared with, and the budget.

    `kept` is None where nothing could be measured; `note` then says why.
    """

    what: str
    measured: str = ""
    reference: str = ""
    result: str = ""
    budget: str = ""
    kept: bool | None = None
    note: str = ""

    @property
    def mark(self) -> str:
        return {True: "✔", False: "✘", None: "–"}[self.kept]


def ratio(what: str, measured: float, reference: float, budget: float, unit: str,
          note: str = "") -> Row:
    """A measurement that may be at most `budget` times its reference."""
    found = measured / reference
    return Row(what, f"{measured:.4g} {unit}", f"{reference:.4g} {unit}", f"{found:.3g} ×",
               f"≤ {budget:.3g} ×", found <= budget, note)


def within_a_frame(what: str, times_ms: Sequence[float]) -> Row:
    """Times of which the 99th percentile may take one frame."""
    found = percentile(times_ms, 99)
    note = f"p50 {percentile(times_ms, 50):.1f}, longest {max(times_ms):.0f} ms"
    return Row(what, f"{found:.4g} ms", f"{FRAME_MS:g} ms", f"{found / FRAME_MS:.3g} ×", "≤ 1 ×",
               found <= FRAME_MS, note)


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many percent of the values do not exceed."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def render(rows: Iterable[Row]) -> str:
    """The rows under their headings, notes below each."""
    lines = [HEADINGS, *((r.what, r.measured, r.reference, r.result, r.budget, r.mark, r.note)
                         for r in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADINGS))]
    text = []
    for line in lines:
        cells = (f"{cell:<{width}}" for cell, width in zip(line, widths, strict=False))
        text.append("  ".join(cells).rstrip())
        text.extend(f"    {note}" for note in line[len(HEADINGS):] if note)
    return "\n".join(text)
