from search.text.expanding import Expansions, Part, whole_forms
from search.text.query import Term

WAR = Expansions(
    {"朝鲜战争": ("抗美援朝", "Korean War"), "Korean  War": ("抗美援朝",), "战争": ("兵事",)}
)


def test_the_longest_phrase_is_found():
    assert WAR.parts("朝鲜战争的起因") == (
        Part("朝鲜战争", ("抗美援朝", "korean war")),
        Part("的起因"),
    )


def test_latin_phrases_are_whole_words():
    assert WAR.parts("korean warfare") == (Part("korean warfare"),)


def test_terms_that_are_one_phrase_are_joined():
    terms = (Term("korean"), Term("war"), Term("1952"), Term("korean", quoted=True), Term("war"))
    assert WAR.joined(terms) == (
        Term("korean war"),
        Term("1952"),
        Term("korean", quoted=True),
        Term("war"),
    )


def test_all_forms_of_a_term():
    assert whole_forms(WAR.parts("朝鲜战争的起因")) == ("抗美援朝的起因", "korean war的起因")
    assert whole_forms((Part("战役"),)) == ()


def test_without_other_names_nothing_changes():
    none = Expansions({})
    assert none.parts("战争") == (Part("战争"),)
    assert none.joined((Term("korean"), Term("war"))) == (Term("korean"), Term("war"))


def test_a_name_is_no_other_name_of_itself():
    assert Expansions({"長津湖": ("长津湖", "")}).parts("长津湖") == (Part("长津湖"),)
