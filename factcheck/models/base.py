"""The declarative base, and what every table says of its place in the history.

``Table.info`` of each table says how the history sees it (``services/images.py`` reads it):
``{"aggregate": "claim"}`` marks the root table of an aggregate, ``{"parent": "claim_id"}`` a part of the aggregate
its foreign key leads to, and ``{"outside": "why"}`` a table whose rows are not in the after-images. A part that is
``{"lasting": True}`` stays when the command that brought it is undone: other rows hold what nobody may take away.

A column that came after the first release says ``{"unsaid": value}`` in its own ``info``: the plain value that every
older row has, and that an image therefore leaves out. So the images of older events stay true, to the byte. A table of
parts that came later says ``{"unsaid": []}``: an image without such rows does not name it. A column whose older rows
were given values by a migration says ``{"later": True}``: every image since names it, and an older one is not held
against it.
"""

from typing import Annotated, Any

from sqlalchemy import ForeignKey, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

# Constraints need names, or a batch migration on SQLite cannot drop them.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Id = Annotated[int, mapped_column(primary_key=True)]
Uid = Annotated[str, mapped_column(Text, unique=True)]


class Base(DeclarativeBase):
    """Base of all models."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: Text}


def refers(target: str, *, index: bool = True, **options: Any) -> Any:
    """A foreign key column to ``target`` ("people.id"), indexed unless a unique constraint already starts with it."""
    return mapped_column(ForeignKey(target), index=index, **options)
