import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from factcheck.report.safety import show_controls
from factcheck.report.templating import PageEnvironment, shown
from factcheck.report.views import SourceLink

HOSTILE = "<b>&\"'\x00"
SAFE = "&lt;b&gt;&amp;&#34;&#39;\u2400"


def render(source, **values):
    templates = {
        "page": source,
        "macros": "{% macro bold(text, kind='b') %}<{{ kind }}>{{ text }}</{{ kind }}>{% endmacro %}",
    }
    return PageEnvironment(loader=DictLoader(templates), undefined=StrictUndefined).get_template("page").render(values)


@given(st.one_of(st.text(), st.text().map(Markup), st.integers(), st.none(), st.booleans(), st.floats()))
@settings(max_examples=100, deadline=None)
def test_what_is_shown_is_what_escaping_and_showing_controls_give(value):
    assert shown(value) == str(escape(show_controls(value)))


@pytest.mark.parametrize(
    "source",
    [
        "{{ x }}",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        "{{ x if x else '' }}",
        "{% set y = x %}{{ y }}",
        "{% set y %}{{ x }}{% endset %}{{ y }}",
        "{% for y in [x] %}{{ y if loop.first }}{% endfor %}",
        "{% macro m(y) %}{{ y }}{% endmacro %}{{ m(x) }}",
        "{% macro m(y='') %}{{ y }}{% endmacro %}{{ m(y=x) }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ x }}{% endcall %}",
        "{% macro m() %}{{ varargs[0] }}{% endmacro %}{{ m(x) }}",
        "{% macro m() %}{{ kwargs.get('y') }}{% endmacro %}{{ m(y=x) }}",
        "{% filter trim %}{{ x }}{% endfilter %}",
        "{{ link.name }}",
        "{{ give(x) }}",
    ],
)
def test_every_value_is_escaped_once_wherever_it_is_printed(source):
    assert render(source, x=HOSTILE, link=SourceLink("s1", HOSTILE), give=lambda text: text) == SAFE


def test_an_imported_macro_takes_its_arguments_in_order_by_name_and_by_default():
    source = "{% import 'macros' as m %}{{ m.bold(x, 'i') }}{{ m.bold(x) }}{{ m.bold(kind='u', text=x) }}"
    assert render(source, x="<") == "<i>&lt;</i><b>&lt;</b><u>&lt;</u>"


def test_an_argument_called_like_a_word_of_python_is_passed_on():
    assert render("{{ give(class='a') }}", give=lambda **named: named["class"]) == "a"


@pytest.mark.parametrize(
    "source", ["{{ y }}", "{{ y.name }}", "{{ y() }}", "{% macro m(z) %}{{ z }}{% endmacro %}{{ m() }}"]
)
def test_an_unknown_name_is_an_error(source):
    with pytest.raises(UndefinedError):
        render(source)


def test_an_attribute_called_like_a_word_of_python_is_read():
    assert render("{{ word['class'] }}{{ word.class }}", word={"class": "<"}) == "&lt;&lt;"


def test_an_unknown_attribute_is_an_error_that_names_it():
    with pytest.raises(AttributeError, match="nam"):
        render("{{ link.nam }}", link=SourceLink("s1", "Town"))
