"""By which rules spans are counted, said wherever a score of spans is shown."""

from PySide6.QtCore import QCoreApplication


def span_rules() -> str:
    """Return how spans are matched (strictly) and how tags are read as spans (leniently)."""
    return QCoreApplication.translate(
        "score_words",
        "Strict match: a span counts when its label and both of its ends are right. "
        "Lenient reading, as conlleval's: a tag with no span to go on with begins one.",
    )
