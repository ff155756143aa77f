"""The Train page: options, live curves of a run in a background thread, and what came of it."""
