"""Qt's own standard texts (context menus, buttons, its file dialog) from our catalogue.

Qt brings no Vietnamese translation of itself.
"""

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from desktop_app.i18n import N_, _

SOURCES = frozenset({
    # text boxes
    N_("&Undo"), N_("&Redo"), N_("Cu&t"), N_("&Copy"), N_("&Paste"), N_("Delete"),
    N_("Select All"), N_("&Select All"), N_("&Step up"), N_("Step &down"),
    N_("Copy &Link Location"),
    # scroll bars
    N_("Scroll here"), N_("Top"), N_("Bottom"), N_("Page up"), N_("Page down"), N_("Scroll up"),
    N_("Scroll down"), N_("Left edge"), N_("Right edge"), N_("Page left"), N_("Page right"),
    N_("Scroll left"), N_("Scroll right"),
    # buttons
    N_("OK"), N_("&OK"), N_("Save"), N_("&Save"), N_("Save All"), N_("Open"), N_("&Open"),
    N_("&Yes"), N_("Yes to &All"), N_("&No"), N_("N&o to All"), N_("Abort"), N_("Retry"),
    N_("Ignore"), N_("Close"), N_("&Close"), N_("Close without Saving"), N_("Cancel"),
    N_("&Cancel"), N_("Discard"), N_("Help"), N_("Apply"), N_("Reset"), N_("Restore Defaults"),
    N_("Show Details..."), N_("Hide Details..."),
    # Qt's own file dialog, where the system has none
    N_("&Look in:"), N_("&Choose"), N_("&Delete"), N_("&Rename"), N_("&New Folder"),
    N_("New Folder"), N_("Create New Folder"), N_("Create a New Folder"), N_("All Files (*)"),
    N_("Back"), N_("Forward"), N_("Go back"), N_("Go forward"), N_("Parent Directory"),
    N_("Go to the parent directory"), N_("Detail View"), N_("List View"),
    N_("Change to detail view mode"), N_("Change to list view mode"), N_("Directory:"),
    N_("Directories"), N_("Files"), N_("File &name:"), N_("Files of &type:"), N_("Sidebar"),
    N_("List of places and bookmarks"), N_("Recent Places"), N_("Remove"), N_("Show "),
    N_("Show &hidden files"), N_("Find Directory"), N_("Save As"), N_("Name"), N_("Size"),
    N_("Type"), N_("Date Modified"), N_("Computer"), N_("Folder"), N_("Drive"),
    N_("%1 already exists.\nDo you want to replace it?"),
    N_("%1\nFile not found.\nPlease verify the correct file name was given."),
    N_("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
    N_("Are you sure you want to delete '%1'?"),
    N_("'%1' is write protected.\nDo you want to delete it anyway?"),
    N_("Could not delete directory."),
})
_KEY_NAMES = "QShortcut"
"""The context of the names of keys, which stay as they are printed on the keyboard."""


class QtTexts(QTranslator):
    """Answers in the language in use; a text that is not listed stays as Qt has it."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None,
                  n: int = -1) -> str:
        return _(source) if source in SOURCES and context != _KEY_NAMES else source


def install_qt_texts(owner: QObject) -> QtTexts:
    """Makes Qt speak the language in use from now on, for as long as `owner` lives."""
    texts = QtTexts(owner)
    QCoreApplication.installTranslator(texts)
    return texts
