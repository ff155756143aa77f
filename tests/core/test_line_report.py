"""What readers say of a line is what the store keeps: one value, passed on as it is."""

from pathlib import Path

from core.corpus import Layer
from core.project import Project
from core.sources import ColumnMap, FormatName, LineReport, OnProblem, ReadOptions, read


def test_what_a_reader_says_is_kept_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "odd.tsv"
    file.write_text("Mara\tN\nrows\n\ntide\tN\n", encoding="utf-8")
    options = ReadOptions(
        FormatName.CONLL_COLUMNS, columns=ColumnMap(0, ((1, Layer("pos")),)), on_problem=OnProblem.REPAIR
    )
    said: list[LineReport] = []
    with Project.create(tmp_path / "a.tagscope") as project:
        running = project.begin_import(file.name, "conll", [Layer("pos")])

        def note(report: LineReport) -> None:
            said.append(report)
            running.report(report)

        running.add(list(read(file, options, report=note)))
        running.finish()
        (head,) = project.import_reports()
        assert (head.name, head.n_sentences, head.n_problems) == ("odd.tsv", 2, 1)
        assert project.import_report(head.id, 0, 10) == tuple(said)
    assert [report.line for report in said] == [2]
