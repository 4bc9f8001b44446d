"""What a person may have meant by the words of a query."""

from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import given

from tests.made import Held, a_tip, any_text, built, index_of, many
from tipcli.model.tip import Topic
from tipcli.search.corrections import begun, corrections
from tipcli.search.light import FUNCTION
from tipcli.search.query import Reader
from tipcli.search.variants import (
    EVERYDAY,
    EVERYDAY_OF_FEW,
    FOREIGN_SYNONYM,
    FORM,
    OWN_WORDS,
    PREFIX,
    SPLIT,
    SYNONYM,
    TYPO,
    Word,
)

TIPS = (
    a_tip(1, "Empathy for co-workers", body="A habitual smile. Don't wait. Calm down the angry caller."),
    a_tip(2, "Refunds", body="Money back, quickly. The company policy.", topics=("rules",)),
    a_tip(3, "Teach the customer", gist="He taught them.", body="Understanding a complaint."),
)
TOPICS = (Topic("rules", "", ("plain language",)),)
SYNONYMS = (
    (True, ("teach", "taught")),
    (False, ("refund", "money back", "reimburse")),
    (False, ("furious", "angry", "irate")),
    (False, ("turn down", "refuse", "policy")),
)


def read(query: str, *, thesaurus: bool = True) -> list[Word]:
    with closing(built(*TIPS, topics=TOPICS, synonyms=SYNONYMS)) as index:
        return Reader(index, index if thesaurus else None).read(query)


def only(query: str, *, thesaurus: bool = True) -> Word:
    [word] = read(query, thesaurus=thesaurus)
    return word


@pytest.mark.parametrize(
    ("query", "stems", "sureness"),
    [
        ("empathy", "empathi", 1.0),
        ("EMPÁTHY", "empathi", 1.0),
        ("smiles", "smile", 1.0),
        ("habit", "habitu", PREFIX * (0.6 + 0.4 * 5 / 8)),
        ("taught", "teach", FORM),
        ("reimburse", "refund", SYNONYM),
        ("reimburse", "monei back", SYNONYM),
        ("coworkers", "co worker", SPLIT),
        ("dont", "don t", SPLIT),
        ("co-workers", "co worker", 1.0),
        ("plain", "plain", 1.0),
        ("rules", "rule", 1.0),
    ],
)
def test_a_word_stands_for_what_the_collection_has_of_it(query: str, stems: str, sureness: float) -> None:
    assert only(query).variants[stems] == pytest.approx(sureness)


@pytest.mark.parametrize(
    ("query", "stems"),
    [("emapthy", "empathi"), ("custommer", "custom"), ("compalint", "complaint"), ("reufnd", "refund")],
)
def test_a_mistyped_word_stands_for_the_right_one_less_surely(query: str, stems: str) -> None:
    assert 0.5 < only(query).variants[stems] < TYPO + 0.15


def test_a_mistyped_word_of_the_thesaurus_leads_to_its_synonyms() -> None:
    assert "angri" in only("furiuos").variants
    assert only("furiuos", thesaurus=False).variants == {}


def elsewhere(query: str) -> dict[str, Word]:
    """Return the words of a query to a collection that the thesaurus is not of."""
    held = Held([a_tip(1)], "service", synonyms=[(False, ("photo", "policy"))])
    held.everyday_words = [(False, ("photo", "picture", "image")), (False, ("get rid of", "delete"))]
    tips = [a_tip(number, "Picture", body="Other words.") for number in range(1, 9)]
    with (
        closing(built(*tips, a_tip(9, "A photo", body="Policy: delete."), name="notes")) as index,
        closing(index_of(held)) as thesaurus,
    ):
        return {word.text: word for word in Reader(index, thesaurus).read(query)}


def test_everyday_words_for_the_same_count_elsewhere_the_more_the_longer_the_query() -> None:
    assert elsewhere("photo")["photo"].variants["pictur"] == EVERYDAY_OF_FEW
    assert elsewhere("photo")["photo"].variants["polici"] == FOREIGN_SYNONYM
    assert elsewhere("the photo other")["photo"].variants["pictur"] == EVERYDAY
    assert elsewhere("image")["image"].variants == {"photo": EVERYDAY_OF_FEW, "pictur": EVERYDAY_OF_FEW}


def test_everyday_words_count_less_where_the_typed_word_is_the_collections_own() -> None:
    assert elsewhere("the picture other")["picture"].variants["photo"] == pytest.approx(EVERYDAY * OWN_WORDS)


def test_everyday_words_do_not_count_in_the_collection_of_the_thesaurus() -> None:
    held = Held([a_tip(1, "A picture")], "service")
    held.everyday_words = [(False, ("photo", "picture"))]
    with closing(index_of(held)) as index:
        [word] = Reader(index, index).read("photo")
        assert word.variants == {}


def test_a_phrase_of_everyday_words_is_a_word_of_its_own() -> None:
    assert elsewhere("get rid of it")["get rid of"].variants["delet"] == EVERYDAY


@pytest.mark.parametrize(
    ("query", "tips"), [("image", 8), ("the image other", 8), ("the photo other", 2), ("photo", 1)]
)
def test_a_word_is_no_rarer_than_what_it_stands_for(query: str, tips: int) -> None:
    [word] = [word for text, word in elsewhere(query).items() if text in {"photo", "image"}]
    assert word.tips == tips


