import errno
import os
import stat
from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.exchange.atomic import replace_atomically


def _writes(text: str):
    return lambda path: path.write_text(text, encoding="utf-8")


def _is_open_elsewhere(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Windows refuses to replace a file that Excel holds open."""
    replace = os.replace

    def refuse(source, target):
        if Path(target).name in names:
            raise PermissionError(errno.EACCES, "in use", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)


def test_the_old_file_is_replaced_and_nothing_else_is_left(tmp_path):
    target = tmp_path / "tổng hợp.xlsx"
    target.write_text("old", encoding="utf-8")
    assert replace_atomically(target, _writes("new")) == target
    assert target.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_missing_folders_are_made(tmp_path):
    target = tmp_path / "a" / "b" / "c.xlsx"
    assert replace_atomically(target, _writes("new")).read_text(encoding="utf-8") == "new"


def test_an_open_target_is_kept_and_the_next_free_number_taken(tmp_path, monkeypatch):
    target = tmp_path / "a.xlsx"
    target.write_text("open in Excel", encoding="utf-8")
    (tmp_path / "a (2).xlsx").write_text("somebody's", encoding="utf-8")
    _is_open_elsewhere(monkeypatch, "a.xlsx")
    written = replace_atomically(target, _writes("new"))
    assert written == tmp_path / "a (3).xlsx"
    assert written.read_text(encoding="utf-8") == "new"
    assert target.read_text(encoding="utf-8") == "open in Excel"
    assert (tmp_path / "a (2).xlsx").read_text(encoding="utf-8") == "somebody's"
    assert len(list(tmp_path.iterdir())) == 3


def test_refused_although_nothing_is_there_means_unwritable(tmp_path, monkeypatch):
    _is_open_elsewhere(monkeypatch, "a.xlsx")
    with pytest.raises(UserError, match="target-unwritable"):
        replace_atomically(tmp_path / "a.xlsx", _writes("new"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("number", "code"), [
    (errno.ENOSPC, "disk-full"), (errno.EACCES, "target-unwritable"),
    (errno.EROFS, "target-unwritable"),
])
def test_a_disk_that_fails_half_way_leaves_the_old_file(tmp_path, number, code):
    target = tmp_path / "a.xlsx"
    target.write_text("old", encoding="utf-8")

    def fail(path):
        path.write_text("half", encoding="utf-8")
        raise OSError(number, os.strerror(number))

    with pytest.raises(UserError) as caught:
        replace_atomically(target, fail)
    assert caught.value.code == code
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_a_file_is_unwritable(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="target-unwritable"):
        replace_atomically(tmp_path / "file" / "a.xlsx", _writes("new"))


def test_a_bug_in_the_writer_stays_a_bug_and_leaves_no_file(tmp_path):
    def fail(path):
        path.write_text("half", encoding="utf-8")
        raise RuntimeError("bug")

    with pytest.raises(RuntimeError):
        replace_atomically(tmp_path / "a.xlsx", fail)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_flushes_no_folders_is_good_enough(tmp_path, monkeypatch):
    flush = os.fsync

    def refuse(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no such thing here")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    target = tmp_path / "a.csv"
    assert replace_atomically(target, _writes("new")) == target
    assert list(tmp_path.iterdir()) == [target]
