"""What is said of returned workbooks: problems with their place, names of fields, results."""

from collections.abc import Mapping

from desktop_app.domain.errors import UserError
from desktop_app.domain.returned_rows import ASKED, IN_THE_WHOLE
from desktop_app.i18n import N_, Texts
from desktop_app.services.office_reading import kind_label
from desktop_app.services.returned import Difference, Problem
from desktop_app.services.returned_taking import TakenOver

PROBLEMS: Mapping[str, str] = {
    "file": N_("{message}"),
    "unknown-row": N_("No opinion of this conference has this number and text."),
    "other-meeting": N_("This row belongs to another conference."),
    "office-unclear": N_("It is not clear which unit answers here. Begin each reply on a line of "
                         "its own with “- unit: ”, or use the workbook of each office."),
    "not-a-kind": N_("“{value}” is no kind of reply and was not read."),
    "error-value": N_("{label}: the cell shows the error {value} and was not read."),
    "too-long": N_("{label}: the text is too long and was not read."),
    "emptied": N_("The reply was emptied here; the one recorded is kept."),
    "emptied-of": N_("The reply of {unit} is missing here; the one recorded is kept."),
    "other-columns": N_("{labels}: rows that differ from the register: {count}. These columns are "
                        "taken in by “Import a list…” (Ctrl+I) on the page of opinions."),
    "no-answer": N_("There is a name but no reply."),
    "said-otherwise": N_("{other}, row {other_row}, says otherwise; neither is taken over until "
                         "you choose one."),
}
_CATALOGUE_TEXTS = frozenset({"label"})


def problem_text(problem: Problem, texts: Texts) -> str:
    """What is wrong, without its place."""
    params = {name: _in_words(name, value, texts) for name, value in problem.params.items()}
    return texts.get(PROBLEMS[problem.code]).format(**params)


def _in_words(name: str, value: object, texts: Texts) -> object:
    if isinstance(value, UserError):
        return value.sentence(texts)
    if isinstance(value, tuple):
        return ", ".join(map(texts.get, value))
    return texts.get(str(value)) if name in _CATALOGUE_TEXTS else value


def problem_sentence(problem: Problem, texts: Texts) -> str:
    """What is wrong, with file and row."""
    text = problem_text(problem, texts)
    if not problem.row:
        return text
    return texts.get(N_("{file}, row {row}: {problem}")).format(
        file=problem.file.name, row=problem.row, problem=text)


def field_label(name: str, texts: Texts) -> str:
    """What a column that an office fills in is called."""
    return texts.get(N_("Reply") if name == "answer" else {**ASKED, **IN_THE_WHOLE}[name])


def shown_value(difference: Difference, value: str, texts: Texts) -> str:
    """A value of a difference as people read it."""
    return kind_label(value, texts) if difference.field == "kind" else value


def returned_text(difference: Difference, texts: Texts) -> str:
    """What the office says; a new reply stands with its kind and who gave it."""
    said = shown_value(difference, difference.returned, texts)
    kind = kind_label(difference.kind, texts)
    who = f"({difference.person})" if difference.person else ""
    return " ".join(part for part in (f"{kind}:" if kind and said else kind, said, who) if part)


def taken_sentence(taken: TakenOver, texts: Texts) -> str:
    """What was taken over, in one line."""
    if not (taken.replies or taken.changed or taken.opinions):
        return texts.get(N_("Nothing new was returned; nothing was changed."))
    return texts.get(N_(
        "New replies: {replies}. Replies changed: {changed}. Due dates and results changed: "
        "{opinions}.")).format(replies=taken.replies, changed=taken.changed,
                               opinions=taken.opinions)
