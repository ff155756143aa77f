"""What a user does at a project, one thing at a time, each drawn from a seed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from core.backups.archive import Archive
from core.backups.record import Reason
from core.corpus import Layer, Scheme, Sentence, Split
from core.edits import (
    AddLabels,
    AddLayer,
    AddSentences,
    Batch,
    RemoveLabels,
    RemoveLayer,
    RemoveSentences,
    RenameLabel,
    SetLabelLook,
    SetRemark,
    SetSplits,
    SetTags,
)
from core.errors import ProjectError
from core.line_report import LineReport
from core.project import Project
from core.restoring import Aside, restore
from core.store.beliefs import Belief
from core.store.imports import Import
from core.store.runs import Checkpoint, RunEpoch, RunStep
from core.store.verdicts import Verdict

BACKUP_NAME = "backup.tagscope"
WORDS = ("wave", "tide", "ebb", "flood", "harbour", "pier", "🌊", "back\\slash", "two\nlines", "İğneada")
LABELS = ("PER", "LOC", "ORG", "MISC")
LAYERS = ("pos", "ner")


@dataclass
class Desk:
    """A project at work: where it is, which disk it is on, and the import that is under way.

    Attributes:
        running: An import that has begun and neither finished nor been cancelled.
        is_open: Whether the project is open.
    """

    path: Path
    vfs: str | None = None
    project: Project = field(init=False)
    running: Import | None = None
    is_open: bool = False

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """Open the project."""
        self.project = Project.open(self.path, vfs=self.vfs)
        self.is_open = True
        if self.project.is_read_only:
            self.close()
            raise ProjectError("may only be read.", place=self.path.name, remedy="Try again.")

    def close(self) -> None:
        """Close the project."""
        self.running = None
        self.is_open = False
        self.project.close()


Action = Callable[[Desk, Random], None]


def sentences(chance: Random, n: int, *, document: str = "", layers: Sequence[str] = LAYERS) -> tuple[Sentence, ...]:
    """Return new sentences, most of them labelled."""
    return tuple(_sentence(chance, document, layers) for _ in range(n))


def _sentence(chance: Random, document: str, layers: Sequence[str]) -> Sentence:
    tokens = tuple(chance.choices(WORDS, k=chance.randint(1, 6)))
    tags = {layer: _tags(chance, layer, len(tokens)) for layer in layers if chance.random() < 0.7}
    return Sentence(
        tokens,
        tags,
        spaces=tuple(chance.random() < 0.5 for _ in tokens) if chance.random() < 0.3 else None,
        split=chance.choice(tuple(Split)),
        document=document,
        source="\t".join(tokens).replace("\n", " ") if chance.random() < 0.3 else "",
    )


def _tags(chance: Random, layer: str, n: int) -> tuple[str | None, ...]:
    if layer == "ner":
        return tuple(chance.choice((None, "O", f"B-{chance.choice(LABELS)}", "I-PER")) for _ in range(n))
    return tuple(chance.choice((None, "N", "V", f"t{chance.randrange(30)}")) for _ in range(n))


def _some(desk: Desk, chance: Random, n: int) -> list[int]:
    numbers = list(desk.project.ids())
    return chance.sample(numbers, min(n, len(numbers)))


def _layer(desk: Desk, chance: Random) -> Layer | None:
    layers = desk.project.layers
    return chance.choice(layers) if layers else None


def _tagging(desk: Desk, chance: Random, number: int, layer: Layer) -> SetTags:
    length = len(desk.project.sentence(number))
    start = chance.randrange(length)
    n = chance.randint(1, length - start)
    origins = "".join(chance.choices("hac", k=n)) if chance.random() < 0.3 else ""
    return SetTags(number, layer.name, start, _tags(chance, "ner" if layer.has_spans else "pos", n), origins)


def label(desk: Desk, chance: Random) -> None:
    layer = _layer(desk, chance)
    numbers = _some(desk, chance, 1)
    if layer and numbers:
        desk.project.apply(_tagging(desk, chance, numbers[0], layer))


def label_many(desk: Desk, chance: Random) -> None:
    layer = _layer(desk, chance)
    numbers = _some(desk, chance, 5)
    if layer and numbers:
        desk.project.apply(Batch("label alike", tuple(_tagging(desk, chance, number, layer) for number in numbers)))


def remark(desk: Desk, chance: Random) -> None:
    for number in _some(desk, chance, 1):
        desk.project.apply(SetRemark(number, chance.choice(("", "look again", "ş" * 300)), chance.random() < 0.5))


def split(desk: Desk, chance: Random) -> None:
    numbers = tuple(_some(desk, chance, 4))
    desk.project.apply(SetSplits(numbers, tuple(chance.choices(tuple(Split), k=len(numbers)))))


def add(desk: Desk, chance: Random) -> None:
    layers = [layer.name for layer in desk.project.layers if layer.name in LAYERS]
    desk.project.apply(AddSentences(sentences(chance, chance.randint(1, 4), document="added", layers=layers)))


def remove(desk: Desk, chance: Random) -> None:
    desk.project.apply(RemoveSentences(tuple(_some(desk, chance, 2))))


def change_layer(desk: Desk, chance: Random) -> None:
    names = {layer.name for layer in desk.project.layers}
    name = chance.choice((*LAYERS, "chunk", "pos of Ada"))
    if name in names:
        desk.project.apply(RemoveLayer(name))
    elif name == "pos of Ada":
        desk.project.apply(AddLayer(name, annotator="Ada", of="pos" if "pos" in names else ""))
    else:
        desk.project.apply(AddLayer(name, Scheme.IOB2 if name == "ner" else Scheme.PLAIN, ("A", "B")))


def change_labels(desk: Desk, chance: Random) -> None:
    layer = _layer(desk, chance)
    if layer is None:
        return
    counts = desk.project.label_counts(layer.name)
    if not counts:
        desk.project.apply(AddLabels(layer.name, ("first", "second")))
        return
    name = chance.choice(list(counts))
    match chance.randrange(4):
        case 0:
            desk.project.apply(AddLabels(layer.name, (f"L{chance.randrange(50)}",)))
        case 1:
            unused = tuple(label for label, n in counts.items() if not n)
            desk.project.apply(RemoveLabels(layer.name, unused[:1]))
        case 2:
            new = next(new for new in (f"R{chance.randrange(50)}", f"R{len(counts)}", "R") if new not in counts)
            desk.project.apply(RenameLabel(layer.name, name, new))
        case _:
            desk.project.apply(SetLabelLook(layer.name, name, chance.randrange(12), chance.choice("abcd")))


def undo(desk: Desk, _chance: Random) -> None:
    desk.project.undo()


def redo(desk: Desk, _chance: Random) -> None:
    desk.project.redo()


def idle(desk: Desk, _chance: Random) -> None:
    desk.project.idle()


def reopen(desk: Desk, _chance: Random) -> None:
    desk.close()
    desk.open()


def save_model(desk: Desk, chance: Random) -> None:
    desk.project.save_model("network", chance.randbytes(chance.choice((300, 9_000, 60_000))), {"seed": 1}, layer="ner")


def change_models(desk: Desk, chance: Random) -> None:
    models = desk.project.models()
    if models:
        number = chance.choice(models).id
        if chance.random() < 0.5:
            desk.project.runs.remove_model(number)
        else:
            desk.project.runs.rename_model(number, f"network {chance.randrange(100)}")


def run_step(desk: Desk, chance: Random) -> None:
    runs = desk.project.runs
    known = runs.all()
    if not known or chance.random() < 0.2:
        runs.start("run", "ner", "{}")
        return
    number = chance.choice(known).id
    match chance.randrange(4):
        case 0:
            runs.add_epoch(number, RunEpoch(chance.randrange(20), {"f1": chance.random()}))
        case 1:
            runs.end(number, "stopped")
        case 2 if len(known) > 2:
            runs.remove(number)
        case 2:
            runs.save_checkpoint(number, Checkpoint(1, 20, chance.randbytes(chance.choice((100, 20_000)))))
        case _:
            first = chance.randrange(500)
            runs.add_steps(number, [RunStep(first + k, 1, chance.random(), 1.0, 0.1, 9e3) for k in range(20)])


def setting(desk: Desk, chance: Random) -> None:
    desk.project.set_setting(chance.choice(("queue", "page")), chance.choice((None, "first", "ş" * 500)))


def verdict(desk: Desk, chance: Random) -> None:
    layer = _layer(desk, chance)
    for number in _some(desk, chance, 1) if layer else []:
        desk.project.verdicts.set(layer.name, number, 0, chance.choice((None, *Verdict)))


def believe(desk: Desk, chance: Random) -> None:
    layer = _layer(desk, chance)
    if layer is None:
        return
    beliefs = []
    for number in _some(desk, chance, 5):
        n = len(desk.project.sentence(number))
        tags = _tags(chance, "ner" if layer.has_spans else "pos", n)
        beliefs.append(Belief(number, 1, tags, chance.randbytes(n), chance.random(), -chance.random(), chance.random()))
    desk.project.beliefs.save(layer.name, beliefs)


def bring(desk: Desk, chance: Random) -> None:
    """Import a whole file; where that fails, take it back as the window does."""
    begin_import(desk, chance)
    running = desk.running
    if running is None:
        return
    try:
        for line in range(chance.randint(1, 4)):
            running.report(LineReport(line, "an odd line", "left out"))
            running.add(sentences(chance, chance.randint(3, 12), document="brought"))
        running.finish()
    except ProjectError:
        running.cancel()
        raise
    finally:
        desk.running = None


def begin_import(desk: Desk, chance: Random) -> None:
    layers = [Layer("pos"), Layer("ner", Scheme.IOB2), Layer(f"new {chance.randrange(3)}")]
    desk.running = desk.project.begin_import(f"file {chance.randrange(9)}", "text", layers)


def add_to_import(desk: Desk, chance: Random) -> None:
    if desk.running:
        desk.running.add(sentences(chance, chance.randint(3, 12), document="brought"))


def finish_import(desk: Desk, _chance: Random) -> None:
    if desk.running:
        desk.running.finish()
        desk.running = None


def cancel_import(desk: Desk, _chance: Random) -> None:
    if desk.running:
        desk.running.cancel()
        desk.running = None


def back_up(desk: Desk, _chance: Random) -> None:
    """Take a backup as the window does, into a folder beside the project."""
    for _ in Archive(desk.path.parent / "backups").take(desk.project, Reason.WORK):
        pass


def restore_backup(desk: Desk, _chance: Random) -> None:
    """Put what `sessions.with_backup` has made in the place of the project."""
    desk.close()
    restore(desk.path.parent.parent / BACKUP_NAME, desk.path, Aside.BEFORE_RESTORE)
    desk.open()


ACTIONS: dict[str, Action] = {
    action.__name__: action
    for action in (
        label,
        label_many,
        remark,
        split,
        add,
        remove,
        change_layer,
        change_labels,
        undo,
        redo,
        idle,
        reopen,
        save_model,
        change_models,
        run_step,
        setting,
        verdict,
        believe,
        bring,
        begin_import,
        add_to_import,
        finish_import,
        cancel_import,
        back_up,
        restore_backup,
    )
}
