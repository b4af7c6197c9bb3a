"""Taking lists from outside into a conference: first what they say, then, if wanted, the rows."""

from desktop_app.services.import_common import ImportResult, Skipped
from desktop_app.services.import_items import import_items, import_opinions
from desktop_app.services.import_json import DOUBTS, RULES, result_json
from desktop_app.services.import_people import (
    Choice,
    Decision,
    Decisions,
    decided,
    import_people,
    merge_people,
)
from desktop_app.services.import_preview import (
    Preview,
    preview,
    preview_text,
    problem_text,
    sheet_notes,
    to_json,
)
from desktop_app.services.import_profiles import remember, remembered
from desktop_app.services.people_merge import (
    ComparedRow,
    PeopleMerge,
    Place,
    compare_in_background,
    compare_people,
)

__all__ = [
    "DOUBTS", "RULES", "Choice", "ComparedRow", "Decision", "Decisions", "ImportResult",
    "PeopleMerge", "Place", "Preview", "Skipped", "compare_in_background", "compare_people",
    "decided", "import_items", "import_opinions", "import_people", "merge_people", "preview",
    "preview_text", "problem_text", "remember", "remembered", "result_json", "sheet_notes",
    "to_json",
]
