"""The loop: the model in use learns from what was labelled since, and says what that changes before it is kept."""
