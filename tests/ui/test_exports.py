"""Exports from the menu: each asks for a folder, writes beside the window, and says what it did."""

import pytest

from desktop_app.exchange import libreoffice


@pytest.fixture
def said(demo_window, demo_desk, tmp_path):
    demo_desk.dialogs.path = tmp_path / "out"
    lines = []
    demo_desk.bus.said.connect(lambda text, _undoable: lines.append(text))
    return lines


def start(window, what):
    window.actions_by_name[f"export_{what}"].trigger()


@pytest.mark.parametrize(("what", "endings"), [
    ("workbook", [".xlsx"]), ("csv", [".csv"] * 3), ("json", [".json"])])
def test_what_was_asked_for_is_written(qtbot, demo_window, demo_desk, said, tmp_path, what,
                                       endings):
    start(demo_window, what)
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == endings
    assert str(tmp_path / "out") in said[0]
    assert demo_desk.settings.export_folder == str(tmp_path / "out")


def test_without_libreoffice_a_sentence_says_what_can_be_done(qtbot, demo_window, said, tmp_path,
                                                              monkeypatch):
    monkeypatch.setattr(libreoffice, "find_program", lambda: None)
    start(demo_window, "ods")
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    assert "LibreOffice" in said[0]
    assert not (tmp_path / "out").exists()


def test_nothing_happens_without_a_folder(demo_window, demo_desk, said):
    demo_desk.dialogs.path = None
    running = []
    demo_desk.tasks.started.connect(running.append)
    start(demo_window, "csv")
    assert (running, said) == ([], [])
