"""What is said of labels that did not come through a change of tokens as they were."""

from PySide6.QtCore import QCoreApplication

from core.edits import Uncarried
from gui.widgets.numbers import grouped
from gui.widgets.plain import one_line

# A banner has room for so many; a list shows them all.
_MOST_NAMED = 3


def line_of(uncarried: Uncarried) -> str:
    """Return what became of one label."""
    translate = QCoreApplication.translate
    words = (
        translate("carried", "{label} “{text}” in {layer}: gone")
        if uncarried.after is None
        else translate("carried", "{label} “{text}” in {layer}: now {count} tokens from token {start} on")
    )
    after = uncarried.after or uncarried.before
    return words.format(
        label=one_line(uncarried.before.label),
        text=one_line(uncarried.text),
        layer=one_line(uncarried.layer),
        count=grouped(after.end - after.start),
        start=grouped(after.start + 1),
    )


def count(n_uncarried: int) -> str:
    """Return how many labels do not come through as they are; empty for none."""
    translate = QCoreApplication.translate
    if not n_uncarried:
        return ""
    if n_uncarried == 1:
        return translate("carried", "1 label cannot be carried along as it is")
    words = translate("carried", "{count} labels cannot be carried along as they are")
    return words.format(count=grouped(n_uncarried))


def summary(uncarried: tuple[Uncarried, ...], n_uncarried: int) -> str:
    """Return how many labels do not come through as they are, and the first of them; empty for none."""
    named = "; ".join(line_of(one) for one in uncarried[:_MOST_NAMED])
    return f"{count(n_uncarried)}: {named}" + (" …" if n_uncarried > _MOST_NAMED else ".") if n_uncarried else ""
