"""How far a change reaches from the sentence it is made in."""

from PySide6.QtWidgets import QComboBox, QWidget

from core.token_edits import Reach, Scope


class ScopeBox(QComboBox):
    """Chooses between the sentence, its document and the corpus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scope")
        self.setAccessibleName(self.tr("Scope"))
        # Kept here, because Qt would hand enum members back as bare strings.
        self._members = (Reach.SENTENCE, Reach.DOCUMENT, Reach.CORPUS)
        self.addItems([self.tr("this sentence"), self.tr("this document"), self.tr("the whole corpus")])
        self.setCurrentIndex(2)

    @property
    def reach(self) -> Reach:
        """What is chosen."""
        return self._members[self.currentIndex()]

    def scope(self, sentence: int) -> Scope:
        """Return what is chosen, seen from the sentence of this number."""
        return Scope(self.reach, 0 if self.reach is Reach.CORPUS else sentence)
