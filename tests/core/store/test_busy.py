"""What must wait says so, and goes on afterwards."""

import pytest

from core.edits import AddLabels
from core.errors import ProjectError
from core.project import Project
from core.store.busy import check_no_import, check_no_sweep
from core.token_edits import Retokenise, Scope


def test_an_import_is_waited_for(small: Project) -> None:
    connection = small._connection
    check_no_import(connection, "nothing happens")
    running = small.begin_import("bay", "text", [])
    with pytest.raises(ProjectError, match=r"an import is running, so layers stay\. Wait until the import has ended"):
        check_no_import(connection, "layers stay")
    running.cancel()
    check_no_import(connection, "layers stay")


def test_a_change_of_many_sentences_is_waited_for(small: Project) -> None:
    connection = small._connection
    check_no_sweep(connection)
    small.apply(AddLabels("ner", ("Y",)))
    small.undo()
    steps = small.applying(Retokenise(Scope(), "characters"))
    next(steps)
    with pytest.raises(ProjectError, match=r"many sentences are being changed\. Wait until that has ended"):
        check_no_sweep(connection)
    for change in (lambda: small.apply(AddLabels("ner", ("X",))), small.undo, small.redo):
        with pytest.raises(ProjectError, match="many sentences are being changed"):
            change()
    with pytest.raises(ProjectError, match="many sentences are being changed"):
        small.begin_import("bay", "text", [])
    steps.close()
    check_no_sweep(connection)
    small.apply(AddLabels("ner", ("X",)))
