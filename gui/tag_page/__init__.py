"""The Tag page: type a sentence and see its labels, how sure they are, and put them right."""
