"""Help: pages that ship with the program, what is made for them from the program and the log, and their window."""
