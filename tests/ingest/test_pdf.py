import io
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import BadInputError
from factcheck.ingest import Ingested, pdf, read_article
from factcheck.ingest.flow import Line, flow
from factcheck.ingest.pdf_pages import extract

SAMPLE = Path(__file__).parents[1] / "data" / "flood.pdf"  # printed by a browser from a page of our own
LOREM = "The water of the river stood higher than in any year before it"


def made(*contents, info="", packed=False):
    """The bytes of a PDF file whose pages hold these content streams."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(contents)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    parts = [each.encode() for each in objects]
    for number, content in enumerate(contents):
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] {resources} /Contents {5 + 2 * number} 0 R >>"
        data = zlib.compress(content) if packed else content
        kind = " /Filter /FlateDecode" if packed else ""
        parts += [page.encode(), f"<< /Length {len(data)}{kind} >>\nstream\n".encode() + data + b"\nendstream"]
    parts.append(f"<< {info} >>".encode())
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(parts) + 1
    return (
        out
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R /Info {len(parts)} 0 R >>\n"
            f"startxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


def page(*lines, size=12, x=40, top=560, leading=14):
    """A content stream that prints lines below one another; ``None`` leaves one empty."""
    shown = [
        f"BT /F1 {size} Tf {x} {top - leading * number} Td ({line}) Tj ET\n".encode("cp1252")
        for number, line in enumerate(lines)
        if line is not None
    ]
    return b"".join(shown)


def read(*contents, **options) -> Ingested:
    return read_article(made(*contents, **options), name="story.pdf")


def lines(*texts, x=0.0, size=10.0, y=700.0, leading=12.0):
    return [Line(text, x, y - leading * number, size) for number, text in enumerate(texts)]


def test_a_printed_page_becomes_its_paragraphs():
    got = read_article(SAMPLE.read_bytes(), name="flood.pdf")
    blocks = got.text.split("\n\n")
    assert (len(blocks), blocks[0], blocks[3]) == (10, "The flood of May", "What was known")
    assert blocks[1].startswith(
        "The river rose by 18 % in May, the city\u2019s administration says. “Nobody was hurt,” said Mayor"
    )
    assert blocks[4:8] == [
        "The gauge showed 4.1 metres on 3 May.",
        "The warning came two hours late.",
        "May 18 %",
        "June 7 %",
    ]
    assert blocks[9].startswith("After the break, the story continues with a long sentence which describes")
    assert (got.title, got.media_type, got.warnings) == ("The flood of May", "application/pdf", ())


def test_a_sentence_runs_on_over_the_page_and_a_paragraph_does_not():
    first = page(f"{LOREM}, says the", "mayor, who had the banks watched by day and by night and on every")
    second = page(
        "bridge of the town, as he said.",
        "Nothing was to be seen.",
        None,
        "The rest is told by those who were there and saw it happen.",
    )
    got = read(first, second)
    assert got.text.split("\n\n") == [
        f"{LOREM}, says the mayor, who had the banks watched by day and by night and on every bridge of the town, as he said.",
        "Nothing was to be seen.",
        "The rest is told by those who were there and saw it happen.",
    ]
    assert got.warnings == ()


def test_it_is_known_by_its_bytes_under_any_name():
    for name in ("-", "story.txt", "story.html"):
        assert read_article(made(page("It rose.")), name=name).text == "It rose."


def test_what_it_states_is_taken_unless_a_program_said_it():
    got = read(page("It rose."), info="/Title (The flood) /Author (B. Reporter)")
    assert (got.title, got.author) == ("The flood", "B. Reporter")
    assert read(page("It rose."), info="/Title (Microsoft Word - flood_v3.docx)").title is None
    assert read(page("It rose."), info="/Title (flood_final.indd)").title is None


def test_pages_without_text_are_named():
    assert read(page("It rose."), b"", page("It fell."), b"").warnings == (
        "pages 2, 4 without text: scanned, or a picture",
    )
    assert read(b"", page("It rose.")).warnings == ("page 1 without text: scanned, or a picture",)
    with pytest.raises(BadInputError, match="its 2 pages may be scanned") as caught:
        read(b"", b"")
    assert "ocrmypdf" in caught.value.hint


def test_a_locked_file_is_refused_even_where_its_password_is_empty():
    from pypdf import PdfReader, PdfWriter

    for password in ("secret", ""):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made(page("It rose.")))))
        writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
        buffer = io.BytesIO()
        writer.write(buffer)
        with pytest.raises(BadInputError, match="locked with a password"):
            read_article(buffer.getvalue(), name="story.pdf")


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    assert read(page("One"), page("Two")).text == "One\n\nTwo"
    with pytest.raises(BadInputError, match="is a PDF file of more than"):
        read(page("one"), page("two"), page("three"))


@pytest.mark.deep
def test_a_page_that_takes_for_ever_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_SECONDS", 2)
    begun = time.monotonic()
    with pytest.raises(BadInputError, match="is a PDF file that"):
        read(b"BT /F1 9 Tf (a) Tj ET\n" * 3_000_000, packed=True)
    assert time.monotonic() - begun < 10


def test_a_bomb_is_refused():
    bomb = zlib.compress(zlib.compress(b"\0" * 400_000_000))
    data = made(page("It rose.")).replace(b"/Length", b"/Filter [/FlateDecode /FlateDecode] /Length", 1)
    start = data.index(b"stream\n") + 7
    end = data.index(b"\nendstream")
    with pytest.raises(BadInputError, match="is a PDF file"):
        read_article(data[:start] + bomb + data[end:], name="story.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"%PDF-1.4\n" + b"\xff" * 500, made(page("x"))[:200]])
def test_a_damaged_file_is_refused(data):
    with pytest.raises(BadInputError, match=r"is a PDF file that cannot be read|without text") as caught:
        read_article(data, name="story.pdf")
    assert str(caught.value).startswith("story.pdf ")
    assert caught.value.hint


@given(st.data())
@settings(max_examples=120, deadline=None)
def test_any_damage_leads_to_lines_or_a_refusal(data):
    whole = made(page("It rose.", "It fell."), page("It rained."), info="/Title (x)")
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(5, len(whole) - 1))] = data.draw(st.integers(0, 255))
    found = extract(bytes(damaged), 10)
    assert found.get("refused") in ("encrypted", "damaged", "pages", None)
    assert "refused" in found or all(text.strip() for each in found["pages"] for text, *_ in each)


@pytest.mark.parametrize(
    ("elsewhere", "end", "start", "said"),
    [
        ("The information was old.", "the latest infor-", "mation was", "the latest information was"),
        ("A well-known bridge.", "a well-", "known bridge", "a well-known bridge"),
        ("It was carbon neutral at last.", "called carbon-", "neutral by", "called carbon-neutral by"),
        ("Nothing.", "a self-", "made man", "a self-made man"),
        ("Nothing.", "the govern-", "ment said", "the government said"),
        ("Nothing.", "of Baden-", "Baden in", "of Baden-Baden in"),
        ("Nothing.", "a state-of-the-", "art plant", "a state-of-the-art plant"),
        ("Nothing.", "in 2013-", "2014 it", "in 2013-2014 it"),
        ("Nothing.", "the brid\u00ad", "ge fell", "the bridge fell"),
        ("Nothing.", "the bridge \u2014", "built then", "the bridge \u2014 built then"),
        ("Nothing.", "the bridge\u2014", "built then", "the bridge\u2014built then"),
        ("Nothing.", "either/", "or both", "either/or both"),
    ],
)
def test_a_word_broken_at_a_line_end_is_joined_where_it_is_clear(elsewhere, end, start, said):
    body = lines(elsewhere, y=700) + lines(f"{LOREM} {end}", f"{start} {LOREM}", y=600)
    done = flow([body])
    assert done.blocks == [elsewhere, f"{LOREM} {said} {LOREM}"]
    assert len(done.joined) + len(done.kept) <= 1


def test_text_that_breaks_words_throughout_has_the_rest_joined_too():
    body = lines(
        *[
            "an infor-",
            "mation and an exam-",
            "ple of munici-",
            "pal information, an example or reconstruc-",
            "ted thing",
        ]
        * 2
    )
    done = flow([body])
    assert "municipal information" in done.blocks[0]
    assert "munici-pal" in done.joined
    assert done.kept == []


def test_joined_and_kept_words_are_named_for_a_second_look():
    got = read(page(f"{LOREM} the govern-", "ment said, and it was a self-", f"made man who {LOREM}."))
    assert got.warnings == (
        "joined at line ends, look at them: govern-ment", "hyphens kept at line ends, look at them: self-made",
    )  # fmt: skip


def test_running_heads_and_page_numbers_go_and_are_counted():
    pages = [lines(f"The Daily Example {n}", f"Story number {n} is told here.", str(n)) for n in range(1, 5)]
    done = flow(pages)
    assert done.blocks == [f"Story number {n} is told here." for n in range(1, 5)]
    assert done.heads == 8
    assert flow([lines("Alone"), lines("Alone")]).blocks == ["Alone", "Alone"]


def test_indents_letters_and_list_marks_begin_paragraphs():
    head = lines("A heading that is as long as any line of the text below it is", size=14.0, y=730)
    first = lines(f"{LOREM} and", f"{LOREM} and", f"{LOREM}.", y=700)
    second = lines(f"Indented {LOREM[4:]} and", x=15.0, y=664) + lines(f"{LOREM}.", y=652)
    items = lines(f"• {LOREM} and", x=0.0, y=640) + lines(
        "what hangs under it and is long enough to be a line of it,", x=12.0, y=628
    )
    items += lines("2. Another", y=616)
    done = flow([head + first + second + items])
    assert [block.split(" ")[0] for block in done.blocks] == ["A", "The", "Indented", "•", "2."]


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"]), min_size=1, max_size=9),
            max_size=6,
        ),
        max_size=4,
    )
)
@settings(max_examples=150, deadline=None)
def test_only_spaces_hyphens_and_heads_are_ever_lost(pages):
    done = flow([lines(*texts) for texts in pages])
    kept = "".join(done.blocks)
    printed = "".join(text for texts in pages for text in texts)
    if not done.heads:
        assert kept.replace(" ", "").replace("-", "").replace("\u2010", "").replace("\u00ad", "") == (
            printed.replace("-", "").replace("\u2010", "").replace("\u00ad", "")
        )
    assert all(block.strip() for block in done.blocks)
