"""The shape doctor: classical mistakes run against the installed Keras, and a place to paste one's own message."""
