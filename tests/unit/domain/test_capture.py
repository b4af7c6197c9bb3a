import re
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.domain.capture import (
    SPEAKER,
    THEME,
    UNIT,
    URGENT,
    CaptureKind,
    Chip,
    Vocabulary,
    asked_at,
    completed,
    parse_line,
)
from desktop_app.domain.lexicon import Lexicon, Term
from desktop_app.domain.vietnamese import clean_text, fold

HUNG, HUNG_WITH_HORN, ON, DUC, DUC_TOO, HEN, AN, AN_BINH = range(1, 9)
RESEARCH, TRAINING, C_SHARP = 21, 22, 23
FINANCE, SCIENCE, FOREIGN = 31, 32, 33

NAMES = Vocabulary(
    speakers=Lexicon.of([
        Term(HUNG, "Nguyễn Văn Hùng", ("11",)),
        Term(HUNG_WITH_HORN, "Nguyễn Văn Hưng", ("12",)),
        Term(ON, "Nguyễn Đình Ổn", ("1",)),
        Term(DUC, "Trần Văn Đức (3)", ("Trần Văn Đức", "3")),
        Term(DUC_TOO, "Trần Văn Đức (14)", ("Trần Văn Đức", "14")),
        Term(HEN, "H'Hen Niê", ("15",)),
        Term(AN, "Hoàng An", ("5",)),
        Term(AN_BINH, "Hoàng An Bình", ("16",)),
    ]),
    themes=Lexicon.of([
        Term(RESEARCH, "NCKH", ("Nghiên cứu khoa học",)),
        Term(TRAINING, "Đào tạo sau đại học", ()),
        Term(C_SHARP, "C#", ()),
    ]),
    units=Lexicon.of([
        Term(FINANCE, "KH-TC", ("Phòng Kế hoạch - Tài chính",)),
        Term(SCIENCE, "KHCN&HTQT", ("Phòng Khoa học - Công nghệ và HTQT",)),
        Term(FOREIGN, "Phòng Thanh tra, Pháp chế và Bảo đảm chất lượng đào tạo của nhà trường", ()),
    ]),
)


def _speaker(line: str, names: Vocabulary = NAMES) -> tuple[int | None, str]:
    """Who was understood as the speaker, and the text that is left."""
    captured = parse_line(line, names)
    assert captured.speaker is not None
    return captured.speaker.key, captured.text


# --- plain text ----------------------------------------------------------------------------------


_MARKED = re.compile(r"(?:^|\s)(?:[@#>]\S|!(?:\s|$))|^\s*/[nytkvbNYTKVB](?:\s|$)")
_HARD = st.sampled_from([
    "👍🏽", "👩‍🏫", "مرحبا", "שלום", "\u200b", "\u200d", "\u200f", "\u202e", "\ufeff", "\u0301",
    "\u00a0", "\u2028", "\r\n", "\n", "\t", " ", "  ", "H'Hen Niê", "H’Hen", "`", "Trần Văn Đức",
    "@", "#", ">", "!", "@ ", "# ", "> ", "a@b", "3>2", "C#", "tốt!", "/", "/v", "/b ", "7:30", ":",
])
_LINES = st.one_of(st.text(), st.lists(st.one_of(_HARD, st.text(max_size=3))).map("".join))


@given(_LINES)
@example("  hai dòng\r\n  thụt vào \n")
@example("giá > 5 triệu # và @ chợ")
@example("thư về a@b.vn, viết C# hay 3>2, tốt!")
@example("/x không phải dấu")
@example("Trần Văn Đức (3) và H'Hen Niê: \u202eđồng ý\u202c 👩‍🏫\u200b")
@example("@ # > !!")
@example("/y/n")
def test_a_line_without_marks_is_its_own_text(line):
    if not _MARKED.search(line):
        captured = parse_line(line, NAMES)
        assert (captured.kind, captured.text, captured.chips) == (None, clean_text(line), ())


@pytest.mark.parametrize("text", [
    "lương tăng 3>2 lần, thư về a@b.vn, lập trình C#",
    "H'Hen Niê đề nghị 👍🏽 thêm 👩‍🏫",
    "مرحبا بالعالم",
    "a > b và c # d @ e",
    "Tuyệt vời!",
    "/vi việc và /b biểu quyết",
    "@",
    "# > @",
    "\u200fمرحبا\u200f @ xin",
])
def test_marks_inside_words_are_plain_text(text):
    assert parse_line(text, NAMES).chips == ()
    assert parse_line(text, NAMES).text == text


@given(_LINES, st.sampled_from(["#lương", ">bếp ăn", "#‏مرحبا", ">👍🏽"]), _LINES)
def test_themes_and_offices_that_nobody_knows_stay_where_they_were_typed(before, mark, after):
    if not (_MARKED.search(before) or _MARKED.search(after)):
        line = f"a{before} {mark} {after}"
        assert parse_line(line, NAMES).text == clean_text(line)


