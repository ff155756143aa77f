"""Classical mistakes with shapes, padding and losses, run against the Keras that is installed.

Cases are values; they run in a process of their own, and what came out of it is shown word for word. `reading_errors`
recognises the parts of a message that a user has met elsewhere.
"""
