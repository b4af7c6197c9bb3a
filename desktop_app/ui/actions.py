"""The one table of commands: what each is called, its key, and where it applies."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.i18n import N_, _


@dataclass(frozen=True)
class Command:
    """One command. `menu` is the menu it stands in; `icon` is of the icon family. One that
    `writes` is off in a register that is open for reading only."""

    name: str
    text: str
    menu: str = ""
    key: str = ""
    icon: str = ""
    writes: bool = False


MENUS: Mapping[str, str] = {
    "file": N_("&File"),
    "edit": N_("&Edit"),
    "go": N_("&Go to"),
    "session": N_("&Session"),
    "view": N_("&View"),
    "help": N_("&Help"),
}

COMMANDS: Sequence[Command] = (
    Command("new_meeting", N_("New conference…"), "file", "Ctrl+Shift+N", "add", writes=True),
    Command("open_register", N_("Open register…"), "file", "Ctrl+O", "open"),
    Command("new_register", N_("New register…"), "file", "", "add"),
    Command("import_list", N_("Import a list…"), "file", "Ctrl+I", "import", writes=True),
    Command("export_workbook", N_("Export workbook…"), "file", "Ctrl+E", "export"),
    Command("export_csv", N_("Export lists as CSV…"), "file", ""),
    Command("export_ods", N_("Export workbook as ODS…"), "file", ""),
    Command("export_json", N_("Export everything as JSON…"), "file", ""),
    Command("offices", N_("Replies of offices…"), "file", "Ctrl+Shift+E"),
    Command("own_form", N_("Fill in the office's own form…"), "file", "Ctrl+Shift+M", "export"),
    Command("back_up", N_("Back up…"), "file", "", "backup"),
    Command("saved", N_("Is everything saved?"), "file", "Ctrl+S", "saved"),
    Command("quit", N_("Quit"), "file", "Ctrl+Q", "quit"),
    Command("undo", N_("Undo"), "edit", "Ctrl+Z", "undo", writes=True),
    Command("redo", N_("Redo"), "edit", "Ctrl+Y", "redo", writes=True),
    Command("history", N_("History"), "edit", "Ctrl+H", "history"),
    Command("new", N_("New entry on this page"), "edit", "Ctrl+N", "add", writes=True),
    Command("edit", N_("Edit"), "edit", "F2", "edit"),
    Command("paste_lines", N_("Paste lines…"), "edit", "Ctrl+Shift+V", "paste", writes=True),
    Command("find", N_("Search this page"), "edit", "Ctrl+F", "search"),
    Command("palette", N_("All commands"), "go", "Ctrl+K", "search"),
    Command("page_overview", N_("Overview"), "go", "Ctrl+1", "overview"),
    Command("page_attendees", N_("Attendees"), "go", "Ctrl+2", "attendees"),
    Command("page_agenda", N_("Agenda"), "go", "Ctrl+3", "agenda"),
    Command("page_live", N_("Live session"), "go", "Ctrl+4", "live"),
    Command("page_feedback", N_("Feedback"), "go", "Ctrl+5", "feedback"),
    Command("next_item", N_("Open the next agenda item"), "session", "F8", "next", writes=True),
    Command("previous_item", N_("Reopen the previous item"), "session", "Shift+F8", "back",
            writes=True),
    Command("check_in", N_("Check in"), "session", "F7", "check_in", writes=True),
    Command("room", N_("Room and quorum"), "session", "F4", "attendees"),
    Command("projector", N_("Public screen"), "session", "F5", "screen"),
    Command("quorum_noted", N_("Quorum warning noted"), "session", "Shift+F4"),
    Command("floor", N_("Give or end the floor"), "session", "F9", "floor", writes=True),
    Command("queue", N_("Let the named speaker wait"), "session", "Ctrl+F9", writes=True),
    Command("pause", N_("Pause the speaking time"), "session", "Shift+F9", writes=True),
    Command("park", N_("Park a line"), "session", "Ctrl+J", writes=True),
    Command("parked", N_("Parked lines"), "session", "Ctrl+Shift+J"),
    Command("open_names", N_("Open names"), "session", "Ctrl+Shift+L"),
    Command("snippets", N_("Abbreviations"), "session", "Ctrl+Shift+G"),
    Command("reply", N_("Reply to the opinion"), "session", "Ctrl+R", "feedback", writes=True),
    Command("same", N_("Same as the opinion shown"), "session", "Ctrl+T", writes=True),
    Command("close_meeting", N_("Close the conference"), "session", "", "stop", writes=True),
    Command("theme_system", N_("Theme of the system"), "view"),
    Command("theme_light", N_("Light theme"), "view"),
    Command("theme_dark", N_("Dark theme"), "view"),
    Command("language_vi", "Tiếng Việt", "view"),
    Command("language_en", "English", "view"),
    Command("larger", N_("Larger text"), "view", "Ctrl+="),
    Command("smaller", N_("Smaller text"), "view", "Ctrl+-"),
    Command("full_screen", N_("Full screen"), "view", "F11"),
    Command("help", N_("Keys and help"), "help", "F1", "help"),
    Command("rehearse", N_("Rehearsal"), "help", "Shift+F1", "live"),
    Command("about", N_("About"), "help"),
)

_BEGIN_GROUPS = frozenset({"import_list", "offices", "back_up", "quit"})

PAGE_NAMES = ("overview", "attendees", "agenda", "live", "feedback")


def command(name: str) -> Command:
    """One command of the table; another name is a bug."""
    return next(c for c in COMMANDS if c.name == name)


def make_actions(window: QWidget, handlers: Mapping[str, Callable[[], object]],
                 allows: Callable[[str], bool]) -> dict[str, QAction]:
    """A Qt action for every command, with its key working in the whole window; one that is not
    allowed is off."""
    actions: dict[str, QAction] = {}
    for entry in COMMANDS:
        action = QAction(_(entry.text), window)
        action.setEnabled(allows(entry.name))
        if entry.key:
            action.setShortcut(QKeySequence(entry.key))
            if entry.name == "larger":
                action.setShortcuts([QKeySequence("Ctrl+="), QKeySequence("Ctrl++")])
        handler = handlers[entry.name]
        action.triggered.connect(lambda _checked=False, run=handler: run())
        window.addAction(action)
        actions[entry.name] = action
    return actions


def fill_menus(menus: Mapping[str, QMenu], actions: Mapping[str, QAction]) -> None:
    """Puts every action into its menu, in the order of the table, in groups."""
    for entry in COMMANDS:
        if entry.name in _BEGIN_GROUPS:
            menus[entry.menu].addSeparator()
        menus[entry.menu].addAction(actions[entry.name])


def key_text(name: str) -> str:
    """The key of a command as people read it, such as Ctrl+4."""
    return QKeySequence(command(name).key).toString(QKeySequence.SequenceFormat.NativeText)
