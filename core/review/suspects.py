"""Suspicious labels kept in the project until somebody has judged them."""

from collections.abc import Sequence

import msgspec

from core.project import Project
from core.review.suspicion import Suspect
from core.schemes import outside, to_spans

# As many as anybody will go through before the next model looks anew.
MOST_KEPT = 2000


class Kept(msgspec.Struct, frozen=True):
    """What was found, and by how much it can be trusted.

    Attributes:
        suspects: The most suspect first.
        n_found: How many there were.
        n_judged: Labels that were looked at.
        n_unknown: Labels that no model could judge.
    """

    suspects: tuple[Suspect, ...] = ()
    n_found: int = 0
    n_judged: int = 0
    n_unknown: int = 0


def keep_suspects(
    project: Project, layer: str, suspects: Sequence[Suspect], *, n_judged: int = 0, n_unknown: int = 0
) -> Kept:
    """Keep the first of what was found in the place of what was kept before.

    Raises:
        ProjectError: There is no such layer, or it could not be written.
    """
    kept = Kept(tuple(suspects[:MOST_KEPT]), len(suspects), n_judged, n_unknown)
    project.set_setting(_name(layer), msgspec.json.encode(kept).decode())
    return kept


def kept_suspects(project: Project, layer: str) -> Kept:
    """Return what is kept, nothing where there is nothing or nobody can read it."""
    text = project.setting(_name(layer))
    try:
        return msgspec.json.decode(text, type=Kept) if text else Kept()
    except msgspec.MsgspecError:
        return Kept()


def is_open(project: Project, layer: str, suspect: Suspect) -> bool:
    """Whether the label still stands as it was when it was suspected, and nobody has judged it.

    Raises:
        ProjectError: There is no such layer.
    """
    found = next((found for found in project.layers if found.name == layer), None)
    if found is None or suspect.tokens.start in project.verdicts.of(layer, suspect.sentence):
        return False
    try:
        sentence = project.sentence(suspect.sentence)
    except KeyError:
        return False
    if suspect.tokens.stop > len(sentence):
        return False
    tags = sentence.layer_tags(layer)
    if suspect.given is not None:
        return suspect.given in to_spans(tags, found.scheme)
    empty = outside(found.scheme)
    return all(tags[index] == empty for index in suspect.tokens)


def _name(layer: str) -> str:
    return f"suspects of {layer}"
