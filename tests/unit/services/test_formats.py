"""The other formats: CSV lists that come back, JSON of one conference, ODS by LibreOffice."""

import json
from pathlib import Path

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.list_table import ListKind
from desktop_app.domain.vietnamese import clean_line
from desktop_app.exchange import libreoffice
from desktop_app.i18n import Texts
from desktop_app.services import importing
from desktop_app.services.background import Job, in_background
from desktop_app.services.dumping import write_dump
from desktop_app.services.exporting import export_workbook
from desktop_app.services.formats import export_csv, export_json, export_ods, files_sentence

EN, VI = Texts.of("en"), Texts.of("vi")
HOSTILE = ("=1+1", "- Đề nghị tăng lương", "'=HYPERLINK(1)", "\u202eabc\u200b", "🙂", "x" * 40_000,
           "_x000D_", "a;b,c\t\"d\"", "dòng 1\ndòng 2", "+84 912 345 678", "@ai")


@pytest.fixture
def conference(work, meeting):
    """Everything that makes text hard to keep."""
    with work.register.operation("Add"):
        work.register.insert_all([
            records.Attendee(meeting_id=meeting.id, full_name=f"Lê Văn {name}",
                             position=clean_line(text[:200]))
            for name, text in zip("ABCDEGHIKLM", HOSTILE, strict=True)])
    item = work.agenda.add(meeting.id, {"title": "=Thảo luận"}).id
    for text in HOSTILE:
        work.feedback.add(meeting.id, {"text": text, "item_id": item})
    return meeting


def read_back(register, meeting, path, kind):
    found = importing.preview(path, kind)
    assert [table.problems for table in found.tables] == [()]
    merge = importing.compare(register, meeting.id, found)
    return importing.merge_list(register, meeting.id, merge)


@pytest.mark.parametrize("texts", [EN, VI], ids=["en", "vi"])
def test_lists_come_back_without_a_change(work, conference, tmp_path, texts):
    paths = export_csv(work.register, conference.id, tmp_path / "out", texts)
    before = dumped(work.register)
    for path, kind in zip(paths, (ListKind.ATTENDEES, ListKind.AGENDA, ListKind.FEEDBACK),
                          strict=True):
        result = read_back(work.register, conference, path, kind)
        assert (result.added, result.changed, result.doubtful) == ((), (), ()), path.name
        assert result.skipped
    assert dumped(work.register) == before


def test_text_of_any_length_stands_whole_in_the_list(work, conference, tmp_path):
    path = export_csv(work.register, conference.id, tmp_path, EN)[2]
    assert "x" * 40_000 in path.read_text(encoding="utf-8-sig")


def test_rows_are_counted_while_lists_are_written(work, conference, tmp_path):
    told = []
    export_csv(work.register, conference.id, tmp_path, EN,
               progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == 2 * len(HOSTILE) + 1


def test_an_empty_conference_gives_lists_of_headings(work, meeting, tmp_path):
    for path in export_csv(work.register, meeting.id, tmp_path, VI):
        assert path.read_text(encoding="utf-8-sig").count("\n") == 1


def test_json_has_what_was_recorded_and_nothing_that_is_being_typed(work, conference, tmp_path):
    work.drafts.put("capture:1", "chưa ghi", 8)
    work.drafts.flush(5)
    [path] = export_json(work.register, conference.id, tmp_path, VI)
    held = json.loads(path.read_text(encoding="utf-8"))
    assert set(held) == {"format", "meetings"}
    [told] = held["meetings"]
    assert [opinion["text"] for opinion in told["feedback"]] == [
        opinion.text for opinion in work.register.find(records.Feedback)]
    assert told["counts"]["attendees"] == len(HOSTILE)


def test_a_conference_that_is_not_there_leaves_nothing(work, meeting, tmp_path):
    for export in (export_csv, export_json):
        with pytest.raises(UserError) as refused:
            export(work.register, 99, tmp_path / "out", VI)
        assert refused.value.code in ("meeting-missing", "record-gone")
    assert not list(tmp_path.glob("out/*"))


def test_without_libreoffice_the_sentence_says_so(work, meeting, tmp_path, monkeypatch):
    monkeypatch.setattr(libreoffice, "find_program", lambda: None)
    with pytest.raises(UserError) as refused:
        export_ods(lambda folder: export_workbook(work.register, meeting.id, folder, EN),
                   tmp_path / "out")
    assert "LibreOffice" in refused.value.sentence(EN)
    assert not (tmp_path / "out").exists()


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A program in LibreOffice's place, which is not on every PC: a Python script."""
    def becomes(script):
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setattr(libreoffice, "find_program", lambda: program)
    return becomes


def written_nowhere(folder):
    path = Path(folder) / "a.xlsx"
    path.write_bytes(b"book")
    return path


def test_a_program_that_writes_nothing_is_told(office, tmp_path):
    office("exit 1")
    with pytest.raises(UserError) as refused:
        export_ods(written_nowhere, tmp_path / "out")
    assert refused.value.code == "conversion-failed"


def test_cancelling_ends_the_program_and_leaves_nothing(office, tmp_path):
    office("sleep 600")
    with pytest.raises(UserError) as refused:
        export_ods(written_nowhere, tmp_path / "out", lambda: True)
    assert refused.value.code == "cancelled"
    assert not (tmp_path / "out").exists()


def test_the_program_gets_a_profile_of_its_own_and_its_file_is_taken(office, tmp_path):
    office('case "$1" in -env:UserInstallation=file://*) ;; *) exit 1 ;; esac\n'
           'mkdir -p "$7"; cp "$8" "$7/a.ods"')
    shift = export_ods(written_nowhere, tmp_path / "out")
    assert [path.name for path in shift] == ["a.ods"]
    assert shift[0].read_bytes() == b"book"


def test_the_sentence_names_folder_and_files(tmp_path):
    said = files_sentence([tmp_path / "a.csv", tmp_path / "b.csv"], EN)
    assert str(tmp_path) in said
    assert "“a.csv”, “b.csv”" in said


def dumped(register):
    parts = []
    write_dump(register, parts.append)
    return "".join(parts)


@pytest.mark.parametrize("export", [export_csv, export_workbook])
def test_a_cancelled_export_leaves_no_half_file(work, conference, tmp_path, export):
    told = []
    with pytest.raises(UserError) as caught:
        in_background(export, Job(work.path, conference.id, tmp_path / "out", "vi"),
                      progress=lambda done, _total: told.append(done), cancelled=lambda: bool(told))
    assert caught.value.code == "cancelled"
    assert list((tmp_path / "out").glob("*.tmp")) == []
