"""What is in the corpus can be looked at through a connection that may only read."""

from collections.abc import Callable

from core.project import Project
from core.store.contents import Contents
from core.store.copying import looking_at

Dump = Callable[[Project | Contents], dict[str, object]]


def test_a_file_that_is_only_looked_at_says_the_same_as_the_project(small: Project, dump: Dump) -> None:
    expected = dump(small)
    small.close()
    with looking_at(small.path) as connection:
        contents = Contents(connection)
        assert dump(contents) == expected
        assert [sentence.id for sentence in contents.page(1, 5)] == [2, 3]
