"""Mask and loss: the mask from layer to layer in real Keras, each cell's weight and loss, and the divisors."""

from functools import partial
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.inspection import Inspection
from core.reductions import Deed, KerasLoss, MaskStep, Reduced, Rule
from gui.jobs import Jobs
from gui.study_jobs import weighing
from gui.tensor_page.batch_grid import grid_content
from gui.tensor_page.batch_view import BatchView
from gui.tensor_page.latest import Latest
from gui.tensor_page.subject import Subject
from gui.widgets.mask_strips import MaskLine, MaskStrips
from gui.widgets.numbers import grouped
from gui.widgets.plain import NumberLabel, PlainLabel
from gui.widgets.token_grid import TokenGrid

COLUMNS = 4
# Scores that differ by more are not the same computation rounded otherwise.
APART = 1e-3


class MaskLossView(BatchView):
    """What counts in the loss, and what plain Keras would have counted on the same batch."""

    name = "mask-and-loss"

    def __init__(self, subject: Subject, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(subject, jobs, parent)
        self._found: KerasLoss | None = None
        self._asked = Latest(jobs, "keras", self.tr("Asking Keras"), self)
        self._asked.found.connect(self._on_found)
        self._asked.failed.connect(self._on_failed)
        self._strips = MaskStrips()
        self._strips.setObjectName("mask-strips")
        self._strips.timestep_chosen.connect(self._on_timestep)
        self._rules = QWidget()
        self._numbers: dict[Rule, tuple[PlainLabel, ...]] = {}
        self._fill_rules()
        self._grid = TokenGrid()
        self._grid.setObjectName("loss-grid")
        self._grid.cursor_moved.connect(self._on_cell)
        above = QHBoxLayout()
        above.setSpacing(24)
        column = QVBoxLayout()
        column.addWidget(self._strips)
        column.addStretch(1)
        above.addLayout(column, 1)
        above.addWidget(self._rules)
        self.body.addLayout(above)
        self.body.addWidget(PlainLabel(self.tr("Each cell: its weight in the loss × what it costs"), muted=True))
        self.body.addWidget(self._grid, 1)

    def _fill_rules(self) -> None:
        """Make the table of rules: what is summed, by what it is divided, the loss, the gradient."""
        grid = QGridLayout(self._rules)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        heads = (self.tr("how losses become one"), self.tr("sum"), "÷", self.tr("loss"), self.tr("gradient"))
        for place, words in enumerate(heads):
            label = NumberLabel(words, muted=True) if place else PlainLabel(words, muted=True)
            grid.addWidget(label, 0, place)
        titles = {
            Rule.TOKENS: self.tr("Tagscope: tokens that count"),
            Rule.PLAIN: self.tr("Keras, neither mask nor weights"),
            Rule.WEIGHTS: self.tr("Keras, sample_weight"),
            Rule.MASK: self.tr("Keras, its own mask"),
            Rule.MEAN: self.tr("Keras, mean_with_sample_weight"),
        }
        for row, (rule, title) in enumerate(titles.items(), 1):
            name = PlainLabel(title, bold=rule is Rule.TOKENS)
            grid.addWidget(name, row, 0)
            widest = ("88,888.88", "888,888", "88.8888", "× 0.88, 88°")
            labels = tuple(NumberLabel("–", widest=text) for text in widest)
            for place, label in enumerate(labels):
                label.setObjectName(f"rule-{rule.name.lower()}-{place}")
                grid.addWidget(label, row, place + 1)
            self._numbers[rule] = labels
        grid.setRowStretch(len(titles) + 1, 1)

    def title(self) -> str:
        """Return what its tab says."""
        return self.tr("Mask and loss")

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return weights and losses of all cells, float32[B, T] each, and the masks of the layers that have one."""
        inspection, found = self.subject.inspection, self._found
        if inspection is None or found is None:
            return {}
        masks = {f"mask-{step.layer}": step.mask for step in found.steps if step.mask is not None}
        return {"weights": inspection.batch.weights, "losses": found.cells, **masks}

    @Slot()
    def show_batch(self) -> None:
        """Ask Keras about another batch."""
        material, inspection = self.subject.material, self.subject.inspection
        if material is None or inspection is None:
            return
        self._found = None
        self._show_numbers(())
        self._strips.set_lines((), 0)
        self._show_grid(inspection)
        self.say(self.tr("Keras is being asked …"))
        start = partial(inspection.states.before_rows, inspection.index)
        self._asked.ask(weighing(material.network, inspection.batch, start))

    def show_cursor(self) -> None:
        """Show another row of the masks."""
        cursor = self.subject.cursor
        self._grid.set_cursor_cell(cursor.row, cursor.timestep)
        self._show_strips()
        self._say()

    def _show_grid(self, inspection: Inspection) -> None:
        self._grid.set_content(grid_content(inspection, self._cell_text))
        self._grid.set_cursor_cell(self.subject.cursor.row, self.subject.cursor.timestep)

    def _cell_text(self, row: int, timestep: int) -> str:
        inspection, found = self.subject.inspection, self._found
        if inspection is None:
            return ""
        weight = f"{inspection.batch.weights[row, timestep]:g}"
        return weight if found is None else f"{weight} × {found.cells[row, timestep]:.2f}"

    @Slot(object)
    def _on_found(self, found: object) -> None:
        if not isinstance(found, KerasLoss):
            return
        self._found = found
        self._show_numbers(found.reduced)
        self._grid.viewport().update()
        self._show_strips()
        self._say()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.say(self.tr("Keras could not be asked: {error}").format(error=error))

    def _show_numbers(self, reduced: tuple[Reduced, ...]) -> None:
        by_rule = {each.rule: each for each in reduced}
        first = by_rule.get(Rule.TOKENS)
        for rule, labels in self._numbers.items():
            found = by_rule.get(rule)
            texts = ("–",) * COLUMNS
            if found is not None and first is not None:
                length = found.gradient / first.gradient if first.gradient else 0.0
                turned = f", {found.angle:.0f}°" if found.angle >= 0.5 else ""
                texts = (
                    f"{found.sum:,.2f}",
                    grouped(round(found.divisor)),
                    f"{found.loss:.4f}",
                    f"× {length:.2f}{turned}",
                )
            for label, text in zip(labels, texts, strict=True):
                label.setText(text)

    def _show_strips(self) -> None:
        found, inspection = self._found, self.subject.inspection
        if found is None or inspection is None:
            return
        row = self.subject.cursor.row
        self._strips.set_lines(tuple(self._lines(found.steps, row)), inspection.batch.mask.shape[1])
        self._strips.set_timestep(self.subject.cursor.timestep)

    def _lines(self, steps: tuple[MaskStep, ...], row: int) -> list[MaskLine]:
        """Return a line a layer; neighbours of one kind that do the same share one."""
        words = {
            Deed.MAKES: self.tr("makes it"),
            Deed.USES: self.tr("uses it, passes on"),
            Deed.PASSES: self.tr("passes it on"),
            Deed.DROPS: self.tr("drops it"),
            Deed.LACKS: self.tr("has none"),
            Deed.ENDS: self.tr("uses it"),
        }
        lines = []
        for (kind, deed), group in groupby(steps, key=lambda step: (step.kind, step.deed)):
            same = list(group)
            name = kind if len(same) == 1 else f"{len(same)} × {kind}"
            mask = same[-1].mask
            lost = deed in (Deed.DROPS, Deed.LACKS)
            lines.append(MaskLine(name, words[deed], lost, None if mask is None else mask[row]))
        return lines

    def _say(self) -> None:
        found, inspection = self._found, self.subject.inspection
        if found is None or inspection is None:
            return
        cursor = self.subject.cursor
        weight = float(inspection.batch.weights[cursor.row, cursor.timestep])
        cost = float(found.cells[cursor.row, cursor.timestep])
        token = inspection.tokens[cursor.row][cursor.timestep] or "PAD"
        cell = self.tr("“{token}” adds {weight} × {cost} = {product}").format(
            token=token, weight=f"{weight:g}", cost=f"{cost:.3f}", product=f"{weight * cost:.3f}"
        )
        by_rule = {each.rule: each for each in found.reduced}
        tokens, weights = by_rule[Rule.TOKENS], by_rule[Rule.WEIGHTS]
        share = weights.gradient / tokens.gradient if tokens.gradient else 1.0
        rest = self.tr(
            "Keras {version} divides by all {cells} cells where it is only given weights: each step is {share} as long"
        ).format(version=found.version, cells=grouped(inspection.batch.n_cells), share=f"{share:.2f}")
        if found.apart > APART:
            rest = self.tr(
                "Keras' own layers, fed this batch, come to other scores, by up to {apart}: the losses are theirs"
            ).format(apart=f"{found.apart:.3f}")
        self.say(f"{cell}   ·   {rest}")

    @Slot(int, int)
    def _on_cell(self, row: int, timestep: int) -> None:
        self.subject.cursor.move(row, timestep)

    @Slot(int)
    def _on_timestep(self, timestep: int) -> None:
        self.subject.cursor.move(self.subject.cursor.row, timestep)