def test_a_name_that_two_people_have_is_nobodys():
    assert _speaker("@Trần Văn Đức: đồng ý") == (None, "đồng ý")
    assert _speaker("@Trần Văn Đức (14): đồng ý") == (DUC_TOO, "đồng ý")


# --- kinds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("line", "kind", "text"), [
    ("/n Nghỉ giải lao", CaptureKind.NOTE, "Nghỉ giải lao"),
    ("  /Y Tăng lương", CaptureKind.OPINION, "Tăng lương"),
    ("/t\nSẽ xem xét", CaptureKind.REPLY, "Sẽ xem xét"),
    ("/k Thống nhất", CaptureKind.CONCLUSION, "Thống nhất"),
    ("/v Lập đề án trước 30/9", CaptureKind.TASK, "Lập đề án trước 30/9"),
    ("/B 138/138 tán thành", CaptureKind.VOTE, "138/138 tán thành"),
    ("/n", CaptureKind.NOTE, ""),
    ("/t3,5 Sẽ xem xét", CaptureKind.REPLY, "Sẽ xem xét"),
    ("/t3, 5 Sẽ xem xét", None, "/t3, 5 Sẽ xem xét"),
    ("/n3 Nghỉ", None, "/n3 Nghỉ"),
    ("/nghỉ", None, "/nghỉ"),
    ("xem /n", None, "xem /n"),
])
def test_the_kind_stands_at_the_start(line, kind, text):
    captured = parse_line(line, NAMES)
    assert (captured.kind, captured.text) == (kind, text)


@pytest.mark.parametrize(("line", "numbers"), [
    ("/t Sẽ xem", ()), ("/t12 Sẽ xem", (12,)), ("/T3,5,3 Sẽ xem", (3, 5)), ("/t3", (3,))])
def test_a_reply_names_the_opinions_by_number(line, numbers):
    assert parse_line(line, NAMES).answered == numbers


def test_everything_at_once():
    captured = parse_line(
        "/y @Nguyễn Văn Hùng: Rút ngắn thủ tục thanh toán #nckh >KH-TC >khcn&htqt !", NAMES)
    assert captured.kind is CaptureKind.OPINION
    assert captured.text == "Rút ngắn thủ tục thanh toán"
    assert captured.speaker == Chip(SPEAKER, "Nguyễn Văn Hùng", HUNG)
    assert captured.keys(THEME) == (RESEARCH,)
    assert captured.keys(UNIT) == (FINANCE, SCIENCE)
    assert captured.urgent


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("line", "key", "text"), [
    ("@Nguyễn Văn Hùng đề nghị", HUNG, "đề nghị"),
    ("@NGUYỄN VĂN HÙNG, đề nghị", HUNG, "đề nghị"),
    ("@Nguyễn Văn Hưng: đề nghị", HUNG_WITH_HORN, "đề nghị"),
    ("@Nguyễn Văn Hùng:đề nghị", HUNG, "đề nghị"),
    ("@Nguyễn Văn Hùng. Đề nghị", HUNG, "Đề nghị"),
    ("@nguyen dinh on de nghi", ON, "de nghi"),
    ("@Nguyễn  Đình\u00a0Ổn đề nghị", ON, "đề nghị"),
    ('@"Nguyễn Đình Ổn" đề nghị', ON, "đề nghị"),
    ("@12 đề nghị", HUNG_WITH_HORN, "đề nghị"),
    ("@Trần Văn Đức (14): đề nghị", DUC_TOO, "đề nghị"),
    ("@H'Hen Niê đề nghị", HEN, "đề nghị"),
    ("@H’Hen Niê đề nghị", HEN, "đề nghị"),
    ("@Hoàng An đề nghị", AN, "đề nghị"),
    ("@Hoàng An, Bình đề nghị", AN, "Bình đề nghị"),
    ("@Hoàng An\nBình đề nghị", AN, "Bình đề nghị"),
    ("@Hoàng An Bình đề nghị", AN_BINH, "đề nghị"),
    ("Như @Hoàng An, đã nói", AN, "Như đã nói"),
    ("Đồng ý với @Hoàng An. Tuy nhiên", AN, "Đồng ý với. Tuy nhiên"),
    ("Hết @Hoàng An", AN, "Hết"),
])
def test_a_known_speaker_leaves_the_text(line, key, text):
    assert _speaker(line) == (key, text)


