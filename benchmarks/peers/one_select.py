"""The least a typer program with SQLAlchemy's ORM can be: one model, one SELECT over the claims of a desk."""

import typer
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


class Base(DeclarativeBase):
    """Base of the one model."""


class Claim(Base):
    """A few columns of a claim."""

    __tablename__ = "claims"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    wording: Mapped[str]
    status: Mapped[str]
    priority: Mapped[str]


@app.command()
def claims(desk: str) -> None:
    """List the claims of a desk."""
    with Session(create_engine(f"sqlite:///{desk}")) as session:
        for claim in session.scalars(select(Claim).order_by(Claim.number)):
            print(f"{claim.number:>4} {claim.status:<13} {claim.priority:<7} {claim.wording}")


@app.command()
def nothing() -> None:
    """Do nothing."""


if __name__ == "__main__":
    app()
