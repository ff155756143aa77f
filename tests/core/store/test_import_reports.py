"""What was said of a file's lines is kept with its import, page by page, and goes with it."""

from collections.abc import Sequence

import pytest

from core.corpus import Layer, Sentence
from core.line_report import LineReport
from core.project import Project
from core.store import import_reports, imports
from core.store.imports import Import


def problems(n: int) -> list[LineReport]:
    return [LineReport(3 * k + 1, f"column {k} <b>is</b> missing.", "Filled up.") for k in range(n)]


def begin(project: Project, name: str, said: Sequence[LineReport]) -> Import:
    """Begin an import of one sentence; half of what is said comes before it, half behind."""
    running = project.begin_import(name, "conll", [Layer("pos")])
    for problem in said[: len(said) // 2]:
        running.report(problem)
    running.add([Sentence(("wave",), {"pos": ("N",)})])
    for problem in said[len(said) // 2 :]:
        running.report(problem)
    return running


def n_lines(project: Project) -> int:
    return int(project._connection.number("SELECT count(*) FROM import_report"))


def test_reports_are_read_in_pages(project: Project) -> None:
    begin(project, "clean.conll", []).finish()
    begin(project, "odd.conll", problems(25)).finish()
    project.close()
    with Project.open(project.path) as again:
        clean, odd = again.import_reports()
        assert (clean.name, clean.n_problems, clean.n_lines) == ("clean.conll", 0, 0)
        assert (odd.name, odd.format, odd.n_sentences, odd.n_problems, odd.n_lines) == ("odd.conll", "conll", 1, 25, 25)
        assert again.import_report(clean.id, 0, 10) == ()
        pages = [again.import_report(odd.id, offset, 10) for offset in range(0, 40, 10)]
        assert [line for page in pages for line in page] == problems(25)
        assert list(map(len, pages)) == [10, 10, 5, 0]


def test_only_finished_imports_are_listed(project: Project) -> None:
    running = begin(project, "odd.conll", problems(3))
    assert project.import_reports() == ()
    running.finish()
    assert len(project.import_reports()) == 1


@pytest.mark.parametrize("is_killed", [False, True])
def test_an_import_taken_back_takes_its_report_along(
    project: Project, monkeypatch: pytest.MonkeyPatch, is_killed: bool
) -> None:
    monkeypatch.setattr(import_reports, "LINES_AT_ONCE", 10)
    monkeypatch.setattr(imports, "LINES_AT_ONCE", 10)
    begin(project, "kept.conll", problems(4)).finish()
    running = begin(project, "odd.conll", problems(45))
    assert n_lines(project) == 4 + 42
    if is_killed:
        project.close()
    else:
        running.cancel()
    with project if not is_killed else Project.open(project.path) as left:
        assert n_lines(left) == 4
        assert [report.n_lines for report in left.import_reports()] == [4]


def test_a_report_without_end_is_counted_but_not_kept(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_reports, "MOST_LINES", 20)
    monkeypatch.setattr(imports, "MOST_LINES", 20)
    begin(project, "odd.conll", problems(50)).finish()
    (report,) = project.import_reports()
    assert (report.n_problems, report.n_lines) == (50, 20)
    assert project.import_report(report.id, 0, 100) == tuple(problems(20))
