"""The choice of a preset by the name people read."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from core.config import PRESETS, Config, preset_name

_TITLES = {
    "default": QT_TRANSLATE_NOOP("PresetBox", "Tagscope default"),
    "question-2016": QT_TRANSLATE_NOOP("PresetBox", "The question, 2016"),
    "one-hot": QT_TRANSLATE_NOOP("PresetBox", "One-hot and cross-entropy"),
    "stateful": QT_TRANSLATE_NOOP("PresetBox", "Stateful"),
    "random-subsequences": QT_TRANSLATE_NOOP("PresetBox", "Random subsequences"),
    "tiny": QT_TRANSLATE_NOOP("PresetBox", "Tiny"),
}


def preset_titles() -> dict[str, str]:
    """Return what each preset is called in the user's language."""
    return {name: QCoreApplication.translate("PresetBox", str(title)) for name, title in _TITLES.items()}


class PresetBox(QComboBox):
    """Offers the presets; shows none where the options are the user's own.

    Signals:
        chosen: The `Config` of the preset the user picked.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preset")
        self.setAccessibleName(self.tr("Preset"))
        for name in PRESETS:
            self.addItem(preset_titles()[name], name)
        self.setPlaceholderText(self.tr("your own options"))
        self.activated.connect(self._on_activated)

    def show_config(self, config: Config) -> None:
        """Show which preset these options are, if any."""
        name = preset_name(config)
        self.setCurrentIndex(-1 if name is None else self.findData(name))

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        self.chosen.emit(PRESETS[self.itemData(index)])