@pytest.mark.parametrize(("line", "label", "text"), [
    ("@Minh đề nghị", "Minh", "đề nghị"),
    ("@Minh! Đề nghị", "Minh", "! Đề nghị"),
    ("@TS. Minh, khoa Điện: đề nghị", "TS. Minh, khoa Điện", "đề nghị"),
    ('@"ông Ba ở tổ 7" đề nghị', "ông Ba ở tổ 7", "đề nghị"),
    ("@Minh họp lúc 7:30", "Minh", "họp lúc 7:30"),
    ("@Hùng👍 đề nghị", "Hùng👍", "đề nghị"),
    ("@Mi\u0306nh đề nghị", "Mĭnh", "đề nghị"),
])
def test_an_unknown_speaker_is_kept_as_heard(line, label, text):
    captured = parse_line(line, NAMES)
    assert captured.speaker == Chip(SPEAKER, label, None)
    assert captured.text == text


@pytest.mark.parametrize("name", ["Trần Văn Đức", "tran van duc", "Nguyen Van Hung"])
def test_a_name_that_several_share_is_nobodys(name):
    captured = parse_line(f"@{name} đề nghị", NAMES)
    assert captured.speaker == Chip(SPEAKER, name, None)
    assert captured.text == "đề nghị"


def test_a_speaker_too_long_to_be_one_stays_in_the_text():
    line = f"@{'x' * 200} đề nghị"
    assert parse_line(line, NAMES).text == line
    assert parse_line(line, NAMES).speaker is None


@pytest.mark.parametrize("line", [
    "Lương #lương >phòng lạ", "#luong, nước", ">5 triệu", "#...", "@,"])
def test_what_is_not_understood_stays_in_the_text(line):
    assert parse_line(line, NAMES).text == line


def test_unknown_themes_and_units_are_shown_as_such():
    captured = parse_line("Nước #lương, >bếp", NAMES)
    assert captured.chips == (Chip(THEME, "lương", None), Chip(UNIT, "bếp", None))
    assert captured.keys(THEME) == captured.keys(UNIT) == ()


def test_names_of_many_words_and_signs():
    unit = NAMES.units.terms[2].label
    captured = parse_line(f"#C# và #đào tạo sau đại học: >{unit}, >Phòng Kế hoạch-Tài chính", NAMES)
    assert captured.keys(THEME) == (C_SHARP, TRAINING)
    assert captured.keys(UNIT) == (FOREIGN, FINANCE)
    assert captured.text == "và"


def test_a_term_named_twice_is_one_key():
    assert parse_line("#nckh và #NCKH", NAMES).keys(THEME) == (RESEARCH,)


# --- what a record has no room for ---------------------------------------------------------------


def test_the_first_speaker_counts_and_others_stay_in_the_text():
    assert _speaker("@Hoàng An đồng ý với @Nguyễn Đình Ổn") == (AN, "đồng ý với @Nguyễn Đình Ổn")


@pytest.mark.parametrize(("kind", "text"), [
    (CaptureKind.NOTE, "nhắc >KH-TC >KHCN&HTQT về #nckh"),
    (CaptureKind.CONCLUSION, "nhắc >KH-TC >KHCN&HTQT về #nckh"),
    (CaptureKind.TASK, "nhắc >KH-TC >KHCN&HTQT về #nckh"),
    (CaptureKind.VOTE, "nhắc >KH-TC >KHCN&HTQT về #nckh"),
    (CaptureKind.OPINION, "nhắc về"),
    (CaptureKind.REPLY, "nhắc >KHCN&HTQT về #nckh !"),
])
def test_a_record_keeps_in_its_text_what_it_has_no_field_for(kind, text):
    line = "@Hoàng An nhắc >KH-TC >KHCN&HTQT về #nckh !"
    assert parse_line(line, NAMES, kind).text == text


def test_the_kind_that_the_line_names_decides_the_room():
    assert parse_line("/n về #nckh", NAMES, CaptureKind.OPINION).text == "về #nckh"


# --- nothing is lost -----------------------------------------------------------------------------

_WORDS = st.sampled_from([
    "@", "#", ">", "!", "@Minh", "#nckh", "#lương", ">KH-TC", ">bếp", "/n", "/y", "/t2,3", "@11",
    ":", ",", "@Hoàng", "An", "Bình", "@Trần", "Văn", "Đức", "(3):", "đề", "nghị", "7:30", "👍",
    "\n", "a@b",
    '@"ông', 'Ba"', "@TS.", "Nguyễn", "@Nguyễn", "Hùng,", "Hưng.", "#C#", "#Đào", "tạo", "sau",
    "đại", "học!", "@,", "#…", ">>", "@@", "@#nckh", "مرحبا", "H'Hen", "@H'Hen", "Niê",
])


def _words(text: str) -> list[str]:
    return fold(text).split()


