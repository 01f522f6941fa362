"""Reading a document into the log: given, proposed, looked at, kept. `dialog.read_document` opens it; `drops` lets a
window take what is dropped on it, and loads nothing else until then."""
