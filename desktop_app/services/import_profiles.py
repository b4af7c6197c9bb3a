"""The columns of lists as the user corrected them, remembered in the register by shape.

They are settings: no part of undo, and not of the conference.
"""

import json

from desktop_app.domain.list_profiles import Profiles, Roles, names_rows, shape_of
from desktop_app.domain.list_table import ListKind, ListTable
from desktop_app.store.register import Register

MOST = 60
_SETTING = "import_profiles"


def remembered(register: Register) -> Profiles:
    """Everything remembered, the latest first."""
    raw = json.loads(register.setting(_SETTING, "[]"))
    return {shape: {int(column): str(role) for column, role in roles.items()}
            for shape, roles in raw}


def remember(register: Register, kind: ListKind, table: ListTable, roles: Roles) -> bool:
    """Keeps what the columns of a list hold; False if none holds what its rows are called by."""
    if not names_rows(kind, roles.values()):
        return False
    shape = shape_of(kind, table.headings)
    others = [(known, told) for known, told in remembered(register).items() if known != shape]
    kept = [(shape, roles), *others][:MOST]
    register.set_setting(_SETTING, json.dumps(kept, ensure_ascii=False))
    return True