@given(st.lists(_WORDS, max_size=14).map(" ".join), st.sampled_from(CaptureKind))
def test_every_word_is_in_the_text_or_in_a_chip(line, kind):
    captured = parse_line(line, NAMES, kind)
    kept = _words(captured.text)
    for chip in (c for c in captured.chips if c.mark != URGENT):
        terms = [t for t in NAMES.of(chip.mark).terms if t.key == chip.key]
        kept += _words(chip.label)
        kept += [word for term in terms for text in term.written for word in _words(text)]
    typed = _words(re.sub(r"^\s*/(?:[nytkvb]|t[\d,]+)(?=\s|$)", "", line))
    assert Counter(typed) <= Counter(kept)


@given(st.text(st.sampled_from("@#>!:,.\"' \nHoàngAnBìh(3)")))
def test_any_line_is_read(line):
    captured = parse_line(line, NAMES)
    assert clean_text(captured.text) == captured.text
    assert all(chip.label for chip in captured.chips)


def test_a_pasted_page_of_marks_is_read_at_once():
    line = "#nckh @x >y " * 2000
    captured = parse_line(line, NAMES)
    assert captured.keys(THEME) == (RESEARCH,)
    assert len(captured.chips) <= 200
    assert captured.text.endswith("#nckh @x >y")


# --- completion ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("line", "mark", "query"), [
    ("@Ngu", SPEAKER, "Ngu"),
    ("@Nguyễn Văn H", SPEAKER, "Nguyễn Văn H"),
    ("@Nguyễn Văn Hùng", SPEAKER, "Nguyễn Văn Hùng"),
    ("@Hoàng An B", SPEAKER, "Hoàng An B"),
    ("Về #nc", THEME, "nc"),
    ("#nckh >Phòng Kế hoạch -", UNIT, "Phòng Kế hoạch -"),
    ("dòng một\n@H'H", SPEAKER, "H'H"),
])
def test_the_name_at_the_caret_is_asked_for(line, mark, query):
    asked = asked_at(line, len(line), NAMES)
    assert asked is not None
    assert (asked.mark, asked.query, line[asked.start : asked.end]) == (mark, query, mark + query)


@pytest.mark.parametrize("line", [
    "", "@", "Nguyễn", "a@b", "C#", "@Nguyễn Văn Hùng ", "@Nguyễn Văn Hùng đề", "@Minh: đề",
    "@Minh\nđề", "#nckh và", "Gấp !",
])
def test_nothing_is_asked_outside_of_a_name(line):
    assert asked_at(line, len(line), NAMES) is None


def test_the_caret_decides_what_is_asked():
    line = "@Ngu đề nghị #nc"
    asked = asked_at(line, 4, NAMES)
    assert asked is not None
    assert asked.query == "Ngu"
    assert completed(line, asked, "Nguyễn Đình Ổn") == ("@Nguyễn Đình Ổn đề nghị #nc", 16)


@pytest.mark.parametrize(("after", "line", "caret"), [
    ("", "Theo @Hoàng An ", 15),
    (" đã nói", "Theo @Hoàng An đã nói", 15),
    (", đã nói", "Theo @Hoàng An, đã nói", 14),
])
def test_a_blank_parts_the_name_from_what_follows(after, line, caret):
    asked = asked_at(f"Theo @Ho{after}", 8, NAMES)
    assert asked is not None
    assert completed(f"Theo @Ho{after}", asked, "Hoàng An") == (line, caret)


_SYLLABLES = st.sampled_from(["Nguyễn", "Nguyên", "Văn", "Vân", "An", "Ân", "Hùng", "Hưng", "Đức",
                              "Dục", "H'Hen", "Niê", "Y-Bih", "Ổn"])
_NAMES = st.lists(st.lists(_SYLLABLES, min_size=1, max_size=5).map(" ".join), min_size=1,
                  max_size=8, unique=True)


@given(_NAMES, st.data())
def test_completing_any_beginning_of_a_name_finds_it_again(names, data):
    terms = [Term(key, name, ()) for key, name in enumerate(names, 1)]
    vocabulary = Vocabulary(speakers=Lexicon.of(terms))
    term = data.draw(st.sampled_from(terms))
    begun = term.label[: data.draw(st.integers(1, len(term.label)))]
    before = data.draw(st.sampled_from(["", "Theo ", "một\n"]))
    after = data.draw(st.sampled_from(["", " đề nghị", ", đề nghị", ": đề nghị", "\nđề nghị"]))
    line = f"{before}@{begun}{after}"
    asked = asked_at(line, len(before) + 1 + len(begun), vocabulary)
    if asked is None:
        assert vocabulary.speakers.exact(begun.rstrip())
        return
    whole, caret = completed(line, asked, term.label)
    assert whole.startswith(f"{before}@{term.label}")
    assert caret >= len(before) + 1 + len(term.label)
    assert _speaker(whole, vocabulary)[0] == term.key
