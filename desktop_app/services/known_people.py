"""The people of a conference, as a list of people is compared with them."""

from desktop_app.domain import records
from desktop_app.domain.merge_groups import Identity
from desktop_app.domain.own_rows import own_note
from desktop_app.domain.row_codes import CODE
from desktop_app.domain.vietnamese import fold
from desktop_app.services.import_common import Named, Values
from desktop_app.services.known_records import Known, contents
from desktop_app.store import queries
from desktop_app.store.register import Register


def known_people(register: Register, meeting_id: int) -> Known:
    """Everybody on the list of a conference."""
    named = Named(register, meeting_id)
    people = register.find(records.Attendee, queries.of_meeting(records.Attendee, meeting_id))
    held: dict[int, Values] = {
        person.id: {**vars(person), "unit": named.name_of(person.unit_id)} for person in people}
    coded = {person.uid: held[person.id] for person in people}

    def said(values: Values) -> Values:
        if "unit" in values:
            values = {**values, "unit": named.full_name(values["unit"])}
        known = coded.get(str(values.get(CODE, "")))
        if known and "note" in values:
            return {**values, "note": own_note(
                str(values["note"]), known["duty"], known["excuse_reason"])}
        return values

    return Known(held, said, _identity)


def _identity(values: Values) -> Identity:
    year = values.get("birth_year")
    name = fold(str(values["full_name"]))
    return Identity(
        name, fold(str(values.get("unit") or "")),
        year if isinstance(year, int) else None, fold(str(values.get("staff_code") or "")),
        str(values.get(CODE) or ""), name.rpartition(" ")[2], *contents(values))
