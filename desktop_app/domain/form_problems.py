"""What a form says and what is wrong with it, as its reader hands it on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.domain.form_fields import GROUPS, FormField
from desktop_app.domain.form_text import Flaw
from desktop_app.i18n import N_, Texts

PROBLEMS: Mapping[str, str] = {
    "unknown-field": N_("there is no field {text}."),
    "open-braces": N_("“{text}”: a field stands between {{{{ and }}}}."),
    "two-lists": N_("one row can only repeat for one list, not for “{first}” and “{second}”."),
    "row-after-row": N_("this row repeats for the same list as the one above it. Write all fields "
                        "of an entry in one row."),
    "merged-below": N_("cells merged over several rows cannot repeat. Merge only within the row."),
    "in-formula": N_("a formula cannot hold a field. Write the field in a cell of its own and let "
                     "the formula refer to it."),
    "in-drawing": N_("“{text}”: text boxes and charts cannot hold a field. Write it in a cell and "
                     "let the text box or title refer to that cell (=A1)."),
    "in-table-heading": N_("“{text}”: the heading of a table cannot hold a field. Write it above "
                           "the table."),
    "in-sheet-name": N_("the name of a sheet cannot hold a field."),
    "list-field-alone": N_("{text} belongs to a list and must stand in a row of the sheet."),
    "no-field": N_("The form has no field. Copy fields from the list into its cells."),
}
_MEANT = N_("Was {hint} meant?")


@dataclass(frozen=True)
class FormProblem:
    """Something that keeps a form from being filled. `code` is a key of `PROBLEMS`; `sheet` and
    `cell` are empty where the whole form is meant."""

    sheet: str
    cell: str
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    hint: FormField | None = None

    @classmethod
    def of(cls, sheet: str, cell: str, flaw: Flaw) -> "FormProblem":
        """A flaw of a text, with where it stands."""
        return cls(sheet, cell, flaw.code, {"text": flaw.text}, flaw.hint)


@dataclass(frozen=True)
class FormRow:
    """A row that repeats: which, and for which list."""

    sheet: str
    row: int
    group: str


@dataclass(frozen=True)
class FormContent:
    """What a form asks for (keys of fields, in order), which rows repeat, and all its problems."""

    keys: tuple[str, ...]
    rows: tuple[FormRow, ...]
    problems: tuple[FormProblem, ...]


def problem_sentence(problem: FormProblem, texts: Texts) -> str:
    """Where and what, in the language of `texts`."""
    params = {name: texts.get(GROUPS[value]) if value in GROUPS else value
              for name, value in problem.params.items()}
    said = texts.get(PROBLEMS[problem.code]).format(**params)
    if problem.hint:
        said += " " + texts.get(_MEANT).format(hint=problem.hint.mark(texts))
    if not problem.sheet:
        return said
    where = texts.get(N_("{sheet}, cell {cell}: {said}")) if problem.cell \
        else texts.get(N_("{sheet}: {said}"))
    return where.format(sheet=problem.sheet, cell=problem.cell, said=said)
