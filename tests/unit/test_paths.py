from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.paths import APP_NAME, Places, places, resource


def test_everything_lies_under_the_chosen_folder(tmp_path: Path):
    found = places(tmp_path / "data")
    for folder in (found.registers, found.backups, found.logs, found.exports):
        assert folder.is_dir()
        assert folder.parent == tmp_path / "data"
    assert found.settings_file.parent == tmp_path / "data"


def test_the_default_is_the_users_own_folder():
    assert APP_NAME in places(None).data.parts


def test_no_folder_is_made_before_it_is_asked_for(tmp_path: Path):
    places(tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


def test_a_relative_folder_does_not_move_with_the_working_directory(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    found = places(Path("data"))
    monkeypatch.chdir("/")
    assert found.data == tmp_path / "data"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError) as caught:
        _ = Places(tmp_path / "file").registers
    assert caught.value.code == "target-unwritable"
    assert caught.value.params["path"] == tmp_path / "file" / "registers"


def test_resources_ship_with_the_program():
    assert resource("translations").is_dir()
    assert resource("icons/app.svg") == resource("icons") / "app.svg"
