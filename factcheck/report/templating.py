"""The environment of a page's templates: Jinja2 with autoescape on, where printing a value shows and escapes it in one step."""

import re
from collections.abc import Callable
from itertools import chain, repeat
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from factcheck.report.safety import CONTROLS, show_controls

_NOT_PLAIN = re.compile(f"[&<>\"'{CONTROLS}]").search


def shown(value: object) -> str:
    """``value`` as it stands in a page: escaped, and its control characters as pictures; markup stays as it is."""
    if type(value) is str:
        # Most of what a report prints has nothing to escape, and then it is not copied.
        return value if _NOT_PLAIN(value) is None else escape(show_controls(value))
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else escape(show_controls(value))


class _Generator(CodeGenerator):
    """Compiles templates to less work for each value, of which a long report has millions.

    What is printed goes through ``shown`` alone, which escapes, and not through ``escape`` as well. Attributes are read
    and functions are called as Python does it: our templates are given frozen values, and no function of theirs asks for
    the template's context. So an attribute that is not there is an ``AttributeError`` where it is read.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        del node, frame
        self.write(finalize.src or "escape(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        del node, frame, finalize
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - as Jinja calls it
        """Read an attribute."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Call a macro or a function with the arguments the template gives it."""
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(each.key) for each in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        for before, given in zip(chain("(", repeat(", ")), chain(node.args, node.kwargs), strict=False):
            self.write(before)
            self.visit(given, frame)
        self.write(")" if node.args or node.kwargs else "()")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Define a macro, that is called as ``quick`` lets it be."""
        self.write("environment.quick(")
        super().macro_def(macro_ref, frame)
        self.write(")")


class PageEnvironment(Environment):
    """Jinja's environment for pages. Every value is escaped wherever it is printed, also where a template turns that off."""

    code_generator_class = _Generator

    def __init__(self, **options: Any) -> None:
        """Take the options of Jinja's own environment, besides ``autoescape`` and ``finalize``, which are ours."""
        super().__init__(**options, autoescape=True, finalize=shown)

    @staticmethod
    def quick(macro: Macro) -> Callable[..., str]:
        """``macro``, called straight where a template gives each of its arguments in order, and as Jinja does it otherwise."""
        if macro.caller or macro.catch_kwargs or macro.catch_varargs:
            return macro
        count, write, make = len(macro.arguments), macro._func, str.__new__  # noqa: SLF001 - Jinja has no other name for it

        def called(*given: Any, **named: Any) -> str:
            if len(given) == count and not named:
                # What a macro writes is a page's markup: its values went through ``shown``.
                return make(Markup, write(*given))
            return macro(*given, **named)

        return called
