"""The steps of the walk that look at what explains tensors: the eight first steps, the shape doctor."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QTabWidget

from core.first_steps import QUESTIONS
from gui.tour.figures import Figures
from gui.tour.hands import Hands
from gui.widgets.plain import PlainLabel

# One that Keras refuses, one of which it says nothing.
SHOWN_CASES = ("Ids go straight into the LSTM", "Tokens padded in front, labels behind")
PICTURED_STEPS = (2, 5)


def first_steps(hands: Hands, figures: Figures, corpus: Path | None, dev: Path | None) -> dict[str, Any]:
    """Be led through the eight steps, and leave before Train."""
    hands.window.actions_table.trigger("explain.steps")
    hands.wait_for_jobs("tensors")
    pictures: list[str] = []
    questions = []
    for number in range(len(QUESTIONS)):
        questions.append(hands.find(PlainLabel, "step-question").text())
        if number in PICTURED_STEPS:
            pictures += hands.picture(f"first-steps-{number + 1}")
        if number + 1 < len(QUESTIONS):
            hands.click("step-next")
            hands.settle()
    hands.click("step-leave")
    if len(set(questions)) != len(QUESTIONS):
        raise AssertionError(f"some questions were asked twice: {questions}")
    return {"pictures": pictures, "questions": questions}


def doctor(hands: Hands, figures: Figures, corpus: Path | None, dev: Path | None) -> dict[str, Any]:
    """Run two classical mistakes with the real Keras, read a message, leave."""
    hands.window.actions_table.trigger("explain.doctor")
    cases = hands.find(QListWidget, "case-list")
    pictures, said = [], []
    for number, title in enumerate(SHOWN_CASES):
        for row in range(cases.count()):
            if cases.item(row).text() == title:
                cases.setCurrentRow(row)
        hands.wait_for_jobs("doctor")
        hands.settle()
        said.append(hands.find(PlainLabel, "wrong-verdict").text())
        pictures += hands.picture(f"doctor-{number + 1}")
    hands.find(QTabWidget, "doctor-tabs").setCurrentIndex(1)
    hands.click("error-example")
    pictures += hands.picture("doctor-message")
    if not hands.find(QPlainTextEdit, "error-text").extraSelections():
        raise AssertionError("nothing was recognised in the message")
    hands.click("doctor-close")
    return {"pictures": pictures, "said": said}
