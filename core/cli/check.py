"""`tagscope check`: whether a project file is sound, from its first byte to the last."""

from pathlib import Path
from typing import Any

import click

from core.cli import output, reading
from core.cli.output import exhausted


@click.command(name="check", short_help="Check a project file from end to end.")
@click.argument("file", type=reading.INPUT_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(file: Path, as_json: bool) -> None:
    """Check a project FILE from end to end.

    Its pages and tables must hang together, and its sentences, tags, totals, journal and models agree
    with each other. FILE itself is only read, and may be open elsewhere. The command ends with 1 when
    anything is wrong.
    """
    from dataclasses import asdict

    from core.errors import ProjectDamagedError
    from core.project import Project

    values: dict[str, Any] = {"file": file.name, "is_sound": False, "checks": {}}
    checks: dict[str, tuple[str, ...]] = values["checks"]
    try:
        with Project.open_copy(file) as project:
            result = exhausted(project.check())
            checks["pages"] = (result.damage.found,) if result.damage else ()
            checks |= {finding.name: finding.faults for finding in exhausted(project.findings())}
            values["totals"] = asdict(project.totals)
    except ProjectDamagedError as error:
        checks["pages"] = (*checks.get("pages", ()), error.found)
    values["is_sound"] = not any(checks.values())
    output.result(values, _readable(checks), as_json=as_json)
    if not values["is_sound"]:
        output.remark(f"{file.name}: `tagscope restore {file.name}` puts a backup in its place.")
        raise SystemExit(1)


def _readable(checks: dict[str, tuple[str, ...]]) -> str:
    lines = []
    for name, faults in checks.items():
        lines += [f"{name:10} {fault}" for fault in faults or ("sound",)]
    return "\n".join(lines)
