"""Steps that have been released stay as they are: files out there are told by them."""

import hashlib

from core.store.versions import STEPS, VERSION

# Add a line with every release; never change one.
RELEASED = {1: "92443e8b29c205e0eb424c00e105f49e631183a9b99911f63d2a1f9637ad129b"}


def test_released_steps_never_change() -> None:
    digests = {version: hashlib.sha256(STEPS[version - 1].encode()).hexdigest() for version in RELEASED}
    assert digests == RELEASED


def test_one_step_a_version() -> None:
    assert len(STEPS) == VERSION
