"""Whose numbers the page shows: the network before training, the model in use, or the one that is learning now."""

from enum import StrEnum

from PySide6.QtWidgets import QComboBox, QWidget


class Source(StrEnum):
    """Where the weights come from."""

    FIRST = "first"
    MODEL = "model"
    LIVE = "live"


class NetworkChoice(QComboBox):
    """Offers the networks that there are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("network-source")
        self.setAccessibleName(self.tr("Whose numbers are shown"))
        self.addItem(self.tr("network before training"), userData=Source.FIRST)

    @property
    def source(self) -> Source:
        """What is chosen."""
        return Source(self.currentData())

    def offer_model(self, is_there: bool) -> None:
        """Offer the model in use; a new one is chosen at once, unless a run is being watched."""
        is_new = self._offer(Source.MODEL, self.tr("the trained model"), is_there=is_there)
        if is_new and self.source is not Source.LIVE:
            self.setCurrentIndex(self.findData(Source.MODEL))

    def offer_live(self, is_there: bool) -> None:
        """Offer the network that is learning."""
        self._offer(Source.LIVE, self.tr("the network in training"), is_there=is_there)

    def _offer(self, source: Source, words: str, *, is_there: bool) -> bool:
        """Add or remove a line; return whether it was added."""
        place = self.findData(source)
        if is_there and place < 0:
            self.addItem(words, userData=source)
            return True
        if not is_there and place >= 0:
            self.removeItem(place)
        return False
