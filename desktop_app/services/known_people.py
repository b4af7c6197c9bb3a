"""The people of a conference, as a list of people is compared with them."""

import re

from desktop_app.domain import fields, records
from desktop_app.domain.merge_groups import Identity
from desktop_app.domain.row_codes import CODE
from desktop_app.domain.vietnamese import fold
from desktop_app.i18n import LANGUAGES, Texts
from desktop_app.services.import_common import Named, Values
from desktop_app.services.known_records import Known, contents
from desktop_app.store import queries
from desktop_app.store.register import Register

_TIMES = re.compile(r"\d\d:\d\d–[\d:…]+(, \d\d:\d\d–[\d:…]+)*")
_PART = "; "


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
            return {**values, "note": own_note(str(values["note"]), known)}
        return values

    return Known(held, said, _identity)


def _identity(values: Values) -> Identity:
    year = values.get("birth_year")
    name = fold(str(values["full_name"]))
    return Identity(
        name, fold(str(values.get("unit") or "")),
        year if isinstance(year, int) else None, fold(str(values.get("staff_code") or "")),
        str(values.get(CODE) or ""), name.rpartition(" ")[2], *contents(values))


def own_note(text: str, held: Values) -> str:
    """The remark of somebody in our own workbook without what the export puts before it: duty,
    reason of absence and times in the room."""
    duty = fields.entry_of(records.Attendee, "duty").choice_label(held["duty"])
    duties = [Texts.of(language).get(duty) for language in LANGUAGES]
    for said in (*duties, str(held["excuse_reason"])):
        text = _without(text, said)
    times = _TIMES.match(text)
    return _without(text, times[0]) if times else text


def _without(text: str, beginning: str) -> str:
    if not beginning:
        return text
    return "" if text == beginning else text.removeprefix(f"{beginning}{_PART}")
