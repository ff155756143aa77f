"""The step of the walk that looks at labels of many kinds: words, suggestions, other scripts, sixty labels."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from core.corpus import Layer, Scheme, Sentence
from core.edits import AddLayer, AddSentences, Edit
from core.project import Project
from gui.tour.figures import Figures
from gui.tour.hands import Hands
from gui.widgets.token_strip import TokenStrip

_POS, _NAMES, _FINE = "pos", "names", "fine"
_KINDS = ("person", "place", "group", "time", "thing", "event")
_PARTS = ("whole", "head", "title", "former", "part", "nickname", "role", "quoted", "implied", "unsure")
# As many labels as a large scheme has.
FINE_LABELS = tuple(f"{kind}.{part}" for kind in _KINDS for part in _PARTS)


def _sentence(layer: str, *tagged: tuple[str, str | None]) -> Sentence:
    tokens, tags = zip(*tagged, strict=True)
    return Sentence(tokens, {layer: tags} if any(tags) else {})


_GRAMMAR = _sentence(
    _POS,
    *(("The", "DET"), ("heron", "NOUN"), ("watched", "VERB"), ("two", "NUM"), ("slow", "ADJ"), ("barges", "NOUN")),
    *(("pass", "VERB"), ("the", "DET"), ("lock", "NOUN"), (".", "PUNCT")),
)
_UNLABELLED = Sentence(("Yesterday", "Ines", "Duarte", "flew", "from", "Tallinn", "to", "Porto", "."))
_ARABIC = _sentence(
    _NAMES,
    *(("سافرت", "O"), ("ليلى", "B-PER"), ("حداد", "I-PER"), ("من", "O"), ("طنجة", "B-LOC"), ("إلى", "O")),
    *(("مراكش", "B-LOC"), ("يوم", "B-DATE"), ("الخميس", "I-DATE")),
)
_CHINESE = _sentence(
    _NAMES,
    *(("昨天", "B-DATE"), ("陈", "B-PER"), ("小雨", "I-PER"), ("从", "O"), ("青岛", "B-LOC"), ("坐", "O")),
    *(("船", "O"), ("去", "O"), ("上海", "B-LOC"), ("看望", "O"), ("外婆", "O")),
)
_RICH = _sentence(
    _FINE,
    *(("Doctor", "person.title"), ("Okafor", "person.whole"), ("left", None), ("the", None), ("old", "group.former")),
    *(("institute", "group.head"), ("in", None), ("Ghent", "place.whole"), ("before", None), ("dawn", "time.implied")),
)


def labels_of_many_kinds(hands: Hands, figures: Figures, corpus: Path | None, dev: Path | None) -> dict[str, Any]:
    """Make a small project, look at a sentence of each kind in its layer."""
    session = hands.window.session
    bundle, opened = session.bundle, session.project
    if bundle is None or opened is None:
        raise AssertionError("there is no model that could suggest labels")
    path = opened.path.with_name("Labels of many kinds.tagscope")
    _make(path, bundle.layer, tuple(label.name for label in opened.labels(bundle.layer.name)))
    hands.window.ways_in.open_project(path)
    hands.wait_until(lambda: session.project is not None and session.project.path == path, "the project to be open")
    session.set_bundle(bundle)
    hands.click("rail-label")
    hands.wait_for_jobs("suggester")
    pictures: list[str] = []
    seen = (
        ("pos", _POS, _GRAMMAR),
        ("suggestions", bundle.layer.name, _UNLABELLED),
        ("arabic", _NAMES, _ARABIC),
        ("chinese", _NAMES, _CHINESE),
        ("sixty", _FINE, _RICH),
    )
    for number, (name, layer, sentence) in enumerate(seen):
        if number:
            hands.click("next-sentence")
        chooser = hands.find(QComboBox, "layer-chooser")
        hands.choose("layer-chooser", chooser.findText(layer))
        hands.wait_until(partial(_shows, hands, sentence), f"the {name} sentence")
        pictures += hands.picture(f"label-{name}")
    return {"pictures": pictures, "labels": len(FINE_LABELS)}


def _shows(hands: Hands, sentence: Sentence) -> bool:
    strip = hands.find(QWidget, "label-page").findChild(TokenStrip)
    return strip is not None and strip.tokens == sentence.tokens


def _make(path: Path, of_model: Layer, labels: tuple[str, ...]) -> None:
    """Make the project: three layers beside the one that the model suggests labels for."""
    layers = {of_model.name: AddLayer(of_model.name, of_model.scheme, labels)}
    layers |= {
        _POS: AddLayer(_POS),
        _NAMES: AddLayer(_NAMES, Scheme.IOB2),
        _FINE: AddLayer(_FINE, Scheme.PLAIN, FINE_LABELS),
    }
    edits: tuple[Edit, ...] = (*layers.values(), AddSentences((_GRAMMAR, _UNLABELLED, _ARABIC, _CHINESE, _RICH)))
    with Project.create(path) as project:
        for edit in edits:
            project.apply(edit)
