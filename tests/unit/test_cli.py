import gettext
import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from desktop_app import __version__
from desktop_app.cli import COMMANDS, main
from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.i18n import DEFAULT_LANGUAGE, Texts, use_language
from desktop_app.logs import log_file
from desktop_app.paths import Places
from desktop_app.services.registers import open_register, read_register

MAIN = Path(__file__).resolve().parents[2] / "main.py"
ENGLISH = ("--lang", "en")
ENGLISH_WORDS = re.compile(r"\b(usage|error|options|argument|arguments|show|help message|the|"
                           r"expected|invalid|choose|required|number|value)\b")


@pytest.fixture(autouse=True)
def _own_language():
    yield
    use_language(DEFAULT_LANGUAGE)


class Cli:
    """Runs commands in this process and keeps what they say."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.places = Places(data)
        self._capsys = capsys
        self.windows: list[tuple[Path | None, bool, Places, int]] = []
        self.out = self.err = ""

    def __call__(self, *argv: object) -> int:
        self._capsys.readouterr()
        code = main(["--data-dir", str(self.places.data), *map(str, argv)], self._window)
        self.out, self.err = self._capsys.readouterr()
        return code

    def refuses(self, *argv: object) -> str:
        """Runs a command that cannot be done: exit code 1, one sentence, nothing else."""
        assert self(*argv, *ENGLISH) == 1
        assert self.err.count("\n") == 1
        return self.err.strip()

    def _window(self, register: Path | None, demo: bool, places: Places, speed: int) -> int:
        self.windows.append((register, demo, places, speed))
        return 0


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(tmp_path / "data", capsys)


@pytest.fixture
def demo(tmp_path: Path, cli: Cli) -> Path:
    path = tmp_path / "sổ hội nghị.db"
    assert cli("demo", "--to", path) == 0
    return path


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    for row in (["Danh sách đại biểu"], ["TT", "Họ và tên", "Chức vụ", "Đơn vị"],
                [1, "Nguyễn Thị Mười", "Giảng viên", "Khoa Điện"],
                [2, "Trần Văn Đức", "Trưởng khoa", "Khoa Cơ khí"],
                [3, "Lê Văn Mới", "Nhân viên", "Trạm Y tế"]):
        sheet.append(row)
    path = tmp_path / "danh sách.xlsx"
    book.save(path)
    return path


# --- the window -----------------------------------------------------------------------------


def test_without_a_command_the_window_opens(cli: Cli, tmp_path: Path):
    assert cli() == 0
    assert cli(tmp_path / "a.db") == 0
    assert cli("--demo") == 0
    assert cli.windows == [(None, False, cli.places, 0), (tmp_path / "a.db", False, cli.places, 0),
                           (None, True, cli.places, 0)]


def test_a_rehearsal_opens_the_window_at_its_speed(cli: Cli):
    assert cli("rehearse") == 0
    assert cli("rehearse", "--speed", "60") == 0
    assert [speed for *_window, speed in cli.windows] == [20, 60]
    for wrong in ("0", "61", "fast", "1.5"):
        assert cli("rehearse", "--speed", wrong) == 2
        assert "1" in cli.err


def test_a_register_named_like_a_command(cli: Cli):
    assert cli("--", "list") == 0
    assert cli.windows == [(Path("list"), False, cli.places, 0)]
    assert cli("list") == 2


def test_a_window_that_cannot_open_says_why(
        cli: Cli, capsys: pytest.CaptureFixture[str], tmp_path: Path):
    def no_display(*_: object) -> int:
        raise UserError("no-display")

    assert main(["--data-dir", str(tmp_path)], no_display) == 1
    assert capsys.readouterr().err.count("\n") == 1


# --- usage ----------------------------------------------------------------------------------


@pytest.mark.parametrize("argv", [
    ["list"], ["list", "a.db", "b.db"], ["--nonsense"], ["a.db", "b.db"], ["a.db", "--demo"],
    ["a.db", "--lang", "vi"], ["list", "a.db", "--lang", "xx"], ["demo"],
    ["demo", "--to", "x.db", "--attendees", "-1"], ["demo", "--to", "x.db", "--opinions", "many"],
    ["demo", "--to", "x.db", "--opinions", "99999999999"], ["read", "x.xlsx"],
    ["read", "x.xlsx", "--kind", "people"], ["import", "a.db", "--kind", "agenda", "x.xlsx"],
    ["import", "a.db", "--meeting", "one", "--kind", "agenda", "x.xlsx"],
    ["export", "a.db", "--meeting", "1"], ["backup", "a.db"], ["restore", "a.db"],
    ["export", "a.db", "--meeting", "1", "--to", "out", "--what", "workbook,poem"],
])
def test_wrong_usage(cli: Cli, argv: list[str]):
    assert cli(*argv) == 2
    assert "cách dùng: main.py" in cli.err
    assert ": lỗi: " in cli.err
    assert not ENGLISH_WORDS.search(cli.err)
    assert cli.windows == []
    assert not cli.places.data.exists()


@pytest.mark.parametrize("argv", [[], ["a.db", "b.db"], ["a.db", "--json=1"]])
def test_wrong_usage_in_english(cli: Cli, argv: list[str]):
    assert cli("list", *argv, *ENGLISH) == 2
    assert cli.err.startswith("usage: main.py list ")
    assert "\nmain.py list: error: " in cli.err


def test_the_language_of_others_is_left_alone(cli: Cli, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LANGUAGE", "fr")
    before = gettext.textdomain()
    assert cli("list") == 2
    assert "cách dùng" in cli.err
    assert (gettext.textdomain(), os.environ["LANGUAGE"]) == (before, "fr")


def test_help_and_version(cli: Cli):
    assert cli("--version") == 0
    assert __version__ in cli.out
    assert cli("--help") == 0
    for name in COMMANDS:
        assert f"\n  {name} " in cli.out
    for name in COMMANDS:
        assert cli(name, "--help") == 0
        assert not ENGLISH_WORDS.search(cli.out)


# --- demo, list, dump -----------------------------------------------------------------------


def test_the_demo_is_listed(cli: Cli, demo: Path):
    assert cli("list", demo) == 0
    assert cli.out == "1\t30/06/2023\tHội nghị viên chức, người lao động năm học 2023-2024\n"
    assert cli("list", demo, "--json") == 0
    assert json.loads(cli.out) == [{
        "id": 1, "title": "Hội nghị viên chức, người lao động năm học 2023-2024",
        "status": "closed", "date": "2023-06-30"}]


def test_a_synthetic_register_has_the_size_asked_for(cli: Cli, tmp_path: Path):
    assert cli("demo", "--to", tmp_path / "s.db", "--attendees", 12, "--opinions", 30,
               "--meetings", 2) == 0
    assert cli("dump", tmp_path / "s.db") == 0
    counts = [meeting["counts"] for meeting in json.loads(cli.out)["meetings"]]
    assert [(c["attendees"], c["feedback"]) for c in counts] == [(6, 15), (6, 15)]


def test_the_demo_replaces_nothing(cli: Cli, demo: Path):
    before = demo.read_bytes()
    assert "already exists" in cli.refuses("demo", "--to", demo)
    assert "already exists" in cli.refuses("demo", "--to", demo, "--attendees", 3)
    assert demo.read_bytes() == before


def test_a_demo_that_fails_leaves_no_register(
        cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> int:
        raise UserError("disk-full")

    monkeypatch.setattr("desktop_app.services.demo.write_demo", full)
    assert "disk is full" in cli.refuses("demo", "--to", tmp_path / "x.db")
    assert not list(tmp_path.glob("x.db*"))


def test_dump_of_one_meeting(cli: Cli, demo: Path):
    assert cli("dump", demo, "--meeting", 1) == 0
    [meeting] = json.loads(cli.out)["meetings"]
    assert meeting["counts"]["attendees"] == 150


def test_reading_commands_run_beside_the_window(cli: Cli, demo: Path, tmp_path: Path):
    with open_register(demo) as register:
        with register.operation("Record note"):
            register.insert(records.Note(meeting_id=1, at=register.now(), text="đang họp"))
        assert cli("list", demo) == 0
        assert cli("check", demo) == 0
        assert cli("dump", demo) == 0
        assert "đang họp" in cli.out
        assert cli("backup", demo, "--to", tmp_path / "b.db") == 0


# --- check, backup, restore -----------------------------------------------------------------


def test_check_backup_and_restore(cli: Cli, demo: Path, tmp_path: Path):
    backup = tmp_path / "b.db"
    assert cli("check", demo) == 0
    assert cli("backup", demo, "--to", backup) == 0
    assert cli("restore", backup, "--to", tmp_path / "new.db") == 0
    assert "(before restore)" not in cli.out
    assert cli("restore", backup, "--to", demo) == 0
    assert "sổ hội nghị (before restore).db" in cli.out
    assert cli("check", tmp_path / "sổ hội nghị (before restore).db") == 0


def test_a_damaged_register_is_said_with_details(cli: Cli, demo: Path, tmp_path: Path):
    with demo.open("r+b") as file:
        file.seek(demo.stat().st_size - 40_000)
        file.write(b"\xff" * 40_000)
    assert "is damaged" in cli.refuses("check", demo)
    assert cli.out != ""
    assert "is damaged" in cli.refuses("backup", demo, "--to", tmp_path / "b.db")
    assert not (tmp_path / "b.db").exists()


# --- every command that opens a register ----------------------------------------------------


def _commands_on(register: Path, roster: Path, tmp_path: Path) -> list[tuple[object, ...]]:
    return [
        ("list", register), ("dump", register), ("check", register),
        ("backup", register, "--to", tmp_path / "out.db"),
        ("import", register, "--meeting", 1, "--kind", "attendees", roster),
        ("export", register, "--meeting", 1, "--to", tmp_path / "out"),
    ]


def test_a_missing_register(cli: Cli, roster: Path, tmp_path: Path):
    for command in _commands_on(tmp_path / "không có.db", roster, tmp_path):
        assert "There is no register" in cli.refuses(*command)


def test_a_foreign_file(cli: Cli, roster: Path, tmp_path: Path):
    text, other = tmp_path / "thư.docx", tmp_path / "other.db"
    text.write_text("đây không phải sổ")
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t(x)")
    connection.close()
    for file in (text, other):
        before = file.read_bytes()
        for command in _commands_on(file, roster, tmp_path):
            assert "is not a register of this program" in cli.refuses(*command)
        assert file.read_bytes() == before
    assert not list(tmp_path.glob("*.lock"))


def test_a_register_of_a_newer_program(cli: Cli, demo: Path, roster: Path, tmp_path: Path):
    connection = sqlite3.connect(demo)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    for command in _commands_on(demo, roster, tmp_path):
        assert "newer version" in cli.refuses(*command)


def test_a_register_whose_start_is_damaged(cli: Cli, demo: Path, roster: Path, tmp_path: Path):
    content = bytearray(demo.read_bytes())
    content[100:4096] = b"\xff" * 3996
    demo.write_bytes(content)
    for command in _commands_on(demo, roster, tmp_path):
        assert "is damaged" in cli.refuses(*command)
    assert demo.read_bytes() == content


def test_a_meeting_that_does_not_exist(cli: Cli, demo: Path, roster: Path, tmp_path: Path):
    before = demo.read_bytes()
    for command in (("dump", demo, "--meeting", 7),
                    ("import", demo, "--meeting", 7, "--kind", "attendees", roster),
                    ("export", demo, "--meeting", 7, "--to", tmp_path / "out")):
        assert "has no conference with the number 7" in cli.refuses(*command)
    assert demo.read_bytes() == before
    assert cli.out == ""


def test_a_register_in_use_elsewhere(cli: Cli, demo: Path, roster: Path, tmp_path: Path):
    assert cli("backup", demo, "--to", tmp_path / "b.db") == 0
    with open_register(demo):
        for command in (("import", demo, "--meeting", 1, "--kind", "attendees", roster),
                        ("restore", tmp_path / "b.db", "--to", demo)):
            assert f"PID {os.getpid()}" in cli.refuses(*command)


def test_a_folder_in_the_way(cli: Cli, demo: Path, tmp_path: Path):
    (tmp_path / "file").write_text("")
    for command in (("demo", "--to", tmp_path / "file" / "x.db"),
                    ("backup", demo, "--to", tmp_path / "file" / "x.db"),
                    ("restore", demo, "--to", tmp_path / "file" / "x.db"),
                    ("export", demo, "--meeting", 1, "--to", tmp_path / "file")):
        assert "cannot be written to" in cli.refuses(*command)


@pytest.mark.parametrize(("name", "sentence"), [
    ("", "No file or folder was named"), ("  ", "No file or folder was named"),
    ("x" * 256, "is too long"), ("ế" * 100, "is too long"), ("x" * 5000, "is too long"),
    ("a/" * 3000, "is too long"), ("folder", "is no ordinary file"), (".", "is no ordinary file"),
    ("pipe", "is no ordinary file"), ("/dev/null", "is no ordinary file"),
    ("không có/x.db", "There is no"), ("file/x.db", "There is no"),
    ("loop.db", "cannot be read"),
])
def test_paths_that_name_no_register(cli: Cli, roster: Path, tmp_path: Path, name: str,
                                     sentence: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    os.mkfifo("pipe")
    (tmp_path / "loop.db").symlink_to("loop.db")
    before = sorted(tmp_path.iterdir())
    for command in _commands_on(Path("-"), roster, tmp_path):
        assert sentence in cli.refuses(*(name if part == Path("-") else part for part in command))
    assert sentence in cli.refuses("restore", name, "--to", "new.db")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ["", "x" * 256, "x" * 251, "folder", ".", "/", "pipe"])
def test_paths_where_no_register_can_be_written(cli: Cli, demo: Path, tmp_path: Path, name: str,
                                                monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    os.mkfifo("pipe")
    before = sorted(tmp_path.rglob("*"))
    for command in (("demo", "--to", name), ("backup", demo, "--to", name),
                    ("restore", demo, "--to", name)):
        cli.refuses(*command)
    assert sorted(tmp_path.rglob("*")) == before
    assert not log_file(cli.places).exists()


@pytest.mark.parametrize(("name", "sentence"), [
    ("", "No file or folder was named"), ("folder", "is no ordinary file"),
    ("pipe", "is no ordinary file"), ("/dev/zero", "is no ordinary file"),
    ("x" * 256, "is too long")])
def test_paths_that_name_no_list(cli: Cli, tmp_path: Path, name: str, sentence: str,
                                 monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    os.mkfifo("pipe")
    assert sentence in cli.refuses("read", "--kind", "attendees", name)


# --- read, import, export -------------------------------------------------------------------


def test_reading_a_list_writes_nothing(cli: Cli, roster: Path):
    assert cli("read", roster, "--kind", "attendees", "--json") == 0
    answer = json.loads(cli.out)
    assert answer["file"] == str(roster)
    [table] = answer["tables"]
    assert (table["sheet"], table["header_row"]) == ("Danh sách", 2)
    assert table["columns"]["full_name"] == [2]
    assert [(row["row"], row["full_name"]) for row in table["people"]] == [
        (3, "Nguyễn Thị Mười"), (4, "Trần Văn Đức"), (5, "Lê Văn Mới")]
    assert cli("read", roster, "--kind", "attendees") == 0
    assert "Nguyễn Thị Mười" in cli.out
    assert not cli.places.data.exists()


def test_importing_a_list_skips_who_is_there(cli: Cli, demo: Path, roster: Path):
    assert cli("import", demo, "--meeting", 1, "--kind", "attendees", roster, "--json") == 0
    answer = json.loads(cli.out)
    assert (answer["added"], answer["units_added"]) == (2, ["Trạm Y tế"])
    assert [row["name"] for row in answer["skipped"]] == ["Trần Văn Đức"]
    assert [answer[name] for name in ("new", "same", "changed", "doubtful")] == [2, 1, 0, 0]
    with read_register(demo) as register:
        assert len(register.find(records.Attendee)) == 152
    assert cli("import", demo, "--meeting", 1, "--kind", "attendees", roster, *ENGLISH) == 0
    assert "0 rows imported." in cli.out
    assert "Lê Văn Mới is there already." in cli.out
    assert "New: 0 · same: 3 · changed: 0 · doubtful: 0" in cli.out


def test_doubtful_rows_are_listed_and_not_imported(cli: Cli, demo: Path, tmp_path: Path):
    file = tmp_path / "list.csv"
    file.write_text("Họ tên,Đơn vị\nLê Văn Mới,Trạm Y tế\nLê Văn Mới,Trạm Y tế\n",
                    encoding="utf-8")
    arguments = ("import", demo, "--meeting", 1, "--kind", "attendees", file)
    assert "Doubtful rows: 1." in cli.refuses(*arguments)
    assert cli("import", demo, "--meeting", 1, "--kind", "attendees", file, "--json") == 1
    answer = json.loads(cli.out)
    assert [answer[name] for name in ("new", "same", "changed", "doubtful")] == [0, 1, 0, 1]
    assert [(row["row"], row["reason"]) for row in answer["doubtful_rows"]] == [(3, "twice")]
    with read_register(demo) as register:
        assert len(register.find(records.Attendee)) == 151


@pytest.mark.parametrize(("name", "content", "sentence"), [
    ("không có.xlsx", None, "There is no file"),
    ("trống.csv", b"", "is empty"),
    ("hỏng.xlsx", b"PK\x03\x04 not a workbook", "is damaged"),
])
def test_files_that_cannot_be_read(
        cli: Cli, demo: Path, tmp_path: Path, name: str, content: bytes | None, sentence: str):
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    assert sentence in cli.refuses("read", file, "--kind", "attendees")
    assert sentence in cli.refuses("import", demo, "--meeting", 1, "--kind", "attendees", file)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_exporting_the_workbook(cli: Cli, demo: Path, tmp_path: Path, language: str):
    assert cli("export", demo, "--meeting", 1, "--to", tmp_path / "out", "--what", "workbook",
               "--lang", language) == 0
    [file] = (tmp_path / "out").iterdir()
    assert str(file) in cli.out
    assert len(load_workbook(file, read_only=True).sheetnames) > 1


def test_exporting_lists_and_records(cli: Cli, demo: Path, tmp_path: Path):
    folder = tmp_path / "out"
    assert cli("export", demo, "--meeting", 1, "--to", folder, "--what", "csv,json",
               *ENGLISH) == 0
    assert sorted(path.suffix for path in folder.iterdir()) == [".csv"] * 3 + [".json"]
    assert cli.out.count(str(folder)) == 2


# --- failures nobody expects ----------------------------------------------------------------


@pytest.mark.logs
def test_an_unexpected_failure_is_logged_without_a_traceback(
        cli: Cli, demo: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(path: Path) -> list[str]:
        raise ValueError(path)

    monkeypatch.setattr("desktop_app.services.backups.problems", broken)
    assert str(log_file(cli.places)) in cli.refuses("check", demo)
    log = log_file(cli.places).read_text(encoding="utf-8")
    assert "builtins.ValueError" in log
    assert demo.name not in log


def test_ctrl_c_is_a_sentence(cli: Cli, demo: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_: object) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop_app.services.backups.problems", interrupted)
    assert "Cancelled" in cli.refuses("check", demo)


# --- the program itself ---------------------------------------------------------------------


def _program(*argv: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "0"}
    return subprocess.run([sys.executable, str(MAIN), *map(str, argv)], capture_output=True,
                          check=False, env=environment, **options)


def test_output_is_utf8_whatever_the_locale(demo: Path):
    done = _program("list", demo)
    assert done.returncode == 0
    assert "Hội nghị viên chức" in done.stdout.decode("utf-8")


def test_commands_run_where_qt_is_missing(demo: Path, tmp_path: Path):
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text("raise ImportError('no Qt here')")
    script = (f"import sys; sys.path.insert(0, {str(tmp_path)!r}); sys.argv = ['main.py', 'dump', "
              f"{str(demo)!r}]; import runpy; runpy.run_path({str(MAIN)!r}, run_name='__main__')")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False,
                          cwd=MAIN.parent)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["meetings"][0]["counts"]["feedback"] == 6


def test_a_reader_that_stops_early_is_no_failure_worth_a_traceback(demo: Path):
    with subprocess.Popen([sys.executable, str(MAIN), "dump", str(demo)], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize("streams", [">&-", ">&- 2>&-", "<&- >&- 2>&-", ">/dev/full",
                                     ">/dev/full 2>/dev/full", "2>/dev/full"])
@pytest.mark.parametrize("command", ["dump", "list"])
def test_nobody_to_speak_to_is_no_traceback(demo: Path, streams: str, command: str):
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" "$@" {streams}', sys.executable, str(MAIN), command,
         str(demo), *ENGLISH], capture_output=True, check=False)
    full = streams.startswith(">/dev/full")
    assert done.returncode == (1 if full else 0)
    assert done.stderr.decode() in ("", UserError("disk-full").sentence(Texts.of("en")) + "\n")


def test_workbooks_of_offices_go_out_and_come_back(cli, demo, tmp_path):
    folder = tmp_path / "offices"
    assert cli("export", demo, "--meeting", 1, "--to", folder, "--what", "offices", *ENGLISH) == 0
    assert cli.out.splitlines()[0] == f"Workbooks for offices saved in {folder}: 5."
    back = ("import", demo, "--meeting", 1, "--kind", "returned")
    assert cli(*back, folder, *ENGLISH) == 0
    assert cli.out.splitlines() == ["5 workbooks read, 7 rows.",
                                    "Nothing new was returned; nothing was changed."]
    path = next(folder.glob("*Đào tạo*"))
    book = load_workbook(path)
    book.worksheets[0]["F7"].value = "Sửa lại"
    book.save(path)
    with open_register(demo) as register, register.operation("Edit"):
        for reply in register.find(records.Reply):
            register.update(records.Reply, reply.id, {"text": f"{reply.text}!"})
    assert cli(*back, path, "--json", *ENGLISH) == 0
    said = json.loads(cli.out)
    assert (said["changed"], said["problems"]) == (0, [])
    assert [(c["row"], c["field"], c["returned"]) for c in said["conflicts"]] == [
        (7, "answer", "Sửa lại")]
    assert cli(*back, path, *ENGLISH) == 0
    assert "both sides changed it" in cli.out
    assert cli(*back, path, "--theirs", *ENGLISH) == 0
    assert cli.out.splitlines()[1].startswith("New replies: 0. Replies changed: 1. Due dates and")
    (tmp_path / "empty").mkdir()
    assert cli.refuses(*back, tmp_path / "empty").startswith("There is no workbook in")
    assert cli.refuses(*back, tmp_path / "gone.xlsx").startswith("There is no file at")


# --- forms ----------------------------------------------------------------------------------


def test_a_form_is_filled_in(cli, tmp_path):
    register, form = tmp_path / "r.db", tmp_path / "mẫu.xlsx"
    cli("demo", "--to", register)
    book = Workbook()
    book.active["A1"] = "{{đại biểu.họ và tên}}"
    book.save(form)
    export = ("export", register, "--meeting", 1, "--to", tmp_path / "out", "--what", "form")
    assert cli(*export, "--form", form) == 0
    written = next((tmp_path / "out").iterdir())
    assert cli.out.strip() == f"Đã điền biểu mẫu và lưu tại {written}."
    assert load_workbook(written).active.max_row == 150
    assert cli(*export, *ENGLISH) == 2
    assert "name the form to fill in with --form FILE" in cli.err
    assert cli.refuses(*export, "--form", tmp_path / "no.xlsx").startswith("There is no file at")
    book.active["A1"], book.active["B3"] = "{{tên}}", "{{x"
    book.save(form)
    assert cli(*export, "--form", form, *ENGLISH) == 1
    assert len(cli.err.splitlines()) == 3
