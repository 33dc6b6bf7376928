"""Sources: add, find or make, edit, list."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select, update
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

    One that an undo had dropped is back on the desk.

    Raises:
        NotFoundError: it is unknown, with the nearest names.
    """
    if name is None:
        return None
    if new and find_source(work.session, name) is None:
        return add_source(work, name, kind=kind)
    source = get_source(work.session, name)
    if source.dropped:
        source.dropped = False
        work.touch(source)
    return source


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


def weighs_differently(work: Work, change: Callable[[], object]) -> list[str]:
    """Make a change to the sources and say whose independence it alters: "40: 2 independent origins for it, 1 now"."""
    from factcheck.services.weighing import Scales, count_independent

    before = count_independent(Scales(work.session))
    change()
    work.session.flush()
    work.session.expire_all()
    after = count_independent(Scales(work.session))
    return [
        f"{number}: {before[number]} independent {'origin' if before[number] == 1 else 'origins'} for it, {count} now"
        for number, count in sorted(after.items())
        if before.get(number, count) != count
    ]


def merge_sources(work: Work, kept: Source, gone: Source) -> Source:
    """Make two sources one: everything that named ``gone`` names ``kept``, which also answers to its names.

    Raises:
        RefusedError: they are the same, or one is confidential and the other not.
    """
    if kept is gone:
        raise RefusedError(f"s{kept.number} is one source already", hint="name two")
    if kept.confidential != gone.confidential:
        raise RefusedError(
            f"s{kept.number} and s{gone.number}: one is confidential and the other is not", hint="a merge would name it"
        )
    _refuse_circle_of(kept, gone)
    names = [gone.name, *(alias.name for alias in gone.aliases)]
    touched = _repoint(work, gone, kept)
    gone.aliases = []
    gone.name, gone.dropped = f"{gone.name} (merged into s{kept.number})", True
    work.session.flush()
    have = {alias.name for alias in kept.aliases} | {kept.name}
    kept.aliases += [SourceAlias(name=name) for name in dict.fromkeys(names) if name not in have]
    for source in (kept, gone):
        work.touch(source)
    for kind, row_id in sorted(touched - {("source", kept.id), ("source", gone.id)}):
        work.touch_row(kind, row_id)
    return kept


def _refuse_circle_of(kept: Source, gone: Source) -> None:
    """One that is part of the other becomes part of what that is part of, never of itself."""
    if kept.part_of is gone:
        kept.part_of_id = gone.part_of_id
    if gone.part_of is kept:
        gone.part_of_id = None


def _repoint(work: Work, gone: Source, kept: Source) -> set[tuple[str, int]]:
    """Lead every foreign key to ``gone`` to ``kept``; gives the aggregates that changed."""
    from factcheck.services.images import owner_of, target_of

    touched: set[tuple[str, int]] = set()
    connection = work.session.connection()
    for table in Source.metadata.sorted_tables:
        for column in table.columns:
            owns = column.name == table.info.get("parent")
            if target_of(column) is not Source.__table__ or owns:
                continue
            rows = connection.scalars(select(table.c.id).where(column == gone.id)).all()
            for row_id in rows:
                if table is Source.__table__ and row_id == kept.id:
                    continue
                connection.execute(update(table).where(table.c.id == row_id).values({column.name: kept.id}))
                touched.add(owner_of(connection, table, row_id))
    work.session.expire_all()
    return touched
