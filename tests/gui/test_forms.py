"""Forms: bounds come from the configuration, every option has words, what goes in comes out."""

from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from core.config import PRESETS, EncodingConfig, NetworkConfig, Output, Sampling, TokenInput, TrainingConfig
from gui import messages, option_words
from gui.forms import OptionForm

GROUPS = {"network": NetworkConfig, "encoding": EncodingConfig, "training": TrainingConfig}


def control(form: QWidget, option: str) -> Any:
    return form.findChild(QWidget, f"option-{option}")


@pytest.mark.parametrize("kind", GROUPS.values())
def test_every_option_has_a_row_with_words(qtbot: QtBot, kind: Any) -> None:
    form = OptionForm(kind)
    qtbot.addWidget(form)
    for option in kind.__struct_fields__:
        widget = control(form, option)
        assert widget is not None, option
        assert widget.accessibleName() == option_words.title(option)
        assert option_words.help_text(option)[:20] in widget.accessibleDescription()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_words_name_no_option_that_is_not_there() -> None:
    options = {option for kind in GROUPS.values() for option in kind.__struct_fields__}
    assert set(option_words.TITLES) == options
    assert set(option_words.HELP) == options
    assert {option for option, _value in option_words.CHOICES} <= options


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("group", GROUPS)
def test_what_is_put_in_comes_out(qtbot: QtBot, preset: str, group: str) -> None:
    form = OptionForm(GROUPS[group])
    qtbot.addWidget(form)
    value = getattr(PRESETS[preset], group)
    form.set_value(value)
    assert form.value() == value


def test_bounds_are_those_of_the_configuration(qtbot: QtBot) -> None:
    form = OptionForm(NetworkConfig)
    qtbot.addWidget(form)
    units: QSpinBox = control(form, "units")
    assert (units.minimum(), units.maximum()) == (1, 4096)
    dropout: QDoubleSpinBox = control(form, "dropout")
    assert (dropout.minimum(), dropout.maximum()) == (0.0, 0.9)
    training = OptionForm(TrainingConfig)
    qtbot.addWidget(training)
    rate: QDoubleSpinBox = control(training, "learning_rate")
    assert rate.minimum() == pytest.approx(0.00001)


def test_what_does_not_count_in_a_network_is_dimmed(qtbot: QtBot) -> None:
    form = OptionForm(TrainingConfig)
    qtbot.addWidget(form)
    smoothing: QDoubleSpinBox = control(form, "label_smoothing")
    assert smoothing.isEnabled()
    for output in Output:
        form.set_network(NetworkConfig(output=output))
        assert smoothing.isEnabled() is (output is Output.SOFTMAX)
    form.set_network(NetworkConfig(token_input=TokenInput.ONE_HOT))
    assert smoothing.isEnabled()
    assert not control(form, "vectors").isEnabled()


@pytest.mark.parametrize("kind", GROUPS.values())
def test_the_extremes_of_every_number_are_accepted_by_the_configuration(qtbot: QtBot, kind: Any) -> None:
    form = OptionForm(kind)
    qtbot.addWidget(form)
    for end in ("minimum", "maximum"):
        for spin in form.findChildren(QSpinBox) + form.findChildren(QDoubleSpinBox):
            spin.setValue(getattr(spin, end)())
        value = form.value()
        assert msgspec.convert(msgspec.to_builtins(value), kind) == value


def test_a_change_is_told_once_and_by_the_user_too(qtbot: QtBot) -> None:
    form = OptionForm(NetworkConfig)
    qtbot.addWidget(form)
    told: list[NetworkConfig] = []
    form.changed.connect(lambda: told.append(form.value()))
    form.set_value(PRESETS["tiny"].network)
    assert len(told) == 1
    form.set_value(PRESETS["tiny"].network)
    assert len(told) == 1
    check: QCheckBox = control(form, "realign")
    check.click()
    assert told[-1].realign is False
    box: QComboBox = control(form, "token_input")
    box.setCurrentIndex(list(TokenInput).index(TokenInput.SCALAR))
    assert told[-1].token_input is TokenInput.SCALAR


def test_options_that_do_not_count_are_dimmed(qtbot: QtBot) -> None:
    form = OptionForm(EncodingConfig)
    qtbot.addWidget(form)
    assert not control(form, "window").isEnabled()
    box: QComboBox = control(form, "sampling")
    box.setCurrentIndex(list(Sampling).index(Sampling.WINDOWS))
    assert control(form, "window").isEnabled()
    assert control(form, "stride").isEnabled()
    box.setCurrentIndex(list(Sampling).index(Sampling.SUBSEQUENCES))
    assert not control(form, "stride").isEnabled()


def test_a_form_over_some_options_keeps_the_others(qtbot: QtBot) -> None:
    form = OptionForm(EncodingConfig, only=("pad", "batch_size"))
    qtbot.addWidget(form)
    form.set_value(EncodingConfig(min_count=7, batch_size=4))
    control(form, "batch_size").setValue(9)
    assert form.value() == EncodingConfig(min_count=7, batch_size=9)
    assert control(form, "min_count") is None


def test_the_wheel_scrolls_the_form_and_changes_nothing_without_focus(qtbot: QtBot) -> None:
    form = OptionForm(TrainingConfig)
    qtbot.addWidget(form)
    form.show()
    before = form.value()
    for option in ("epochs", "learning_rate"):
        event = QWheelEvent(
            QPointF(2, 2), QPointF(2, 2), QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(control(form, option), event)
        assert not event.isAccepted()
    assert form.value() == before


def test_the_longest_choice_fits(qtbot: QtBot) -> None:
    for kind in GROUPS.values():
        form = OptionForm(kind)
        qtbot.addWidget(form)
        for box in form.findChildren(QComboBox):
            widest = max(box.fontMetrics().horizontalAdvance(box.itemText(row)) for row in range(box.count()))
            assert widest <= box.width() - 28, box.objectName()


def test_a_folder_is_chosen_where_one_is_meant(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(messages, "choose_folder", lambda *_given: tmp_path)
    monkeypatch.setattr(messages, "choose_file", lambda *_given: tmp_path / "vectors.txt")
    form = OptionForm(TrainingConfig)
    qtbot.addWidget(form)
    for option in ("event_folder", "vectors"):
        control(form, option).actions()[0].trigger()
    assert (form.value().event_folder, form.value().vectors) == (str(tmp_path), str(tmp_path / "vectors.txt"))
