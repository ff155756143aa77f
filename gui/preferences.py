"""What the window remembers between sessions: colours and recent projects. Read from `core.settings`."""
