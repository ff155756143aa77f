"""One verdict a layer and token: set, replaced, taken back, and still there after a restart."""

import pytest

from core.errors import ProjectError
from core.project import Project
from core.store.verdicts import Verdict


def test_verdicts_of_a_sentence_and_of_a_layer(small: Project) -> None:
    verdicts = small.verdicts
    verdicts.set("ner", 1, 3, Verdict.UNSURE)
    verdicts.set("ner", 1, 3, Verdict.LABEL_WRONG)
    verdicts.set("ner", 1, 0, Verdict.MODEL_WRONG)
    verdicts.set("ner", 3, 2, Verdict.UNSURE)
    verdicts.set("pos", 1, 3, Verdict.UNSURE)
    assert verdicts.of("ner", 1) == {0: Verdict.MODEL_WRONG, 3: Verdict.LABEL_WRONG}
    verdicts.set("ner", 1, 0, None)
    small.close()
    with Project.open(small.path) as project:
        judged = [(one.sentence, one.token, one.verdict) for one in project.verdicts.all("ner")]
        assert judged == [(1, 3, Verdict.LABEL_WRONG), (3, 2, Verdict.UNSURE)]
        assert all(one.at.endswith("+00:00") for one in project.verdicts.all("ner"))


def test_a_layer_that_is_not_there(small: Project) -> None:
    with pytest.raises(ProjectError, match="has no layer 'chunk'"):
        small.verdicts.set("chunk", 1, 0, Verdict.UNSURE)
