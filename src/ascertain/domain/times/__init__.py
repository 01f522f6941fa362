"""How the time phrases of reports are read: words of several languages become one small language, and that is read."""
