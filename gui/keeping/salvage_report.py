"""What has come of reading a damaged file, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.widgets.numbers import grouped

if TYPE_CHECKING:
    from core.salvage.rescue import Salvaged


def report(found: Salvaged) -> str:
    """Return what could be read of a damaged file and what is lost, one thing a line."""
    translate, totals = QCoreApplication.translate, found.totals
    read = translate("salvage_report", "Read: {sentences} sentences, {tags} tags, {models} models.").format(
        sentences=grouped(totals.n_sentences), tags=grouped(totals.n_tags), models=grouped(totals.n_models)
    )
    lost = (
        (found.n_lost_sentences, translate("salvage_report", "Sentences lost: {n}")),
        (found.n_lost_tags, translate("salvage_report", "Tags lost: {n}")),
        (found.n_lost_edits, translate("salvage_report", "Edits that can no longer be undone: {n}")),
        (found.n_lost_models, translate("salvage_report", "Models lost: {n}")),
        (found.n_lost_names, translate("salvage_report", "Names lost, for which numbers stand: {n}")),
        (found.n_unreadable_rows, translate("salvage_report", "Rows that could not be read: {n}")),
        (found.n_unreadable_frames, translate("salvage_report", "Pages of the journal that could not be read: {n}")),
    )
    lines = [words.format(n=grouped(n)) for n, words in lost if n]
    return "\n".join([read, *(lines or [translate("salvage_report", "Nothing is known to be lost.")])])
