"""``factcheck policy``: what the desk asks of its own work."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import new_app
from factcheck.cli.options import Because, text_of
from factcheck.cli.output import columns
from factcheck.cli.running import Output, reads, writes

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.policies import PolicyValue
    from factcheck.services.work import Work

app = new_app(
    "Show and set what the desk asks of its own work.",
    example="factcheck policy set second-check required --because 'Every claim is seen by two'",
    name="policy",
)


@reads(app, "show", "factcheck policy show")
def show(
    session: "Session",
    key: Annotated[str | None, typer.Argument(metavar="[KEY]", help="Only this rule.")] = None,
) -> Output:
    """Show the desk's rules: what holds, and what each means."""
    from factcheck.core.policies import find_key
    from factcheck.services.policies import list_policies

    rule = find_key(key) if key else None
    found = [each for each in list_policies(session) if key is None or each.key == key or each.rule is rule]
    rows = [(each.key, each.value, "" if each.by_desk else "default", each.rule.told) for each in found]
    return Output("policies", [_data(each) for each in found], columns(rows))


@writes(app, "set", "factcheck policy set independent-origins 2 --because 'House rule since March'", editor="because")
def set_(
    work: "Work",
    key: Annotated[str, typer.Argument(metavar="KEY", help="Which rule: factcheck policy show lists them.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What shall hold; default takes the desk's own away.")],
    because: Because = None,
) -> Output:
    """Set a rule of the desk, and say why. It is kept in the history like every other change."""
    from factcheck.services.policies import set_policy

    found = set_policy(work, key, value, because=text_of(because))
    return Output("policies", [_data(found)], [f"{found.key}: {found.value}{'' if found.by_desk else ' (default)'}"])


def _data(policy: "PolicyValue") -> dict[str, Any]:
    return {
        "key": policy.key,
        "value": policy.value,
        "default": policy.rule.default,
        "by_desk": policy.by_desk,
        "takes": policy.rule.takes,
        "told": policy.rule.told,
    }
