"""Files of labelled text to sentences and back."""
