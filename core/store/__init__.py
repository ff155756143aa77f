"""The project file: one SQLite database, opened by one program at a time, written only in transactions.

`connection` opens the file and refuses what is not ours, `schema` says what is in it. Upon them stand
the tables: `layers` (layers, tags, labels), `sentences`, `counters` (totals that no key press recounts),
`runs` (runs and models). `changes` applies edits, `journal` remembers them, `imports` brings in whole
files, `search` finds sentences. `core.project` puts them together.
"""
