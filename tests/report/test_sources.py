from dataclasses import replace

from sample_views import small_article

from factcheck.report.sources import Tally, list_sources, list_voices
from factcheck.report.views import SaysView
from factcheck.report.wording import get_words

EN = get_words("en")


def test_the_articles_own_voice_comes_first_and_every_claim_has_a_voice():
    voices = list_voices(small_article(), EN)
    assert [(voice.source.name if voice.source else voice.name, voice.total) for voice in voices] == [
        ("The article's own voice", 3),
        ("Town of Hollow", 2),
    ]
    assert voices[1].tallies == (Tally("mixed", "mixed", (1,)), Tally("confirmed", "confirmed", (2,)))


def test_people_the_article_does_not_name_are_not_its_own_voice():
    article = small_article()
    claim = article.claims[0]
    says = SaysView("anonymous")
    article = replace(article, claims=(replace(claim, places=(replace(claim.places[0], says=says),)),))
    assert [voice.name for voice in list_voices(article, EN)] == ["Speakers the article does not name"]


def test_a_source_shows_what_it_says_passes_on_stands_behind_and_serves_for():
    entries = {entry.source.ref: entry for entry in list_sources(small_article(), EN)}
    assert [tally.numbers for tally in entries["s1"].says] == [(1,), (2,)]
    assert [tally.numbers for tally in entries["s2"].traced] == [(1,)]
    assert [tally.numbers for tally in entries["s4"].passes_on] == [(1,)]
    assert entries["s3"].items == ("1.4", "3.1")
    assert entries["s3"].published == ("1.2",)
    assert entries["s3"].claims == (1, 3)
    assert [ref for ref, entry in entries.items() if entry.speaks] == ["s2", "s1", "s4"]
