"""Exporting: which incidents, in what format, with which columns, and what is lost by it."""
