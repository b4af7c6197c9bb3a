"""Taking lists from outside into a conference: first what they say, then, if wanted, the rows."""

from desktop_app.services.import_common import ImportResult, Skipped
from desktop_app.services.import_items import import_items, import_opinions
from desktop_app.services.import_people import import_people, people_known
from desktop_app.services.import_preview import (
    Chosen,
    Preview,
    preview,
    problem_text,
    sheet_notes,
    to_json,
)

__all__ = [
    "Chosen", "ImportResult", "Preview", "Skipped", "import_items", "import_opinions",
    "import_people", "people_known", "preview", "problem_text", "sheet_notes", "to_json",
]
