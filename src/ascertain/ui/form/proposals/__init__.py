"""Proposals in the form: they stand in their boxes as such until they are accepted, and are saved only then."""
