"""Totals that prove themselves: each formula beside the register's own count."""

from dataclasses import dataclass, field

from desktop_app.exchange.sheets import HEADING, Formula, Value
from desktop_app.exchange.styles import Look
from desktop_app.i18n import N_
from desktop_app.services.report_formulas import literal
from desktop_app.services.report_page import CELL, COUNT, SECTION, Page
from desktop_app.services.report_parts import Context

GOOD, BAD = "✔", "✘"

_WHAT = (2, 5)
_LINE = 15.75
_MARK = Look(box=True, align="center", bold=True)


@dataclass(frozen=True)
class Check:
    """What is compared, the cell on the summary that holds the formula, and both numbers."""

    what: str
    cell: str
    shown: int
    counted: int

    @property
    def mark(self) -> str:
        return GOOD if self.shown == self.counted else BAD


@dataclass
class Checks:
    """Everything that the summary counts, collected while it is laid out."""

    found: list[Check] = field(default_factory=list)

    def tally(self, what: str, cell: str, formula: Formula, counted: int) -> Formula:
        """Notes that `formula`, which is to stand in `cell`, must give `counted`."""
        self.found.append(Check(what, cell, int(formula.value), counted))
        return formula


def verdict(context: Context, marks: str, checks: Checks) -> Formula:
    """One sentence for all checks; `marks` are the cells that hold their marks."""
    total = len(checks.found)
    good = sum(check.mark == GOOD for check in checks.found)
    agree = f"{GOOD} " + context.say(
        N_("All {count} totals agree with the register."), count=total)
    differ = f"{BAD} " + context.say(N_("Some totals differ from the register: see “{section}”."),
                                     section=context.say(N_("COMPARISON WITH THE REGISTER")))
    text = f"IF(COUNTIF({marks},{literal(GOOD)})={total},{literal(agree)},{literal(differ)})"
    return Formula(text, agree if good == total else differ)


def check_block(context: Context, page: Page, number: str, checks: Checks) -> str:
    """Lays out the comparison on a new page and gives the cells of its marks."""
    first = page.line(f"{number}. " + context.say(N_("COMPARISON WITH THE REGISTER")),
                      SECTION)
    page.break_before(first)
    page.line(context.say(N_("Each total of this workbook is counted by a formula from the rows "
                             "of its sheets. Beside it stands the number that the program "
                             "counted in its register when the workbook was written.")),
              Look(italic=True, wrap=True))
    page.row((context.say(N_("No.")), context.say(N_("What is counted")), None, None, None,
              context.say(N_("By formula")), context.say(N_("In the register")),
              context.say(N_("Agrees"))), (HEADING,) * 8, merged=(_WHAT,))
    start = page.next_row
    for line, check in enumerate(checks.found, 1):
        row = page.next_row
        values: list[Value] = [
            line, check.what, None, None, None, Formula(check.cell, check.shown), check.counted,
            Formula(f"IF(F{row}=G{row},{literal(GOOD)},{literal(BAD)})", check.mark)]
        page.row(values, (COUNT, CELL, CELL, CELL, CELL, COUNT, COUNT, _MARK), merged=(_WHAT,),
                 height=_LINE)
    return f"H{start}:H{page.next_row - 1}"
