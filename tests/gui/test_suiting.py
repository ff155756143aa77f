"""What training begins with is fitted to the layer and to how much of it is labelled."""

from pathlib import Path

from core.config import preset, suited
from core.corpus import Layer, Scheme, Sentence
from core.project import Project
from gui.suiting import suited_to


def test_it_depends_on_what_is_labelled(tmp_path: Path) -> None:
    ner = Layer("ner", Scheme.IOB2)
    assert suited_to(None, ner) == preset("default")
    with Project.create(tmp_path / "bay.tagscope") as project:
        bringing = project.begin_import("bay", "conll", [ner])
        bringing.add([Sentence(("wave",), {"ner": ("O",)}), Sentence(("tide",))])
        bringing.finish()
        assert suited_to(project, None) == preset("default")
        assert suited_to(project, ner) == suited(preset("default"), has_spans=True, n_sentences=1)
