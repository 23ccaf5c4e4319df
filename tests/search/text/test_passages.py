from hypothesis import given, settings
from hypothesis import strategies as st

from search.text.passages import PASSAGE_LENGTH, Finder, Piece, opening, sentences

TEXT = "開頭一句。1952年，黃繼光在上甘嶺。中間沒有。後來人們記得上甘嶺！\n結尾。"


def shown(passage):
    return "".join(f"[{piece.text}]" if piece.match else piece.text for piece in passage)


def test_the_best_sentences_of_the_original_in_their_order():
    found = Finder(["上甘岭", "黄继光", "记得"]).passages(TEXT)
    assert [shown(passage) for passage in found] == [
        "1952年，[黃繼光]在[上甘嶺]。",
        "後來人們[記得][上甘嶺]！",
    ]


def test_a_second_sentence_must_say_something_more():
    found = Finder(["上甘岭", "黄继光"]).passages(TEXT)
    assert [shown(passage) for passage in found] == ["1952年，[黃繼光]在[上甘嶺]。"]


def test_the_longest_needle_wins():
    assert shown(Finder(["上甘", "上甘岭", "甘岭"]).mark("上甘嶺上甘")) == "[上甘嶺][上甘]"


def test_latin_words_match_whole():
    assert shown(Finder(["art", "3"]).mark("Party art 13 3")) == "Party [art] 13 [3]"


def test_a_character_that_grows_is_marked_once():
    assert shown(Finder(["令", "和"]).mark("㋿元年")) == "[㋿]元年"


def test_no_needles_no_passages():
    assert Finder([]).passages(TEXT) == ()
    assert Finder([]).mark("上甘岭") == (Piece("上甘岭", match=False),)


def test_a_long_sentence_is_cut_where_the_matches_are():
    text = "前" * 400 + "，黄继光" + "后" * 400
    (passage,) = Finder(["黄继光"]).passages(text)
    cut = "".join(piece.text for piece in passage)
    assert len(cut) <= PASSAGE_LENGTH
    assert cut in text
    assert [piece.text for piece in passage if piece.match] == ["黄继光"]


def test_opening():
    assert opening("\n 第一句。第二句。") == (Piece("第一句。", match=False),)
    assert opening(" \n") == ()


def test_sentences_keep_their_closing_quotes():
    text = "他说：“走！”然后走了。"
    assert [text[start:end] for start, end in sentences(text)] == [
        "他说：“走！”",
        "然后走了。",
    ]


@settings(max_examples=200)
@given(
    st.text(st.sampled_from("上甘岭嶺。！\n “”a…㋿e\u0301")),
    st.lists(st.text(st.sampled_from("上甘岭a"), min_size=1), max_size=4),
)
def test_every_piece_is_the_original(text, needles):
    finder = Finder(needles)
    assert "".join(piece.text for piece in finder.mark(text)) == text
    for passage in finder.passages(text):
        assert "".join(piece.text for piece in passage) in text
        assert any(piece.match for piece in passage)


def test_an_open_character_is_marked_with_its_name():
    found = Finder([], ["黄?光", "□继光"])
    assert [piece.text for piece in found.mark("黄□光、黃繼光和×继光") if piece.match] == [
        "黄□光",
        "黃繼光",
        "×继光",
    ]
