"""Search finds a Vietnamese name however it is typed, and never takes one word for another."""

import json
import unicodedata

import pytest
from conftest import SITE
from visiting import Visit

PARK = "book/parks/dong-mai"
TYPED = {
    "as written": "Đông Mai",
    "small, without marks": "dong mai",
    "without marks": "Dong Mai",
    "decomposed": unicodedata.normalize("NFD", "Đông Mai"),
}


def found(browser, base, query):
    """Pages in the order in which the search page lists them."""
    with Visit(browser, f"{base}search.html") as visit:
        visit.page.fill("#search-input, input[name=q] >> visible=true", query)
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_function(
            "document.querySelector('.search-summary')?.textContent.includes('finished')"
            " || document.querySelector('.search-summary')?.textContent.includes('did not match')"
        )
        links = visit.page.eval_on_selector_all(
            "ul.search li > a", "all => all.map(a => a.getAttribute('href'))"
        )
        assert visit.errors == [] and visit.foreign == []
        return list(dict.fromkeys(link.split("#")[0].split("?")[0].removesuffix(".html") for link in links))


@pytest.fixture(scope="module")
def index(site):
    text = (site / "searchindex.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))


def pages_with(index, word):
    numbers = {
        page
        for words in (index["terms"], index["titleterms"])
        for page in (lambda pages: pages if isinstance(pages, list) else [pages])(words.get(word, []))
    }
    return {index["docnames"][number] for number in numbers}


@pytest.mark.parametrize("query", TYPED.values(), ids=TYPED)
def test_a_name_is_found_however_it_is_typed(browser, server, query):
    assert found(browser, server, query)[0] == PARK


def test_search_works_from_files_on_a_disk(browser, site):
    assert found(browser, SITE.as_uri() + "/", "dong mai")[0] == PARK


def test_the_index_keeps_vietnamese_words_whole(index):
    for word in ("đông", "khoai", "quảng", "hoành", "tiên", "nghiệp"):
        assert pages_with(index, word), word
    assert not [word for word in index["terms"] if not unicodedata.is_normalized("NFC", word)]


def test_a_query_with_marks_finds_no_other_word_of_the_same_letters(browser, server, index):
    only_other = pages_with(index, "đồng") - pages_with(index, "đông")
    assert only_other, "the book no longer holds both words; choose another pair"
    assert not only_other & set(found(browser, server, "đông"))
    assert only_other <= set(found(browser, server, "dong"))


def test_marks_in_one_word_of_a_query_bind_the_others_too(browser, server, index):
    hits = set(found(browser, server, "Đông Mai"))
    assert hits and hits <= pages_with(index, "đông") & pages_with(index, "mai")


def without_marks(word):
    letters = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def pairs(index):
    """A word without marks and one that differs from it by marks alone, both in no title."""
    for other in sorted(set(index["terms"]) - set(index["titleterms"])):
        typed = without_marks(other)
        plain = typed != other and typed in index["terms"] and typed not in index["titleterms"]
        if plain and pages_with(index, other) - pages_with(index, typed):
            yield typed, other


def test_the_spelling_that_was_typed_comes_first(browser, server, index):
    typed, other = next(pairs(index))
    order = found(browser, server, typed)
    exact = pages_with(index, typed)
    assert max(map(order.index, exact)) < min(map(order.index, pages_with(index, other) - exact))


def test_headings_and_texts_that_hold_markup_are_shown_as_text(browser, server):
    hostile = '<img src=x onerror="window.hit=1"> giantword'

    def in_headings(route):
        body = route.fetch().text()
        entry = json.dumps({hostile: [[0, None]]})[1:-1]
        route.fulfill(body=body.replace('"alltitles": {', '"alltitles": {' + entry + ",", 1))

    def in_text(route):
        body = route.fetch().text()
        words = hostile.replace("<", "&lt;")
        route.fulfill(
            body=body.replace("<h1>", f"<p>{words}</p><h1>"), content_type="text/html; charset=utf-8"
        )

    context = browser.new_context()
    page = context.new_page()
    page.route("**/searchindex.js", in_headings)
    page.route("**/book/architecture.html", in_text)
    page.goto(f"{server}search.html?q=%3Cimg+src%3Dx+onerror%3D%22window.hit%3D1%22%3E+giantword")
    page.wait_for_selector("ul.search li p")
    shown = page.inner_text("ul.search")
    assert shown.count(hostile) == 2 and "&lt;" not in shown
    assert page.locator("ul.search img").count() == 0 and not page.evaluate("window.hit")
    context.close()
