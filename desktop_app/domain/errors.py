"""What can go wrong in ways a user can do something about.

A `UserError` is expected and carries a code; its sentence stands in `SENTENCES` and is translated
where it is shown. Every other exception is a bug.
"""

from collections.abc import Mapping

from desktop_app.i18n import N_, Texts

SENTENCES: Mapping[str, str] = {
    # registers
    "register-missing": N_("There is no register at {path}."),
    "register-exists": N_("{path} already exists. Choose another name; nothing was changed."),
    "not-a-file": N_(
        "{path} is no ordinary file but a folder, a pipe or a device. Choose another file."
    ),
    "name-too-long": N_("The name {path} is too long. Choose a shorter one; nothing was changed."),
    "path-empty": N_("No file or folder was named. Name one; nothing was changed."),
    "register-foreign": N_("{path} is not a register of this program. It was left as it is."),
    "register-damaged": N_(
        "The register {path} is damaged and was not changed. Restore a backup, or save a copy "
        "of the file before trying anything else."
    ),
    "register-newer": N_(
        "The register {path} was written by a newer version of this program. Update the program; "
        "the register was not changed."
    ),
    "register-locked": N_(
        "The register {path} is in use by {holder}. Close it there first, or open it read-only."
    ),
    "register-read-only": N_(
        "The register {path} cannot be written to. Copy it to a folder of your own; nothing was "
        "changed."
    ),
    "register-on-network": N_(
        "The register {path} lies on a network drive, where it could be damaged. Keep it on this "
        "PC and copy backups to the network drive."
    ),
    "register-gone": N_(
        "The register {path} is no longer where it was. Put the file or its disk back."
    ),
    "register-unwritable": N_(
        "The register {path} can no longer be written to. Nothing that was saved is lost; let its "
        "folder or disk be written to again."
    ),
    "register-unsaved": N_(
        "Something typed is not on disk yet, so the register {path} stays open. Try again when it "
        "has been written."
    ),
    "register-busy": N_("The register is busy with another task. Nothing was lost; try again."),
    "disk-full": N_(
        "The disk is full. Nothing that was saved is lost; free some space."
    ),
    "disk-error": N_("The disk could not be written to ({reason}). What was saved before is kept."),
    "record-gone": N_("That entry no longer exists. It may have been undone."),
    "meeting-missing": N_("The register {path} has no conference with the number {meeting}."),
    "nothing-to-undo": N_("There is nothing to undo."),
    "nothing-to-redo": N_("There is nothing to redo."),
    "agenda-finished": N_("Every agenda item is done. Add an item, or reopen one with Shift+F8."),
    "nothing-to-reopen": N_("No agenda item has been closed yet."),
    "reply-to-nothing": N_("Select the opinion that is answered, then record the reply."),
    "no-such-opinion": N_("There is no opinion {number} in this conference. The line is kept."),
    "text-too-long": N_(
        "The text has {length} characters; at most {limit} fit in one entry. It stays in the line; "
        "record it in parts."
    ),
    "paste-too-long": N_(
        "The text would have {length} characters; at most {limit} fit in one entry. Nothing was "
        "pasted; paste it in parts."
    ),
    "nothing-typed": N_("There is nothing to record yet."),
    "nobody-named": N_("Name the speaker first, for example @nvh."),
    "snippet-incomplete": N_("Type the abbreviation, a space, and what it stands for."),
    "snippet-taken": N_("“{short}” stands for something already."),
    "nobody-speaks": N_("Nobody has the floor."),
    "already-waiting": N_("{name} is in the queue already."),
    # presence
    "time-to-come": N_("{time} is still to come. Nothing was changed."),
    "time-unreadable": N_("“{text}” is no time. Type 8:42, 8h42, or -5 for five minutes ago."),
    "left-before-coming": N_(
        "{name} came at {came}; a departure at {time} would be before that. Nothing was changed."
    ),
    "was-there-then": N_(
        "{name} was in the room from {came} to {left} already. Nothing was changed."
    ),
    "was-there-since": N_(
        "{name} has been in the room since {came}. Nothing was changed."
    ),
    "just-recorded": N_(
        "{name} was recorded a moment ago; the second Enter changed nothing. Enter the person "
        "again in a moment if they leave."
    ),
    # files in
    "file-missing": N_("There is no file at {path}."),
    "file-unreadable": N_("{path} cannot be read. Check that you may open it, then try again."),
    "file-in-use": N_(
        "{path} is open in another program. Close it there, then try again."),
    "file-away": N_(
        "{path} cannot be reached: its drive or network does not answer. Copy the file to this "
        "computer, then try again."),
    "file-empty": N_("{path} is empty."),
    "file-encrypted": N_(
        "{path} is protected with a password. Open it in Excel, save it without a password, then "
        "try again."
    ),
    "file-not-a-table": N_("{path} is not a spreadsheet that this program can read."),
    "file-is-html": N_(
        "{path} is a web page without a table, saved under the name of a workbook. Open it in "
        "Excel, save it as .xlsx, then try again."
    ),
    "file-damaged": N_(
        "{path} is damaged or incomplete. Ask for it again, or open it in Excel and save a copy."
    ),
    "file-too-large": N_(
        "{path} takes too long or needs too much memory to read. Save only the list in a new file."
    ),
    "file-type-unknown": N_(
        "{path} has an ending that this program does not read. Save it as .xlsx or .csv."
    ),
    "list-too-long": N_(
        "{path} has a list of {rows} rows; at most {limit} are read at once. Split it over several "
        "files."
    ),
    "list-not-found": N_(
        "No list was found in {path}: no row names the columns, such as \"Họ và tên\"."
    ),
    "not-sent-out": N_(
        "{path} is no workbook that this program wrote for an office to fill in: no row names the "
        "columns of opinions and replies."
    ),
    "nothing-addressed": N_(
        "No opinion is addressed to a unit yet, so there is no workbook to write."
    ),
    "folder-empty": N_("There is no workbook in {path}."),
    "chosen-twice": N_(
        "Row {row} and another row were both decided to be {name}. Decide one of them otherwise; "
        "nothing was changed."
    ),
    "rows-doubtful": N_(
        "Doubtful rows: {count}. They were not imported, everything else was. Decide on them in "
        "the import panel of the window."
    ),
    "form-not-xlsx": N_(
        "{path} cannot be filled in: a form is a workbook of the kind .xlsx or .xlsm. Open it in "
        "Excel and save it as .xlsx, then try again."
    ),
    "form-too-long": N_("{path} has too many rows: what is to be filled in does not fit a sheet."),
    "form-faulty": N_("{path} cannot be filled in yet:\n{problems}"),
    # files out
    "target-unwritable": N_("{path} cannot be written to. Choose another folder."),
    "export-failed": N_(
        "The export into {path} did not finish. The register was not changed; try again."
    ),
    "target-is-source": N_("The backup cannot replace the register itself. Choose another name."),
    "backup-invalid": N_("{path} is not a complete backup. Nothing was restored."),
    "changed-since": N_(
        "Opinion {number} has changed in the register since the files were compared. Nothing was "
        "taken over; read the files again."
    ),
    "rivals-chosen": N_(
        "Of opinion {number} two different things were chosen for the same place. Nothing was "
        "taken over; choose one of them."
    ),
    "no-libreoffice": N_("LibreOffice is needed to write ODS files and was not found on this PC. "
                         "The workbook can be exported as an Excel file."),
    "conversion-failed": N_("LibreOffice could not write {path}. Nothing was changed; the workbook "
                            "can be exported as an Excel file."),
    "cancelled": N_("Cancelled. Nothing was changed."),
    # window
    "no-display": N_(
        "The window cannot open because this session has no display. Use a desktop session, or "
        "run a command such as: python main.py list REGISTER"
    ),
    "unexpected": N_("Something went wrong. What was saved is kept; details are in {log}."),
}


class UserError(Exception):
    """An expected failure. `code` is a key of `SENTENCES`, `params` fill its sentence."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def sentence(self, texts: Texts) -> str:
        """What happened, what was kept and what to do, in the language of `texts`."""
        return texts.get(SENTENCES[self.code]).format(**self.params)

    def __str__(self) -> str:
        return f"{self.code} {self.params}" if self.params else self.code
