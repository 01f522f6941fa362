"""Commands and queries, undo, notices, lanes, settings. No Qt."""
