"""Icons, translations and other data that ship with the program."""
