"""What is left of a damaged project file, read without trusting any of it and put into a new one.

SQLite gives up a table when one page of it is wrong. Here every page is read on its own: `pages` finds
them, in the file and in its journal; `cells` takes them apart; `tables` says which table a row is of, by
the page's place or else by the row's shape; `rescue` builds the new project and counts what is lost.

The file format is documented at https://sqlite.org/fileformat2.html.
"""
