"""Search that knows Vietnamese: words with marks are indexed whole and as they are written.

A query without marks is widened in the reader's browser (``search.js``) to the spellings that differ
from it by marks alone. The index itself stays exact, so that different words stay different.
"""

from __future__ import annotations

import re
import unicodedata

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

# Where a tag stands between two words that are not one.
EDGE = re.compile(
    r'(?:</(?:td|th|li|dt|dd|p|h[1-6]|caption|summary|text)>)(?=<)|(?=<span class="atlas-aside")'
)


class SearchEnglishAndVietnamese(SearchEnglish):
    """English search; a word with letters beyond ASCII is not stemmed, decomposed text is composed."""

    js_stemmer_code = (
        SearchEnglish.js_stemmer_code
        + """
const EnglishStemmer = Stemmer;
Stemmer = function () {
  const english = new EnglishStemmer();
  this.stemWord = (word) => (/^[\\x00-\\x7f]*$/.test(word) ? english.stemWord(word) : word);
};
"""
    )
    js_splitter_code = """
var splitQuery = (query) =>
  query.normalize("NFC").split(/[^\\p{Letter}\\p{Number}_]+/u).filter((word) => word);
"""

    def split(self, input: str) -> list[str]:
        """Words of a text, its letters composed."""
        return super().split(unicodedata.normalize("NFC", input))

    def stem(self, word: str) -> str:
        """The English stem, or the word itself in lower case."""
        return super().stem(word) if word.isascii() else word.lower()


def part_words(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Sphinx drops the tags of raw markup before it looks for words: two cells must not become one word."""
    for node in doctree.findall(nodes.raw):
        if "html" in node.get("format", ""):
            node.children = [nodes.Text(EDGE.sub(r"\g<0>\n", node.astext()))]


def load_script(
    app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None
) -> None:
    """Only the search page needs the script."""
    if pagename == "search":
        app.add_js_file("search.js", loading_method="defer")


def setup(app: Sphinx) -> dict:
    """Register the extension with Sphinx."""
    app.add_search_language(SearchEnglishAndVietnamese)
    app.connect("doctree-resolved", part_words, priority=900)
    app.connect("html-page-context", load_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