def test_the_beginning_of_a_word_stands_for_the_word_the_longer_the_surer() -> None:
    short, longer = only("com").variants["complaint"], only("complai").variants["complaint"]
    assert 0 < short < longer < PREFIX


def test_a_beginning_is_surer_in_the_last_word_than_before_it() -> None:
    first, last = read("compl compl"), read("smile compl")
    assert len(first) == 1
    assert read("compl smile")[0].variants["complaint"] < last[1].variants["complaint"]


@pytest.mark.parametrize("query", ["", " ", "...", "\0", "“”", "—"])
def test_a_query_without_letters_has_no_words(query: str) -> None:
    assert read(query) == []


@pytest.mark.parametrize("query", ["zzzz", "xq", "qq11"])
def test_a_word_of_which_there_is_nothing_has_no_variants(query: str) -> None:
    assert only(query).variants == {}


def test_words_without_a_subject_order_hits_and_keep_none_out() -> None:
    the, customer = read("the customer")
    assert (the.is_content, the.weight) == (False, FUNCTION)
    assert (customer.is_content, customer.weight) == (True, 1.0)


def test_where_all_words_are_without_a_subject_they_are_the_subject() -> None:
    assert [(word.is_content, word.weight) for word in read("the for")] == [(True, 1.0)] * 2


def test_a_word_that_stands_twice_is_read_once() -> None:
    assert [word.text for word in read("calm calm CALM")] == ["calm"]


def test_a_phrase_of_the_thesaurus_is_a_word_of_its_own() -> None:
    words = {word.text: word for word in read("turn someone down")}
    assert "polici" in words["turn down"].variants
    assert words["turn down"].is_content
    assert words["down"].weight == FUNCTION


def test_a_phrase_takes_the_weight_of_its_words() -> None:
    words = {word.text: word for word in read("money back")}
    assert "refund" in words["money back"].variants
    assert words["money"].weight <= 2 * FUNCTION
    assert words["back"].weight <= 2 * FUNCTION


def test_no_more_than_thirty_two_words_and_a_thousand_characters_are_read() -> None:
    assert len(read(" ".join(f"w{number}" for number in range(100)))) == 32
    assert [word.text for word in read("x " * 499 + "calm smile")] == ["x", "ca"]


@many(25)
@given(any_text(80))
def test_any_text_is_a_query(query: str) -> None:
    for word in read(query):
        assert len(word.phrases) == len(word.variants)
        assert all(0 < sureness <= 1 for sureness in word.variants.values())


def test_the_surest_of_two_ways_to_a_variant_counts() -> None:
    word = Word("w", "w", is_content=True)
    word.add("phrase", "stem", 0.5, 2)
    word.add("other", "stem", 0.9, 1)
    word.add("other", "stem", 0.1)
    assert (word.variants, word.phrases, word.tips) == ({"stem": 0.9}, ["phrase"], 2)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("emapthy", ["empathy"]),
        ("empaty", ["empathy"]),
        ("cusotmre", ["customer"]),
        ("clam", ["calm"]),
        ("clm", ["calm"]),
        ("cam", ["calm"]),
        ("cl", []),
        ("ca1m", []),
        ("zzzzzz", []),
        ("refunds", []),
    ],
)
def test_corrections_are_words_within_one_or_two_edits(typed: str, wanted: list[str]) -> None:
    with closing(built(*TIPS)) as index:
        assert [word for word, _, _, _ in corrections(index, typed)][: len(wanted) or 1] == wanted


def test_forms_of_the_same_word_are_no_corrections() -> None:
    with closing(built(a_tip(1, "Defends defended"))) as index:
        assert [word for word, *_ in corrections(index, "defendes")] != []
        assert corrections(index, "defendes", "defend") == []


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("weelch", ["wheelchair"]),
        ("whelcha", ["wheelchair"]),
        ("wehelc", ["wheelchair"]),
        ("heelch", []),
        ("wlch", []),
        ("wheel1", []),
    ],
)
@pytest.mark.parametrize("words", [2, 21_000])
def test_a_word_that_is_begun_with_a_typo_is_one_edit_away(typed: str, wanted: list[str], words: int) -> None:
    with closing(built(a_tip(1, "A wheelchair, a wheel"))) as index:
        index.meta["words"] = str(words)
        assert [word for word, _, _ in begun(index, typed)] == wanted


@pytest.mark.parametrize("query", ["wheel chair", "a wheel chair here", "whell weelch"])
def test_a_word_begun_with_a_typo_or_written_as_two_is_found(query: str) -> None:
    with closing(built(a_tip(1, "A wheelchair"), a_tip(2, "Big chairs"))) as index:
        assert any("wheelchair" in word.variants for word in Reader(index, index).read(query))


def test_two_words_that_are_none_together_are_not_joined() -> None:
    with closing(built(a_tip(1, "Over here, there"))) as index:
        assert "here" not in {stem for word in Reader(index, index).read("he re") for stem in word.variants}
        assert [set(word.variants) for word in Reader(index, index).read("over there")] == [{"over"}, {"there"}]
