"""Opinions that share words, through the full-text index."""

from desktop_app.domain import records
from desktop_app.store import similar_queries


def said(register, meeting, *texts, **values):
    with register.operation("Add"):
        return [register.insert(records.Feedback(meeting_id=meeting.id, number=number, text=text,
                                                 **values))
                for number, text in enumerate(texts, 1)]


def test_words_are_counted_in_whole(register, meeting):
    said(register, meeting, "Nhà ăn", "Nhà để xe", "Xe buýt", "nhanh")
    assert similar_queries.total(register) == 4
    assert similar_queries.occurrences(register, ["nha", "xe", "tau"]) == {
        "nha": 2, "xe": 2, "tau": 0}


def test_most_weight_first_then_the_newest(register, meeting):
    keys = said(register, meeting, "mái che xe", "mái che", "mái che", "mái tôn", "xe máy")
    weights = {"mai": 3.0, "che": 2.0, "xe": 1.0}
    assert similar_queries.sharing(register, weights, 9) == [keys[0], keys[2], keys[1]]
    assert similar_queries.sharing(register, weights, 1) == [keys[0]]
    assert similar_queries.sharing(register, {"mai": 3.0}, 9) == []


def test_followers_by_number(register, meeting):
    [root, other] = said(register, meeting, "Một", "Hai")
    followers = said(register, meeting, "Ba", "Bốn", same_as_id=root)
    assert similar_queries.followers(register, [root, other]) == {root: followers}


def test_units_of_all_conferences_by_both_names(register, meeting):
    with register.operation("Add"):
        register.insert(records.Unit(meeting_id=meeting.id, name="Khoa Điện", short_name="K.Đ"))
        register.insert(records.Unit(meeting_id=meeting.id, name="Công đoàn"))
    assert sorted(similar_queries.unit_names(register)) == ["Công đoàn", "K.Đ", "Khoa Điện"]
