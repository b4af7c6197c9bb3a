"""Taking lists from outside into a conference: first what they say, then, if wanted, the rows."""

from desktop_app.services.import_common import ImportResult, Skipped
from desktop_app.services.import_deciding import (
    Choice,
    Decision,
    Decisions,
    adds,
    cells_taken,
    decided,
)
from desktop_app.services.import_json import DOUBTS, RULES, result_json
from desktop_app.services.import_merging import (
    Merged,
    Overtaken,
    import_list,
    merge_in_background,
    merge_list,
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
from desktop_app.services.list_merge import (
    ComparedRow,
    ListMerge,
    Place,
    compare,
    compare_in_background,
)

__all__ = [
    "DOUBTS", "RULES", "Choice", "ComparedRow", "Decision", "Decisions", "ImportResult",
    "ListMerge", "Merged", "Overtaken", "Place", "Preview", "Skipped", "adds", "cells_taken",
    "compare", "compare_in_background", "decided", "import_list", "merge_in_background",
    "merge_list", "preview", "preview_text", "problem_text", "remember", "remembered",
    "result_json", "sheet_notes", "to_json",
]
