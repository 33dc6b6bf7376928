"""The least a typer program with two commands can be, with factcheck's settings: what start-up is measured against."""

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def hello(name: str = "world") -> None:
    """Greet."""
    print(f"hello {name}")


@app.command()
def goodbye(name: str = "world") -> None:
    """Part."""
    print(f"goodbye {name}")


if __name__ == "__main__":
    app()
