import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import BadInputError
from factcheck.ingest import Ingested, read_article
from factcheck.ingest import docx as reader

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def relations(**targets):
    made = "".join(
        f'<Relationship Id="r{number}" Type="{CORE if kind == "core" else f"{KIND}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return RELS.format(made)


def part(root, inside, space=W):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{space}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        f'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">{inside}</w:{root}>'
    )


def docx(body, *, footnotes="", endnotes="", comments="", core="", space=W, parts=(), method=zipfile.ZIP_DEFLATED):
    """The bytes of a Word document whose body holds ``body``."""
    made = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(officeDocument="word/document.xml", core="docProps/core.xml"),
        "word/_rels/document.xml.rels": relations(
            footnotes="footnotes.xml", endnotes="/word/endnotes.xml", comments="comments.xml", header="header1.xml"
        ),
        "word/document.xml": body if body.startswith("<?xml") else part("document", f"<w:body>{body}</w:body>", space),
        "word/header1.xml": part("hdr", p("A running head")),
    }
    made |= {"word/footnotes.xml": part("footnotes", footnotes)} if footnotes else {}
    made |= {"word/endnotes.xml": part("endnotes", endnotes)} if endnotes else {}
    made |= {"word/comments.xml": part("comments", comments)} if comments else {}
    made |= {"docProps/core.xml": core} if core else {}
    made |= dict(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def r(text, properties=""):
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs, style=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def read(body, **options) -> Ingested:
    return read_article(docx(body, **options), name="story.docx")


def blocks(body, **options):
    return read(body, **options).text.split("\n\n")


def test_paragraphs_headings_lists_and_cells_come_in_order():
    item = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{r("first item")}</w:p>'
    table = f"<w:tbl><w:tr><w:tc>{p('May')}</w:tc><w:tc>{p('18 %')}</w:tc></w:tr></w:tbl>"
    body = p("The flood", style="Heading1") + p("The river ", "rose", ".") + item + p() + p("  ") + table + p("End")
    assert blocks(body) == ["The flood", "The river rose.", "first item", "May", "18 %", "End"]


def test_the_strict_spelling_is_read_too():
    assert blocks(p("The river rose."), space=STRICT) == ["The river rose."]


def test_what_stands_for_a_character_becomes_one():
    body = p(
        r("one"), "<w:r><w:tab/></w:r>", r("two"), "<w:r><w:br/></w:r>", r("three &amp; four"),
        '<w:r><w:noBreakHyphen/><w:sym w:font="Symbol" w:char="03B1"/><w:softHyphen/></w:r>', "<m:oMath><m:r><m:t>x²</m:t></m:r></m:oMath>",
    )  # fmt: skip
    assert read(body).text == "one two\nthree & four\u2011\u03b1x²"
    lost = read(p("a", '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'))
    assert lost.text == "a\ufffd"
    assert "1 replacement characters" in lost.warnings[0]


def test_notes_stand_at_the_end_under_their_marks():
    def mark(kind, number):
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    def note(kind, number, *paragraphs):
        return f'<w:{kind} w:id="{number}">{"".join(paragraphs)}</w:{kind}>'

    body = p("It rose.", mark("footnote", 7), " It fell.", mark("endnote", 2)) + p("Again.", mark("footnote", 3))
    footnotes = (
        note("footnote", -1, p("separator"))
        + note("footnote", 3, p(" Gauge two."))
        + note("footnote", 7, p("Gauge one."), p("More."))
    )
    assert blocks(body, footnotes=footnotes, endnotes=note("endnote", 2, p("The city."))) == [
        "It rose.[1] It fell.[e1]", "Again.[2]", "[1] Gauge one.", "More.", "[2] Gauge two.", "[e1] The city.",
    ]  # fmt: skip


def test_tracked_changes_are_taken_as_accepted_and_named():
    def change(kind, inside):
        return f'<w:{kind} w:id="1" w:author="Editor" w:date="2026-01-02T00:00:00Z">{inside}</w:{kind}>'

    deleted = '<w:r><w:delText xml:space="preserve">doubled </w:delText></w:r>'
    body = (
        p("The river ", change("ins", r("rose ")), change("del", deleted), "by ", change("ins", r("18 %")), ".")
        + f"<w:p><w:pPr><w:rPr>{change('del', '')}</w:rPr></w:pPr>{r('The bridge ')}</w:p>"
        + p("did not hold.")
        + f"<w:p><w:pPr><w:pStyle w:val='Quote'/><w:pPrChange><w:pPr><w:pStyle w:val='Title'/></w:pPr></w:pPrChange></w:pPr>{r('Kept.')}</w:p>"
        + p(change("moveFrom", r("Moved."))) + p(change("moveTo", r("Moved.")))
        + f"<w:tbl><w:tr><w:trPr>{change('del', '')}</w:trPr><w:tc>{p('gone')}</w:tc></w:tr><w:tr><w:tc>{p('stays')}</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    got = read(body)
    assert got.text.split("\n\n") == ["The river rose by 18 %.", "The bridge did not hold.", "Kept.", "Moved.", "stays"]
    assert got.warnings == (
        "the text is read with its changes accepted: 2 tracked insertions taken, 1 tracked move taken, 3 deletions left out",
    )
    assert got.title is None


def test_a_deleted_paragraph_mark_at_the_end_loses_nothing():
    body = f"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{r('The last words')}</w:p>"
    assert blocks(body) == ["The last words"]


def test_comments_are_counted_and_left_out():
    comments = "".join(f'<w:comment w:id="{number}">{p("Is this so?")}</w:comment>' for number in range(4))
    body = p('<w:commentRangeStart w:id="0"/>', "It rose.", '<w:r><w:commentReference w:id="0"/></w:r>')
    got = read(body, comments=comments)
    assert (got.text, got.warnings) == ("It rose.", ("4 comments left out",))


def test_hidden_text_is_left_out_and_named():
    got = read(p("It ", r("secretly ", "<w:vanish/>"), r("rose", '<w:vanish w:val="0"/>'), "."))
    assert (got.text, got.warnings) == ("It rose.", ("1 piece of hidden text left out",))


def test_of_two_ways_to_draw_a_thing_one_is_read():
    box = "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
    inside = f"<w:txbxContent>{p('A box.')}</w:txbxContent>"
    assert blocks(p("Before ", f"<w:r>{box.format(inside)}</w:r>", "after.")) == ["A box.", "Before after."]


def test_properties_say_title_author_and_language():
    core = (
        '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The flood</dc:title><dc:creator>B. Reporter</dc:creator>'
        "<dc:language>en-GB</dc:language></c>"
    )
    got = read(p("Text") + p("The title line", style="Title"), core=core)
    assert (got.title, got.author, got.language) == ("The flood", "B. Reporter", "en-GB")
    assert got.media_type.endswith("wordprocessingml.document")
    assert read(p("Text") + p("The title line", style="Title")).title == "The title line"


def test_the_main_part_is_where_the_package_says():
    rels = relations(officeDocument="/word/document2.xml")
    parts = {"_rels/.rels": rels, "word/document2.xml": part("document", p("Here."))}
    assert blocks(p("Not here."), parts=parts.items()) == ["Here."]


def test_it_is_known_by_its_bytes_under_any_name():
    for name in ("-", "story", "story.txt"):
        assert read_article(docx(p("It rose.")), name=name).text == "It rose."


BOMB = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w><p>&b;</p></w>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE w SYSTEM "file:///etc/passwd"><w/>'


@pytest.mark.parametrize(
    ("data", "say"),
    [
        (lambda: docx(BOMB), "declares a document type"),
        (lambda: docx(OUTSIDE), "declares a document type"),
        (lambda: docx(p("x"), parts=[("word/_rels/document.xml.rels", BOMB)]), "declares a document type"),
        (lambda: docx("<w:sdt>" * 600 + "</w:sdt>" * 600), "nests deeper than 500"),
        (lambda: docx("<?xml" + " " * (reader.MAX_PART_BYTES + 1)), "unpacks to more than 67,108,864 bytes"),
        (lambda: docx(p("x"), method=zipfile.ZIP_BZIP2), "packed in a way Word does not write"),
        (lambda: docx(part("document", "<w:p>")[:-9]), "it is damaged"),
        (lambda: docx(p("x"))[:-40], "it is damaged"),
        (lambda: docx(""), "holds no text"),
        (lambda: docx(p("x"), parts=[("_rels/.rels", relations(officeDocument="xl/workbook.xml"))]), "no Word document"),
        (lambda: docx(p("a\ud7ff"), parts=[(f"word/{n}", "") for n in range(20_001)]), "more than 20,000 parts"),
    ],
    ids=[
        "entities", "document type", "entities in relations", "nesting", "zip bomb", "packing", "cut XML", "cut zip",
        "empty", "workbook", "parts",
    ],
)  # fmt: skip
def test_what_is_no_usable_word_document_is_refused(data, say):
    begun = time.monotonic()
    with pytest.raises(BadInputError, match=say) as caught:
        read_article(data(), name="story.docx")
    assert str(caught.value).startswith("story.docx ")
    assert caught.value.hint
    assert time.monotonic() - begun < 20


def test_a_locked_part_is_named_as_such():
    data = bytearray(docx(p("x")))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    with pytest.raises(BadInputError, match="locked with a password"):
        read_article(bytes(data), name="story.docx")


def test_slow_documents_are_given_up(monkeypatch):
    monkeypatch.setattr(reader, "MAX_SECONDS", 0.0)
    with pytest.raises(BadInputError, match="takes longer than 0 s"):
        read(p("x") * 1_000)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z", "Cn"]), min_size=1, max_size=12)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_text_goes_through_unchanged(paragraphs):
    from xml.sax.saxutils import escape

    body = "".join(p(*(r(escape(word) + " ") for word in words)) for words in paragraphs)
    assert read(body).text.split("\n\n") == [" ".join(words) for words in paragraphs]


WHOLE = docx(p("It rose."), footnotes="<w:footnote w:id='1'/>", comments="<w:comment/>")
BARE = docx(p("It rose."), footnotes="<w:footnote w:id='1'/>", comments="<w:comment/>", method=zipfile.ZIP_STORED)


@given(st.sampled_from([WHOLE, BARE]), st.data())
@settings(max_examples=200, deadline=None)
def test_a_damaged_file_is_read_or_refused(whole, data):
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(30, len(whole) - 1))] = data.draw(st.integers(0, 255))
    refusal = None
    try:
        assert read_article(bytes(damaged), name="story.docx").text.strip()
    except BadInputError as error:
        refusal = error
    assert refusal is None or refusal.hint
