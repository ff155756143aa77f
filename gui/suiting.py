"""The options that training begins with: the default ones, fitted to what there is to learn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.config import Config
    from core.corpus import Layer
    from core.project import Project


def suited_to(project: Project | None, layer: Layer | None) -> Config:
    """Return the default options, fitted to a layer and to how many sentences of a project are labelled in it."""
    from core.config import preset, suited  # noqa: PLC0415 - not needed for the first paint

    config = preset("default")
    if layer is None or project is None:
        return config
    n_labelled = project.n_sentences - project.statistics.n_unlabelled(layer.name)
    return suited(config, has_spans=layer.has_spans, n_sentences=n_labelled)
