"""Reading a file into the log: the window that leads from a file through its columns and words to what it changes."""
