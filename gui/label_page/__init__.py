"""The Label page: a sentence as a strip, its neighbours at the side, and a key for every label."""
