"""The reading desk: a document with what came of its passages, and the forms that are filled from it."""
