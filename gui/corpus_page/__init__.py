"""The Corpus page: bring sentences in, look through them, see what is in them."""
