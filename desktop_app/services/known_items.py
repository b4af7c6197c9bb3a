"""The agenda of a conference, as a list of items is compared with it."""

from desktop_app.domain.merge_groups import Identity
from desktop_app.domain.own_rows import own_item_note
from desktop_app.domain.row_codes import CODE
from desktop_app.domain.vietnamese import fold
from desktop_app.services.agenda import Agenda
from desktop_app.services.import_common import Values
from desktop_app.services.known_records import Known, contents
from desktop_app.services.meetings import Meetings
from desktop_app.store.register import Register


def known_items(register: Register, meeting_id: int) -> Known:
    """The items of the agenda, each with the time at which it is planned to begin: lists say one
    for every item, the register only where it does not follow from the items before."""
    rows = Agenda(register).rows(Meetings(register).get(meeting_id))
    held: dict[int, Values] = {
        row.item.id: {**vars(row.item), "fixed_start": row.planned_start.time()
                      if row.planned_start else row.item.fixed_start} for row in rows}
    coded = {str(values[CODE]): values for values in held.values()}

    def said(values: Values) -> Values:
        known = coded.get(str(values.get(CODE, "")))
        if known and "note" in values:
            return {**values, "note": own_item_note(str(values["note"]), known["state_reason"])}
        return values

    return Known(held, said, _item)


def _item(values: Values) -> Identity:
    return Identity(fold(str(values["title"])), "", None, "", str(values.get(CODE) or ""),
                    str(values.get("number") or ""), *contents(values))
