"""Whether memory is tight."""

import pytest

from core.memory_need import MemoryNeed


@pytest.mark.parametrize(
    ("needed", "room", "is_tight"), [(49, 100, False), (51, 100, True), (51, None, False), (0, 0, False)]
)
def test_what_leaves_hardly_anything_is_tight(needed: int, room: int | None, is_tight: bool) -> None:
    assert MemoryNeed(needed, room).is_tight is is_tight
