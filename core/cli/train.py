"""`tagscope train`: a file of labelled sentences to a model file."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec
from click.core import ParameterSource

from core.cli import output, reading
from core.config import PRESETS, Config, Endless, checked, preset, suited
from core.control import KEEP_SECONDS
from core.errors import ExportError, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.cli.following import Job
    from core.corpus import Layer, Sentence
    from core.endless import EndlessSentences
    from core.run_state import RunState


@click.command(name="train", short_help="Train a tagger on a labelled file.")
@click.argument("train", type=reading.INPUT_FILE, required=False)
@click.option(
    "--dev", metavar="FILE", type=reading.INPUT_FILE, help="Held-out file that decides which epoch's weights are kept."
)
@click.option(
    "--endless",
    metavar="TASK",
    type=click.Choice([task.value for task in Endless if task is not Endless.NONE]),
    help="Learn a task of `tagscope generate` in place of TRAIN: fresh sentences every epoch, a fixed set for dev.",
)
@click.option(
    "--sentences",
    metavar="N",
    type=click.IntRange(1, 1_000_000),
    help="Sentences an epoch of --endless draws; 1,000 where left out.",
)
@click.option("--layer", "layer_name", metavar="NAME", help=reading.LAYER_HELP)
@click.option(
    "--preset",
    "preset_name",
    type=click.Choice(list(PRESETS)),
    default="default",
    show_default=True,
    help=f"{reading.PRESET_HELP} The default suits itself to the labels and the number of sentences.",
)
@click.option("--epochs", metavar="N", type=click.IntRange(1, 10_000), help="Passes over TRAIN at the most.")
@click.option("--seed", metavar="S", type=click.IntRange(0, 2**31 - 1), help="Starts every random choice.")
@click.option(
    "--vectors",
    metavar="FILE",
    type=reading.INPUT_FILE,
    help="Word vectors to begin with, as GloVe, word2vec (text) or fastText write them, or .safetensors.",
)
@click.option(
    "--events", metavar="DIR", type=click.Path(path_type=Path), help="Write event files for TensorBoard into a folder."
)
@click.option(
    "--memory", metavar="MB", type=click.IntRange(1, 10_000_000), help="Stop in good order before this much is taken."
)
@click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path), required=True, help="Model file to write, *.safetensors."
)
@click.option(
    "--resume",
    is_flag=True,
    help="Go on with the run that was to write --out and was interrupted, with the options it had.",
)
@click.option(
    "--keep-every",
    metavar="SECONDS",
    type=click.FloatRange(0.0),
    default=KEEP_SECONDS,
    show_default=True,
    help="How much of the run a crash may cost.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object at the end.")
def command(**options: Any) -> None:  # noqa: ANN401
    """Train a tagger on the labels of TRAIN, or on an endless task, and write it to --out.

    Training stops early when --dev gets no better; without --dev the last epoch's weights are
    written. Ctrl+C ends it after the batch under way and still writes the best weights so far.

    Beside --out it keeps where it stands, in a file that ends in .unfinished. After a crash, a kill or
    Ctrl+C, the same command with --resume goes on to the very weights that an undisturbed run would have
    reached; the file is gone when the run is over.
    """
    from core.cli.following import Follower, stopped_by_interrupts
    from core.cli.startup_notes import held_back
    from core.event_files import recorded
    from core.run_keeping import state_beside
    from core.runs import RunControl

    _check_calling(options)
    check_target(options["out"], [path for path in (options["train"], options["dev"]) if path])
    kept = state_beside(options["out"])
    state = _interrupted(kept, has_file=options["train"] is not None) if options["resume"] else None
    job = job_of(options, state)
    if state is None and kept.exists():
        output.remark(f"{place(kept)}: of a run that was interrupted; --resume would go on with it. Starting anew.")
    follower = Follower(job, options["out"], RunControl(kept_every=options["keep_every"]))
    control = follower.control
    with stopped_by_interrupts(control):
        with held_back():
            from core.training import train
        events = train(job.sentences, job.dev, job.layer, config=job.config, control=control, start=state)
        for event in recorded(events, job.config):
            follower.follow(event)
        follower.finish(as_json=options["as_json"])


def _check_calling(given: dict[str, Any]) -> None:
    if not given["resume"] and (given["train"] is None) == (given["endless"] is None):
        raise click.UsageError("Give either a file TRAIN or --endless TASK.")
    if given["sentences"] and given["endless"] is None:
        raise click.UsageError("--sentences is for --endless.")
    if given["endless"] and (given["dev"] or given["layer_name"]):
        raise click.UsageError("An endless task brings its own dev and layer.")


def _interrupted(kept: Path, *, has_file: bool) -> "RunState":
    """Return where an interrupted run stands.

    Raises:
        UsageError: Options were given that it brings along.
        TrainingError: There is none, or it is damaged.
    """
    context = click.get_current_context()
    for name in ("endless", "sentences", "layer_name", "preset_name", "epochs", "seed", "vectors"):
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            option = name.removesuffix("_name")
            raise click.UsageError(f"--resume goes on with the options that the run had; leave out --{option}.")
    from core import run_state

    state = run_state.load(kept)
    if has_file == (state.best.config.training.endless is not Endless.NONE):
        learns = "an endless task: leave out TRAIN" if has_file else "a file: give TRAIN"
        raise click.UsageError(f"The run that was interrupted learns {learns}.")
    at = state.position
    output.remark(f"{place(kept)}: going on after batch {at.step:,}, in epoch {at.epoch}.")
    return state


def check_target(out: Path, inputs: list[Path]) -> None:
    """Refuse, before hours of training, a file that could not be written or must not be.

    Raises:
        ExportError: The folder is missing or locked, or the file is one of those read.
    """
    folder = out.resolve().parent
    if out.is_dir():
        raise ExportError("is a folder.", place=place(out), remedy="Choose the name of a file.")
    if not folder.is_dir():
        raise ExportError("its folder does not exist.", place=place(out), remedy="Choose a folder that exists.")
    if not os.access(folder, os.W_OK):
        raise ExportError("its folder is locked.", place=place(out), remedy="Choose a folder you may write to.")
    if out.exists() and any(path.exists() and out.samefile(path) for path in inputs):
        raise ExportError("is one of the files to learn from.", place=place(out), remedy="Choose another name.")


def job_of(given: dict[str, Any], state: "RunState | None" = None) -> "Job":
    """Return what is to be done, both files read; where a run goes on, with what it learnt and how.

    Raises:
        SourceError: One of them cannot be read, or has no labels.
    """
    from core import sources
    from core.cli.following import Job
    from core.corpus import Split
    from core.endless import endless_of

    if given["endless"]:
        return _with_places(_endless_job(given), given)
    if state and (endless := endless_of(state.best.config)):
        return _with_places(_named_endless(endless, state.best.config), given)
    train_path, dev_path = given["train"], given["dev"]
    name = state.best.layer.name if state else given["layer_name"]
    options = sources.options_of(train_path, layer=name)
    corpus = reading.read(train_path, options)
    layer = reading.labelled_layer(corpus, name, train_path)
    config = state.best.config if state else _config(given, corpus.sentences, layer)
    if dev_path is None:
        return _with_places(Job(corpus.sentences, (), layer, config, train_path.name), given)
    found = reading.read(dev_path, reading.options_like(dev_path, options, layer), Split.DEV)
    dev = reading.spelled_alike(found.sentences, reading.labelled_layer(found, layer.name, dev_path), layer)
    return _with_places(Job(corpus.sentences, dev, layer, config, train_path.name, dev_path.name), given)


def _with_places(job: "Job", given: dict[str, Any]) -> "Job":
    """Return `job` with where its events go and how much memory it may take."""
    folder, memory = given.get("events"), given.get("memory")
    config = _with_overrides(job.config, event_folder=str(folder) if folder else None, memory_limit=memory)
    return replace(job, config=config)


def _endless_job(given: dict[str, Any]) -> "Job":
    from core.endless import endless_of

    config = _with_overrides(preset(given["preset_name"]), endless=Endless(given["endless"]), seed=given["seed"])
    config = _with_overrides(config, endless_sentences=given["sentences"], epochs=given["epochs"])
    config = _with_vectors(config, given["vectors"])
    endless = endless_of(config)
    if endless is None:
        raise ValueError("no task was named")
    if given["preset_name"] == "default":
        config = suited(config, has_spans=endless.layer.has_spans, n_sentences=endless.size)
        config = _with_overrides(config, epochs=given["epochs"])
    return _named_endless(endless, checked(config))


def _named_endless(endless: "EndlessSentences", config: Config) -> "Job":
    from core.cli.following import Job

    name = f"endless {endless.task}"
    return Job(endless, endless.dev(), endless.layer, config, name, name)


def _config(given: dict[str, Any], sentences: "Sequence[Sentence]", layer: "Layer") -> Config:
    config = preset(given["preset_name"])
    if given["preset_name"] == "default":
        n_labelled = sum(any(sentence.layer_tags(layer.name)) for sentence in sentences)
        config = suited(config, has_spans=layer.has_spans, n_sentences=n_labelled)
    config = _with_overrides(config, epochs=given["epochs"], seed=given["seed"])
    return _with_vectors(config, given["vectors"])


def _with_overrides(config: Config, **values: object) -> Config:
    """Return `config` with those training options replaced that were given."""
    given = {name: value for name, value in values.items() if value is not None}
    return msgspec.structs.replace(config, training=msgspec.structs.replace(config.training, **given))


def _with_vectors(config: Config, path: Path | None) -> Config:
    """Return `config` with word vectors from a file, as long as they are there.

    Raises:
        VectorsError: The file holds none.
    """
    if path is None:
        return config
    from core.vectors import size_of

    network = msgspec.structs.replace(config.network, word_size=size_of(path))
    training = msgspec.structs.replace(config.training, vectors=str(path))
    return msgspec.structs.replace(config, network=network, training=training)
