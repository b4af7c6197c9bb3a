"""The one seam for every message box and file dialog: tests put another in its place."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop_app.i18n import _


class Dialogs:
    """Questions to the user. Every method returns None when the user cancels."""

    def open_register(self, parent: QWidget | None, folder: Path) -> Path | None:
        """Which register to open."""
        return _path(QFileDialog.getOpenFileName(
            parent, _("Open a register"), str(folder), _("Registers (*.db)"))[0])

    def new_register(self, parent: QWidget, suggested: Path) -> Path | None:
        """Where to make a new register."""
        return _path(QFileDialog.getSaveFileName(
            parent, _("New register"), str(suggested), _("Registers (*.db)"))[0])

    def open_list(self, parent: QWidget, folder: Path) -> Path | None:
        """Which list to import."""
        return _path(QFileDialog.getOpenFileName(
            parent, _("Import a list"), str(folder),
            _("Lists (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt)"))[0])

    def open_form(self, parent: QWidget, folder: Path) -> Path | None:
        """Which form to fill in."""
        return _path(QFileDialog.getOpenFileName(
            parent, _("Choose a form"), str(folder), _("Forms (*.xlsx *.xlsm)"))[0])

    def export_folder(self, parent: QWidget, folder: Path) -> Path | None:
        """Into which folder to export."""
        return _path(QFileDialog.getExistingDirectory(
            parent, _("Export into which folder?"), str(folder)))

    def returned_folder(self, parent: QWidget, folder: Path) -> Path | None:
        """The folder with the workbooks that offices sent back."""
        return _path(QFileDialog.getExistingDirectory(
            parent, _("Which folder has the workbooks that came back?"), str(folder)))

    def backup_file(self, parent: QWidget, suggested: Path) -> Path | None:
        """Where to put a backup."""
        return _path(QFileDialog.getSaveFileName(
            parent, _("Back up to"), str(suggested), _("Registers (*.db)"))[0])

    def tell(self, parent: QWidget | None, title: str, text: str) -> None:
        """Something that cannot be shown in the window itself."""
        QMessageBox.warning(parent, title, text)

    def choose(self, parent: QWidget | None, title: str, text: str,
               options: list[str]) -> int | None:
        """Which of some offers the user takes, by place."""
        box = QMessageBox(QMessageBox.Icon.Warning, title, text, parent=parent)
        buttons = [box.addButton(option, QMessageBox.ButtonRole.AcceptRole) for option in options]
        box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        clicked = box.clickedButton()
        return buttons.index(clicked) if clicked in buttons else None


def _path(text: str) -> Path | None:
    return Path(text) if text else None
