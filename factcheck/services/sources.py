"""Sources: add, find or make, edit, list."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.fields import check_text, one_line
from factcheck.core.words import SourceKind
from factcheck.errors import RefusedError
from factcheck.models import Source, SourceAlias
from factcheck.services.lookup import find_source, get_source, next_number
from factcheck.services.work import Work


def add_source(
    work: Work,
    name: str,
    *,
    kind: SourceKind | None = None,
    description: str | None = None,
    part_of: Source | None = None,
    aliases: Sequence[str] = (),
    confidential: bool = False,
) -> Source:
    """Put a source on the desk.

    Raises:
        BadInputError: the name is empty.
        RefusedError: a source has that name already.
    """
    name = one_line(name, "the source's name")
    check_text(description or "", "the description")
    for known in (name, *aliases):
        taken = find_source(work.session, known)
        if taken is not None:
            raise RefusedError(
                f"s{taken.number} is called '{known}' already", hint=f"factcheck source show s{taken.number}"
            )
    source = Source(
        uid=work.new_uid(),
        number=next_number(work.session, Source),
        name=name,
        kind=kind,
        description=description,
        part_of_id=part_of.id if part_of else None,
        confidential=confidential,
        created_at=work.at,
        aliases=[SourceAlias(name=one_line(alias, "an alias")) for alias in dict.fromkeys(aliases)],
    )
    work.session.add(source)
    work.touch(source)
    return source


def find_or_add(work: Work, name: str | None, *, new: bool, kind: SourceKind | None = None) -> Source | None:
    """The source a person named; made where it is unknown and ``new`` allows it; ``None`` for ``None``.

    Raises:
        NotFoundError: it is unknown, with the nearest names.
    """
    if name is None:
        return None
    if new and find_source(work.session, name) is None:
        return add_source(work, name, kind=kind)
    return get_source(work.session, name)


def edit_source(
    work: Work,
    source: Source,
    *,
    name: str | None = None,
    kind: SourceKind | None = None,
    description: str | None = None,
    part_of: Source | None = None,
    no_part_of: bool = False,
    add_aliases: Sequence[str] = (),
) -> Source:
    """Change what is given and leave the rest.

    Raises:
        RefusedError: the source would be part of itself, or the name is taken.
    """
    if name is not None:
        taken = find_source(work.session, name)
        if taken is not None and taken is not source:
            raise RefusedError(f"s{taken.number} is called '{name}' already", hint="a merge of sources is one command")
        source.name = one_line(name, "the source's name")
    if kind is not None:
        source.kind = kind
    if description is not None:
        check_text(description, "the description")
        source.description = description or None
    if part_of is not None:
        _refuse_circle(source, part_of)
        source.part_of_id = part_of.id
    if no_part_of:
        source.part_of_id = None
    known = {alias.name for alias in source.aliases}
    for alias in add_aliases:
        taken = find_source(work.session, alias)
        if taken is not None and taken is not source:
            raise RefusedError(
                f"s{taken.number} is called '{alias}' already", hint=f"factcheck source show s{taken.number}"
            )
    source.aliases += [SourceAlias(name=one_line(alias, "an alias")) for alias in add_aliases if alias not in known]
    work.touch(source)
    return source


def _refuse_circle(source: Source, part_of: Source) -> None:
    above: Source | None = part_of
    while above is not None:
        if above is source:
            raise RefusedError(
                f"s{source.number} cannot be part of s{part_of.number}, which is part of it",
                hint="factcheck source show",
            )
        above = above.part_of


def list_sources(session: Session, *, search: str | None = None) -> list[Source]:
    """All sources in order of number, or those whose name or alias holds ``search``."""
    found = session.scalars(select(Source).where(Source.dropped.is_(False)).order_by(Source.number)).all()
    if not search:
        return list(found)
    wanted = search.casefold()
    return [
        source
        for source in found
        if any(wanted in known.casefold() for known in (source.name, *(alias.name for alias in source.aliases)))
    ]


def source_data(source: Source) -> dict[str, Any]:
    """A source as JSON data."""
    return {
        "ref": f"s{source.number}",
        "uid": source.uid,
        "name": source.name,
        "kind": source.kind,
        "description": source.description,
        "part_of": f"s{source.part_of.number}" if source.part_of else None,
        "aliases": [alias.name for alias in source.aliases],
        "confidential": source.confidential,
    }
