"""Imports leave all or nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.corpus import Layer, Scheme, Split
from core.errors import SourceError
from core.project import Project
from core.sources import LineReport, OnProblem, ReadOptions, preview
from gui.corpus_page.filling import Checking, Filled, Findings, Generating, Importing, Order
from gui.corpus_page.import_plan import fit
from gui.jobs import JobControl


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "test.tagscope") as made:
        yield made


@pytest.fixture
def long_file(tmp_path: Path) -> Path:
    path = tmp_path / "long.conll"
    path.write_text("Mira B-PER\nsings O\n\n" * 30_000, encoding="utf-8")
    return path


def _options(path: Path) -> ReadOptions:
    return preview(path).options


def _importing(project: Project, path: Path, options: ReadOptions) -> Importing:
    return Importing(project, path, options, fit(options.layers, project.layers))


def _result(work: Iterator[object]) -> object:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def test_an_import_brings_sentences_and_layers(project: Project, names: Path) -> None:
    filled = _result(_importing(project, names, _options(names))(JobControl()))
    assert isinstance(filled, Filled)
    assert filled.findings == Findings(2, 8, 0, ())
    assert project.layers == (Layer("ner", Scheme.IOB2),)
    assert project.n_sentences == 2


def test_closing_half_way_leaves_nothing(project: Project, long_file: Path) -> None:
    work = _importing(project, long_file, _options(long_file))(JobControl())
    for _ in range(4):
        next(work)
    work.close()
    assert (project.n_sentences, project.layers, project.can_undo) == (0, (), False)
    assert _result(_importing(project, long_file, _options(long_file))(JobControl())) is not None
    assert project.n_sentences == 30_000


def test_a_stop_is_heard_where_the_file_yields_nothing(project: Project, long_file: Path) -> None:
    control = JobControl()
    work = _importing(project, long_file, _options(long_file))(control)
    next(work)
    control.run.stop()
    assert _result(work) is None
    assert project.layers == ()


def test_stop_at_the_first_problem_keeps_nothing(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "bad.conll"
    path.write_text("Mira B-PER\nsings O\n\nBran\n\n", encoding="utf-8")
    options = ReadOptions(_options(path).format, columns=_options(path).columns, on_problem=OnProblem.STOP)
    with pytest.raises(SourceError, match=r"bad\.conll, line 4"):
        _result(_importing(project, path, options)(JobControl()))
    assert (project.n_sentences, project.layers) == (0, ())


def test_a_check_counts_and_lists_without_storing(tmp_path: Path) -> None:
    path = tmp_path / "bad.conll"
    path.write_text("Mira B-PER\nsings O\n\nBran\n\n", encoding="utf-8")
    findings = _result(Checking(path, _options(path))(JobControl()))
    assert isinstance(findings, Findings)
    assert (findings.n_sentences, findings.n_tokens, findings.n_problems) == (2, 3, 1)
    assert [report.line for report in findings.reports if isinstance(report, LineReport)] == [4]


def test_what_was_said_of_the_lines_is_kept_with_the_import(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "bad.conll"
    path.write_text("Mira B-PER\nsings O\n\nBran\n\n", encoding="utf-8")
    filled = _result(_importing(project, path, _options(path))(JobControl()))
    assert isinstance(filled, Filled)
    (report,) = project.import_reports()
    assert (report.name, report.n_problems) == ("bad.conll", 1)
    assert project.import_report(report.id, 0, 10) == filled.findings.reports


def test_generated_sentences_keep_their_shares(project: Project) -> None:
    from core.generators import TASKS

    counts = {Split.TRAIN: 1203, Split.DEV: 20, Split.TEST: 7}
    order = Order("nested", 5, {}, counts)
    assert isinstance(_result(Generating(project, order, fit(TASKS["nested"].layers, ()))(JobControl())), Filled)
    assert {split: project.n_sentences_in(split) for split in Split} == counts
