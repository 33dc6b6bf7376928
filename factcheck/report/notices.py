"""The words of the feeds of corrections, in the report's language."""

from factcheck.report.wording import CORRECTIONS, get_words


def feed_title(tag: str, house: str) -> str:
    """What the feed is called, as "Corrections: Harbour Gazette". ``tag`` is the report's language.

    Raises:
        BadInputError: The report has no catalogue for it.
    """
    return get_words(tag).language.gettext("Corrections: %(name)s", name=house)


def feed_words(tag: str) -> dict[str, str]:
    """What the feed says of each correction, as ``exchange.feeds`` asks for it: ``{…}`` are filled in there.

    Raises:
        BadInputError: The report has no catalogue for the language ``tag``.
    """
    words = get_words(tag)
    language = words.language
    return {
        **{kind: words.correction(kind) for kind in CORRECTIONS},
        "title": language.gettext("%(kind)s: %(title)s", kind="{kind}", title="{article}"),
        "untitled": language.gettext("article %(number)s", number="{article}"),
        "text": language.gettext("It said: “%(wrong)s”. It should say: “%(right)s”.", wrong="{wrong}", right="{right}"),
    }
