"""A field that is added to a record shows everywhere, and nothing in the window names it."""

import dataclasses
from types import SimpleNamespace

import openpyxl
import pytest

from desktop_app.domain import fields, heading_levels, headings, records
from desktop_app.domain.fields import Kind, entry
from desktop_app.domain.list_table import ListKind
from desktop_app.i18n import Texts
from desktop_app.services.exporting import export_workbook
from desktop_app.services.session import Context
from desktop_app.ui.actions import PAGE_NAMES
from desktop_app.ui.form import Form
from desktop_app.ui.meeting_form import NewMeeting

LABEL, VALUE = "Colour of the badge", "saffron"
SHOWN = (records.Meeting, records.Attendee, records.AgendaItem, records.Feedback, records.Reply,
         records.Note, records.Unit, records.Theme)
CACHES = (fields.entries, fields.entry_of, headings.spellings, headings._ideas,
          headings._most_words, headings._joined_spellings, headings.meaning_of)


def forget_catalogue():
    for cache in CACHES:
        cache.cache_clear()


@pytest.fixture
def badge(monkeypatch):
    """Every record has one more field, of which the register knows nothing."""
    added = entry(Kind.LINE, LABEL, listed=True)
    added.name = "badge"

    def wider(record_type):
        known = dataclasses.fields(record_type)
        return (*known, added) if record_type in SHOWN else known

    monkeypatch.setattr(fields, "dataclasses", SimpleNamespace(fields=wider))
    for record_type in SHOWN:
        monkeypatch.setattr(record_type, "badge", VALUE, raising=False)
    forget_catalogue()
    yield added.name
    monkeypatch.undo()
    forget_catalogue()


@pytest.fixture
def window(demo_window):
    return demo_window


def live_forms(window):
    """The forms of the live page, each made when its kind of line is first selected."""
    window.show_page("live")
    session, meeting_id = window.desk.workspace.session, window.desk.meeting_id
    session.capture("/n Mất điện", Context(meeting_id))
    for entry_shown in window.page.log.log.entries:
        window.page.log.select(entry_shown.table, entry_shown.id)
    return window.page.findChildren(Form)


def all_forms(window):
    """Every form of the program by the type of its record."""
    forms = []
    for name in PAGE_NAMES:
        window.show_page(name)
        forms += window.page.findChildren(Form)
    panel = NewMeeting(window.desk)
    panel.ask()
    return [*forms, *panel.findChildren(Form), *live_forms(window)]


def expected(form):
    return {e.name for e in fields.entries(form._type)
            if e.form and (form._recorded or e.asked)}


def test_every_form_shows_its_whole_catalogue(window):
    forms = all_forms(window)
    assert {form._type for form in forms} == set(SHOWN) - {records.Unit, records.Theme}
    assert [form._type for form in forms if set(form._rows) != expected(form)] == []


def test_a_field_that_is_added_shows_in_every_form(badge, window):
    forms = all_forms(window)
    assert len(forms) > len(SHOWN)
    assert all(form.editor(badge).widget.accessibleName() == LABEL for form in forms)
    assert {form._type for form in forms if form.editor(badge).text() == VALUE} == {
        records.Meeting, records.Attendee, records.AgendaItem, records.Feedback, records.Reply,
        records.Note}


def test_a_field_that_is_added_shows_in_tables(badge, window):
    for page, table in (("attendees", lambda p: p.pane.table), ("agenda", lambda p: p.table)):
        window.show_page(page)
        model = table(window.page).model()
        names = [column.name for column in model.columns]
        place = names.index(badge)
        assert model.columns[place].heading == LABEL
        assert model.index(0, place).data() == VALUE
        assert not table(window.page).isColumnHidden(place)


@pytest.mark.parametrize("kind", list(ListKind))
def test_a_field_that_is_added_is_read_from_lists(badge, kind):
    assert heading_levels.role_of(kind, [LABEL.upper()]) == badge


def test_a_field_that_is_added_is_exported(badge, demo_desk, tmp_path):
    path = export_workbook(demo_desk.workspace.register, demo_desk.meeting_id, tmp_path,
                           Texts.of("en"))
    book = openpyxl.load_workbook(path)
    told = {sheet.title for sheet in book
            if any(cell.value == LABEL for row in sheet.iter_rows() for cell in row)}
    assert {"Summary", "Attendees", "Agenda", "Opinions"} <= told
