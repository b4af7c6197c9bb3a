"""What is said when a merge has ended, whether or not its panel is still there."""

from collections.abc import Sequence

from desktop_app.domain.errors import UserError
from desktop_app.domain.list_table import ListKind
from desktop_app.i18n import active, ngettext
from desktop_app.services.importing import Merged, Place
from desktop_app.ui.desk import Desk
from desktop_app.ui.import_table import result_text


def import_done(desk: Desk, done: Merged, kind: ListKind) -> None:
    """Shows what was recorded, everywhere, and says it."""
    if done.changes:
        desk.workspace.announce(done.changes)
    desk.say(result_text(done.result, kind), undoable=True)


def import_overtaken(desk: Desk, places: Sequence[Place]) -> None:
    """Says that nothing was recorded, because the register has become another."""
    desk.say(ngettext(
        "Nothing was imported: {count} row was changed in the register meanwhile. It is kept "
        "as it is unless you decide otherwise.",
        "Nothing was imported: {count} rows were changed in the register meanwhile. They are "
        "kept as they are unless you decide otherwise.",
        len(places)).format(count=len(places)))


def import_failed(desk: Desk, error: Exception) -> None:
    """Says why a list could not be read or merged."""
    if not isinstance(error, UserError):
        raise error
    if not desk.workspace.step_failed(error):
        desk.say(error.sentence(active()))
