"""Messages inside templates: translated, with every value that stands in them escaped and its control characters shown."""

from collections.abc import Iterable, Iterator
from typing import cast

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from factcheck.report.language import Language
from factcheck.report.safety import language_tag
from factcheck.report.templating import shown
from factcheck.report.wording import Words, capital


class Speech:
    """What templates call ``_``, ``gettext``, ``ngettext`` and ``pgettext``.

    A message is text: it is escaped as a whole, so that no translation can bring markup into a page. Markup stands in
    the values, made by the template; every other value is escaped and shown like any other text of the page. What a
    message gives back is finished, so the environment's own ``finalize`` would not see the values in it.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self._escaped: dict[str, str] = {}
        self._attributes: dict[str, Markup] = {}

    def gettext(self, message: str, /, **values: object) -> Markup:
        """``message`` in the page's language, with ``values`` in its placeholders."""
        return self._finished(self.language.catalogue.gettext(message), values)

    def ngettext(self, one: str, many: str, num: int, /, **values: object) -> Markup:
        """The message for ``num`` things; ``%(num)s`` is their number."""
        return self._finished(self.language.catalogue.ngettext(one, many, num), {"num": num, **values})

    def pgettext(self, context: str, message: str, /, **values: object) -> Markup:
        """``message`` in the page's language as it is said in ``context``."""
        return self._finished(self.language.catalogue.pgettext(context, message), values)

    def npgettext(self, context: str, one: str, many: str, num: int, /, **values: object) -> Markup:
        """The message for ``num`` things as it is said in ``context``."""
        return self._finished(self.language.catalogue.npgettext(context, one, many, num), {"num": num, **values})

    def listed(self, words: Iterable[str]) -> Markup:
        """Words, or links, as a sentence lists them: "a, b and c"."""
        return Markup(self.language.listed([shown(word) for word in words]))  # noqa: S704 - escaped by _shown

    def row(self, parts: Iterable[str]) -> Markup:
        """Parts, or links, one after the other: "a, b"."""
        return Markup(str(escape(self.language.gettext(", "))).join(map(shown, parts)))  # noqa: S704 - all is escaped

    def spoken(self, tag: str) -> Markup:
        """The attributes of words the report did not write itself: their language where it is another, and direction.

        Args:
            tag: The BCP 47 tag of the article: its desk writes about it in its language.
        """
        found = self._attributes.get(tag)
        if found is None:
            known = language_tag(tag)
            text = ' dir="auto"' if known == self.language.tag else f' lang="{known}" dir="auto"'
            found = self._attributes[tag] = Markup(text)  # noqa: S704 - language_tag lets no other character through
        return found

    def _finished(self, message: str, values: dict[str, object]) -> Markup:
        text = self._escaped.get(message)
        if text is None:
            text = self._escaped[message] = str(escape(message))
        written = self.language.written(values)
        return Markup(text % {name: shown(value) for name, value in written.items()})  # noqa: S704 - all is escaped


class FixedMessages(Extension):
    """Puts a message that takes no value into the template as it is compiled: a report says ", " ten thousand times."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of a template with ``_("text")`` and ``pgettext("context", "text")`` replaced by what they say."""
        language = cast("Language", self.environment.globals["language"])
        tokens = list(stream)
        at = 0
        while at < len(tokens):
            name = tokens[at].value if tokens[at].type == "name" else ""
            pattern = _CALLS.get(name, ())
            found = tokens[at + 1 : at + 1 + len(pattern)]
            if pattern and tuple(token.type for token in found) == pattern:
                say = language.gettext if name == "_" else language.pgettext
                text = say(*(token.value for token in found if token.type == "string"))
                # A string, so that it is escaped where it is printed like any other text.
                yield Token(tokens[at].lineno, "string", text)
                at += 1 + len(pattern)
            else:
                yield tokens[at]
                at += 1


_CALLS = {
    "_": ("lparen", "string", "rparen"),
    "pgettext": ("lparen", "string", "comma", "string", "rparen"),
}


def teach(environment: Environment, language: Language) -> None:
    """Let the templates of ``environment``, which has Jinja's i18n extension, speak ``language``."""
    environment.add_extension(FixedMessages)
    speech = Speech(language)
    # Jinja's own wrappers, which the extension would install, take a value past the environment's finalize.
    vars(environment)["newstyle_gettext"] = True
    environment.globals.update(
        _=speech.gettext,
        gettext=speech.gettext,
        ngettext=speech.ngettext,
        pgettext=speech.pgettext,
        npgettext=speech.npgettext,
        language=language,
        words=Words(language),
    )
    environment.filters.update(
        day=language.day,
        moment=language.moment,
        number=language.number,
        percent=language.percent,
        listed=speech.listed,
        row=speech.row,
        capital=capital,
        spoken=speech.spoken,
    )
