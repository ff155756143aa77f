"""How far annotators agree, and a way through where they do not."""
