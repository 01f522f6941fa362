"""The command line: arguments, answers on standard output, one sentence on standard error. Never imports Qt."""
