"""`tagscope search`: trainings with other options, for those that score best on dev."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.cli import output, reading
from core.cli.train import check_target, job_of
from core.config import PRESETS
from core.errors import TrainingError

if TYPE_CHECKING:
    from core.bundle import Bundle
    from core.trials import TrialEnd


@click.command(name="search", short_help="Search for options that score better on a dev file.")
@click.argument("train", type=reading.INPUT_FILE)
@click.option("--dev", metavar="FILE", type=reading.INPUT_FILE, required=True, help="Held-out file to score on.")
@click.option("--layer", "layer_name", metavar="NAME", help=reading.LAYER_HELP)
@click.option(
    "--preset",
    "preset_name",
    type=click.Choice(list(PRESETS)),
    default="default",
    show_default=True,
    help="The options to begin with; the first training has them as they are.",
)
@click.option("--epochs", metavar="N", type=click.IntRange(1, 10_000), help="Passes over TRAIN at the most, each time.")
@click.option("--seed", metavar="S", type=click.IntRange(0, 2**31 - 1), help="Starts every random choice.")
@click.option(
    "--trials", metavar="N", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many trainings."
)
@click.option(
    "--over",
    metavar="OPTION",
    multiple=True,
    help="What to search, repeatable: an option, units=64,128 or dropout=0.1..0.5. Left out: learning_rate, units, "
    "dropout, word_dropout and batch_size.",
)
@click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path), help="Write the model of the best training here."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object at the end.")
def command(**options: Any) -> None:  # noqa: ANN401
    """Train on TRAIN many times with other options, and print what scored best on --dev.

    Trainings that fall behind the median of the others are given up early. Ctrl+C ends the search
    after the batch under way and still prints what has been found. Needs the extra `search`.
    """
    from core import bundle as bundles
    from core.cli.following import stopped_by_interrupts
    from core.cli.startup_notes import held_back
    from core.control import RunControl
    from core.runs import RunEnd
    from core.search_space import space_of
    from core.trials import TrialEnd

    if options["out"]:
        check_target(options["out"], [options["train"], options["dev"]])
    job = job_of({**options, "endless": None, "sentences": None, "vectors": None})
    space = space_of(options["over"], job.config)
    control = RunControl()
    trials: list[TrialEnd] = []
    newest: Bundle | None = None
    best: Bundle | None = None
    with stopped_by_interrupts(control):
        with held_back():
            from core.searching import SearchPlan, search
        plan = SearchPlan(options["trials"], space)
        for said in search(job.sentences, job.dev, job.layer, config=job.config, control=control, plan=plan):
            if isinstance(said, TrialEnd):
                trials.append(said)
                best = newest if said.is_best else best
                output.remark(_line(said))
            elif isinstance(said.event, RunEnd):
                newest = said.event.bundle
    if best is None:
        raise TrainingError("no training was scored.", place=job.train_name, remedy="Let one come to its first epoch.")
    if options["out"]:
        bundles.save(best, options["out"])
    ranking = sorted((trial for trial in trials if trial.score is not None), key=lambda trial: -(trial.score or 0.0))
    summary = {"layer": job.layer.name, "trials": [_row(trial) for trial in ranking]}
    output.result(summary, "\n".join(map(_line, ranking)), as_json=options["as_json"])
    if control.is_stopped:
        output.flush()
        raise KeyboardInterrupt


def _row(trial: "TrialEnd") -> dict[str, Any]:
    return {"trial": trial.number, "score": trial.score, "given_up": trial.is_pruned, "options": dict(trial.values)}


def _line(trial: "TrialEnd") -> str:
    options = "  ".join(f"{name}={value}" for name, value in trial.values.items())
    score = "     –" if trial.score is None else f"{trial.score:6.2%}"
    return f"trial {trial.number:3}  {score}  {options}" + ("  given up" if trial.is_pruned else "")
