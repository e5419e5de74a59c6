"""Schema of the bibliography: every figure in ``data/`` points here."""

from __future__ import annotations

from atlas.schemas.fields import Table, choice, date, name, slug, text, url


def _address_or_document(frame, other):
    for row, record in frame.iterrows():
        if not isinstance(record["url"], str) and not isinstance(record["document"], str):
            yield row, "url", "", "a source needs a url or a document"


def _read_after_it_was_published(frame, other):
    for row, record in frame[frame["published"] > frame["accessed"]].iterrows():
        yield row, "published", record["published"], "must not be later than accessed"


SOURCES = Table(
    name="sources",
    one_row_is="a publication that a figure, a position or a shape rests on",
    key=("source_id",),
    columns={
        "source_id": slug("Identifier, built from publisher and date"),
        "title": name("Title as printed, or in our words where none is printed"),
        "publisher": name("Who published it"),
        "url": url("Address, where the full address is known"),
        "document": text("Document number, or the site and article number where no full address is known"),
        "published": date("Date of publication, to the precision known"),
        "published_basis": choice("How the date is known", ("printed", "address", "estimated", "unknown")),
        "accessed": date("Date of reading", nullable=False),
        "licence": text("Licence the publisher states; 'not stated' where none is", nullable=False),
    },
    rules=(_address_or_document, _read_after_it_was_published),
    limits="Press pages are cited for facts only; their wording and pictures are not reused.",
)

TABLES = (SOURCES,)
