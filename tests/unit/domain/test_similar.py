"""Which sentences as they are said at conferences ask for the same, and which do not."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import similar
from desktop_app.domain.similar import ALIKE, Ignored, Likeness, telling_words

OFFICES = ("Ban Giám hiệu", "Phòng Đào tạo", "Phòng Khoa học - Công nghệ và HTQT",
           "Phòng Kế hoạch - Tài chính", "Phòng Quản trị - Phục vụ", "Khoa Cơ khí")
FEES = ("Rút ngắn thủ tục thanh toán đề tài cấp cơ sở. Hiện nay một hồ sơ qua nhiều khâu, chủ "
        "nhiệm đề tài phải chờ lâu; đề nghị công khai danh mục chứng từ và quy định thời hạn.")
SAME = [
    ("Rút ngắn thủ tục thanh toán đề tài cấp cơ sở, hồ sơ qua nhiều khâu",
     "Thủ tục thanh quyết toán đề tài nghiên cứu khoa học rườm rà, đề nghị đơn giản hóa"),
    ("Đề nghị nhà trường sửa nhà ăn và làm mái che chỗ để xe ở khu xưởng",
     "Nhà ăn, chỗ để xe: đề nghị sửa nhà ăn cán bộ và làm thêm mái che ở khu xưởng thực nghiệm."),
    ("Giảm định mức giờ giảng cho giảng viên đang làm nghiên cứu sinh",
     "Hỗ trợ cán bộ trẻ học ngoại ngữ, NCS: tăng mức hỗ trợ và tính giảm định mức giờ giảng."),
    ("Đề nghị gửi giấy mời và tài liệu họp qua hệ thống trước hai ngày",
     "Giảm họp, dùng văn bản điện tử; giấy mời và tài liệu nên gửi qua hệ thống trước hai ngày."),
    ("mở đợt 2 tuyển sinh cao học, học buổi tối cuối tuần cho người đi làm",
     "Tuyển sinh thạc sĩ giảm, đề nghị mở đợt 2 trong năm, cho học buổi tối, cuối tuần."),
    ("Tăng mức hỗ trợ công bố bài báo quốc tế lên 30 triệu đồng",
     "Mức thưởng bài báo quốc tế còn thấp, đề nghị nâng mức hỗ trợ công bố"),
    ("Nâng cấp phòng thí nghiệm khoa Cơ khí vì thiết bị đã xuống cấp",
     "Thiết bị phòng thí nghiệm xuống cấp, đề nghị Phòng Quản trị sửa chữa, thay mới"),
    ("Wifi khu giảng đường A yếu, sinh viên không vào được hệ thống học trực tuyến",
     "Đường truyền wifi ở giảng đường A rất yếu"),
    ("Đề nghị điều chỉnh phụ cấp thâm niên cho viên chức hành chính",
     "Viên chức khối hành chính chưa có phụ cấp thâm niên, mong xem xét"),
    ("Khám sức khỏe định kỳ hằng năm cho toàn thể viên chức",
     "Đề nghị tổ chức khám sức khoẻ định kỳ mỗi năm một lần cho người lao động"),
    ("Xây nhà công vụ cho giảng viên trẻ ở xa",
     "Cán bộ trẻ ở xa không có chỗ ở, đề nghị bố trí nhà công vụ"),
    ("Chi trả tiền vượt giờ chậm, năm ngoái đến tháng 9 mới có",
     "Thanh toán vượt giờ cho giảng viên còn chậm, đề nghị chi trả trước Tết"),
    ("Lắp điều hòa cho các phòng học nhà B",
     "Phòng học nhà B nóng quá, đề nghị lắp thêm điều hoà và quạt"),
    ("Xếp thời khóa biểu tránh dồn tiết vào cuối tuần",
     "Thời khoá biểu dồn quá nhiều tiết vào thứ bảy, chủ nhật; đề nghị xếp lại"),
    ("Cấp tài khoản cơ sở dữ liệu ScienceDirect cho thư viện",
     "Thư viện cần mua quyền truy cập ScienceDirect phục vụ nghiên cứu"),
    ("rut ngan thu tuc thanh toan de tai cap co so", FEES),
    ("Công khai danh mục chứng từ thanh toán đề tài", FEES),
]
DIFFERENT = [
    ("Đề nghị nhà trường quan tâm hỗ trợ kinh phí cho giảng viên trẻ đi học tiến sĩ",
     "Đề nghị nhà trường quan tâm hỗ trợ kinh phí sửa chữa ký túc xá"),
    ("Đề nghị phòng Đào tạo rút ngắn thủ tục bảo vệ luận văn",
     "Đề nghị phòng Đào tạo xếp lịch thi hợp lý hơn"),
    ("Đề nghị Phòng Quản trị - Phục vụ sửa chữa nhà vệ sinh khu B",
     "Đề nghị Phòng Quản trị - Phục vụ cấp thêm bàn ghế cho phòng họp"),
    ("Đề nghị nhà trường quan tâm, tạo điều kiện cho cán bộ nâng cao trình độ",
     "Mong nhà trường quan tâm, tạo điều kiện mở rộng khu thể thao cho cán bộ"),
    ("Tăng tiền lương tăng thêm cho viên chức",
     "Nâng cao chất lượng đào tạo, tăng số lượng sinh viên"),
    ("Rút ngắn thủ tục thanh toán đề tài cấp cơ sở",
     "Rút ngắn thủ tục mua sắm trang thiết bị phòng thí nghiệm"),
    ("Mở rộng nhà để xe cho sinh viên", "Mở rộng thư viện cho sinh viên tự học"),
    ("Đề nghị công khai kế hoạch tài chính quý II",
     "Đề nghị công khai quy hoạch cán bộ giai đoạn tới"),
    ("Tổ chức tập huấn phần mềm quản lý đào tạo",
     "Tổ chức tập huấn phòng cháy chữa cháy cho toàn trường"),
    ("Bồi dưỡng ngoại ngữ cho cán bộ trẻ", "Bồi dưỡng nghiệp vụ sư phạm cho giảng viên mới"),
    ("Nâng cấp website của trường", "Nâng cấp đường nội bộ của trường sau mưa"),
    ("Đề nghị các phòng chức năng phối hợp giải quyết nhanh công văn",
     "Đề nghị các phòng chức năng phối hợp tổ chức hội thao"),
    ("Giảm số giờ trực văn phòng khoa", "Giảm số buổi họp giao ban"),
    ("Đề nghị Khoa Cơ khí tăng thời lượng thực hành cho sinh viên năm cuối",
     "Đề nghị Khoa Cơ khí báo cáo kế hoạch mua máy CNC"),
    ("Xin hỏi khi nào có thể nhận bằng thạc sĩ", "Xin hỏi khi nào có thể chi trả tiền coi thi"),
    ("Thay mặt đơn vị, tôi đề nghị giao một đầu mối phụ trách đăng ký sáng chế",
     "Thay mặt đơn vị, tôi đề nghị giao một đầu mối phụ trách nhà ăn"),
    ("Học phí chương trình tiến sĩ quá cao", "Học bổng cho sinh viên nghèo quá thấp"),
    ("cảm ơn lãnh đạo nhà trường đã quan tâm",
     "Đề nghị lãnh đạo nhà trường quan tâm đến bếp ăn"),
    ("Tiền lương tăng thêm", "Lương thực dự trữ cho nhà ăn"),
]
IGNORED = Ignored(OFFICES)
EVERYTHING = [text for pair in SAME + DIFFERENT for text in pair]
HEARD = Counter(word for text in EVERYTHING
                for word in {word.folded for word in telling_words(text, IGNORED) if word})
MANY = {word: 200 * count for word, count in HEARD.items()}


def compared(typed: str, other: str, heard: dict[str, int], total: int) -> Likeness:
    mine, theirs = telling_words(typed, IGNORED), telling_words(other, IGNORED)
    weight = similar.weights({word.folded for word in mine if word}, heard, total)
    mean = sum(weight.values()) / max(len(weight), 1)
    return similar.likeness(mine, theirs, weight, mean)


@pytest.mark.parametrize(("heard", "total"), [({}, 0), (HEARD, len(EVERYTHING)),
                                              (MANY, 200 * len(EVERYTHING))],
                         ids=["first", "some", "many"])
class TestSentences:
    @pytest.mark.parametrize(("typed", "other"), SAME)
    def test_the_same_in_other_words_is_alike(self, typed, other, heard, total):
        assert compared(typed, other, heard, total).score >= ALIKE

    @pytest.mark.parametrize(("typed", "other"), DIFFERENT)
    def test_courtesies_offices_and_common_words_make_nothing_alike(self, typed, other, heard,
                                                                    total):
        assert compared(typed, other, heard, total).score < ALIKE


def test_the_shared_words_are_where_they_stand_in_the_other_text():
    other = "Nóng quá, đề nghị lắp thêm điều hoà"
    found = compared("Lắp điều hòa cho phòng học", other, {}, 0)
    assert [other[word.start:word.end] for word in found.shared] == ["lắp", "điều", "hoà"]


def test_words_without_marks_are_told_apart_by_nothing_else():
    assert [word.folded for word in telling_words("cho muon de mua xe", Ignored()) if word] == [
        "mua", "xe"]
    assert [word.letters for word in telling_words("chỗ mượn để xe", Ignored()) if word] == [
        "chỗ", "mượn", "xe"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared(typed, other):
    found = compared(typed, other, {}, 0)
    assert 0 <= found.score <= 1
    for word in found.shared:
        assert other[word.start:word.end].lower() == word.letters
        assert " " not in word.folded


@given(st.text(max_size=200), st.integers(5, 60))
def test_an_excerpt_is_one_short_line_of_the_text(text, length):
    words = [word for word in telling_words(text, Ignored()) if word]
    for shared in (words, words[-1:]):
        shown, marks = similar.excerpt(text, shared, length)
        assert "\n" not in shown
        assert len(shown) <= length + 4
        assert all(shown[start:end].lower() in {word.letters for word in shared}
                   for start, end in marks)


def test_an_excerpt_begins_where_the_words_are():
    words = [word for word in telling_words(FEES, Ignored()) if word and word.letters == "chứng"]
    shown, [(start, end)] = similar.excerpt(FEES, words, 40)
    assert shown.startswith("… ")
    assert shown.endswith("\u00a0…")
    assert shown[start:end] == "chứng"
