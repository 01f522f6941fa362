"""The sheets that the program writes of a log, for people to read and edit, and for the program to take back."""
