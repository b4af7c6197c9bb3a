import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.services.session import Context
from desktop_app.services.snippets import STANDARD
from desktop_app.services.workspace import Workspace


def expanded(work: Workspace, text: str, context: Context) -> str:
    found = work.snippets.expand(text, len(text), context)
    return found.text if found else text


def test_abbreviations_are_added_used_and_removed(work: Workspace, meeting: records.Meeting):
    context = Context(meeting.id)
    assert expanded(work, "nckh", context) == "nckh"
    key = work.snippets.add("  nckh   nghiên cứu khoa học ")
    assert expanded(work, "về nckh", context) == "về nghiên cứu khoa học"
    work.editor.set_field(records.Snippet, key, "text", "nghiên cứu")
    assert expanded(work, "nckh", context) == "nghiên cứu"
    work.snippets.delete(key)
    assert expanded(work, "nckh", context) == "nckh"
    work.undo()
    assert expanded(work, "nckh", context) == "nghiên cứu"


@pytest.mark.parametrize(("line", "code"), [
    ("", "snippet-incomplete"), ("nckh", "snippet-incomplete"), ("KT lần nữa", "snippet-taken"),
    ("a" * 21 + " b", "text-too-long")])
def test_what_cannot_be_added(work: Workspace, line: str, code: str):
    work.snippets.add("kt kính thưa")
    with pytest.raises(UserError, match=code):
        work.snippets.add(line)
    assert len(work.snippets.all()) == 1


def test_the_usual_ones_are_added_once(work: Workspace):
    work.snippets.add("KT của tôi")
    assert work.snippets.add_standard() == len(STANDARD) - 1
    assert work.snippets.add_standard() == 0
    assert next(s.text for s in work.snippets.all() if s.short == "KT") == "của tôi"


def test_sentences_are_filled_from_who_has_the_floor(work: Workspace, meeting: records.Meeting,
                                                     people):
    work.snippets.add_standard()
    context = Context(meeting.id)
    turn = work.floor.give("@Trần Văn Đức", context)
    speaking = Context(meeting.id, floor=turn)
    assert expanded(work, "pb", speaking) == (
        "Ông/Bà Trần Văn Đức, Trưởng khoa, Khoa Cơ khí phát biểu: ")
    assert expanded(work, "gl", context) == "Hội nghị giải lao lúc 07 giờ 30."
    assert "{tên}" in expanded(work, "pb", context)
