"""The ways in which the window explains itself beside its pages, opened by actions of their own."""
