"""Where templates, migrations and examples are: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    """The folder ``name`` of the installed data, else of the checkout."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def templates_dir() -> Path:
    """The folder of the report's Jinja2 templates and stylesheet."""
    return _folder("templates")


def migrations_dir() -> Path:
    """The folder Alembic calls its script location."""
    return _folder("alembic")


def examples_dir() -> Path:
    """The folder of worked examples."""
    return _folder("examples")
