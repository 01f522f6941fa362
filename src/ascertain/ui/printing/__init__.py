"""Incidents on paper: pages that are laid out once, and shown, printed or written to a PDF from the same pieces."""
