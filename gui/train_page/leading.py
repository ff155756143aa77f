"""From a figure to the sentences behind it."""

from collections.abc import Sequence

from gui.session import Session


def lead_through(session: Session, layer: str, title: str, sentences: Sequence[int]) -> None:
    """Lead the user through sentences on the Label page, in the layer that a figure speaks of.

    Args:
        session: What is open.
        layer: Name of the layer; where it is gone, the one in use stays.
        title: What the sentences have in common.
        sentences: The store's numbers.
    """
    project, current = session.project, session.layer
    if project is None or not sentences:
        return
    if any(one.name == layer for one in project.layers) and (current is None or current.name != layer):
        session.set_layer(layer)
    session.request_page("label")
    session.sentences_chosen.emit(title, tuple(sentences))
