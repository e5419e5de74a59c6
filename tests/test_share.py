"""What others see of the site: titles, descriptions, a picture, an icon, the data set."""

import json
import re

import pytest
from atlas.schemas import TABLES
from test_site import toc_files


def head(site, name):
    return (site / f"{name}.html").read_text(encoding="utf-8").split("</head>")[0]


def meta(text, name):
    found = re.findall(rf'<meta (?:name|property)="{name}" content="([^"]*)"', text)
    assert len(found) == 1, (name, found)
    return found[0]


@pytest.mark.parametrize("name", toc_files())
def test_every_page_has_a_title_a_description_a_picture_and_an_icon(site, name):
    text = head(site, name)
    assert re.search(r"<title>[^<]{3,}</title>", text)
    assert 40 <= len(meta(text, "description")) <= 260 and meta(text, "og:title")
    assert (site / name).parent.joinpath(meta(text, "og:image")).resolve().is_file()
    icon = re.search(r'rel="icon" href="([^"?]*)', text)[1]
    assert (site / name).parent.joinpath(icon).resolve().is_file()


def test_no_two_pages_have_the_same_title(site):
    titles = [re.search(r"<title>(.*?)</title>", head(site, name))[1] for name in toc_files()]
    assert len(set(titles)) == len(titles)


def test_the_data_page_describes_the_data_set_with_every_table(site):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', head(site, "book/data"))
    data = json.loads(found[1])
    files = {part["contentUrl"] for part in data["distribution"]}
    assert data["@type"] == "Dataset" and data["license"].startswith("https://creativecommons.org/")
    assert {f"../data/{table.file}" for table in TABLES.values()} <= files
    assert all((site / "book" / file).resolve().is_file() for file in files)
